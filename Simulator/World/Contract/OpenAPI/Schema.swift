/// The words of JSON Schema that the description uses.
enum Schema {
  static let text: JSON = ["type": "string"]
  static let integer: JSON = ["type": "integer"]
  static let count: JSON = ["type": "integer", "minimum": 0]
  static let number: JSON = ["type": "number"]
  static let bool: JSON = ["type": "boolean"]
  static let anyObject: JSON = ["type": "object"]
  static let address: JSON = ["type": "string", "format": "uri"]
  /// An id, which may be sent as a string or as a number (contract section 3.1).
  static let identifier: JSON = [
    "anyOf": [["type": "string", "minLength": 1], ["type": "number"]]
  ]

  static func text(like pattern: String) -> JSON {
    ["type": "string", "pattern": .string(pattern)]
  }

  static func value(_ value: JSON) -> JSON { ["const": value] }

  static func oneOf(_ values: [String]) -> JSON {
    ["type": "string", "enum": .array(values.map { .string($0) })]
  }

  static func array(of items: JSON) -> JSON { ["type": "array", "items": items] }

  static func named(_ name: String) -> JSON { .reference("schemas", name) }

  /// Other keys may come.
  static func object(
    _ required: KeyValuePairs<String, JSON>, optional: KeyValuePairs<String, JSON> = [:]
  ) -> JSON {
    .present(
      ("type", "object"),
      ("required", required.isEmpty ? nil : .array(required.map { .string($0.key) })),
      (
        "properties",
        .object((Array(required) + Array(optional)).map { .init(key: $0.key, value: $0.value) })
      ))
  }

  /// `{code: 0, data: {…}}`, section 6.1.
  static func envelope(_ data: JSON) -> JSON {
    object(["code": value(0), "data": data])
  }
}
