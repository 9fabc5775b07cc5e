/// The address of a file that the backend is to fetch by itself, contract section 11.
public struct UploadAddress: Sendable, Hashable {
  /// As it was given.
  public let text: String

  /// The longest that is taken, in bytes. Assumed.
  public static let maximumBytes = 8_192

  /// Takes `http` and `https` addresses. One with a user name, or with one of the backend's own
  /// tokens in it, is refused: it would hand a secret to whoever fetches it.
  ///
  /// - Throws: ``NemoError`` with ``NemoError/Code/badConfiguration``, which says what to give.
  public init(_ text: String) throws {
    let text = String(text.trimmed)
    guard text.utf8.count <= Self.maximumBytes, Address(text) != nil else {
      throw NemoError(
        .badConfiguration, during: .upload,
        cause: .other(
          "the address of a file begins with http:// or https:// and has no user name in it"))
    }
    guard !Secrets.areIn(text) else {
      throw NemoError(
        .badConfiguration, during: .upload,
        cause: .other("the address of a file has a token of nemo's in it, which is not handed on"))
    }
    self.text = text
  }

  /// Whether a person who writes that means an address and no file of this machine.
  public static func isMeant(by text: String) -> Bool {
    let text = text.lowercased()
    return text.hasPrefix("http://") || text.hasPrefix("https://")
  }

  /// Without its query, which may be signed: for messages.
  public var shown: String { String(text.prefix { $0 != "?" && $0 != "#" }) }
}
