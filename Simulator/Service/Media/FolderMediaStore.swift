import NemoHTTP
public import NemoSimulator
import NemoTime

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Media in a folder: `uploads/<sha256>` and `renders/<id>.mp4`.
///
/// One process at a time may use the folder.
public final class FolderMediaStore: MediaStore {
  private let folder: String
  private let disk = DiskFileStore()
  private let lastTemporary = Locked(0)

  /// Opens the folder, creating it when there is none; leftovers of a killed process are removed.
  /// - Throws: `FileFailure`.
  public init(folder: String) throws {
    self.folder = folder
    try? Folders.removeAll(at: folder + "/scratch")
    for name in ["uploads", "renders", "scratch"] {
      try Folders.create(folder + "/" + name)
    }
  }

  public func beginUpload() throws -> any MediaUpload {
    try Upload(self, path: makeTemporaryPath())
  }

  public func size(of reference: MediaReference) throws -> Int {
    try disk.size(of: file(reference))
  }

  public func bytes(
    of reference: MediaReference, at offset: Int, upTo count: Int
  ) throws -> [UInt8] {
    let path = file(reference)
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw failure(path) }
    defer { close(descriptor) }
    var result = 0
    let bytes = [UInt8](unsafeUninitializedCapacity: count) { buffer, initialized in
      repeat {
        result = pread(descriptor, buffer.baseAddress, count, off_t(offset))
      } while result < 0 && errno == EINTR
      initialized = max(0, result)
    }
    guard result >= 0 else { throw failure(path) }
    return bytes
  }

  public func path(of reference: MediaReference) -> String? { file(reference) }

  public func keep(_ bytes: [UInt8], asRender id: String) throws {
    let path = makeTemporaryPath()
    try disk.appender(to: path).write(bytes)
    try adopt(fileAt: path, asRender: id)
  }

  public func adopt(fileAt path: String, asRender id: String) throws {
    try disk.move(path, to: file(.render(id: id)))
  }

  public func makeScratchFolder() throws -> ScratchFolder? {
    try ScratchFolder(path: makeTemporaryPath())
  }

  private func file(_ reference: MediaReference) -> String {
    switch reference {
    case .upload(let digest): "\(folder)/uploads/\(digest)"
    case .render(let id): "\(folder)/renders/\(fileName(ofRender: id))"
    }
  }

  private func makeTemporaryPath() -> String {
    let number = lastTemporary.withLock { last in
      last += 1
      return last
    }
    return "\(folder)/scratch/\(number)"
  }

  private func failure(_ path: String) -> FileFailure {
    FileFailure(errno == ENOENT ? .notFound : .other, path: path, operation: "read", errno: errno)
  }

  private final class Upload: MediaUpload {
    private let store: FolderMediaStore
    private let path: String
    private let writer: any FileWriter
    private var digest = UploadDigest()

    init(_ store: FolderMediaStore, path: String) throws {
      self.store = store
      self.path = path
      self.writer = try store.disk.appender(to: path)
    }

    /// A finished upload has been moved away, and removing nothing is no error.
    deinit { try? store.disk.remove(path) }

    func write(_ bytes: [UInt8]) throws {
      digest.update(bytes)
      try writer.write(bytes)
    }

    func finish() throws -> MediaFacts {
      let facts = digest.facts
      try store.disk.move(path, to: store.file(.upload(digest: facts.digest)))
      return facts
    }
  }
}
