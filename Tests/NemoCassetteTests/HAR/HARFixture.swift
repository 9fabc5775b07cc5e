@testable import NemoCassette

/// Archives for tests, in the words of the tools that write them.
enum HARFixture {
  static let api = "https://api.example"

  /// An archive with these entries.
  static func archive(_ entries: String...) -> [UInt8] {
    Array(
      (#"{"log":{"version":"1.2","creator":{"name":"WebInspector","version":"537.36"},"pages":[],"#
        + #""entries":["# + entries.joined(separator: ",") + "]}}").utf8)
  }

  /// An entry with the usual request to the API.
  static func entry(
    at: String = "2026-11-20T10:00:00.000Z", time: String = "20", method: String = "GET",
    url: String = api + "/api/credits/balance/simple", requestHeaders: String = "",
    request: String = "", response: String,
    timings: String = #"{"send":0,"wait":15,"receive":5}"#, rest: String = ""
  ) -> String {
    #"{"startedDateTime":"\#(at)","time":\#(time),"request":{"method":"\#(method)","url":"\#(url)","#
      + #""httpVersion":"h2","cookies":[],"headers":[\#(requestHeaders)],"queryString":[]\#(request)},"#
      + #""response":\#(response),"cache":{},"timings":\#(timings)\#(rest)}"#
  }

  /// A response of JSON.
  static func json(
    _ text: String = #"{\"code\":0}"#, status: Int = 200, headers: String = "", content: String = ""
  ) -> String {
    #"{"status":\#(status),"statusText":"","httpVersion":"h2","headers":[\#(headers)],"cookies":[],"#
      + #""content":{"size":-1,"mimeType":"application/json","text":"\#(text)"\#(content)},"#
      + #""redirectURL":"","headersSize":-1,"bodySize":-1}"#
  }

  static func read(
    _ entries: String..., options: HARImport.Options = .init(),
    files: (String) throws -> [UInt8]? = { _ in nil }
  ) throws -> HARImport.Result {
    var text = #"{"log":{"entries":["#
    text += entries.joined(separator: ",") + "]}}"
    return try HARImport.tape(from: Array(text.utf8), options: options, files: files)
  }
}

extension HARImport.Result {
  var first: Exchange? { tape.exchanges.first }
}

extension Exchange.Response {
  var text: String? {
    guard case .bytes(let bytes) = body else { return nil }
    return String(decoding: bytes, as: UTF8.self)
  }
}

extension Exchange.Request {
  var text: String? {
    guard case .bytes(let bytes) = body else { return nil }
    return String(decoding: bytes, as: UTF8.self)
  }
}
