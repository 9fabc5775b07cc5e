/// Whose sources a timeline shows, where several files are edited one by one in one session: so that
/// no file's result is made of another's pictures.
///
/// The sources of a draft are unpublished (contract section 10.1): addresses, or paths on the
/// backend's machines that end in the stored name. What can't be told to be another file's is let
/// pass: media that the agent made have sources that nobody has uploaded.
public struct DraftOwnership: Sendable, Hashable {
  private let own: [UploadedFile]
  private let others: [UploadedFile]

  /// - Parameters:
  ///   - own: the file that the draft is to be about, as its upload was answered.
  ///   - others: the other files of the session, which must not be in the draft.
  public init(own: [UploadedFile], others: [UploadedFile]) {
    self.own = own
    self.others = others
  }

  /// The name of another file that the draft's video shows; nil when there is none.
  public func foreignName(in draft: Draft) -> String? {
    let segments = draft.tracks.filter { $0.type == .video }.flatMap(\.segments)
    return segments.lazy.compactMap(foreignName).first
  }

  /// - Throws: ``NemoError`` with ``NemoError/Code/foreignDraft``, which names the other file.
  public func check(_ draft: Draft) throws {
    guard let name = foreignName(in: draft) else { return }
    throw NemoError(
      .foreignDraft, during: .export, context: NemoError.Context(path: name))
  }

  /// Addresses before names: two files of one name have addresses of their own.
  private func foreignName(of segment: Segment) -> String? {
    if let source = segment.source.map(MediaName.address) {
      if own.contains(where: { $0.address == source }) { return nil }
      if let other = others.first(where: { $0.address == source }) { return other.filename }
    }
    let names = [segment.source.map(MediaName.file), segment.name].compactMap(\.self)
    if names.contains(where: { name in own.contains { $0.names.contains(name) } }) { return nil }
    return others.first { other in names.contains { other.names.contains($0) } }?.filename
  }
}

extension UploadedFile {
  fileprivate var address: String? { url.map(MediaName.address) }

  /// What the backend may call the file: as it was sent, or as it is stored.
  fileprivate var names: [String] { [filename] + [url.map(MediaName.file)].compactMap(\.self) }
}

/// Names of media in addresses and paths.
private enum MediaName {
  /// An address may be signed anew for each answer, in its query.
  static func address(_ source: String) -> String {
    String(source.prefix { $0 != "?" && $0 != "#" })
  }

  /// The last part of a path, without its percent coding.
  static func file(_ source: String) -> String { UploadedFile.lastPathComponent(of: source) }
}
