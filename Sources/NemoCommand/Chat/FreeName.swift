/// A name under which nothing stands yet, for an export or a file of subtitles.
enum FreeName {
  /// Further names are not tried.
  private static let maximumTries = 10_000

  /// `<first upload>-edited.mp4`, or one that is free: `-edited-2` and so on.
  ///
  /// - Parameters:
  ///   - folder: the folder that the user named, without a slash at its end; nil for the current
  ///     one.
  ///   - isTaken: whether something stands at a path.
  static func proposed(
    for upload: String?, extension suffix: String, mark: String = "-edited", in folder: String?,
    isTaken: (String) -> Bool
  ) -> String {
    let stem = upload.map(stem) ?? "video"
    let place = folder.map { $0 == "/" ? "/" : $0 + "/" } ?? ""
    return free(place + stem + mark, suffix, isTaken)
  }

  /// The path itself, or with a number before its extension the first that is free.
  static func free(_ path: String, isTaken: (String) -> Bool) -> String {
    guard isTaken(path) else { return path }
    let name = lastPathComponent(path)
    guard let dot = name.lastIndex(of: "."), dot != name.startIndex else {
      return free(path, "", isTaken)
    }
    let suffix = String(name[name.index(after: dot)...])
    return free(String(path.dropLast(suffix.count + 1)), suffix, isTaken)
  }

  private static func free(
    _ start: String, _ suffix: String, _ isTaken: (String) -> Bool
  ) -> String {
    let end = suffix.isEmpty ? "" : "." + suffix
    let names = (1...maximumTries).lazy.map { $0 == 1 ? start + end : "\(start)-\($0)\(end)" }
    return names.first { !isTaken($0) } ?? start + end
  }

  private static func stem(_ upload: String) -> String {
    let name = lastPathComponent(upload)
    guard let dot = name.lastIndex(of: "."), dot != name.startIndex else { return name }
    return String(name[..<dot])
  }
}
