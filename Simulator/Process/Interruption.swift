#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// SIGINT and SIGTERM, as a closure that is called once. The second signal ends the process as
/// usual. One per process.
struct Interruption: Sendable {
  private static let pipe = SignalPipe()

  init() {
    // Made before a handler can need it.
    _ = Self.pipe
    for number in [SIGINT, SIGTERM] {
      signal(number) { number in
        // Only what is safe in a signal handler: one write, and back to the usual action.
        Interruption.pipe.write()
        signal(number, SIG_DFL)
      }
    }
  }

  /// Calls `body` on another thread once a signal has come, also when it came before.
  func whenItComes(_ body: @escaping @Sendable () -> Void) {
    let work = Unmanaged.passRetained(Work(body)).toOpaque()
    #if canImport(Darwin)
      var thread: pthread_t?
    #else
      var thread = pthread_t()
    #endif
    let result = pthread_create(&thread, nil, waitForSignal, work)
    precondition(result == 0, "no thread to wait for signals: error \(result)")
  }

  fileprivate static func wait() { pipe.wait() }
}

private final class Work: Sendable {
  let body: @Sendable () -> Void
  init(_ body: @escaping @Sendable () -> Void) { self.body = body }

  static func perform(_ reference: UnsafeMutableRawPointer) {
    Interruption.wait()
    Unmanaged<Work>.fromOpaque(reference).takeRetainedValue().body()
  }
}

#if canImport(Darwin)
  private func waitForSignal(_ reference: UnsafeMutableRawPointer) -> UnsafeMutableRawPointer? {
    Work.perform(reference)
    return nil
  }
#else
  private func waitForSignal(_ reference: UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? {
    if let reference { Work.perform(reference) }
    return nil
  }
#endif

/// Carries a byte from the signal handler to the thread that waits.
private struct SignalPipe: Sendable {
  private let readingEnd: Int32
  private let writingEnd: Int32

  init() {
    var ends: [Int32] = [-1, -1]
    let result = pipe(&ends)
    precondition(result == 0, "no pipe for signals: error \(errno)")
    (readingEnd, writingEnd) = (ends[0], ends[1])
    for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
  }

  func write() { writeByte(writingEnd) }

  func wait() { while readByte(readingEnd) < 0 && errno == EINTR {} }
}

// Inside `SignalPipe` its own methods hide the functions of the C library.
private func writeByte(_ descriptor: Int32) {
  var byte: UInt8 = 1
  _ = write(descriptor, &byte, 1)
}

private func readByte(_ descriptor: Int32) -> Int {
  var byte: UInt8 = 0
  return read(descriptor, &byte, 1)
}
