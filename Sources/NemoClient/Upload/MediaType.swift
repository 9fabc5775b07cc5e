/// The files that the backend takes, by the extension of their names. Contract section 17.
public enum MediaType {
  /// In the order in which they are shown to people.
  public static let acceptedExtensions = [
    "mp4", "mov", "avi", "webm", "mkv", "jpg", "jpeg", "png", "gif", "webp", "mp3", "wav", "m4a",
    "aac",
  ]

  /// The media type of a file, such as `video/mp4`; nil for a file that is not taken.
  public static func ofFile(named name: String) -> String? {
    switch fileExtension(name) {
    case "mp4": "video/mp4"
    case "mov": "video/quicktime"
    case "avi": "video/x-msvideo"
    case "webm": "video/webm"
    case "mkv": "video/x-matroska"
    case "jpg", "jpeg": "image/jpeg"
    case "png": "image/png"
    case "gif": "image/gif"
    case "webp": "image/webp"
    case "mp3": "audio/mpeg"
    case "wav": "audio/wav"
    case "m4a": "audio/mp4"
    case "aac": "audio/aac"
    default: nil
    }
  }

  private static func fileExtension(_ name: String) -> String? {
    guard let dot = name.lastIndex(of: "."), dot != name.startIndex else { return nil }
    return name[name.index(after: dot)...].lowercased()
  }
}
