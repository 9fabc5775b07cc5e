/// What one switch of a ``Dialect`` may say. Its raw value is what a person writes.
protocol DialectValue: RawRepresentable<String>, CaseIterable, Sendable, Hashable {
  /// What the backend does then, in a phrase.
  var meaning: String { get }
}
