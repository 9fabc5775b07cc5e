#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif
import NemoHTTP

/// A plain file of a cassette. Opening anything else, such as a pipe, could wait for ever.
struct RegularFile {
  /// How much is read at a time where a file is not held in memory.
  static let partBytes = 256 << 10

  let path: String

  init(_ path: String) { self.path = path }

  /// Nil when there is no plain file at the path; links are not followed.
  var sizeBytes: Int? {
    guard let attributes = try? FileManager.default.attributesOfItem(atPath: path),
      attributes[.type] as? FileAttributeType == .typeRegular
    else { return nil }
    return attributes[.size] as? Int
  }

  /// The whole file.
  ///
  /// - Throws: ``CassetteError`` with ``CassetteError/Code/tooLarge``, or
  ///   ``CassetteError/Code/unreadable``.
  func bytes(limit: Int) throws(CassetteError) -> [UInt8] {
    guard let size = sizeBytes else { throw unreadable }
    guard size <= limit else {
      throw CassetteError(
        .tooLarge, "\(path) has \(size) bytes; at most \(limit) are read. Record a shorter journey."
      )
    }
    do {
      let reader = try DiskFileStore().reader(of: path)
      var bytes: [UInt8] = []
      // One more than expected: the usual file is read at once, and its end is seen.
      while case let part = try reader.read(upTo: max(Self.partBytes, size - bytes.count + 1)),
        !part.isEmpty
      {
        if bytes.isEmpty { bytes = part } else { bytes += part }
      }
      return bytes
    } catch { throw unreadable }
  }

  private var unreadable: CassetteError {
    CassetteError(
      .unreadable, "\(path) is missing or cannot be read. Restore the file, or record again.")
  }
}
