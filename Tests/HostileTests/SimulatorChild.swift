#if os(Linux)
  #if canImport(Glibc)
    import Glibc
  #elseif canImport(Musl)
    import Musl
  #endif
  import Foundation

  /// The command `nemo-simulator` as a process of its own, whose memory can be looked at. Without
  /// ffmpeg, at pace `instant`. Ends with this value.
  final class SimulatorChild: Sendable {
    let port: Int
    private let process: pid_t

    struct Failure: Error, CustomStringConvertible {
      var description: String
    }

    /// - Parameter descriptors: how many descriptors it may have; nil leaves that as it is.
    init(descriptors: Int? = nil) throws {
      let own = try FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
      let command = URL(fileURLWithPath: own).deletingLastPathComponent()
        .appendingPathComponent("nemo-simulator").path
      let limit = descriptors.map { "ulimit -n \($0); " } ?? ""
      let output: Int32
      (process, output) = try Self.spawn(
        ["/bin/sh", "-c", "\(limit)PATH= exec \"$0\" --port 0 --pace instant", command])
      defer { close(output) }
      port = try Self.readPort(output)
    }

    deinit {
      kill(process, SIGKILL)
      var status: Int32 = 0
      while waitpid(process, &status, 0) < 0 && errno == EINTR {}
    }

    /// The most memory that it has ever had, in kB.
    func peakKilobytes() throws -> Int {
      let status = try String(contentsOfFile: "/proc/\(process)/status", encoding: .utf8)
      let line = status.split(separator: "\n").first { $0.hasPrefix("VmHWM:") }
      guard let line, let kilobytes = Int(line.filter(\.isNumber)) else {
        throw Failure(description: "no VmHWM in: \(status)")
      }
      return kilobytes
    }

    private static func spawn(_ arguments: [String]) throws -> (pid_t, output: Int32) {
      var ends: [Int32] = [0, 0]
      guard pipe(&ends) == 0 else { throw Failure(description: "no pipe") }
      for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
      var actions = posix_spawn_file_actions_t()
      posix_spawn_file_actions_init(&actions)
      posix_spawn_file_actions_adddup2(&actions, ends[1], 1)
      closeOthersInChildren()
      defer { posix_spawn_file_actions_destroy(&actions) }
      var words: [UnsafeMutablePointer<CChar>?] = arguments.map { strdup($0) } + [nil]
      defer { words.forEach { free($0) } }
      var child = pid_t()
      let result = posix_spawn(&child, arguments[0], &actions, nil, &words, environ)
      close(ends[1])
      guard result == 0 else {
        close(ends[0])
        throw Failure(description: "\(arguments[0]) was not started: \(result)")
      }
      return (child, ends[0])
    }

    /// Sockets of tests that run beside this one would stay open with the child.
    private static func closeOthersInChildren() {
      let open = try? FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd")
      for descriptor in (open ?? []).compactMap({ Int32($0) }) where descriptor > 2 {
        _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
      }
    }

    /// The port of its first line, after which it no longer writes.
    private static func readPort(_ output: Int32) throws -> Int {
      var text = ""
      var buffer = [UInt8](repeating: 0, count: 4_096)
      while !text.contains("Ctrl-C") {
        let count = read(output, &buffer, buffer.count)
        guard count > 0 else { throw Failure(description: "nemo-simulator said only: \(text)") }
        text += String(decoding: buffer[..<count], as: UTF8.self)
      }
      guard let colon = text.range(of: "127.0.0.1:"),
        let port = Int(text[colon.upperBound...].prefix { $0.isNumber })
      else { throw Failure(description: "no port in: \(text)") }
      return port
    }
  }
#endif
