import NemoCassette
import NemoHTTP

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// The text of a cassette as `nemo cassette fmt` writes it.
struct CanonicalForm {
  let cassette: Cassette

  init(_ cassette: Cassette) throws {
    guard !cassette.hasUnsealedRecording else {
      throw CassetteError(
        .leftover,
        "\(cassette.name) has a recording that was not sealed. Seal it first: "
          + "nemo cassette recover \(cassette.name)")
    }
    self.cassette = cassette
  }

  /// Writes the cassette anew; whether anything changed.
  func write() throws -> Bool {
    let before = bytes()
    try cassette.write(try cassette.load())
    return bytes() != before
  }

  /// Whether ``write()`` would change anything; it is tried on a copy.
  func wouldChange() throws -> Bool {
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
    return try CanonicalForm(copy).write()
  }

  private func bytes() -> [[UInt8]?] {
    ["tape.jsonl", "timing.jsonl"].map {
      try? DiskFileStore().bytes(of: cassette.path + "/" + $0)
    }
  }
}
