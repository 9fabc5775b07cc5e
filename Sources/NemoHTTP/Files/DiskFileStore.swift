#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// The files of this machine.
public struct DiskFileStore: FileStore {
  public init() {}

  public func size(of path: String) throws -> Int {
    var status = stat()
    guard stat(path, &status) == 0 else { throw FileFailure(errno, path, "read") }
    guard status.st_mode & S_IFMT != S_IFDIR else {
      throw FileFailure(.isFolder, path: path, operation: "read")
    }
    return Int(status.st_size)
  }

  public func reader(of path: String) throws -> any FileReader {
    _ = try size(of: path)
    return OpenFile(try open(path, O_RDONLY, "read"), path: path)
  }

  public func appender(to path: String) throws -> any FileWriter {
    OpenFile(try open(path, O_WRONLY | O_CREAT | O_APPEND, "write"), path: path)
  }

  public func move(_ path: String, to destination: String) throws {
    guard rename(path, destination) == 0 else { throw FileFailure(errno, destination, "write") }
  }

  public func absolute(_ path: String) -> String {
    guard !path.hasPrefix("/"), !path.isEmpty, let folder = getcwd(nil, 0) else { return path }
    defer { free(folder) }
    return String(cString: folder) + "/" + path
  }

  public func remove(_ path: String) throws {
    guard unlink(path) == 0 || errno == ENOENT else { throw FileFailure(errno, path, "remove") }
  }

  private func open(_ path: String, _ flags: Int32, _ operation: String) throws -> Int32 {
    #if canImport(Glibc)
      let descriptor = Glibc.open(path, flags | O_CLOEXEC, 0o644)
    #elseif canImport(Musl)
      let descriptor = Musl.open(path, flags | O_CLOEXEC, 0o644)
    #else
      let descriptor = Darwin.open(path, flags | O_CLOEXEC, 0o644)
    #endif
    guard descriptor >= 0 else { throw FileFailure(errno, path, operation) }
    return descriptor
  }
}

extension FileFailure {
  init(_ number: Int32, _ path: String, _ operation: String) {
    let code: Code =
      switch number {
      case ENOENT, ENOTDIR: .notFound
      case EACCES, EPERM, EROFS: .notPermitted
      case EISDIR: .isFolder
      case ENOSPC, EDQUOT: .noSpace
      default: .other
      }
    self.init(code, path: path, operation: operation, errno: number)
  }
}

/// An open descriptor. The kernel keeps its offset, so that there is no state to guard.
private final class OpenFile: FileReader, FileWriter {
  private let descriptor: Int32
  private let path: String

  init(_ descriptor: Int32, path: String) {
    self.descriptor = descriptor
    self.path = path
  }

  deinit { close(descriptor) }

  func read(upTo count: Int) throws -> [UInt8] {
    var failure: Int32 = 0
    let bytes = [UInt8](unsafeUninitializedCapacity: count) { buffer, initialized in
      var result = -1
      repeat {
        result = readBytes(descriptor, buffer.baseAddress, count)
      } while result < 0 && errno == EINTR
      if result < 0 { failure = errno }
      initialized = max(0, result)
    }
    guard failure == 0 else { throw FileFailure(failure, path, "read") }
    return bytes
  }

  func write(_ bytes: [UInt8]) throws {
    var written = 0
    while written < bytes.count {
      let result = bytes.withUnsafeBytes { buffer in
        writeBytes(descriptor, buffer.baseAddress! + written, bytes.count - written)
      }
      if result < 0 && errno == EINTR { continue }
      guard result >= 0 else { throw FileFailure(errno, path, "write") }
      written += result
    }
  }

  func synchronize() throws {
    guard fsync(descriptor) == 0 else { throw FileFailure(errno, path, "write") }
  }
}

// Inside `OpenFile` its own methods hide the functions of the C library.
private func readBytes(_ descriptor: Int32, _ buffer: UnsafeMutableRawPointer?, _ count: Int) -> Int
{
  read(descriptor, buffer, count)
}

private func writeBytes(_ descriptor: Int32, _ buffer: UnsafeRawPointer, _ count: Int) -> Int {
  write(descriptor, buffer, count)
}
