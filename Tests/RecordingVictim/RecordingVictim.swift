import NemoCassette
import NemoHTTP
import NemoTime
import WriteFaults

/// Records a journey and dies at a given write.
///
/// Usage: `RecordingVictim many|large FOLDER NTH [torn]`. Says on its standard output, a line each,
/// the number of every exchange that has ended, `sealed`, and how many writes there were.
@main
enum RecordingVictim {
  static func main() async throws {
    let arguments = CommandLine.arguments
    guard arguments.count >= 4, let nth = Int(arguments[3]) else {
      return say("usage: RecordingVictim many|large FOLDER NTH [torn]")
    }
    let journey = arguments[1] == "large" ? Journey.large : Journey.many
    write_faults_arm(nth, arguments.count > 4 ? 1 : 0)
    let recorder = try Recorder(
      wrapping: Journey.Service(), into: arguments[2] + "/victim.cassette", origin: .handwritten,
      backend: "https://service.invalid", time: RealTime(),
      limits: RecordingLimits(storedBodyBytes: 1_200_000), note: "killed")
    try await journey.run(recorder) { say("\($0)") }
    try recorder.finish()
    say("sealed")
    say("writes \(write_faults_count())")
  }

  private static func say(_ line: String) {
    let text = line + "\n"
    write_faults_report(1, text, text.utf8.count)
  }
}
