/// The first edit of an upload: there is no earlier timeline to show that it was cropped, but the
/// upload has a shape of its own.
enum FirstCrop {
  /// Sizes are rounded to even pixels, so that shapes may differ by that much.
  private static let tolerance = 0.02

  static func read(_ before: SessionState, _ after: SessionState) -> [TimelineChange] {
    guard before.draft?.isExportable != true, let width = after.draft?.width,
      let height = after.draft?.height, height > 0, width > 0
    else { return [] }
    let shapes = after.media.compactMap { file in
      file.width.flatMap { width in file.height.map { Double(width) / Double($0) } }
    }
    let shape = Double(width) / Double(height)
    let isNew = !shapes.isEmpty && shapes.allSatisfy { abs($0 / shape - 1) > tolerance }
    return isNew ? [.cropped(width: width, height: height)] : []
  }
}

/// New media of a session.
enum MediaChanges {
  static func read(_ before: SessionState, _ after: SessionState) -> [TimelineChange] {
    let known = Set(before.media.map(identity))
    let added = after.media.filter { !known.contains(identity($0)) }
      .map { TimelineChange.mediaAdded(Phrase.short($0.filename)) }
    let generated = after.generatedMedia.count - before.generatedMedia.count
    return added + (generated > 0 ? [.mediaGenerated(generated)] : [])
  }

  /// What stays the same from read to read: a URL may be signed anew for each, in its query.
  private static func identity(_ file: UploadedFile) -> UploadedFile {
    var file = file
    file.url = file.url.map { url in String(url.prefix { $0 != "?" && $0 != "#" }) }
    return file
  }
}
