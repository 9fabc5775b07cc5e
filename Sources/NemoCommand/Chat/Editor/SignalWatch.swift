import NemoTime

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// The signals that a conversation ends in order at, and the one of a window that changed its size.
/// One per process.
enum SignalWatch {
  private static let ends = makePipe()

  /// Calls `receive` with the number of each signal, and whether one that ends the process has come
  /// before, on a thread of its own.
  static func start(_ receive: @escaping @Sendable (Int32, _ isRepeated: Bool) -> Void) {
    // Made before a handler can need it.
    let readingEnd = ends.reading
    for number in [SIGINT, SIGTERM, SIGHUP, SIGWINCH] {
      signal(number) { number in
        // Only what is safe in a signal handler: one write.
        var byte = UInt8(truncatingIfNeeded: number)
        _ = write(SignalWatch.ends.writing, &byte, 1)
      }
    }
    SystemThread.start {
      var byte: UInt8 = 0
      var hasEnded = false
      while true {
        let count = systemRead(readingEnd, &byte)
        guard count == 1 else { if errno == EINTR { continue } else { return } }
        let number = Int32(byte)
        receive(number, hasEnded && number != SIGWINCH)
        hasEnded = hasEnded || number == SIGTERM || number == SIGHUP
      }
    }
  }

  private static func makePipe() -> (reading: Int32, writing: Int32) {
    var ends: [Int32] = [-1, -1]
    let result = pipe(&ends)
    precondition(result == 0, "no pipe for signals: error \(errno)")
    for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    return (ends[0], ends[1])
  }
}

// Inside of a type its own methods hide the function of the C library.
private func systemRead(_ descriptor: Int32, _ byte: inout UInt8) -> Int {
  read(descriptor, &byte, 1)
}
