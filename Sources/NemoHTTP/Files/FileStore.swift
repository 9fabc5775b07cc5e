/// Where files are read and written: the disk, or a memory for tests.
///
/// Paths are plain strings, absolute or relative to the current folder.
public protocol FileStore: Sendable {
  /// The size of the file in bytes.
  /// - Throws: ``FileFailure``, with ``FileFailure/Code/notFound`` when there is none.
  func size(of path: String) throws -> Int

  /// Opens a file for reading.
  func reader(of path: String) throws -> any FileReader

  /// Opens a file for writing at its end, creating it when there is none.
  func appender(to path: String) throws -> any FileWriter

  /// Puts a file in the place of another, atomically. Both are on the same volume.
  func move(_ path: String, to destination: String) throws

  /// The same place by a path that does not depend on the current folder.
  func absolute(_ path: String) -> String

  /// Removes the file; a file that is not there is no error.
  func remove(_ path: String) throws
}

/// An open file that is read from front to back. Closed when deallocated.
public protocol FileReader: Sendable {
  /// Up to `count` further bytes; none at the end of the file.
  func read(upTo count: Int) throws -> [UInt8]
}

/// An open file that is written at its end. Closed when deallocated.
public protocol FileWriter: Sendable {
  func write(_ bytes: [UInt8]) throws

  /// Returns once everything written is on the disk.
  func synchronize() throws
}

/// A file that could not be read or written.
public struct FileFailure: Error, Sendable, Hashable {
  public enum Code: Sendable, Hashable {
    case notFound, notPermitted, isFolder, noSpace, other
  }

  public var code: Code
  public var path: String
  /// What was tried, such as "open".
  public var operation: String
  public var errno: Int32

  public init(_ code: Code, path: String, operation: String, errno: Int32 = 0) {
    self.code = code
    self.path = path
    self.operation = operation
    self.errno = errno
  }
}

extension FileFailure: CustomStringConvertible {
  public var description: String {
    switch code {
    case .notFound: "There is no file at \(path). Check the path."
    case .notPermitted: "No permission to \(operation) \(path). Choose another place."
    case .isFolder: "\(path) is a folder. Name a file."
    case .noSpace: "The disk is full: \(path) could not be written. Free some space and try again."
    case .other: "\(path) could not be used (\(operation), error \(errno))."
    }
  }
}

extension FileStore {
  /// Where there is no current folder, every path is as good.
  public func absolute(_ path: String) -> String { path }

  /// Whether there is a file at the path.
  public func exists(_ path: String) -> Bool { (try? size(of: path)) != nil }

  /// The whole file in memory. For small files.
  public func bytes(of path: String) throws -> [UInt8] {
    let reader = try reader(of: path)
    var bytes: [UInt8] = []
    while case let part = try reader.read(upTo: 1 << 16), !part.isEmpty { bytes += part }
    return bytes
  }
}
