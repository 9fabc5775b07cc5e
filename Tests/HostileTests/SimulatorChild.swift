#if os(Linux)
  import ChildPrograms
  import Foundation

  /// The command `nemo-simulator` as a process of its own, whose memory can be looked at. Without
  /// ffmpeg, at pace `instant`. Ends with this value.
  struct SimulatorChild: Sendable {
    let port: Int
    private let child: ChildProgram

    /// - Parameter descriptors: how many descriptors it may have; nil leaves that as it is.
    init(descriptors: Int? = nil) throws {
      let limit = descriptors.map { "ulimit -n \($0); " } ?? ""
      let script = "\(limit)PATH= exec \"$0\" --port 0 --pace instant"
      child = try ChildProgram(
        "/bin/sh", ["-c", script, try ChildProgram.path(of: "nemo-simulator")])
      port = try Self.readPort(of: child)
    }

    /// The most memory that it has ever had, in kB.
    func peakKilobytes() throws -> Int {
      let status = try String(contentsOfFile: "/proc/\(child.id)/status", encoding: .utf8)
      let line = status.split(separator: "\n").first { $0.hasPrefix("VmHWM:") }
      guard let line, let kilobytes = Int(line.filter(\.isNumber)) else {
        throw ChildProgram.Failure(description: "no VmHWM in: \(status)")
      }
      return kilobytes
    }

    /// The port of its first line, after which it no longer writes.
    private static func readPort(of child: ChildProgram) throws -> Int {
      var text = ""
      while !text.contains("Ctrl-C") {
        guard let piece = child.read() else {
          throw ChildProgram.Failure(description: "nemo-simulator said only: \(text)")
        }
        text += piece
      }
      guard let colon = text.range(of: "127.0.0.1:"),
        let port = Int(text[colon.upperBound...].prefix { $0.isNumber })
      else { throw ChildProgram.Failure(description: "no port in: \(text)") }
      return port
    }
  }
#endif
