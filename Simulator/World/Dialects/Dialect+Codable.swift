/// A dialect is saved switch by switch, under the names of the table.
///
/// What is missing has its default, so worlds that were saved before a switch existed can be read.
extension Dialect: Codable {
  private struct Key: CodingKey {
    var stringValue: String
    var intValue: Int? { nil }
    init(stringValue: String) { self.stringValue = stringValue }
    init?(intValue: Int) { nil }
  }

  /// What saved worlds called a switch before the table did.
  private static let olderNames = ["sizeCap": "sizeCapBytes"]

  public init(from decoder: any Decoder) throws {
    self.init()
    let saved = try decoder.container(keyedBy: Key.self)
    for one in DialectSwitch.all {
      let names = [one.name, Self.olderNames[one.name] ?? one.name]
      guard let key = names.map(Key.init).first(where: saved.contains) else { continue }
      let value = try Self.text(saved, key)
      guard one.set(value, in: &self) else {
        throw DecodingError.dataCorruptedError(
          forKey: key, in: saved, debugDescription: "\(one.name) is never \(value.prefix(50)).")
      }
    }
  }

  public func encode(to encoder: any Encoder) throws {
    var saved = encoder.container(keyedBy: Key.self)
    for one in DialectSwitch.all {
      try saved.encode(one.value(in: self), forKey: Key(stringValue: one.name))
    }
  }

  /// Numbers and truth values were saved as such once.
  private static func text(_ saved: KeyedDecodingContainer<Key>, _ key: Key) throws -> String {
    if let flag = try? saved.decode(Bool.self, forKey: key) { return flag ? "on" : "off" }
    if let number = try? saved.decode(Int.self, forKey: key) { return String(number) }
    return try saved.decode(String.self, forKey: key)
  }
}
