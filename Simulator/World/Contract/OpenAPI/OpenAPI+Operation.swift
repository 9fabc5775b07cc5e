extension OpenAPI {
  /// One method of one path.
  struct Operation: Sendable {
    /// What a success is.
    enum Success: Sendable {
      /// A schema of the components, as JSON.
      case json(String)
      /// Server-sent events; a refusal is JSON.
      case stream
      /// Bytes of that type, whole or in part.
      case file(String)
    }

    var id: String
    var summary: String
    var needsToken = true
    /// Names of parameters beside those in the path.
    var parameters: [String] = []
    /// The request's bodies by media type, as names of schemas.
    var bodies: [(type: String, schema: String)] = []
    var isBodyOptional = false
    var success: Success
    var refusals: [Refusal.Code] = []
  }
}

extension OpenAPI.Operation {
  /// The codes that any operation may answer, and what the server says by itself.
  private static let always: [Refusal.Code] = [.badRequest, .bodyTooLarge, .overloaded]

  func json(_ template: Route.Template) -> JSON {
    let named = template.parts.compactMap { part -> String? in
      guard part.hasPrefix("{") || part.hasPrefix("<") else { return nil }
      return part.dropFirst().prefix { $0 != "}" && $0 != ">" }.description
    }
    let all = named + parameters
    return .present(
      ("operationId", .string(id)), ("summary", .string(summary)),
      ("security", needsToken ? [["bearer": []]] : []),
      ("parameters", all.isEmpty ? nil : .array(all.map { .reference("parameters", $0) })),
      ("requestBody", requestBody), ("responses", responses))
  }

  private var requestBody: JSON? {
    guard !bodies.isEmpty else { return nil }
    return [
      "required": .bool(!isBodyOptional),
      "content": .object(
        bodies.map {
          .init(key: $0.type, value: ["schema": .reference("schemas", $0.schema)])
        }),
    ]
  }

  private var responses: JSON {
    let codes = refusals + (needsToken ? [.tokenInvalid] : [])
    let statuses = (codes + Self.always).map { Answer.status(of: $0, Dialect.seed.errors) }
    let refused = Set(statuses).subtracting([200]).sorted()
    var members = successes(mayRefuse: statuses.contains(200))
    for status in refused {
      members.append(.init(key: String(status), value: .reference("responses", "\(status)")))
    }
    members.append(.init(key: "431", value: .reference("responses", "431")))
    return .object(members)
  }

  private func successes(mayRefuse: Bool) -> [JSON.Member] {
    let refusal: [JSON] = mayRefuse ? [.reference("schemas", "Refusal")] : []
    switch success {
    case .json(let schema):
      let forms: [JSON] = [.reference("schemas", schema)] + refusal
      return [
        .init(
          key: "200",
          value: .present(
            ("description", .string(mayRefuse ? "Done, or a refusal." : "Done.")),
            ("content", .jsonContent(forms.count == 1 ? forms[0] : ["anyOf": .array(forms)]))))
      ]
    case .stream: return [.init(key: "200", value: OpenAPI.streamed)]
    case .file(let type): return OpenAPI.file(type, mayRefuse: mayRefuse)
    }
  }
}

extension JSON {
  static func reference(_ kind: String, _ name: String) -> JSON {
    ["$ref": .string("#/components/\(kind)/\(name)")]
  }

  static func jsonContent(_ schema: JSON) -> JSON { ["application/json": ["schema": schema]] }
}
