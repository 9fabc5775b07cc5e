import NemoTime

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// A program to run to its end: arguments as a list, no shell, bounded output, a time limit.
///
/// It waits on a thread of its own, so that no thread of the cooperative pool blocks.
struct ChildProcess: Sendable {
  /// The program's absolute path.
  var executable: String
  var arguments: [String]
  /// All that the program sees of its environment, as `NAME=value`.
  var environment: [String] = []
  /// In real time; then the program is killed.
  var timeLimit: Duration
  /// How much of each output is kept, in bytes; the rest is read and dropped.
  var outputLimit = 1 << 20

  struct Outcome: Sendable {
    /// What the program returned; 128 and more when a signal ended it.
    var status: Int
    var output: [UInt8]
    var errors: [UInt8]
    var isOverdue: Bool

    /// The last line that the program wrote to its error output, for a message.
    var lastError: String {
      let lines = String(decoding: errors, as: UTF8.self).split(separator: "\n")
      return lines.last.map { String($0.prefix(300)) } ?? "status \(status)"
    }
  }

  /// The program could not be started.
  struct StartFailure: Error {
    var errno: Int32
  }

  /// Runs the program. When the task is cancelled, the program and its children are killed.
  /// - Throws: ``StartFailure``; `CancellationError`.
  func run() async throws -> Outcome {
    let child = Child(self)
    return try await withTaskCancellationHandler {
      try Task.checkCancellation()
      let outcome = try await withCheckedThrowingContinuation { continuation in
        SystemThread.start { continuation.resume(with: Result { try child.main() }) }
      }
      try Task.checkCancellation()
      return outcome
    } onCancel: {
      child.stop()
    }
  }
}

/// One running program.
private final class Child: Sendable {
  /// How long the thread sleeps at most before it looks at the clock, in milliseconds.
  private static let pollMilliseconds: Int32 = 200
  /// How often it looks for the end of a program that has closed its outputs, in microseconds.
  private static let reapMicroseconds: UInt32 = 2_000

  private struct State {
    var pid: pid_t?
    var isStopped = false
  }

  private let command: ChildProcess
  private let state = Locked(State())

  init(_ command: ChildProcess) { self.command = command }

  /// Kills the program's process group. The pid is forgotten before it is reaped, so that no other
  /// process is met.
  func stop() {
    state.withLock { state in
      state.isStopped = true
      if let pid = state.pid { kill(-pid, SIGKILL) }
    }
  }

  func main() throws -> ChildProcess.Outcome {
    let deadline = RealTime().now.advanced(by: command.timeLimit)
    var output = try Pipe()
    var errors = try Pipe()
    defer {
      output.close()
      errors.close()
    }
    let pid = try start(output, errors)
    output.closeWritingEnd()
    errors.closeWritingEnd()
    let isOverdue = !read(&output, &errors, until: deadline)
    if isOverdue { stop() }
    let (status, wasKilled) = reap(pid, until: deadline)
    return ChildProcess.Outcome(
      status: status, output: output.bytes, errors: errors.bytes,
      isOverdue: isOverdue || wasKilled)
  }

  // MARK: Start

  private func start(_ output: Pipe, _ errors: Pipe) throws -> pid_t {
    #if canImport(Darwin)
      var actions: posix_spawn_file_actions_t?
      var attributes: posix_spawnattr_t?
    #else
      var actions = posix_spawn_file_actions_t()
      var attributes = posix_spawnattr_t()
    #endif
    posix_spawn_file_actions_init(&actions)
    posix_spawnattr_init(&attributes)
    defer {
      posix_spawn_file_actions_destroy(&actions)
      posix_spawnattr_destroy(&attributes)
    }
    posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
    posix_spawn_file_actions_adddup2(&actions, output.writingEnd, 1)
    posix_spawn_file_actions_adddup2(&actions, errors.writingEnd, 2)
    // This thread blocks all signals, and the program must not inherit that.
    var none = sigset_t()
    sigemptyset(&none)
    posix_spawnattr_setsigmask(&attributes, &none)
    posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGMASK))
    posix_spawnattr_setpgroup(&attributes, 0)

    var pid = pid_t()
    let result = withCStrings([command.executable] + command.arguments) { arguments in
      withCStrings(command.environment) { environment in
        posix_spawn(&pid, command.executable, &actions, &attributes, arguments, environment)
      }
    }
    guard result == 0 else { throw ChildProcess.StartFailure(errno: result) }
    state.withLock { state in
      state.pid = pid
      if state.isStopped { kill(-pid, SIGKILL) }
    }
    return pid
  }

  // MARK: Wait

  /// Reads both outputs to their ends; false when the deadline comes first.
  private func read(_ output: inout Pipe, _ errors: inout Pipe, until deadline: Instant) -> Bool {
    while !output.isAtEnd || !errors.isAtEnd {
      guard RealTime().now < deadline else { return false }
      var descriptors = [
        pollfd(fd: output.pollDescriptor, events: Int16(POLLIN), revents: 0),
        pollfd(fd: errors.pollDescriptor, events: Int16(POLLIN), revents: 0),
      ]
      guard poll(&descriptors, 2, Self.pollMilliseconds) > 0 else { continue }
      if descriptors[0].revents != 0 { output.read(limit: command.outputLimit) }
      if descriptors[1].revents != 0 { errors.read(limit: command.outputLimit) }
    }
    return true
  }

  /// Waits for the program's end; kills it at the deadline.
  private func reap(_ pid: pid_t, until deadline: Instant) -> (status: Int, wasKilled: Bool) {
    var wasKilled = false
    while true {
      var information = siginfo_t()
      let isOver =
        waitid(P_PID, id_t(pid), &information, WEXITED | WNOHANG | WNOWAIT) != 0
        || information.si_signo == SIGCHLD
      if isOver { break }
      if !wasKilled, RealTime().now >= deadline {
        wasKilled = true
        stop()
      }
      usleep(Self.reapMicroseconds)
    }
    state.withLock { $0.pid = nil }
    var status: Int32 = 0
    while waitpid(pid, &status, 0) < 0 && errno == EINTR {}
    let signal = status & 0x7f
    return (Int(signal == 0 ? (status >> 8) & 0xff : 128 + signal), wasKilled)
  }
}

/// The reading side of a program's output.
private struct Pipe {
  private static let chunkBytes = 64 << 10

  private var readingEnd: Int32
  private(set) var writingEnd: Int32
  private(set) var bytes: [UInt8] = []
  private(set) var isAtEnd = false

  init() throws {
    var ends: [Int32] = [-1, -1]
    guard pipe(&ends) == 0 else { throw ChildProcess.StartFailure(errno: errno) }
    (readingEnd, writingEnd) = (ends[0], ends[1])
    for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
  }

  /// A negative descriptor is skipped by `poll`.
  var pollDescriptor: Int32 { isAtEnd ? -1 : readingEnd }

  mutating func read(limit: Int) {
    var chunk = [UInt8](repeating: 0, count: Self.chunkBytes)
    let count = readDescriptor(readingEnd, &chunk, chunk.count)
    if count < 0 && errno == EINTR { return }
    guard count > 0 else {
      isAtEnd = true
      return
    }
    bytes += chunk.prefix(min(count, limit - bytes.count))
  }

  mutating func closeWritingEnd() {
    if writingEnd >= 0 { closeDescriptor(writingEnd) }
    writingEnd = -1
  }

  mutating func close() {
    closeWritingEnd()
    if readingEnd >= 0 { closeDescriptor(readingEnd) }
    readingEnd = -1
  }
}

// Inside `Pipe` its own methods hide the functions of the C library.
private func readDescriptor(_ descriptor: Int32, _ buffer: inout [UInt8], _ count: Int) -> Int {
  read(descriptor, &buffer, count)
}

private func closeDescriptor(_ descriptor: Int32) {
  close(descriptor)
}

/// The strings as C has them, with a null at the end, for the length of the call.
private func withCStrings<Result>(
  _ strings: [String], _ body: ([UnsafeMutablePointer<CChar>?]) -> Result
) -> Result {
  let pointers = strings.map { strdup($0) }
  defer { for pointer in pointers { free(pointer) } }
  return body(pointers + [nil])
}
