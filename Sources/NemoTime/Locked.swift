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
    waiting { value in body(&value).map(LockedWait.found) ?? .forSignal }
  }

  /// Blocks the calling thread until `body` finds something; it is asked again at every signal, and
  /// after the time that it says.
  @inlinable package func waiting<Result>(
    _ body: (inout Value) -> LockedWait<Result>
  ) -> Result {
    mutex.lock()
    defer { mutex.unlock() }
    while true {
      let wait = body(&value)
      if case .found(let result) = wait { return result }
      let condition = condition ?? PosixCondition()
      self.condition = condition
      if case .for(let duration) = wait {
        condition.wait(unlocking: mutex, atMost: duration)
      } else {
        condition.wait(unlocking: mutex)
      }
    }
  }
}

/// What a thread that looked at a locked value does next.
package enum LockedWait<Result> {
  case found(Result)
  /// Look again at a signal.
  case forSignal
  /// Look again at a signal, and then at the latest.
  case `for`(Duration)
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
    #if canImport(Darwin)
      pthread_cond_init(condition, nil)
    #else
      // The calendar may be set back while somebody waits.
      var attributes = pthread_condattr_t()
      pthread_condattr_init(&attributes)
      pthread_condattr_setclock(&attributes, CLOCK_MONOTONIC)
      pthread_cond_init(condition, &attributes)
      pthread_condattr_destroy(&attributes)
    #endif
  }

  @usableFromInline func destroy() {
    pthread_cond_destroy(condition)
    condition.deallocate()
  }

  @usableFromInline func wait(unlocking mutex: PosixMutex) {
    pthread_cond_wait(condition, mutex.mutex)
  }

  @usableFromInline func wait(unlocking mutex: PosixMutex, atMost duration: Duration) {
    let (seconds, attoseconds) = duration.components
    var time = timespec(tv_sec: Int(seconds), tv_nsec: Int(attoseconds / 1_000_000_000))
    #if canImport(Darwin)
      pthread_cond_timedwait_relative_np(condition, mutex.mutex, &time)
    #else
      var now = timespec()
      clock_gettime(CLOCK_MONOTONIC, &now)
      let nanoseconds = now.tv_nsec + time.tv_nsec
      time.tv_sec += now.tv_sec + nanoseconds / 1_000_000_000
      time.tv_nsec = nanoseconds % 1_000_000_000
      pthread_cond_timedwait(condition, mutex.mutex, &time)
    #endif
  }

  @usableFromInline func signal() { pthread_cond_broadcast(condition) }
}
