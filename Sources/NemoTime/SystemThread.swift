#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// A thread for work that blocks, such as a poll, a child process or a signal: it would starve the
/// cooperative pool.
package enum SystemThread {
  /// Runs `main` on a thread of its own, which ends with it.
  ///
  /// The thread takes no signals: a write to a closed connection (of libcurl or OpenSSL) must not
  /// end the process with SIGPIPE, and handlers are others' business.
  package static func start(_ main: @escaping @Sendable () -> Void) {
    let work = Unmanaged.passRetained(Work(main)).toOpaque()
    var (all, before) = (sigset_t(), sigset_t())
    sigfillset(&all)
    // A new thread inherits the mask.
    pthread_sigmask(SIG_SETMASK, &all, &before)
    let result = create(work)
    pthread_sigmask(SIG_SETMASK, &before, nil)
    precondition(result == 0, "no further thread: error \(result)")
  }

  fileprivate final class Work: Sendable {
    let main: @Sendable () -> Void
    init(_ main: @escaping @Sendable () -> Void) { self.main = main }
  }

  #if canImport(Darwin)
    private static func create(_ work: UnsafeMutableRawPointer) -> Int32 {
      var thread: pthread_t?
      let result = pthread_create(&thread, nil, { run($0) }, work)
      if let thread { pthread_detach(thread) }
      return result
    }
  #else
    private static func create(_ work: UnsafeMutableRawPointer) -> Int32 {
      var thread = pthread_t()
      let result = pthread_create(&thread, nil, { $0.flatMap(run) }, work)
      if result == 0 { pthread_detach(thread) }
      return result
    }
  #endif
}

/// Takes the work that `start` retained.
private func run(_ work: UnsafeMutableRawPointer) -> UnsafeMutableRawPointer? {
  Unmanaged<SystemThread.Work>.fromOpaque(work).takeRetainedValue().main()
  return nil
}
