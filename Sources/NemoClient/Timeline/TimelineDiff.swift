/// What changed between two states of a timeline, in sentences for people.
public struct TimelineDiff: Sendable, Hashable, CustomStringConvertible {
  /// Such as `Title added: "Tips" (0-3s)`, without a full stop. Empty when nothing changed.
  public var sentences: [String]

  /// More changes than these are only counted.
  private static let maximumSentences = 12

  /// - Parameters:
  ///   - before: the earlier draft; nil for a session without one.
  ///   - after: the later one.
  public init(before: Draft?, after: Draft?) {
    sentences = Self.limited(Self.changes(from: before, to: after))
  }

  /// The same with new media, for a silent edit that only made some (contract section 9).
  public init(before: SessionState, after: SessionState) {
    sentences = Self.limited(
      Self.changes(from: before.draft, to: after.draft) + FirstCrop.read(before, after)
        + MediaChanges.read(before, after))
  }

  public var isEmpty: Bool { sentences.isEmpty }

  /// The sentences on one line.
  public var description: String { sentences.joined(separator: ". ") }

  private static func changes(from before: Draft?, to after: Draft?) -> [String] {
    guard before?.canonical != after?.canonical else { return [] }
    let known = DraftChanges(before: before, after: after).sentences
    return known.isEmpty ? ["The timeline changed"] : known
  }

  private static func limited(_ sentences: [String]) -> [String] {
    guard sentences.count > maximumSentences else { return sentences }
    let rest = sentences.count - maximumSentences
    return sentences.prefix(maximumSentences) + ["\(rest) more changes"]
  }
}

/// The first edit of an upload: there is no earlier timeline to show that it was cropped, but the
/// upload has a shape of its own.
private enum FirstCrop {
  /// Sizes are rounded to even pixels, so that shapes may differ by that much.
  private static let tolerance = 0.02

  static func read(_ before: SessionState, _ after: SessionState) -> [String] {
    guard before.draft?.isExportable != true, let width = after.draft?.width,
      let height = after.draft?.height, height > 0, width > 0
    else { return [] }
    let shapes = after.media.compactMap { file in
      file.width.flatMap { width in file.height.map { Double(width) / Double($0) } }
    }
    let shape = Double(width) / Double(height)
    let isNew = !shapes.isEmpty && shapes.allSatisfy { abs($0 / shape - 1) > tolerance }
    return isNew ? ["Video cropped to \(width)x\(height)"] : []
  }
}

/// New media of a session.
private enum MediaChanges {
  static func read(_ before: SessionState, _ after: SessionState) -> [String] {
    let known = Set(before.media.map(identity))
    let added = after.media.filter { !known.contains(identity($0)) }
      .map { "Media added: \(Phrase.short($0.filename) ?? "a file")" }
    let generated = after.generatedMedia.count - before.generatedMedia.count
    return added + (generated > 0 ? ["Media generated (\(generated))"] : [])
  }

  /// What stays the same from read to read: a URL may be signed anew for each, in its query.
  private static func identity(_ file: UploadedFile) -> UploadedFile {
    var file = file
    file.url = file.url.map { url in String(url.prefix { $0 != "?" && $0 != "#" }) }
    return file
  }
}
