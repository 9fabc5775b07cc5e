/// The texts of a timeline as a subtitle file, made on this side without a render (contract
/// sections 10.1 and 14.2).
public enum Subtitles {
  /// As SubRip; nil where the timeline shows no text.
  public static func srt(of draft: Draft) -> String? {
    cues(of: draft).map { cues in
      cues.enumerated().map { number, cue in
        "\(number + 1)\n\(time(cue.start, ",")) --> \(time(cue.end, ","))\n\(cue.text)\n"
      }.joined(separator: "\n")
    }
  }

  /// As WebVTT; nil where the timeline shows no text.
  public static func vtt(of draft: Draft) -> String? {
    cues(of: draft).map { cues in
      let blocks = cues.map { cue in
        "\(time(cue.start, ".")) --> \(time(cue.end, "."))\n\(escaped(cue.text))\n"
      }
      return (["WEBVTT\n"] + blocks).joined(separator: "\n")
    }
  }

  /// One text on the screen, in milliseconds.
  private struct Cue {
    var start: Int64
    var end: Int64
    var text: String
  }

  /// The captions; where there are none, the titles.
  private static func cues(of draft: Draft) -> [Cue]? {
    let texts = draft.tracks.filter { $0.type == .text }
    let captions = texts.filter { TrackLabel($0) == .captions }
    let cues = Self.cues(of: captions)
    let shown = cues.isEmpty ? Self.cues(of: texts) : cues
    return shown.isEmpty ? nil : shown
  }

  /// In the order of time; those that start together stay as the tracks have them.
  private static func cues(of tracks: [Track]) -> [Cue] {
    let cues = tracks.flatMap(\.segments).compactMap { segment -> Cue? in
      let text = lines(segment.text ?? "")
      guard !text.isEmpty, segment.durationMilliseconds > 0 else { return nil }
      return Cue(start: segment.startMilliseconds, end: segment.endMilliseconds, text: text)
    }
    return cues.enumerated()
      .sorted { ($0.element.start, $0.offset) < ($1.element.start, $1.offset) }
      .map(\.element)
  }

  /// The text without blank lines, which would end a cue, and without its arrow.
  private static func lines(_ text: String) -> String {
    let lines = text.split(whereSeparator: \.isNewline).map { String($0).trimmed }
    return lines.filter { !$0.isEmpty }.joined(separator: "\n").replacing("-->", with: "->")
  }

  /// WebVTT reads markup (W3C WebVTT, section 4.2.2).
  private static func escaped(_ text: String) -> String {
    text.replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing(">", with: "&gt;")
  }

  /// `00:01:02,345`; hours may have more digits.
  private static func time(_ milliseconds: Int64, _ point: String) -> String {
    let seconds = milliseconds / 1000
    let parts = [seconds / 3600, seconds / 60 % 60, seconds % 60].map { padded($0, to: 2) }
    return parts.joined(separator: ":") + point + padded(milliseconds % 1000, to: 3)
  }

  private static func padded(_ number: Int64, to width: Int) -> String {
    let digits = String(number)
    return String(repeating: "0", count: max(0, width - digits.count)) + digits
  }
}
