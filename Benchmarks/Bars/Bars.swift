import Foundation
import PlainSockets

/// The bars that the simulator is held to, each measured by itself.
///
/// `swift run -c release Bars endpoint | streams | upload | ready PATH | sessions`. Prints what was
/// measured and whether the bar was met; fails only when something could not be measured.
@main
enum Bars {
  static func main() async throws {
    plain_write_lines_at_once()
    var arguments = Array(CommandLine.arguments.dropFirst())
    guard !arguments.isEmpty else { return usage() }
    let bar = arguments.removeFirst()
    if bar != "stream-client" { print("\(bar), load average \(loadAverage())") }
    switch bar {
    case "endpoint": try await EndpointBar(arguments).run()
    case "streams": try await StreamsBar(arguments).run()
    case "stream-client": try StreamClient(arguments).run()
    case "upload": try await UploadBar(arguments).run()
    case "ready": try ReadyBar(arguments).run()
    case "sessions": try await SessionsBar(arguments).run()
    default: usage()
    }
  }

  private static func usage() {
    print("Bars endpoint | streams [COUNT] | upload | ready PATH-OF-NEMO-SIMULATOR | sessions")
  }

  private static func loadAverage() -> String {
    var loads = [0.0, 0, 0]
    getloadavg(&loads, 3)
    return loads.map { $0.rounded(to: 1) }.joined(separator: " ")
  }
}
