import HTTPTypes
import NemoHTTP

extension TransportRequest {
  /// With its query.
  var path: String { head.path ?? "/" }
}

/// A request to the control whose route is known.
struct ControlCall: Sendable {
  var request: TransportRequest
  /// The names in its path, by placeholder.
  var names: [String: String]

  func body(_ known: String...) async throws -> ControlBody {
    try await ControlBody(request.body, known: known)
  }

  /// The values of the query, read strictly.
  func query(_ known: String...) throws(ControlRefusal) -> [String: String] {
    let path = request.head.path ?? ""
    guard let start = path.firstIndex(of: "?") else { return [:] }
    var values: [String: String] = [:]
    for item in path[path.index(after: start)...].split(separator: "&") {
      let key = String(item.prefix { $0 != "=" })
      guard known.contains(key) else { throw .body(ControlBody.unknown(key, known)) }
      values[key] = String(item.dropFirst(key.count + 1))
    }
    return values
  }
}
