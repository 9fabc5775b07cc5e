import HTTPTypes
import NemoHTTP

/// Which world a request names, and the request as that world sees it.
struct WorldAddress {
  /// What paths of a world begin with.
  static let prefix = "/__w/"
  static let header = HTTPField.Name("X-Nemo-World")!

  /// nil when the request names none.
  var name: String?
  var request: TransportRequest

  init(_ request: TransportRequest) {
    self.request = request
    let path = request.head.path ?? "/"
    guard path.hasPrefix(Self.prefix) else {
      name = request.head.headerFields[Self.header].map { $0.filter { $0 != " " } }
      self.request.head.headerFields[Self.header] = nil
      return
    }
    let rest = path.dropFirst(Self.prefix.count)
    let name = rest.prefix { $0 != "/" && $0 != "?" }
    let inner = rest.dropFirst(name.count)
    self.name = String(name)
    self.request.head.path = inner.hasPrefix("/") ? String(inner) : "/" + inner
    self.request.head.headerFields[Self.header] = nil
  }

  /// Where the world is reached, for the URLs that it hands out.
  static func base(of world: WorldName, for request: HTTPRequest) -> String {
    let host = "\(request.scheme ?? "http")://\(request.authority ?? "localhost")"
    return world == .default ? host : host + prefix + world.text
  }

  /// A path of the world, with its name.
  static func path(_ path: String, in world: WorldName) -> String {
    world == .default ? path : prefix + world.text + path
  }
}
