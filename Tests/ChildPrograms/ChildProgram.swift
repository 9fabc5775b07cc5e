#if os(Linux)
  #if canImport(Glibc)
    import Glibc
  #elseif canImport(Musl)
    import Musl
  #endif
  import Foundation
  import NemoTime

  /// Another program, whose output is read. It ends with this value.
  ///
  /// Reading and waiting block the thread.
  public final class ChildProgram: Sendable {
    public struct Failure: Error, CustomStringConvertible {
      public var description: String

      public init(description: String) { self.description = description }
    }

    /// Its process id.
    public let id: Int32
    private let output: Int32
    private let status = Locked<Int32?>(nil)

    /// - Parameters:
    ///   - path: an executable; ``path(of:)`` finds those of this package.
    ///   - arguments: without the name of the program.
    /// - Throws: ``Failure``.
    public init(_ path: String, _ arguments: [String]) throws {
      var ends: [Int32] = [0, 0]
      guard pipe(&ends) == 0 else { throw Failure(description: "no pipe") }
      Self.closeAllInChildren()
      var actions = posix_spawn_file_actions_t()
      posix_spawn_file_actions_init(&actions)
      posix_spawn_file_actions_adddup2(&actions, ends[1], 1)
      defer { posix_spawn_file_actions_destroy(&actions) }
      var words: [UnsafeMutablePointer<CChar>?] = ([path] + arguments).map { strdup($0) } + [nil]
      defer { words.forEach { free($0) } }
      var child = pid_t()
      let result = posix_spawn(&child, path, &actions, nil, &words, environ)
      close(ends[1])
      guard result == 0 else {
        close(ends[0])
        throw Failure(description: "\(path) was not started: \(result)")
      }
      (id, output) = (child, ends[0])
    }

    deinit {
      if status.withLock({ $0 }) == nil {
        kill(id, SIGKILL)
        wait()
      }
      close(output)
    }

    /// Where an executable of this package stands: beside the test runner.
    public static func path(of name: String) throws -> String {
      let runner = try FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
      return URL(fileURLWithPath: runner).deletingLastPathComponent()
        .appendingPathComponent(name).path
    }

    /// What it has printed since the last time; nil when it has closed its output.
    public func read() -> String? {
      var buffer = [UInt8](repeating: 0, count: 65_536)
      let count = systemRead(output, &buffer, buffer.count)
      return count > 0 ? String(decoding: buffer[..<count], as: UTF8.self) : nil
    }

    /// All that it prints until it closes its output.
    public func readAll() -> String {
      var text = ""
      while let piece = read() { text += piece }
      return text
    }

    /// Waits for its end.
    ///
    /// - Returns: its status, as `waitpid` has it.
    @discardableResult public func wait() -> Int32 {
      status.withLock { known in
        if let known { return known }
        var status: Int32 = 0
        while waitpid(id, &status, 0) < 0 && errno == EINTR {}
        known = status
        return status
      }
    }

    /// The sockets of tests that run beside this one would stay open with the child.
    private static func closeAllInChildren() {
      let open = try? FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd")
      for descriptor in (open ?? []).compactMap({ Int32($0) }) where descriptor > 2 {
        _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
      }
    }
  }

  // Inside `ChildProgram` its own method hides the function of the C library.
  private func systemRead(_ file: Int32, _ bytes: UnsafeMutableRawPointer, _ count: Int) -> Int {
    read(file, bytes, count)
  }
#endif
