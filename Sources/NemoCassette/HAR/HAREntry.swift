/// One entry of an archive: a request and what the tool says of its answer.
///
/// A lens: it keeps the text of the entry, and reads out of it what is asked for.
struct HAREntry {
  private let archive: [UInt8]
  private let long: LongStrings
  private let node: JSONNode

  /// The entry at a place of the archive; nil when that is no JSON object.
  init?(_ archive: [UInt8], _ range: Range<Int>) {
    let long = LongStrings(archive, range)
    guard let node = JSONNode.parse(long.text), case .object = node.value else { return nil }
    self.archive = archive
    self.long = long
    self.node = node
  }

  subscript(key: String) -> JSONNode? { node[key] }
  var request: JSONNode? { node["request"] }
  var response: JSONNode? { node["response"] }

  var method: String? { request?["method"]?.text }

  /// Without a fragment, which is never sent.
  var url: String? { request?["url"]?.text.map { url in String(url.prefix { $0 != "#" }) } }

  /// Playwright says -1, browsers and mitmproxy 0 where no answer came.
  var status: Int? {
    number(response?["status"]).flatMap { (100...999).contains($0) ? Int($0) : nil }
  }

  /// What went wrong: `_error` in Chrome and mitmproxy, `_failureText` in Playwright.
  var failure: String {
    for node in [response?["_error"], response?["_failureText"], self["_error"]] {
      if let text = node?.text, !text.isEmpty { return text }
    }
    return ""
  }

  /// A finite number; some tools quote theirs.
  func number(_ node: JSONNode?) -> Double? {
    guard let node else { return nil }
    let text = node.text ?? String(decoding: long.text[node.range], as: UTF8.self)
    guard let number = Double(text), number.isFinite else { return nil }
    return number
  }

  /// A size in bytes; nil for -1, which stands for "unknown", and for what no body can have.
  func size(_ node: JSONNode?) -> Int? {
    number(node).flatMap { (0...Self.sizeLimitBytes).contains($0) ? Int($0) : nil }
  }

  /// What a Content-Length says; nil when there is none, or one that no body can have.
  static func declaredBytes(_ headers: [HeaderPair]) -> Int? {
    headers.first("content-length").flatMap { Double($0) }.flatMap {
      (0...sizeLimitBytes).contains($0) ? Int($0) : nil
    }
  }

  private static let sizeLimitBytes = 16.0 * 1_073_741_824

  /// The bytes of a string, not copied where nothing in them is escaped; nil when the node is none.
  func text(_ node: JSONNode?) -> ArraySlice<UInt8>? {
    guard let node, case .string = node.value else { return nil }
    if let content = long.contents[node.range.lowerBound] {
      return HARText.unescaped(archive[content])
    }
    return HARText.unescaped(long.text[node.range].dropFirst().dropLast())
  }

  /// Header lines: as objects, or as pairs in some tools. Chrome joins repeated ones by line feeds;
  /// names that begin with a colon are HTTP/2's own (RFC 9113 section 8.3) and no headers.
  func headers(_ node: JSONNode?) -> [HeaderPair] {
    (node?["headers"]?.elements ?? []).flatMap { element -> [HeaderPair] in
      let pair = element.elements ?? []
      guard let name = element["name"]?.text ?? pair.first?.text,
        let value = element["value"]?.text ?? pair.dropFirst().first?.text, !name.hasPrefix(":")
      else { return [] }
      let lines = value.split(separator: "\n", omittingEmptySubsequences: false)
      return lines.map { HeaderPair(name, String($0)) }
    }
  }
}
