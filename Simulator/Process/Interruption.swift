import NemoTime

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// SIGINT and SIGTERM, as a closure that is called once. The second signal ends the process as
/// usual. One per process.
package struct Interruption: Sendable {
  private static let pipe = SignalPipe()

  package init() {
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
  package func whenItComes(_ body: @escaping @Sendable () -> Void) {
    SystemThread.start {
      Self.pipe.wait()
      body()
    }
  }
}

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
