/// A setting that makes no sense, for ``NemoError/Code/badConfiguration``.
public enum BadSetting: Sendable, Hashable {
  /// The API's address is no http or https URL.
  case address
  /// The headers of these names, which tell which skill asks, are empty (contract section 2).
  case attribution([String])
  /// Something else, told for a developer in English.
  case other(String)
}
