/// The accepted kinds of files: contract section 17.
enum MediaFormat {
  /// Documented, but for `jpeg`, which only the vendor's command line takes.
  static let extensions: [(name: String, kind: MediaProbe.Kind, contentType: String)] = [
    ("mp4", .video, "video/mp4"), ("mov", .video, "video/quicktime"),
    ("avi", .video, "video/x-msvideo"), ("webm", .video, "video/webm"),
    ("mkv", .video, "video/x-matroska"), ("jpg", .image, "image/jpeg"),
    ("jpeg", .image, "image/jpeg"), ("png", .image, "image/png"), ("gif", .image, "image/gif"),
    ("webp", .image, "image/webp"), ("mp3", .audio, "audio/mpeg"), ("wav", .audio, "audio/wav"),
    ("m4a", .audio, "audio/mp4"), ("aac", .audio, "audio/aac"),
  ]

  static let sentence =
    "Accepted are mp4, mov, avi, webm, mkv, jpg, png, gif, webp, mp3, wav, m4a and aac."

  static func extensionName(of filename: String) -> String? {
    guard let dot = filename.lastIndex(of: "."), dot != filename.startIndex else { return nil }
    return filename[filename.index(after: dot)...].lowercased()
  }

  static func kind(of filename: String) -> MediaProbe.Kind? {
    let name = extensionName(of: filename)
    return extensions.first { $0.name == name }?.kind
  }

  static func contentType(of filename: String) -> String {
    let name = extensionName(of: filename)
    return extensions.first { $0.name == name }?.contentType ?? "application/octet-stream"
  }

  /// Whether the first bytes are those of a media file, for files that no probe has read.
  static func isRecognized(_ bytes: [UInt8]) -> Bool {
    func has(_ text: String, at offset: Int = 0) -> Bool {
      bytes.count >= offset + text.utf8.count
        && bytes[offset..<offset + text.utf8.count].elementsEqual(text.utf8)
    }
    if has("ftyp", at: 4) || has("moov", at: 4) || has("mdat", at: 4) || has("wide", at: 4) {
      return true
    }
    if has("RIFF") || has("GIF8") || has("ID3") || has("PNG", at: 1) { return true }
    let starts: [[UInt8]] = [
      [0x1a, 0x45, 0xdf, 0xa3], [0xff, 0xd8, 0xff], [0xff, 0xfb], [0xff, 0xf3], [0xff, 0xf1],
      [0xff, 0xf9], [0xff, 0xf2],
    ]
    return starts.contains { bytes.starts(with: $0) }
  }
}
