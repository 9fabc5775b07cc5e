/// Where an anonymous user turns into a registered one, contract section 13.3.
public enum RegistrationLink {
  /// The web pages of the vendor; the host differs between its documents (section 19, row 34).
  public static let defaultWebBase = "https://nemovideo.com"

  private static let trustedHosts = ["nemovideo.com", "nemovideo.ai"]
  /// The longest link of the server that is passed on, in bytes.
  private static let maximumLength = 500

  /// The link that keeps history and credits; the plain register page when the id is unknown.
  ///
  /// Refuses to put anything that looks like a token in a URL (promise 3): the plain page then.
  public static func url(webBase: String = defaultWebBase, bind userID: String?) -> String {
    let page = webBase + "/register"
    guard let userID, !userID.isEmpty, userID.utf8.allSatisfy(isIDByte), !isToken(userID) else {
      return page
    }
    return "\(page)?bind=\(userID)"
  }

  /// The link that a refusal carries (section 6.2), if it leads to the vendor and holds no token.
  static func supplied(in body: JSONValue) -> String? {
    let keys = ["registration_url", "registrationUrl", "register_url", "registerUrl", "url"]
    let levels = [body, body["data"], body["error"]].compactMap { $0 }
    let links = levels.flatMap { level in keys.compactMap { level[$0]?.string } }
    let messages = levels.compactMap { $0["message"]?.string }
    let words = messages.flatMap { $0.split(whereSeparator: \.isWhitespace) }
      .map { String($0) }.filter { $0.contains("bind=") }
    return (links + words).first(where: isTrusted)
  }

  static func isTrusted(_ link: String) -> Bool {
    guard link.hasPrefix("https://"), link.utf8.count <= maximumLength, !isToken(link),
      link.utf8.allSatisfy({ (0x21...0x7E).contains($0) && $0 != UInt8(ascii: "\\") })
    else { return false }
    let host = link.dropFirst("https://".count).prefix { !"/?#".contains($0) }.lowercased()
    return trustedHosts.contains { host == $0 || host.hasSuffix("." + $0) }
  }

  private static func isToken(_ text: String) -> Bool { Secrets.areLikely(in: text) }

  private static func isIDByte(_ byte: UInt8) -> Bool {
    let scalar = Unicode.Scalar(byte)
    return ("a"..."z").contains(scalar) || ("A"..."Z").contains(scalar)
      || ("0"..."9").contains(scalar) || scalar == "_"
      || scalar == "-"
  }
}
