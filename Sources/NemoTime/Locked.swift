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
/// `@unchecked Sendable`: `value` and `condition` are touched only between lock and unlock.
package final class Locked<Value>: @unchecked Sendable {
  @usableFromInline let mutex: PosixMutex
  /// Made when somebody waits: most locks need none, and thousands of streams have several each.
  @usableFromInline var condition: PosixCondition?
  @usableFromInline var value: Value

  @inlinable package init(_ value: consuming sending Value) {
    mutex = PosixMutex()
    self.value = value
  }

  deinit {
    condition?.destroy()
    mutex.destroy()
  }

  /// Runs `body` alone on the value. Never suspend or call out to unknown code in it.
  @inlinable package func withLock<Result, Failure: Error>(
    _ body: (inout Value) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    mutex.lock()
    defer { mutex.unlock() }
    return try body(&value)
  }

  /// As ``withLock(_:)``, then wakes every thread that waits in ``waiting(_:)``.
  @inlinable package func withLockAndSignal<Result>(_ body: (inout Value) -> Result) -> Result {
    mutex.lock()
    defer {
      // Who comes to wait later looks at the value first.
      condition?.signal()
      mutex.unlock()
    }
    return body(&value)
  }

  /// Blocks the calling thread until `body` returns a value; it is asked again at every signal.
  @inlinable package func waiting<Result>(_ body: (inout Value) -> Result?) -> Result {
    mutex.lock()
    defer { mutex.unlock() }
    while true {
      if let result = body(&value) { return result }
      let condition = condition ?? PosixCondition()
      self.condition = condition
      condition.wait(unlocking: mutex)
    }
  }
}

/// Whoever makes one destroys it.
@usableFromInline struct PosixMutex {
  fileprivate let mutex: UnsafeMutablePointer<pthread_mutex_t>

  @usableFromInline init() {
    mutex = .allocate(capacity: 1)
    pthread_mutex_init(mutex, nil)
  }

  @usableFromInline func destroy() {
    pthread_mutex_destroy(mutex)
    mutex.deallocate()
  }

  @usableFromInline func lock() { pthread_mutex_lock(mutex) }
  @usableFromInline func unlock() { pthread_mutex_unlock(mutex) }
}

/// Whoever makes one destroys it.
@usableFromInline struct PosixCondition {
  private let condition: UnsafeMutablePointer<pthread_cond_t>

  @usableFromInline init() {
    condition = .allocate(capacity: 1)
    pthread_cond_init(condition, nil)
  }

  @usableFromInline func destroy() {
    pthread_cond_destroy(condition)
    condition.deallocate()
  }

  @usableFromInline func wait(unlocking mutex: PosixMutex) {
    pthread_cond_wait(condition, mutex.mutex)
  }
  @usableFromInline func signal() { pthread_cond_broadcast(condition) }
}
