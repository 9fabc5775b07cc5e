import NemoHTTP
public import NemoSimulator
import NemoTime

/// Media in memory, for virtual worlds and tests.
public final class MemoryMediaStore: MediaStore {
  private let files = Locked<[MediaReference: [UInt8]]>([:])

  public init() {}

  public func beginUpload() throws -> any MediaUpload { Upload(self) }

  public func size(of reference: MediaReference) throws -> Int { try contents(reference).count }

  public func bytes(
    of reference: MediaReference, at offset: Int, upTo count: Int
  ) throws -> [UInt8] {
    Array(try contents(reference).dropFirst(offset).prefix(count))
  }

  public func path(of reference: MediaReference) -> String? { nil }

  public func keep(_ bytes: [UInt8], asRender id: String) throws {
    files.withLock { $0[.render(id: id)] = bytes }
  }

  public func adopt(fileAt path: String, asRender id: String) throws {
    let store = DiskFileStore()
    try keep(store.bytes(of: path), asRender: id)
    try store.remove(path)
  }

  public func makeScratchFolder() throws -> ScratchFolder? { nil }

  private func contents(_ reference: MediaReference) throws -> [UInt8] {
    guard let bytes = files.withLock({ $0[reference] }) else {
      throw FileFailure(.notFound, path: "\(reference)", operation: "read")
    }
    return bytes
  }

  private final class Upload: MediaUpload {
    private let store: MemoryMediaStore
    private var digest = UploadDigest()
    private var bytes: [UInt8] = []

    init(_ store: MemoryMediaStore) { self.store = store }

    func write(_ bytes: [UInt8]) throws {
      digest.update(bytes)
      self.bytes += bytes
    }

    func finish() throws -> MediaFacts {
      let facts = digest.facts
      store.files.withLock { $0[.upload(digest: facts.digest)] = bytes }
      return facts
    }
  }
}
