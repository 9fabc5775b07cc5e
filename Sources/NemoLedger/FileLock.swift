import NemoClient
import NemoTime

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// A claim that the kernel keeps: an exclusive lock of a file, which ends with the process that
/// holds it, also with `kill -9`. Neither a dead process's number nor its leftovers can be mistaken
/// for a living one.
final class FileLock: RenderClaim {
  private let path: String
  private let descriptor: Locked<Int32?>

  /// How often the file may vanish while it is being locked.
  private static let attemptLimit = 100

  /// - Parameters:
  ///   - folder: created for the owner alone when it is not there.
  ///   - name: any text.
  /// - Returns: nil while another one holds it.
  /// - Throws: ``LedgerError``.
  init?(in folder: String, for name: String) throws {
    let path = folder + "/" + Self.fileName(name)
    guard mkdir(folder, 0o700) == 0 || errno == EEXIST else { throw Self.failure(path) }
    guard let descriptor = try Self.lock(path) else { return nil }
    self.path = path
    self.descriptor = Locked(descriptor)
  }

  deinit { release() }

  func release() {
    guard let held = descriptor.withLock({ $0.take() }) else { return }
    // While it is locked: whoever has it open finds that it is no longer the file of that name.
    unlink(path)
    // A child process that is just being started still has a copy of the descriptor.
    flock(held, LOCK_UN)
    close(held)
  }

  /// The descriptor of the locked file; nil while another one holds it.
  private static func lock(_ path: String) throws -> Int32? {
    for _ in 0..<attemptLimit {
      let descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0o600)
      guard descriptor >= 0 else { throw failure(path) }
      guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
        defer { close(descriptor) }
        guard errno == EWOULDBLOCK else { throw failure(path) }
        return nil
      }
      if isFile(descriptor, stillAt: path) { return descriptor }
      close(descriptor)
    }
    return nil
  }

  /// Its holder may have removed it between the opening and the lock.
  private static func isFile(_ descriptor: Int32, stillAt path: String) -> Bool {
    var (locked, named) = (stat(), stat())
    return fstat(descriptor, &locked) == 0 && stat(path, &named) == 0
      && locked.st_ino == named.st_ino && locked.st_dev == named.st_dev
  }

  private static func failure(_ path: String) -> LedgerError {
    LedgerError(.unusable, path: path, detail: String(cString: strerror(errno)))
  }

  /// Ids come from elsewhere and backends are addresses: neither is a name of a file. FNV-1a of 64
  /// bits tells enough of them apart; should two ever be the same, one waits for the other.
  private static func fileName(_ name: String) -> String {
    let hash = name.utf8.reduce(0xcbf2_9ce4_8422_2325 as UInt64) {
      ($0 ^ UInt64($1)) &* 0x0100_0000_01b3
    }
    return "render-" + String(hash, radix: 16)
  }
}
