import HTTPTypes
import NemoHTTP

extension HTTPField.Name {
  // Contract section 2.
  static let skillSource = HTTPField.Name("X-Skill-Source")!
  static let skillVersion = HTTPField.Name("X-Skill-Version")!
  static let skillPlatform = HTTPField.Name("X-Skill-Platform")!
}

/// The one place where requests are made: attribution on all of them, the token only for the API.
struct RequestBuilder: Sendable {
  let base: Address
  let identity: SkillIdentity

  init(_ configuration: ClientConfiguration) throws {
    guard var base = Address(configuration.baseURL) else {
      throw NemoError(.badConfiguration, during: .configure, cause: .setting(.address))
    }
    while base.path.hasSuffix("/") { base.path.removeLast() }
    self.base = base
    self.identity = configuration.identity
  }

  /// A call of the API. Whatever is not a mere reading goes out on a fresh connection, because
  /// HTTP clients repeat a request by themselves when a used one dies.
  func request(
    _ wire: WireRequest, token: String?, body: HTTPBody? = nil
  ) -> TransportRequest {
    var address = base
    address.path += wire.path
    var headers = attributed(wire.headers)
    if let token { headers[.authorization] = "Bearer \(token)" }
    return TransportRequest(
      head: address.request(wire.method, headers),
      body: body ?? (wire.body.isEmpty ? .empty : HTTPBody(wire.body)),
      connection: wire.method == .get ? .reusable : .fresh)
  }

  /// A download from wherever the file is; it never carries the token (contract section 12.4).
  func download(_ address: Address, headers: HTTPFields = [:]) -> TransportRequest {
    TransportRequest(head: address.request(.get, attributed(headers)))
  }

  /// The request that follows a redirect, without credentials where they don't belong; nil where
  /// it must not be followed.
  func redirected(_ head: HTTPRequest, to location: String) -> HTTPRequest? {
    guard
      let scheme = head.scheme, let authority = head.authority,
      let from = Address("\(scheme)://\(authority)\(head.path ?? "/")"),
      let target = from.resolving(location)
    else { return nil }
    // What was encrypted stays so.
    if from.scheme == "https" && target.scheme == "http" { return nil }
    var headers = head.headerFields
    if !from.hasSameOrigin(as: target) {
      headers[.authorization] = nil
      headers[.clientID] = nil
      headers[.cookie] = nil
    }
    return target.request(.get, headers)
  }

  /// The attribution headers that a request does not have. Without them a 402 is not about the plan
  /// (contract section 6.2).
  func missingAttribution(in head: HTTPRequest) -> [HTTPField.Name] {
    [.skillSource, .skillVersion, .skillPlatform].filter { head.headerFields[$0] ?? "" == "" }
  }

  private func attributed(_ headers: HTTPFields) -> HTTPFields {
    var headers = headers
    headers[.skillSource] = identity.name
    headers[.skillVersion] = identity.version
    headers[.skillPlatform] = identity.platform.rawValue
    return headers
  }
}
