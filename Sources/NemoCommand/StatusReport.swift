import NemoClient
import NemoTime

/// What `nemo status` shows of a session.
struct StatusReport: Sendable {
  var session: StoredSession?
  var draft: Draft?
  var timeline: String?
  var media: [UploadedFile] = []
  /// The session's renders that were not delivered.
  var renders: [StoredRender] = []
  private var language = Language.english

  /// Nothing yet.
  init() {}

  init(
    _ session: StoredSession, _ state: SessionState, _ renders: [StoredRender],
    _ language: Language
  ) {
    self.session = session
    self.language = language
    draft = state.draft
    timeline = state.draft.map { TimelineSummary($0).text(in: language) }
    media = state.media
    self.renders = renders.filter {
      $0.sessionID == session.id && $0.state != .delivered && $0.state != .failed
    }
  }

  func tell(_ teller: Teller) {
    teller.show(draft)
    if !media.isEmpty { teller.say(EditRemark.media(media.count), .strong) }
    for file in media { teller.say("  " + Self.line(about: file), .dim) }
    if !renders.isEmpty { teller.say(EditRemark.beingRendered(renders.count), .strong) }
    for render in renders { teller.say("  " + Self.line(about: render), .dim) }
  }

  private static func line(about file: UploadedFile) -> String {
    var facts: [String] = []
    if let width = file.width, let height = file.height { facts.append("\(width)x\(height)") }
    if let seconds = file.durationSeconds, seconds > 0 {
      facts.append(JSONText.number((seconds * 10).rounded() / 10).text + " s")
    }
    return file.filename + (facts.isEmpty ? "" : " (\(facts.joined(separator: ", ")))")
  }

  /// Without its address, which may be signed.
  private static func line(about render: StoredRender) -> String {
    "\(render.id) (\(render.state.rawValue))" + (render.outputPath.map { " → \($0)" } ?? "")
  }

  var json: JSONText {
    .object([
      "timeline": .optional(timeline),
      "durationMilliseconds": draft.map { .number(Int($0.durationMilliseconds)) } ?? .null,
      "width": draft?.width.map(JSONText.number) ?? .null,
      "height": draft?.height.map(JSONText.number) ?? .null,
      "tracks": .array((draft?.tracks ?? []).map { json($0) }),
      "media": .array(media.map(JSONText.uploaded)), "rendering": .array(renders.map(Self.json)),
      "session": .optional(session?.id),
    ])
  }

  private func json(_ track: Track) -> JSONText {
    let label = TrackLabel(track)
    return .object([
      "label": .string(label.text(in: language)), "type": .number(Int(track.type.rawValue)),
      "segments": .array(
        track.segments.map { segment in
          .object([
            "title": .string(segment.plainTitle(label, language)),
            "startMilliseconds": .number(Int(segment.startMilliseconds)),
            "endMilliseconds": .number(Int(segment.endMilliseconds)),
            "volume": segment.volume.map(JSONText.number) ?? .null,
            "speed": segment.speed.map(JSONText.number) ?? .null,
          ])
        }),
    ])
  }

  private static func json(_ render: StoredRender) -> JSONText {
    .object([
      "id": .string(render.id), "state": .string(render.state.rawValue),
      "output": .optional(render.outputPath),
      "submittedAt": .optional(render.submittedAt?.iso8601),
    ])
  }
}

extension Segment {
  /// What it is called, without the quotes of a sentence.
  fileprivate func plainTitle(_ label: TrackLabel, _ language: Language) -> String {
    switch SegmentTitle(self, label) {
    case .text(let text), .name(let text): text
    case .untitled: SegmentTitle.untitled.text(in: language)
    }
  }
}
