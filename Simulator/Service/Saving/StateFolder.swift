import NemoHTTP
import NemoTime

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Where a simulated backend is kept between processes: `world.json`, `media/`,
/// `snapshots.sqlite` and a lock.
///
/// One process at a time uses it: the lock is the kernel's, so that it ends with the process.
/// `world.json` is replaced atomically; whoever is killed leaves the last one that was complete.
public final class StateFolder: Sendable {
  public let path: String
  /// Where the media of this world belong.
  public var mediaFolder: String { path + "/media" }

  /// Where the snapshots of its worlds belong.
  var snapshotFile: String { path + "/snapshots.sqlite" }

  private let disk = DiskFileStore()
  /// The descriptor of the lock; nil once the folder was closed. Who saves has it for that long, so
  /// that saving happens in the order of the changes, one at a time.
  private let lock: Locked<Int32?>

  /// Opens the folder, creating it when there is none, and locks it.
  /// - Throws: ``StateFolderFailure``; `FileFailure`.
  public init(_ path: String) throws {
    self.path = path
    try Folders.create(path)
    let descriptor = open("\(path)/lock", O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else {
      throw FileFailure(.notPermitted, path: path, operation: "lock", errno: errno)
    }
    guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
      closeDescriptor(descriptor)
      throw StateFolderFailure(.inUse, path: path)
    }
    lock = Locked(descriptor)
  }

  deinit { close() }

  /// Lets the folder go to whoever wants it next; nothing is saved any more. Safe to repeat.
  public func close() {
    lock.withLock { descriptor in
      guard let open = descriptor else { return }
      // A child process that is just being started still has a copy of the descriptor: closing
      // ours alone would leave the lock with it for a moment.
      flock(open, LOCK_UN)
      closeDescriptor(open)
      descriptor = nil
    }
  }

  /// What was saved; nil when nothing was.
  /// - Throws: ``StateFolderFailure`` when it cannot be read; `FileFailure`.
  public func load() throws -> SavedService? {
    guard disk.exists(worldFile) else { return nil }
    let bytes = try disk.bytes(of: worldFile)
    do {
      return try JSONDecoder().decode(SavedService.self, from: Data(bytes))
    } catch {
      throw StateFolderFailure(.unreadable, path: path)
    }
  }

  /// Keeps the service as it is now; does nothing once the folder was closed. Safe to repeat, and to
  /// call from any thread.
  /// - Throws: `FileFailure`.
  public func save(_ service: SimulatedService) throws {
    try lock.withLock { descriptor in
      guard descriptor != nil else { return }
      let encoder = JSONEncoder()
      encoder.outputFormatting = [.sortedKeys]
      guard let data = try? encoder.encode(service.saved) else {
        throw FileFailure(.other, path: worldFile, operation: "encode")
      }
      let temporary = worldFile + ".new"
      try disk.remove(temporary)
      try disk.appender(to: temporary).write(Array(data))
      try disk.move(temporary, to: worldFile)
    }
  }

  /// Forgets the world, its media and all snapshots.
  public func clear() throws {
    try disk.remove(worldFile)
    // What SQLite keeps beside a database that was not closed belongs to it.
    for suffix in ["", "-journal", "-wal", "-shm"] { try disk.remove(snapshotFile + suffix) }
    try? Folders.removeAll(at: mediaFolder)
  }

  private var worldFile: String { path + "/world.json" }
}

// Inside `StateFolder` its own method hides the function of the C library.
private func closeDescriptor(_ descriptor: Int32) {
  close(descriptor)
}

/// A state folder that cannot be used.
public struct StateFolderFailure: Error, Sendable, Hashable, CustomStringConvertible {
  public enum Code: Sendable, Hashable {
    case inUse, unreadable
  }

  public var code: Code
  public var path: String

  init(_ code: Code, path: String) {
    self.code = code
    self.path = path
  }

  public var description: String {
    switch code {
    case .inUse:
      """
      Another process uses the simulated backend in \(path). Wait until it ends, or choose another \
      folder.
      """
    case .unreadable:
      """
      The simulated backend in \(path) was saved by another version, or is damaged. Start it afresh.
      """
    }
  }
}
