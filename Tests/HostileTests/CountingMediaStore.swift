import NemoSimulator
import NemoTime
import RawSockets
import SimulatorService

/// A media store that tells when an upload begins, and when one is let go unfinished.
final class CountingMediaStore: MediaStore {
  let begun = Gate()
  let dropped = Gate()
  private let files = MemoryMediaStore()
  private let uploads = Locked(0)

  /// How many uploads have begun.
  var uploadCount: Int { uploads.withLock { $0 } }

  func beginUpload() throws -> any MediaUpload {
    uploads.withLock { $0 += 1 }
    begun.open()
    return Upload(try files.beginUpload(), dropped)
  }

  func size(of reference: MediaReference) throws -> Int { try files.size(of: reference) }

  func bytes(of reference: MediaReference, at offset: Int, upTo count: Int) throws -> [UInt8] {
    try files.bytes(of: reference, at: offset, upTo: count)
  }

  func path(of reference: MediaReference) -> String? { nil }

  func keep(_ bytes: [UInt8], asRender id: String) throws {
    try files.keep(bytes, asRender: id)
  }

  func adopt(fileAt path: String, asRender id: String) throws {
    try files.adopt(fileAt: path, asRender: id)
  }

  func makeScratchFolder() throws -> ScratchFolder? { nil }

  private final class Upload: MediaUpload {
    private let upload: any MediaUpload
    private let dropped: Gate
    private var isFinished = false

    init(_ upload: any MediaUpload, _ dropped: Gate) {
      self.upload = upload
      self.dropped = dropped
    }

    deinit { if !isFinished { dropped.open() } }

    func write(_ bytes: [UInt8]) throws { try upload.write(bytes) }

    func finish() throws -> MediaFacts {
      isFinished = true
      return try upload.finish()
    }
  }
}
