import NemoClient
import NemoTime
import Testing

@Suite struct ExportMachineTests {
  private func at(_ seconds: Int) -> Instant { Instant(sinceOrigin: .seconds(seconds)) }

  /// Polls until something else is wanted; the seconds at which it polled, and what came then.
  private func follow(
    _ machine: inout ExportMachine, _ first: ExportMachine.Action,
    answering event: ExportMachine.Event
  ) -> (polls: [Duration], end: ExportMachine.Action) {
    var polls: [Duration] = []
    var action = first
    while case .poll(let instant) = action, polls.count < 100 {
      polls.append(instant.sinceOrigin)
      action = machine.receive(event, at: instant)
    }
    return (polls, action)
  }

  @Test func `promise 4: ten polls 30 s apart, then the render is handed on and not failed`() {
    var machine = ExportMachine()
    #expect(machine.receive(.begin, at: at(0)) == .submit)
    let first = machine.receive(.submitted(.working), at: at(0))
    let (polls, end) = follow(&machine, first, answering: .polled(.working))
    #expect(polls == (1...10).map { .seconds(30 * $0) })
    #expect(end == .handOn)
  }

  @Test func `promise 4: a failed render is retried once with a new id`() {
    var machine = ExportMachine()
    #expect(machine.receive(.begin, at: at(0)) == .submit)
    #expect(machine.receive(.submitted(.working), at: at(0)) == .poll(at: at(30)))
    #expect(machine.receive(.polled(.failed), at: at(30)) == .submit)
    #expect(machine.receive(.submitted(.working), at: at(30)) == .poll(at: at(60)))
    #expect(machine.receive(.polled(.failed), at: at(60)) == .fail)
  }

  @Test func `a retried render has ten polls of its own`() {
    var machine = ExportMachine()
    _ = machine.receive(.begin, at: at(0))
    _ = machine.receive(.submitted(.failed), at: at(0))
    let first = machine.receive(.submitted(.working), at: at(0))
    let (polls, end) = follow(&machine, first, answering: .pollFailed)
    #expect(polls.count == 10)
    #expect(end == .handOn)
  }

  @Test func `a completed render is downloaded from its URL`() {
    var machine = ExportMachine()
    _ = machine.receive(.begin, at: at(0))
    _ = machine.receive(.submitted(.working), at: at(0))
    let url = "https://cdn.invalid/render_1.mp4"
    #expect(machine.receive(.polled(.completed(url: url)), at: at(30)) == .download(url: url))
  }

  @Test func `a file that can't be fetched is asked for once more, with a fresh URL`() {
    var machine = ExportMachine()
    _ = machine.receive(.begin, at: at(0))
    _ = machine.receive(.submitted(.working), at: at(0))
    let old = ExportMachine.Event.polled(.completed(url: "https://cdn.invalid/old"))
    let new = ExportMachine.Event.polled(.completed(url: "https://cdn.invalid/new", sizeBytes: 9))
    #expect(machine.receive(old, at: at(30)) == .download(url: "https://cdn.invalid/old"))
    #expect(machine.receive(.notDelivered, at: at(40)) == .poll(at: at(70)))
    #expect(
      machine.receive(new, at: at(70)) == .download(url: "https://cdn.invalid/new", sizeBytes: 9))
    #expect(machine.receive(.notDelivered, at: at(80)) == .leave)
  }

  @Test func `promise 4: a file that can't be fetched gets no eleventh poll`() {
    var machine = ExportMachine()
    _ = machine.receive(.begin, at: at(0))
    let first = machine.receive(.submitted(.completed(url: nil)), at: at(0))
    let (_, end) = follow(&machine, first, answering: .polled(.completed(url: nil)))
    #expect(end == .download(url: nil))
    #expect(machine.receive(.notDelivered, at: at(300)) == .leave)
    // What goes back to work after it was there is not handed on: its file is what is missing.
    var back = ExportMachine()
    _ = back.receive(.begin, at: at(0))
    _ = back.receive(.submitted(.completed(url: "https://cdn.invalid/r")), at: at(0))
    let second = back.receive(.notDelivered, at: at(0))
    let (polls, last) = follow(&back, second, answering: .polled(.working))
    #expect(polls.count == 10)
    #expect(last == .leave)
  }

  @Test func `completed without a URL keeps polling, and falls back after the last poll`() {
    var machine = ExportMachine()
    _ = machine.receive(.begin, at: at(0))
    let first = machine.receive(.submitted(.completed(url: nil)), at: at(0))
    let (polls, end) = follow(&machine, first, answering: .polled(.completed(url: nil)))
    #expect(polls.count == 10)
    #expect(end == .download(url: nil))
  }

  @Test func `a submission whose answer was lost is looked for before another is made`() {
    var machine = ExportMachine()
    _ = machine.receive(.begin, at: at(0))
    #expect(machine.receive(.submitUnanswered, at: at(0)) == .poll(at: at(30)))
    #expect(machine.receive(.pollNotFound, at: at(30)) == .poll(at: at(60)))
    #expect(machine.receive(.pollNotFound, at: at(60)) == .submit)
  }

  @Test func `a render that was acknowledged and is then not found is waited for, then made again`()
  {
    var machine = ExportMachine()
    _ = machine.receive(.begin, at: at(0))
    let first = machine.receive(.submitted(.working), at: at(0))
    let (polls, end) = follow(&machine, first, answering: .pollNotFound)
    #expect(polls.count == 10)
    // Nobody must hear that what the backend has lost is still rendering.
    #expect(end == .submit)
    let second = machine.receive(.submitted(.working), at: at(300))
    #expect(follow(&machine, second, answering: .pollNotFound).end == .fail)
  }

  @Test func `a render that was missed in between goes on`() {
    var machine = ExportMachine()
    _ = machine.receive(.begin, at: at(0))
    var action = machine.receive(.submitted(.working), at: at(0))
    for event in [ExportMachine.Event.pollNotFound, .pollNotFound, .polled(.working)] {
      guard case .poll(let instant) = action else { break }
      action = machine.receive(event, at: instant)
    }
    let (polls, end) = follow(&machine, action, answering: .polled(.working))
    #expect(polls.count == 7)
    #expect(end == .handOn)
  }

  @Test func `a resumed render is polled at once and ten times at most`() {
    var machine = ExportMachine()
    let first = machine.receive(.resume, at: at(7))
    let (polls, end) = follow(&machine, first, answering: .polled(.working))
    #expect(polls == (0..<10).map { .seconds(7 + 30 * $0) })
    #expect(end == .handOn)
  }

  @Test func `two refused submissions are a failure`() {
    var machine = ExportMachine()
    _ = machine.receive(.begin, at: at(0))
    #expect(machine.receive(.submitRefused, at: at(0)) == .submit)
    #expect(machine.receive(.submitRefused, at: at(0)) == .fail)
  }
}
