/// One thing that is different between two tapes.
package struct Change: Sendable, Hashable {
  /// Where: `status`, `request.body.new_message.parts[0].text`, `events`.
  package var path: String
  /// As text; nil where there was nothing.
  package var old: String?
  package var new: String?

  package init(_ path: String, _ old: String?, _ new: String?) {
    self.path = path
    self.old = old
    self.new = new
  }

  /// Nothing when both are the same.
  static func of(_ path: String, _ old: String?, _ new: String?) -> [Change] {
    old == new ? [] : [Change(path, old, new)]
  }

  func below(_ prefix: String) -> Change {
    Change(JSONPath.join(prefix, path), old, new)
  }
}

extension [Change] {
  /// As a JSON list; the two keys say what the values are of.
  func json(old oldKey: String, new newKey: String) -> String {
    let objects = map { change in
      "{\"path\":\(JSONBytes.quoted(change.path)),"
        + "\"\(oldKey)\":\(change.old.map(JSONBytes.quoted) ?? "null"),"
        + "\"\(newKey)\":\(change.new.map(JSONBytes.quoted) ?? "null")}"
    }
    return "[" + objects.joined(separator: ",") + "]"
  }
}

/// Paths into JSON as people write them: `a.b[0].c`.
enum JSONPath {
  static func join(_ path: String, _ rest: String) -> String {
    if path.isEmpty || rest.isEmpty || rest.hasPrefix("[") { return path + rest }
    return path + "." + rest
  }

  /// A key with characters of its own is quoted.
  static func key(_ key: String) -> String {
    let isPlain =
      !key.isEmpty
      && key.unicodeScalars.allSatisfy {
        $0.properties.isAlphabetic || ("0"..."9").contains($0) || "_-$".unicodeScalars.contains($0)
      }
    return isPlain ? key : "[\(JSONBytes.quoted(key))]"
  }
}
