import NemoSimulator

/// Finds pauses at a file's ends: nothing moves, and nothing is heard.
struct PauseFinder: Sendable {
  /// The mean difference of two pictures (0...1) up to which nothing moves. Between what video
  /// compression adds to a still screen and what a moving mouse pointer changes.
  static let motion = "0.00002"
  /// The level below which nothing is heard.
  static let silence = "-45dB"
  /// Shorter pauses are none.
  static let shortestSeconds = 0.3
  /// How far from the file's end a pause may end and still reach it.
  static let toleranceSeconds = 0.15
  /// How much at each end is looked at; a file up to twice that is looked at whole.
  static let windowSeconds = 30.0
  private static let timeLimit = Duration.seconds(60)

  var ffmpeg: String

  /// Sets both pauses; leaves them alone when the file cannot be read.
  func measure(_ probe: inout MediaProbe, path: String) async {
    let duration = probe.durationSeconds
    guard probe.kind != .image, duration > 0 else { return }
    let isWhole = duration <= 2 * Self.windowSeconds
    let length = isWhole ? duration : Self.windowSeconds
    guard let start = await pauses(probe, path, from: 0, length) else { return }
    probe.leadingPauseSeconds = start.leading
    if isWhole {
      probe.trailingPauseSeconds = start.trailing
    } else if let end = await pauses(probe, path, from: duration - length, length) {
      probe.trailingPauseSeconds = end.trailing
    }
  }

  private func pauses(
    _ probe: MediaProbe, _ path: String, from start: Double, _ length: Double
  ) async -> (leading: Double, trailing: Double)? {
    var arguments = [
      "-nostdin", "-hide_banner", "-nostats", "-v", "info", "-protocol_whitelist", "file",
      "-format_whitelist", FFprobe.formats, "-ss", "\(start)", "-t", "\(length)",
      "-i", "file:\(path)",
    ]
    let hasPicture = probe.kind == .video
    if hasPicture {
      arguments += [
        "-map", "0:V:0", "-vf", "freezedetect=n=\(Self.motion):d=\(Self.shortestSeconds)",
      ]
    }
    if probe.hasAudio {
      arguments += [
        "-map", "0:a:0", "-af", "silencedetect=n=\(Self.silence):d=\(Self.shortestSeconds)",
      ]
    }
    let process = ChildProcess(
      executable: ffmpeg, arguments: arguments + ["-f", "null", "-"],
      environment: MediaTools.environment, timeLimit: Self.timeLimit)
    guard let outcome = try? await process.run(), outcome.status == 0 else { return nil }
    let log = String(decoding: outcome.errors, as: UTF8.self)
    var ends: [Pauses] = []
    if hasPicture { ends.append(Pauses("freeze", log: log, length)) }
    if probe.hasAudio { ends.append(Pauses("silence", log: log, length)) }
    return (
      ends.map(\.leading).min() ?? 0, ends.map(\.trailing).min() ?? 0
    )
  }
}

/// How long one of the filters reports at both ends of what it has seen.
struct Pauses: Hashable {
  var leading = 0.0
  var trailing = 0.0

  /// - Parameters:
  ///   - name: `freeze` or `silence`, with which the filters' lines are marked.
  ///   - length: how much they have seen, in seconds.
  init(_ name: String, log: String, _ length: Double) {
    var start: Double?
    for line in log.split(separator: "\n") {
      if let seconds = Self.value(of: "\(name)_start:", in: line) {
        start = seconds
      } else if let end = Self.value(of: "\(name)_end:", in: line), let begun = start {
        note(begun, end, length)
        start = nil
      }
    }
    if let start { note(start, length, length) }
  }

  private mutating func note(_ start: Double, _ end: Double, _ length: Double) {
    if start <= PauseFinder.toleranceSeconds { leading = min(end, length) }
    if end >= length - PauseFinder.toleranceSeconds { trailing = length - max(0, start) }
  }

  private static func value(of key: String, in line: Substring) -> Double? {
    let words = line.split(separator: " ")
    guard let place = words.firstIndex(where: { $0.hasSuffix(key) }), place + 1 < words.count
    else { return nil }
    return Double(words[place + 1])
  }
}
