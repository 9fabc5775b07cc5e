@testable import NemoSimulator

/// Holds a value against a schema of the description: the words of JSON Schema that it uses.
struct SchemaCheck {
  /// Words that say nothing about values.
  private static let silent = [
    "description", "format", "contentMediaType", "contentSchema", "example", "$ref", "required",
  ]

  /// What `$ref` looks into.
  var document: JSON
  /// Keys that no schema names, as paths.
  private(set) var undocumented: [String] = []
  private(set) var problems: [String] = []

  init(_ document: JSON) { self.document = document }

  mutating func check(_ value: JSON, _ schema: JSON, at path: String = "") {
    let schema = resolved(schema)
    guard case .object(let words) = schema else { return }
    for word in words { check(value, word, schema, path) }
    if case .object(let members) = value, let properties = schema["properties"] {
      undocumented += members.filter { properties[$0.key] == nil }.map { "\(path)/\($0.key)" }
    }
  }

  func resolved(_ schema: JSON) -> JSON {
    guard let reference = schema["$ref"]?.string else { return schema }
    return reference.split(separator: "/").dropFirst().reduce(document) { $0[String($1)] ?? .null }
  }

  private mutating func check(_ value: JSON, _ word: JSON.Member, _ schema: JSON, _ path: String) {
    switch word.key {
    case "type": expect(hasType(value, word.value), "\(path) is no \(word.value.text)")
    case "const": expect(value == word.value, "\(path) is not \(word.value.text)")
    case "enum": expect(word.value.array?.contains(value) == true, "\(path) is none of its words")
    case "pattern":
      let pattern = word.value.string.flatMap { try? Regex($0) }
      let text = value.string ?? ""
      expect(pattern.map { text.contains($0) } ?? false, "\(path) is not like \(word.value.text)")
    case "minimum": expect((value.double ?? 0) >= (word.value.double ?? 0), "\(path) is too small")
    case "maximum": expect((value.double ?? 0) <= (word.value.double ?? 0), "\(path) is too large")
    case "minLength": expect((value.string?.count ?? 1) >= word.value.int ?? 0, "\(path) is short")
    case "maxLength": expect((value.string?.count ?? 0) <= word.value.int ?? 0, "\(path) is long")
    case "minItems": expect((value.array?.count ?? 0) >= word.value.int ?? 0, "\(path) has few")
    case "maxItems": expect((value.array?.count ?? 0) <= word.value.int ?? 0, "\(path) has many")
    case "items":
      for (index, item) in (value.array ?? []).enumerated() {
        check(item, word.value, at: "\(path)/\(index)")
      }
    case "properties": checkMembers(value, schema, path)
    case "anyOf": checkOneOf(value, word.value.array ?? [], path)
    case "not": expect(fails(value, word.value), "\(path) is what it must not be")
    case "contains":
      expect(value.array?.contains { !fails($0, word.value) } == true, "\(path) has no such item")
    case let word: expect(Self.silent.contains(word), "the check knows no \(word)")
    }
  }

  private mutating func checkMembers(_ value: JSON, _ schema: JSON, _ path: String) {
    for key in schema["required"]?.array ?? [] {
      expect(value[key.string ?? ""] != nil, "\(path) lacks \(key.text)")
    }
    guard case .object(let properties)? = schema["properties"] else { return }
    for property in properties {
      guard let member = value[property.key] else { continue }
      check(member, property.value, at: "\(path)/\(property.key)")
    }
  }

  /// The first that fits counts, with what it does not name.
  private mutating func checkOneOf(_ value: JSON, _ schemas: [JSON], _ path: String) {
    for schema in schemas {
      var attempt = SchemaCheck(document)
      attempt.check(value, schema, at: path)
      guard attempt.problems.isEmpty else { continue }
      undocumented += attempt.undocumented
      return
    }
    expect(false, "\(path) fits none of \(schemas.count) forms")
  }

  private func fails(_ value: JSON, _ schema: JSON) -> Bool {
    var attempt = SchemaCheck(document)
    attempt.check(value, schema)
    return !attempt.problems.isEmpty
  }

  private func hasType(_ value: JSON, _ type: JSON) -> Bool {
    let types = type.array?.compactMap(\.string) ?? [type.string ?? ""]
    let own =
      switch value {
      case .null: ["null"]
      case .bool: ["boolean"]
      case .number(let text): text.utf8.contains(46) ? ["number"] : ["number", "integer"]
      case .string: ["string"]
      case .array: ["array"]
      case .object: ["object"]
      }
    return own.contains { types.contains($0) }
  }

  private mutating func expect(_ holds: Bool, _ problem: String) {
    if !holds { problems.append(problem) }
  }
}
