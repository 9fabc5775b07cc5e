#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Runs `main` on a thread of its own that takes no signals: a write to a closed connection (of
/// libcurl or OpenSSL) must not end the process with SIGPIPE, and handlers are others' business.
func startThread(_ main: @escaping @Sendable () -> Void) {
  var thread = pthread_t()
  let reference = Unmanaged.passRetained(ThreadMain(main)).toOpaque()
  var all = sigset_t()
  var before = sigset_t()
  sigfillset(&all)
  // A new thread inherits the mask.
  pthread_sigmask(SIG_SETMASK, &all, &before)
  let result = pthread_create(&thread, nil, threadMain, reference)
  pthread_sigmask(SIG_SETMASK, &before, nil)
  precondition(result == 0, "no thread for libcurl: error \(result)")
  pthread_detach(thread)
}

private final class ThreadMain: Sendable {
  let run: @Sendable () -> Void
  init(_ run: @escaping @Sendable () -> Void) { self.run = run }
}

private func threadMain(_ reference: UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? {
  guard let reference else { return nil }
  Unmanaged<ThreadMain>.fromOpaque(reference).takeRetainedValue().run()
  return nil
}
