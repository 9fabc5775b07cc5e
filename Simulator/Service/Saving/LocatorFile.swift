import NemoHTTP
import NemoTime

/// Tells other programs where a simulator listens: a JSON file that appears once it does, whole, and
/// goes with it. Whoever was killed leaves it: look whether the process is still there.
public final class LocatorFile: Sendable {
  struct Content: Encodable {
    var pid: Int32
    var url: String
    var controlUrl: String
    var version = ControlService.version
  }

  private let path: String
  private let bytes: [UInt8]
  private let disk = DiskFileStore()
  private let isThere = Locked(true)

  /// Writes the file in one step; one that is there is replaced.
  /// - Throws: `FileFailure`.
  public init(at path: String, process: Int32, url: String, controlURL: String) throws {
    self.path = path
    bytes = ControlJSON.bytes(Content(pid: process, url: url, controlUrl: controlURL))
    let temporary = "\(path).\(process)"
    try disk.remove(temporary)
    try disk.appender(to: temporary).write(bytes + [UInt8(ascii: "\n")])
    try disk.move(temporary, to: path)
  }

  deinit { remove() }

  /// Removes the file, unless another simulator has put its own in its place. Safe to repeat.
  public func remove() {
    let wasThere = isThere.withLock { isThere in
      defer { isThere = false }
      return isThere
    }
    guard wasThere, (try? disk.bytes(of: path))?.dropLast() == bytes[...] else { return }
    try? disk.remove(path)
  }
}
