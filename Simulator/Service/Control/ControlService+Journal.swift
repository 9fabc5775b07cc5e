import HTTPTypes
import NemoHTTP
import NemoSimulator
import NemoTime

/// What happened and what is under way.
extension ControlService {
  struct EntryContent: Encodable {
    var number: Int
    var at: String
    var sinceStartMs: Int64
    var kind: String
    var session: String?
    var detail: String

    init(_ number: Int, _ entry: JournalEntry, since start: WallTime) {
      self.number = number
      at = entry.at.iso8601
      sinceStartMs = (entry.at - start).wholeMilliseconds
      kind = entry.kind.rawValue
      session = entry.session
      detail = entry.detail
    }
  }

  /// Which entries are asked for.
  struct JournalFilter: Sendable {
    var kind: String?
    var session: String?
    /// Only later numbers.
    var after = 0

    func entries(of world: World) -> [EntryContent] {
      let first = world.firstJournalNumber
      let skipped = max(0, after + 1 - first)
      return world.journal.enumerated().dropFirst(skipped).compactMap { index, entry in
        guard kind == nil || entry.kind.rawValue == kind else { return nil }
        guard session == nil || entry.session == session else { return nil }
        return EntryContent(first + index, entry, since: world.startedAt)
      }
    }
  }

  private func filter(_ call: ControlCall) throws(ControlRefusal) -> (JournalFilter, hasStart: Bool)
  {
    let query = try call.query("kind", "session", "after")
    var filter = JournalFilter(kind: query["kind"], session: query["session"])
    let last = call.request.head.headerFields[HTTPField.Name("Last-Event-ID")!]
    if let text = query["after"] ?? last {
      guard let number = Int(text), (0...Int.max / 2).contains(number) else {
        throw .body("after is not the number of an entry.")
      }
      filter.after = number
      return (filter, true)
    }
    return (filter, false)
  }

  func showJournal(_ call: ControlCall) throws(ControlRefusal) -> TransportResponse {
    let life = try world(call).life
    let (filter, _) = try filter(call)
    life.service.update { _, _ in }
    let world = life.service.world
    struct Content: Encodable {
      /// The number of the latest entry of all, for `after`.
      var last: Int
      var entries: [EntryContent]
    }
    return ControlAnswer.json(
      Content(
        last: world.firstJournalNumber + world.journal.count - 1,
        entries: filter.entries(of: world)))
  }

  /// The journal as it grows. Without `after` it begins with what comes next.
  func tailJournal(_ call: ControlCall) throws(ControlRefusal) -> TransportResponse {
    let world = try world(call)
    var (filter, hasStart) = try filter(call)
    if !hasStart {
      let value = world.world
      filter.after = value.firstJournalNumber + value.journal.count - 1
    }
    let tail = try JournalTail(world, filter)
    return TransportResponse(
      head: HTTPResponse(
        status: .ok,
        headerFields: [.contentType: "text/event-stream", .cacheControl: "no-store"]),
      body: HTTPBody(length: nil) { try await tail.next() })
  }

  func listJobs(_ call: ControlCall) throws(ControlRefusal) -> TransportResponse {
    let life = try world(call).life
    life.service.update { _, _ in }
    struct Job: Encodable {
      var id: String
      var session: String
      var status: String
      var progressPercent: Int
      var submittedAt: String
      var dueAt: String
      var failure: String?
      /// Whether its file is being made now.
      var rendering: Bool
    }
    let (facts, waiting) = life.service.state.withLock { state in
      (state.world.renderFacts, Set(state.renders.map(\.id)))
    }
    return ControlAnswer.json([
      "jobs": facts.map { render in
        Job(
          id: render.id, session: render.session, status: render.status,
          progressPercent: render.progressPercent, submittedAt: render.submittedAt.iso8601,
          dueAt: render.dueAt.iso8601, failure: render.failure,
          rendering: waiting.contains(render.id))
      }
    ])
  }
}
