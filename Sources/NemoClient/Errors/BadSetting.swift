/// A setting that makes no sense, for ``NemoError/Code/badConfiguration``.
public enum BadSetting: Sendable, Hashable {
  /// The API's address is no http or https URL.
  case address
  /// The headers of these names, which tell which skill asks, are empty (contract section 2).
  case attribution([String])
  /// The address of the web pages is no plain http or https address.
  case webAddress
  /// The address of a file to fetch is no http or https URL, or has a user name in it.
  case fileAddress
  /// A token of the backend's stands in the address of a file to fetch.
  case fileAddressWithToken
  /// Something else, told for a developer in English.
  case other(String)
}
