/// What a request asks for: the endpoints of contract section 5, and the simulator's own.
enum Route: Sendable, Hashable, Codable {
  case signIn
  case createSession(user: String)
  case message
  case upload(user: String, session: String)
  case balance
  case state(user: String, session: String)
  case submitRender
  case pollRender(id: String)
  case cancelRender(id: String)
  case downloadRender(id: String)
  case claimToken
  /// An uploaded file: what `cdn_url` names. Assumed, see `Hosts`.
  case media(digest: String, filename: String)
  /// A rendered file, as on the vendor's CDN (section 1).
  case renderedFile(id: String)
  /// The simulator's own.
  case health
  case openAPI

  /// Finds the route of a method and a path, whose query is ignored.
  static func find(method: String, path: String) throws(Refusal) -> Route {
    if let template = fixed[path], template.method == method { return template.route([]) }
    let parts = segments(of: path)
    for template in templates {
      guard let values = template.match(parts) else { continue }
      if template.method != method, !hasOther(template, method: method, parts) {
        throw Refusal(
          .wrongMethod, "\(template.path) takes \(template.method), not \(method).",
          allowedMethod: template.method)
      }
      if template.method == method { return template.route(values) }
    }
    throw unknown(method: method, parts)
  }

  private static func hasOther(_ one: Template, method: String, _ parts: [String]) -> Bool {
    templates.contains { $0.method == method && $0.match(parts) != nil }
  }

  private static func unknown(method: String, _ parts: [String]) -> Refusal {
    let asked = "/" + parts.joined(separator: "/")
    // Among equals the first of the table wins, so the answer is always the same.
    let nearest = templates.min {
      distance($0, method, parts) < distance($1, method, parts)
    }
    let hint = nearest.map { " The nearest known route is \($0.method) \($0.path)." } ?? ""
    return Refusal(.notFound, "There is no route \(method) \(asked.prefix(200)).\(hint)")
  }

  static func segments(of path: String) -> [String] {
    // By bytes: what a character is costs more to find out than the rest of a request.
    let bytes = path.utf8
    let end = bytes.firstIndex { $0 == UInt8(ascii: "?") || $0 == UInt8(ascii: "#") }
    return bytes[..<(end ?? bytes.endIndex)].split(separator: UInt8(ascii: "/"))
      .map { PercentCoding.decode(String(Substring($0))) }
  }
}

// MARK: The table

extension Route {
  struct Template: Sendable {
    var method: String
    var path: String
    var parts: [String]
    var route: @Sendable ([String]) -> Route

    init(_ method: String, _ path: String, _ route: @escaping @Sendable ([String]) -> Route) {
      self.method = method
      self.path = path
      self.parts = path.split(separator: "/").map(String.init)
      self.route = route
    }

    /// The values of the placeholders, when the path has this form.
    func match(_ given: [String]) -> [String]? {
      guard given.count == parts.count else { return nil }
      var values: [String] = []
      for (part, value) in zip(parts, given) {
        if part.hasPrefix("{") {
          values.append(value)
        } else if part.hasPrefix("<") {
          guard value.hasSuffix(".mp4") else { return nil }
          values.append(String(value.dropLast(4)))
        } else if part != value {
          return nil
        }
      }
      return values
    }
  }

  /// Section 5; a fixed part comes before a placeholder in the same place.
  static let templates: [Template] = [
    Template("POST", "/api/auth/anonymous-token") { _ in .signIn },
    Template("POST", "/api/tasks/{user}/with-session/nemo_agent") { .createSession(user: $0[0]) },
    Template("POST", "/run_sse") { _ in .message },
    Template("POST", "/api/upload-video/nemo_agent/{user}/{session}") {
      .upload(user: $0[0], session: $0[1])
    },
    Template("GET", "/api/credits/balance/simple") { _ in .balance },
    Template("GET", "/api/state/nemo_agent/{user}/{session}/latest") {
      .state(user: $0[0], session: $0[1])
    },
    Template("POST", "/api/render/proxy/lambda") { _ in .submitRender },
    Template("GET", "/api/render/proxy/lambda/{id}") { .pollRender(id: $0[0]) },
    Template("POST", "/api/render/proxy/lambda/{id}/cancel") { .cancelRender(id: $0[0]) },
    Template("GET", "/api/render/proxy/{id}/download") { .downloadRender(id: $0[0]) },
    Template("POST", "/api/auth/claim-token") { _ in .claimToken },
    Template("GET", "/media/{digest}/{filename}") { .media(digest: $0[0], filename: $0[1]) },
    Template("GET", "/render-result/<id>.mp4") { .renderedFile(id: $0[0]) },
    Template("GET", "/__sim/v1/health") { _ in .health },
    Template("GET", "/__sim/v1/openapi.json") { _ in .openAPI },
  ]

  /// The templates without placeholders, by path.
  private static let fixed = Dictionary(
    templates.filter { !$0.path.contains("{") && !$0.path.contains("<") }.map { ($0.path, $0) }
  ) { first, _ in first }

  /// How far a path is from the template's: whole segments may be missing or too many, and a
  /// placeholder is rather near to anything.
  private static func distance(
    _ template: Template, _ method: String, _ asked: [String]
  ) -> Int {
    (template.method == method ? 0 : 2)
      + EditDistance.of(
        template.parts, Array(asked.prefix(12)), missing: { $0.utf8.count + 1 },
        change: { part, value in
          if part.hasPrefix("{") || part.hasPrefix("<") { return 3 }
          return EditDistance.ofText(part, String(decoding: value.utf8.prefix(64), as: UTF8.self))
        })
  }
}
