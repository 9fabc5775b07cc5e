#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif
import Foundation
import NemoTime

#if os(Linux)
  /// A process that records a journey and dies at one of its writes.
  struct Victim {
    /// The numbers of the exchanges that had ended.
    var ended: [Int] = []
    /// Whether it lived to seal.
    var isSealed = false
    /// How many writes there were; nil when it died.
    var writeCount: Int?

    /// Runs one to its end, which must be that of a kill or a success.
    static func run(_ journey: String, in folder: String, dyingAt nth: Int, torn: Bool) throws
      -> Victim
    {
      let executable = try FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
      let victim = URL(fileURLWithPath: executable).deletingLastPathComponent()
        .appendingPathComponent("RecordingVictim").path
      let arguments = [victim, journey, folder, String(nth)] + (torn ? ["torn"] : [])
      let (output, status) = try spawn(arguments)
      var result = Victim()
      for line in output.split(separator: "\n") {
        if let number = Int(line) { result.ended.append(number) }
        if line == "sealed" { result.isSealed = true }
        if line.hasPrefix("writes ") { result.writeCount = Int(line.dropFirst(7)) }
      }
      guard status & 0x7f == SIGKILL || status == 0 else {
        throw Failure(description: "the victim ended with status \(status): \(output)")
      }
      return result
    }

    struct Failure: Error, CustomStringConvertible {
      var description: String
    }

    private static func spawn(_ arguments: [String]) throws -> (output: String, status: Int32) {
      var ends: [Int32] = [0, 0]
      guard pipe(&ends) == 0 else { throw Failure(description: "no pipe") }
      for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
      var actions = posix_spawn_file_actions_t()
      posix_spawn_file_actions_init(&actions)
      posix_spawn_file_actions_adddup2(&actions, ends[1], 1)
      defer { posix_spawn_file_actions_destroy(&actions) }
      var words: [UnsafeMutablePointer<CChar>?] = arguments.map { strdup($0) } + [nil]
      defer { words.forEach { free($0) } }
      var child = pid_t()
      let result = posix_spawn(&child, arguments[0], &actions, nil, &words, environ)
      close(ends[1])
      defer { close(ends[0]) }
      guard result == 0 else {
        throw Failure(description: "\(arguments[0]) was not started: \(result)")
      }
      var output: [UInt8] = []
      var buffer = [UInt8](repeating: 0, count: 4_096)
      while case let count = read(ends[0], &buffer, buffer.count), count > 0 {
        output += buffer[..<count]
      }
      var status: Int32 = 0
      while waitpid(child, &status, 0) < 0 && errno == EINTR {}
      return (String(decoding: output, as: UTF8.self), status)
    }
  }
#endif
