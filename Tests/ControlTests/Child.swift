#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif
import Foundation
import NemoTime

#if os(Linux)
  /// Another executable of this package, run to its end.
  enum Child {
    struct Failure: Error, CustomStringConvertible {
      var description: String
    }

    /// What it printed, off the cooperative pool.
    /// - Throws: ``Failure`` when it does not end with success.
    static func run(_ name: String, _ arguments: [String]) async throws -> String {
      try await withCheckedThrowingContinuation { continuation in
        SystemThread.start {
          continuation.resume(with: Result { try start(name, arguments) })
        }
      }
    }

    private static func start(_ name: String, _ arguments: [String]) throws -> String {
      let executable = try FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
      let path = URL(fileURLWithPath: executable).deletingLastPathComponent()
        .appendingPathComponent(name).path
      var ends: [Int32] = [0, 0]
      guard pipe(&ends) == 0 else { throw Failure(description: "no pipe") }
      for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
      var actions = posix_spawn_file_actions_t()
      posix_spawn_file_actions_init(&actions)
      posix_spawn_file_actions_adddup2(&actions, ends[1], 1)
      defer { posix_spawn_file_actions_destroy(&actions) }
      var words: [UnsafeMutablePointer<CChar>?] = ([path] + arguments).map { strdup($0) } + [nil]
      defer { words.forEach { free($0) } }
      var child = pid_t()
      let result = posix_spawn(&child, path, &actions, nil, &words, environ)
      close(ends[1])
      defer { close(ends[0]) }
      guard result == 0 else { throw Failure(description: "\(path) was not started: \(result)") }
      let output = readAll(ends[0])
      var status: Int32 = 0
      while waitpid(child, &status, 0) < 0 && errno == EINTR {}
      guard status == 0 else {
        throw Failure(description: "\(name) ended with status \(status): \(output)")
      }
      return output
    }

    private static func readAll(_ descriptor: Int32) -> String {
      var output: [UInt8] = []
      var buffer = [UInt8](repeating: 0, count: 65_536)
      while case let count = read(descriptor, &buffer, buffer.count), count > 0 {
        output += buffer[..<count]
      }
      return String(decoding: output, as: UTF8.self)
    }
  }
#endif
