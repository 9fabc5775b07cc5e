import NemoHTTP

/// Speaks a text with espeak-ng.
struct Voice: Sendable {
  /// The level of speech before the draft's volume: well above music.
  static let loudness = 0.2
  /// How much faster than usual a text may be spoken to fit its place.
  static let fastest = 1.5
  /// How much of a text is spoken, in characters.
  static let textLimit = 5_000
  private static let timeLimit = Duration.seconds(60)

  struct Speech {
    var path: String
    var gain: Double
    var tempo: Double
  }

  var espeak: String

  /// nil when the program cannot speak it.
  func speak(
    _ text: String, language: String, within milliseconds: Int, to path: String
  ) async throws -> Speech? {
    let disk = DiskFileStore()
    let source = path + ".txt"
    try disk.appender(to: source).write(Array(text.prefix(Self.textLimit).utf8))
    let process = ChildProcess(
      executable: espeak,
      arguments: [
        "-v", language.hasPrefix("zh") ? "cmn" : "en-us", "-s", "165", "-f", source, "-w", path,
      ],
      environment: MediaTools.environment, timeLimit: Self.timeLimit)
    let outcome: ChildProcess.Outcome
    do {
      outcome = try await process.run()
    } catch is ChildProcess.StartFailure {
      return nil
    }
    guard outcome.status == 0, let wave = WaveFile(try disk.bytes(of: path)), wave.loudness > 0
    else { return nil }
    return Speech(
      path: path, gain: Self.loudness / Double(wave.loudness),
      tempo: min(Self.fastest, max(1, wave.seconds * 1_000 / Double(max(1, milliseconds)))))
  }
}
