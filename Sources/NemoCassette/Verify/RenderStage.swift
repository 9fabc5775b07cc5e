/// How far a render is, as an answer to a poll tells it (contract section 12.2).
enum RenderStage: Hashable {
  case working, done, failed

  var isOver: Bool { self != .working }

  private static let pollPath = "/api/render/proxy/"

  /// Nil when the exchange is no poll, or its answer tells nothing.
  init?(_ exchange: Exchange) {
    guard exchange.request.method == "GET",
      exchange.request.url.contains(Self.pollPath),
      case .bytes(let bytes)? = exchange.response?.body
    else { return nil }
    self.init(bytes)
  }

  /// Reads the status at the top or in `data`.
  init?(_ body: [UInt8]) {
    guard let node = JSONNode.parse(body),
      let status = node["status"]?.text ?? node["data"]?["status"]?.text
    else { return nil }
    switch status.lowercased() {
    case "pending", "processing": self = .working
    case "failed": self = .failed
    default: self = .done
    }
  }
}
