/// The description of the simulated interface for tools: OpenAPI 3.1, in the dialect ``Dialect/seed``.
///
/// Paths and methods are those of the table of routes, and the status of each error code is the one
/// that the answers use; so neither can say something else than the world does.
///
/// A world serves it at `GET /__sim/v1/openapi.json`, without a token.
public enum OpenAPI {
  /// The whole document, in UTF-8.
  public static let bytes: [UInt8] = document.bytes

  static let document: JSON = [
    "openapi": "3.1.0",
    "info": [
      "title": "Nemo video backend, as the simulator has it",
      "version": "1",
      "description": """
      The dialect `seed`: the bold defaults of the contract's section 19. Some errors come in an \
      HTTP 200: `code` tells them from a success, where it is 0.
      """,
    ],
    "servers": [["url": "/"]],
    "paths": paths,
    "components": [
      "securitySchemes": [
        "bearer": [
          "type": "http", "scheme": "bearer",
          "description": """
          A token that sign-in gave. Without `strictTokens`, any other `nmv_usr_` and 8 to 128 \
          URL-safe characters are a registered account of this world.
          """,
        ]
      ],
      "parameters": parameters,
      "responses": responses,
      "schemas": .object(answerSchemas + requestSchemas),
    ],
  ]

  // MARK: Paths

  /// The path of a template as OpenAPI writes it.
  static func path(of template: Route.Template) -> String {
    template.path.replacing(["<", ">"], with: ["{", "}"])
  }

  private static var paths: JSON {
    var items: [JSON.Member] = []
    for template in Route.templates {
      guard let operation = Operation.all[template.method + " " + template.path] else { continue }
      let member = JSON.Member(key: template.method.lowercased(), value: operation.json(template))
      let path = path(of: template)
      if let index = items.firstIndex(where: { $0.key == path }),
        case .object(let members) = items[index].value
      {
        items[index].value = .object(members + [member])
      } else {
        items.append(.init(key: path, value: .object([member])))
      }
    }
    return .object(items)
  }
}

extension String {
  fileprivate func replacing(_ old: [Character], with new: [Character]) -> String {
    String(map { letter in old.firstIndex(of: letter).map { new[$0] } ?? letter })
  }
}
