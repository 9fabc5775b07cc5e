import CCurl

/// A libcurl easy handle. Used on the thread of its transport only.
struct EasyHandle {
  let raw: UnsafeMutableRawPointer

  /// Nil when there is no memory for it.
  init?() {
    guard let raw = curl_easy_init() else { return nil }
    self.raw = raw
  }

  func reset() { curl_easy_reset(raw) }

  func free() { curl_easy_cleanup(raw) }

  func set(_ option: CURLoption, _ value: Bool) throws(CurlCode) {
    try check(ccurl_set_long(raw, option, value ? 1 : 0))
  }

  func set(_ option: CURLoption, _ value: Int) throws(CurlCode) {
    try check(ccurl_set_long(raw, option, value))
  }

  func set(_ option: CURLoption, offset: Int) throws(CurlCode) {
    try check(ccurl_set_offset(raw, option, curl_off_t(offset)))
  }

  /// libcurl keeps a copy of the text.
  func set(_ option: CURLoption, _ value: String?) throws(CurlCode) {
    guard let value else { return try check(ccurl_set_string(raw, option, nil)) }
    try check(ccurl_set_string(raw, option, value))
  }

  func set(_ option: CURLoption, _ value: UnsafeMutableRawPointer?) throws(CurlCode) {
    try check(ccurl_set_pointer(raw, option, value))
  }

  func set(_ option: CURLoption, _ value: HeaderLines) throws(CurlCode) {
    try check(ccurl_set_list(raw, option, value.list))
  }

  func set(_ option: CURLoption, callback: curl_write_callback) throws(CurlCode) {
    try check(ccurl_set_data_callback(raw, option, callback))
  }

  func set(seek callback: curl_seek_callback) throws(CurlCode) {
    try check(ccurl_set_seek_callback(raw, callback))
  }

  func set(prereq callback: curl_prereq_callback) throws(CurlCode) {
    try check(ccurl_set_prereq_callback(raw, callback))
  }

  func set(closeSocket callback: curl_closesocket_callback) throws(CurlCode) {
    try check(ccurl_set_closesocket_callback(raw, callback))
  }

  /// 0 when libcurl does not know.
  func long(_ info: CURLINFO) -> Int {
    var value = 0
    ccurl_get_long(raw, info, &value)
    return value
  }

  private func check(_ code: CURLcode) throws(CurlCode) {
    if code != CURLE_OK { throw CurlCode(raw: code) }
  }
}

/// What libcurl answers when something is wrong.
struct CurlCode: Error {
  var raw: CURLcode

  /// libcurl's own words for it: a constant text.
  var wording: String { String(cString: curl_easy_strerror(raw)) }
}

/// Header lines for a request, in libcurl's list; freed with this object.
final class HeaderLines {
  private(set) var list: UnsafeMutablePointer<curl_slist>?

  func append(_ line: String) throws(CurlCode) {
    guard let longer = curl_slist_append(list, line) else {
      throw CurlCode(raw: CURLE_OUT_OF_MEMORY)
    }
    list = longer
  }

  deinit { curl_slist_free_all(list) }
}
