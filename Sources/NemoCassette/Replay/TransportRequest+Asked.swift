import HTTPTypes
import NemoHTTP

extension TransportRequest {
  /// The absolute URL.
  var url: String {
    "\(head.scheme ?? "https")://\(head.authority ?? "")\(head.path ?? "/")"
  }

  /// The request as a tape would hold it; reads the whole body.
  func asAsked() async throws -> Exchange.Request {
    var collector = RequestBodyCollector(contentType: head.headerFields[.contentType])
    for try await chunk in body { collector.append(chunk.bytes) }
    return Exchange.Request(
      method: head.method.rawValue, url: url,
      headers: head.headerFields.map { HeaderPair($0.name.rawName, $0.value) },
      body: collector.content)
  }
}
