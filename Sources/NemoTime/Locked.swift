#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// A value behind a lock that can also be waited on.
///
/// A pthread mutex and not `Synchronization.Mutex`, which the thread sanitizer does not
/// understand on Linux.
///
/// `@unchecked Sendable`: `value` is touched only between lock and unlock.
package final class Locked<Value>: @unchecked Sendable {
  @usableFromInline let gate: PosixGate
  @usableFromInline var value: Value

  @inlinable package init(_ value: consuming sending Value) {
    gate = PosixGate()
    self.value = value
  }

  deinit { gate.destroy() }

  /// Runs `body` alone on the value. Never suspend or call out to unknown code in it.
  @inlinable package func withLock<Result, Failure: Error>(
    _ body: (inout Value) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    gate.lock()
    defer { gate.unlock() }
    return try body(&value)
  }

  /// As ``withLock(_:)``, then wakes every thread that waits in ``waiting(_:)``.
  @inlinable package func withLockAndSignal<Result>(_ body: (inout Value) -> Result) -> Result {
    gate.lock()
    defer {
      gate.signal()
      gate.unlock()
    }
    return body(&value)
  }

  /// Blocks the calling thread until `body` returns a value; it is asked again at every signal.
  @inlinable package func waiting<Result>(_ body: (inout Value) -> Result?) -> Result {
    gate.lock()
    defer { gate.unlock() }
    while true {
      if let result = body(&value) { return result }
      gate.wait()
    }
  }
}

/// A mutex and its condition, in one block of memory: many locks are made for one request.
///
/// Whoever makes one destroys it.
@usableFromInline struct PosixGate {
  private let mutex: UnsafeMutablePointer<pthread_mutex_t>
  private let condition: UnsafeMutablePointer<pthread_cond_t>

  @usableFromInline init() {
    let offset = MemoryLayout<pthread_mutex_t>.stride
    let block = UnsafeMutableRawPointer.allocate(
      byteCount: offset + MemoryLayout<pthread_cond_t>.stride, alignment: 16)
    mutex = block.bindMemory(to: pthread_mutex_t.self, capacity: 1)
    condition = (block + offset).bindMemory(to: pthread_cond_t.self, capacity: 1)
    pthread_mutex_init(mutex, nil)
    pthread_cond_init(condition, nil)
  }

  @usableFromInline func destroy() {
    pthread_mutex_destroy(mutex)
    pthread_cond_destroy(condition)
    UnsafeMutableRawPointer(mutex).deallocate()
  }

  @usableFromInline func lock() { pthread_mutex_lock(mutex) }
  @usableFromInline func unlock() { pthread_mutex_unlock(mutex) }
  @usableFromInline func wait() { pthread_cond_wait(condition, mutex) }
  @usableFromInline func signal() { pthread_cond_broadcast(condition) }
}
