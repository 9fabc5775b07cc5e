#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// The folder of the cassettes, and how a person names one of them.
package struct CassetteShelf: Sendable {
  /// How many names an error suggests.
  private static let suggestionLimit = 3

  package let folder: String

  package init(folder: String) {
    self.folder = folder
  }

  /// Refuses a folder that is not there.
  ///
  /// - Throws: ``CassetteError`` with ``CassetteError/Code/notFound``.
  package func check() throws(CassetteError) {
    guard !Self.isFolder(folder) else { return }
    let isThere = FileManager.default.fileExists(atPath: folder)
    throw CassetteError(
      .notFound,
      (isThere ? "\(folder) is no folder. " : "There is no folder \(folder). ")
        + "Give the folder of the cassettes with --cassettes, or record one: nemo --help says how.")
  }

  static func isFolder(_ path: String) -> Bool {
    FileManager.default.fileExists(atPath: path + "/.")
  }

  /// The names of all cassettes in the folder, in order; none when there is no folder.
  package func names() -> [String] {
    let entries = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    return entries.filter { $0.hasSuffix(Self.suffix) && !$0.hasPrefix(".") }
      .map { String($0.dropLast(Self.suffix.count)) }
      .filter { (try? Cassette(named: $0, in: folder).exists) == true }
      .sorted()
  }

  /// The tape that a person means: a name in the folder, the path of a `.cassette` folder or of its
  /// `tape.jsonl`, or a `.sqlite` file.
  ///
  /// - Throws: ``CassetteError`` with ``CassetteError/Code/notFound``, naming the near ones, or
  ///   ``CassetteError/Code/badName``.
  package func find(_ text: String) throws -> FoundTape {
    if text.hasSuffix(".sqlite") {
      guard FileManager.default.fileExists(atPath: text) else { throw Self.nothing(at: text) }
      return .database(path: text)
    }
    if text.hasSuffix("/tape.jsonl") {
      return .cassette(Cassette(path: String(text.dropLast("/tape.jsonl".count))))
    }
    let bare = text.hasSuffix("/") ? String(text.dropLast()) : text
    if bare.contains("/") || bare.hasSuffix(Self.suffix) {
      let cassette = Cassette(path: bare)
      if cassette.exists { return .cassette(cassette) }
      try Self.refuseFile(at: bare)
      guard !bare.contains("/") else { throw Self.nothing(at: bare) }
    }
    return .cassette(try named(bare))
  }

  /// The place of a cassette that may not be there yet: a name in the folder, or a path.
  package func place(_ text: String) throws -> Cassette {
    if text.contains("/") {
      let bare = text.hasSuffix("/") ? String(text.dropLast()) : text
      return Cassette(path: bare.hasSuffix(Self.suffix) ? bare : bare + Self.suffix)
    }
    return try Cassette(named: Self.withoutSuffix(text), in: folder)
  }

  private func named(_ text: String) throws -> Cassette {
    let name = Self.withoutSuffix(text)
    let cassette = try Cassette(named: name, in: folder)
    guard !cassette.exists else { return cassette }
    try Self.refuseFile(at: text)
    throw CassetteError(
      .notFound, "There is no cassette \(name) in \(folder). " + advice(for: name))
  }

  private func advice(for name: String) -> String {
    let all = names()
    guard !all.isEmpty else {
      return "Give the folder with --cassettes, or record one: nemo --help says how."
    }
    let near = NearNames.of(name, among: all).prefix(Self.suggestionLimit)
    return near.isEmpty
      ? "nemo cassette ls lists those that are there."
      : "Did you mean \(near.joined(separator: " or "))? nemo cassette ls lists them all."
  }

  private static func nothing(at path: String) -> CassetteError {
    CassetteError(
      .notFound,
      "There is no cassette at \(path). Check the path, or give a name of nemo cassette ls."
    )
  }

  /// Says of a file that is no tape what it may be.
  private static func refuseFile(at path: String) throws(CassetteError) {
    guard FileManager.default.fileExists(atPath: path), !isFolder(path) else { return }
    throw CassetteError(
      .unreadable,
      "\(path) is a file, but no SQLite cassette, whose name ends in .sqlite. "
        + "HAR files and zips of them are read by: nemo cassette import \(path)")
  }

  private static func withoutSuffix(_ name: String) -> String {
    name.hasSuffix(suffix) ? String(name.dropLast(suffix.count)) : name
  }

  private static let suffix = ".cassette"
}

/// A tape on the disk, in one of its forms.
package enum FoundTape: Sendable, Hashable {
  case cassette(Cassette)
  case database(path: String)

  package var path: String {
    switch self {
    case .cassette(let cassette): cassette.path
    case .database(let path): path
    }
  }

  /// What it is called: the name of the folder or the file, without its ending.
  package var name: String {
    switch self {
    case .cassette(let cassette): return cassette.name
    case .database(let path):
      let parts = path.split(separator: "/").map(String.init)
      // The recording inside of a cassette's folder is that cassette.
      if parts.last == "recording.sqlite", let folder = parts.dropLast().last {
        return Cassette(path: folder).name
      }
      return String((parts.last ?? path).dropLast(".sqlite".count))
    }
  }

  /// - Throws: ``CassetteError``.
  package func load() throws -> Tape { try Cassette.load(path) }
}
