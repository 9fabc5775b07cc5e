/// What must never stand in a URL (promise 3).
enum Secrets {
  /// Whether a text has one of the backend's own tokens in it, contract section 3.1.
  static func areIn(_ text: String) -> Bool {
    let text = text.lowercased()
    return text.contains("nmv_") || text.contains("clm_")
  }

  /// As ``areIn(_:)``, and whether something is introduced as a token (section 13.2).
  static func areLikely(in text: String) -> Bool {
    areIn(text) || text.lowercased().contains("token=")
  }
}
