import NemoCassette

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// The text of a cassette as `nemo cassette fmt` writes it.
struct CanonicalForm {
  let cassette: Cassette

  init(_ cassette: Cassette) { self.cassette = cassette }

  /// Writes the cassette anew; whether anything changed.
  func write() throws -> Bool { try cassette.format() }

  /// Whether ``write()`` would change anything; it is tried on a copy.
  func wouldChange() throws -> Bool {
    guard !cassette.hasUnsealedRecording else { return try cassette.format() }  // Refused, by name.
    let files = FileManager.default
    let folder = files.temporaryDirectory.path + "/nemo-fmt-" + UUID().uuidString
    defer { try? files.removeItem(atPath: folder) }
    let copy = try Cassette(named: cassette.name, in: folder)
    do {
      try files.createDirectory(atPath: folder, withIntermediateDirectories: true)
      try files.copyItem(atPath: cassette.path, toPath: copy.path)
    } catch {
      throw CassetteError(
        .unwritable, "There is no room for a copy in \(files.temporaryDirectory.path). Make some.")
    }
    do {
      return try CanonicalForm(copy).write()
    } catch let error as CassetteError {
      throw CassetteError(error.code, error.sentence.replacing(copy.path, with: cassette.path))
    }
  }
}
