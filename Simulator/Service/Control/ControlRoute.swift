import NemoSimulator
import HTTPTypes
import NemoHTTP

/// What the control can be asked for, under `/__sim/v1`.
struct ControlRoute: Sendable {
  static let prefix = "/__sim/v1"

  typealias Answer = @Sendable (ControlService, ControlCall) async throws -> TransportResponse

  let method: HTTPRequest.Method
  /// Below the prefix; `{world}` and `{snapshot}` stand for a name.
  let path: String
  /// What it does, for people.
  let summary: String
  let answer: Answer

  init(
    _ method: HTTPRequest.Method, _ path: String, _ summary: String, _ answer: @escaping Answer
  ) {
    self.method = method
    self.path = path
    self.summary = summary
    self.answer = answer
  }

  /// The names in a path of this form, by placeholder.
  func match(_ segments: [Substring]) -> [String: String]? {
    let parts = path.split(separator: "/")
    guard parts.count == segments.count else { return nil }
    var names: [String: String] = [:]
    for (part, segment) in zip(parts, segments) {
      if part.hasPrefix("{") {
        names[String(part.dropFirst().dropLast())] = String(segment)
      } else if part != segment {
        return nil
      }
    }
    return names
  }

  /// Finds who answers.
  /// - Throws: ``ControlRefusal`` 404 or 405 that names the nearest.
  static func find(
    _ method: HTTPRequest.Method, _ path: Substring
  ) throws(ControlRefusal) -> (ControlRoute, names: [String: String]) {
    let segments = path.dropFirst(prefix.count).split(separator: "/")
    var allowed: [String] = []
    for route in all {
      guard path.hasPrefix(prefix), let names = route.match(segments) else { continue }
      if route.method == method { return (route, names) }
      allowed.append(route.method.rawValue)
    }
    guard allowed.isEmpty else {
      throw ControlRefusal(
        405, "wrong-method",
        "\(path.prefix(200)) takes \(allowed.joined(separator: " or ")), not \(method.rawValue).")
    }
    let asked = "\(method.rawValue) \(path.prefix(200))"
    let near = NearestName.of(asked, among: all.map { "\($0.method.rawValue) \(prefix)\($0.path)" })
    throw ControlRefusal(
      404, "unknown-route",
      "There is no \(asked). The nearest is \(near ?? ""). GET \(prefix) lists them all.")
  }
}
