import NemoTime

/// Files in memory, for tests. A crash loses what was not synchronized.
public final class MemoryFileStore: FileStore {
  private struct Contents {
    var bytes: [UInt8] = []
    var durableCount = 0
  }

  private let files: Locked<[String: Contents]>
  private let readOnlyPrefixes: [String]

  /// - Parameters:
  ///   - files: what is there at the start.
  ///   - readOnly: paths that begin so can't be written.
  public init(_ files: [String: [UInt8]] = [:], readOnly: [String] = []) {
    self.files = Locked(
      files.mapValues { Contents(bytes: $0, durableCount: $0.count) })
    self.readOnlyPrefixes = readOnly
  }

  /// All paths, sorted.
  public var paths: [String] { files.withLock { $0.keys.sorted() } }

  /// What a loss of power does: every file keeps only what was synchronized.
  public func crash() {
    files.withLock { files in
      for path in files.keys {
        files[path]!.bytes.removeSubrange(files[path]!.durableCount...)
      }
    }
  }

  public func size(of path: String) throws -> Int {
    try files.withLock { files in
      guard let file = files[path] else {
        throw FileFailure(.notFound, path: path, operation: "read")
      }
      return file.bytes.count
    }
  }

  public func reader(of path: String) throws -> any FileReader {
    _ = try size(of: path)
    return Reader(store: self, path: path)
  }

  public func appender(to path: String) throws -> any FileWriter {
    try checkWritable(path)
    files.withLock { files in
      if files[path] == nil { files[path] = Contents() }
    }
    return Writer(store: self, path: path)
  }

  public func move(_ path: String, to destination: String) throws {
    try checkWritable(destination)
    try files.withLock { files in
      guard let file = files.removeValue(forKey: path) else {
        throw FileFailure(.notFound, path: path, operation: "write")
      }
      files[destination] = file
    }
  }

  public func remove(_ path: String) throws {
    files.withLock { _ = $0.removeValue(forKey: path) }
  }

  private func checkWritable(_ path: String) throws {
    guard !readOnlyPrefixes.contains(where: path.hasPrefix) else {
      throw FileFailure(.notPermitted, path: path, operation: "write")
    }
  }

  private final class Reader: FileReader {
    private let store: MemoryFileStore
    private let path: String
    private let offset = Locked(0)

    init(store: MemoryFileStore, path: String) {
      self.store = store
      self.path = path
    }

    func read(upTo count: Int) throws -> [UInt8] {
      let bytes = store.files.withLock { $0[path]?.bytes ?? [] }
      return offset.withLock { offset in
        let part = bytes.dropFirst(offset).prefix(count)
        offset += part.count
        return Array(part)
      }
    }
  }

  private final class Writer: FileWriter {
    private let store: MemoryFileStore
    private let path: String

    init(store: MemoryFileStore, path: String) {
      self.store = store
      self.path = path
    }

    func write(_ bytes: [UInt8]) throws {
      store.files.withLock { $0[path, default: Contents()].bytes += bytes }
    }

    func synchronize() throws {
      store.files.withLock { files in
        guard let count = files[path]?.bytes.count else { return }
        files[path]?.durableCount = count
      }
    }
  }
}
