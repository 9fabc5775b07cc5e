#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif
import NemoHTTP

/// The file into which a recording writes a large body as it arrives, already redacted.
///
/// What was written survives the death of the process, as the rows of the database do.
struct BodySpool: Sendable {
  /// Relative to the folder of the database.
  let relativePath: String
  private let path: String
  private let writer: any FileWriter
  private var digest = Digest()

  /// - Parameter number: the exchange's.
  init(number: Int, in cassette: CassetteFolder) throws {
    relativePath = SpooledFile.folder + "/" + SpooledFile.namePrefix + String(number)
    path = cassette.path + "/" + relativePath
    try FileManager.default.createDirectory(
      atPath: cassette.path + "/" + SpooledFile.folder, withIntermediateDirectories: true)
    writer = try DiskFileStore().appender(to: path)
  }

  var sizeBytes: Int { digest.sizeBytes }
  var sha256: String { digest.hexadecimal }

  mutating func write(_ bytes: [UInt8]) throws {
    try writer.write(bytes)
    digest.append(bytes)
  }

  /// Removes the file; what is noted of it must be gone from the database before.
  func remove() throws { try DiskFileStore().remove(path) }
}
