import NemoHTTP
import NemoTime
import Testing

@testable import NemoClient

@Suite struct TurnMachineTests {
  private func at(_ seconds: Int) -> Instant { Instant(sinceOrigin: .seconds(seconds)) }

  private func text(_ text: String) -> TurnMachine.Event { .agent(.text(text)) }
  private let call = TurnMachine.Event.agent(.toolCall(name: "edit_multitrack", id: "1"))
  private let result = TurnMachine.Event.agent(.toolResult(name: "edit_multitrack", id: "1"))
  private let heartbeat = TurnMachine.Event.agent(.heartbeat)
  private let reset = TransportFailure(.reset, sent: .complete, receivedBytes: 10)

  @Test func `a text is said, and a close ends the turn`() {
    var machine = TurnMachine(at: at(0))
    #expect(machine.receive(text("Cutting the intro."), at: at(1)) == .say("Cutting the intro."))
    #expect(machine.receive(.closed, at: at(2)) == .finish(.told(rest: nil)))
  }

  @Test func `a close after tools and without text is silent`() {
    var machine = TurnMachine(at: at(0))
    #expect(machine.receive(call, at: at(1)) == .toolCall("edit_multitrack"))
    #expect(machine.receive(heartbeat, at: at(2)) == .wait)
    #expect(machine.receive(result, at: at(3)) == .wait)
    #expect(machine.receive(.closed, at: at(4)) == .finish(.silent))
  }

  @Test func `a close in the middle of a tool is not an end`() {
    var machine = TurnMachine(at: at(0))
    _ = machine.receive(text("One moment."), at: at(1))
    _ = machine.receive(call, at: at(1))
    #expect(machine.receive(.closed, at: at(4)) == .finish(.lost(.cutOff)))
  }

  @Test(
    arguments: [
      // A call that comes twice is one, where it has an id.
      ([("call", "cut", "1"), ("call", "cut", "1"), ("result", "cut", "1")], false),
      // Reordered.
      ([("result", "cut", "1"), ("call", "cut", "1")], false),
      ([("result", "cut", nil), ("call", "cut", nil)], false),
      // A result without a call says nothing of another tool.
      ([("result", "music", nil), ("call", "cut", nil)], true),
      ([("result", "cut", "1"), ("call", "cut", "2")], true),
      ([("call", "cut", nil), ("result", "cut", nil), ("call", "cut", nil)], true),
    ] as [([(String, String, String?)], Bool)])
  func `a tool is at work until its own result`(
    frames: [(kind: String, name: String, id: String?)], isOpen: Bool
  ) {
    var machine = TurnMachine(at: at(0))
    for frame in frames {
      let event: AgentEvent =
        frame.kind == "call"
        ? .toolCall(name: frame.name, id: frame.id) : .toolResult(name: frame.name, id: frame.id)
      _ = machine.receive(.agent(event), at: at(1))
    }
    let end = machine.receive(.closed, at: at(2))
    #expect(end == .finish(isOpen ? .lost(.cutOff) : .silent))
  }

  @Test func `promise 7: more tools than can be told apart do no harm`() {
    var machine = TurnMachine(at: at(0))
    for number in 0..<3_000 {
      _ = machine.receive(.agent(.toolCall(name: "\(number)", id: nil)), at: at(1))
      _ = machine.receive(.agent(.toolResult(name: "", id: "\(number)")), at: at(1))
    }
    #expect(machine.receive(.closed, at: at(2)) == .finish(.lost(.cutOff)))
  }

  @Test func `a stream without a single event is not an end`() {
    var machine = TurnMachine(at: at(0))
    #expect(machine.receive(.closed, at: at(1)) == .finish(.lost(.cutOff)))
  }

  @Test func `promise 1: a close after nothing but heartbeats is not an end`() {
    var machine = TurnMachine(at: at(0))
    for second in [15, 30, 45] { _ = machine.receive(heartbeat, at: at(second)) }
    #expect(machine.receive(.closed, at: at(46)) == .finish(.lost(.cutOff)))
  }

  // adk-wire.md, "Partial text": fragments, then one event that repeats the whole text.
  @Test func `a text that came in fragments is said once`() {
    var machine = TurnMachine(at: at(0))
    #expect(machine.receive(.agent(.fragment("Title ")), at: at(1)) == .wait)
    #expect(machine.receive(.agent(.fragment("added.")), at: at(1)) == .wait)
    #expect(machine.receive(.agent(.aggregate("Title added.")), at: at(2)) == .say("Title added."))
    #expect(machine.receive(.closed, at: at(3)) == .finish(.told(rest: nil)))
  }

  @Test func `fragments without their whole are said at the end`() {
    var machine = TurnMachine(at: at(0))
    _ = machine.receive(.agent(.fragment("Title added.")), at: at(1))
    #expect(machine.receive(.closed, at: at(3)) == .finish(.told(rest: "Title added.")))
  }

  @Test func `another text does not swallow the fragments before it`() {
    var machine = TurnMachine(at: at(0))
    _ = machine.receive(.agent(.fragment("Looking")), at: at(1))
    #expect(machine.receive(text("Done."), at: at(2)) == .say("Looking\nDone."))
  }

  @Test func `the same frame twice is said once`() {
    var machine = TurnMachine(at: at(0))
    _ = machine.receive(text("Done."), at: at(1))
    #expect(machine.receive(text("Done."), at: at(1)) == .wait)
  }

  // Contract section 7.6.
  @Test func `a temporary issue after other output is dropped`() {
    var machine = TurnMachine(at: at(0))
    _ = machine.receive(text("Title added."), at: at(1))
    #expect(
      machine.receive(text("I encountered a temporary issue. Please try again."), at: at(2))
        == .wait)
    #expect(machine.receive(.closed, at: at(3)) == .finish(.told(rest: nil)))
  }

  @Test(arguments: [
    ("Title added. I encountered a temporary issue. Please try again.", "Title added."),
    ("Title added.\nI encountered a temporary issue", "Title added."),
    ("Titel: \"I encountered a temporary issue\" added", nil),
    ("Then I encountered a temporary issue", nil),
  ])
  func `a temporary issue at the end of a text is cut off, and a quotation is not`(
    whole: String, told: String?
  ) {
    var machine = TurnMachine(at: at(0))
    #expect(machine.receive(text(whole), at: at(1)) == .say(told ?? whole))
    // The same in fragments that nothing repeats, and in fragments with their whole.
    var pieces = TurnMachine(at: at(0))
    for character in whole {
      #expect(pieces.receive(.agent(.fragment(String(character))), at: at(1)) == .wait)
    }
    var cut = pieces
    #expect(pieces.receive(.agent(.aggregate(whole)), at: at(2)) == .say(told ?? whole))
    guard case .finish(.told(let rest?)) = cut.receive(.closed, at: at(3)) else {
      Issue.record("nothing told")
      return
    }
    #expect(rest.trimmed == told ?? whole)
  }

  @Test func `a temporary issue in fragments is not told with what follows`() {
    var machine = TurnMachine(at: at(0))
    let trouble = "I encountered a temporary issue"
    _ = machine.receive(.agent(.fragment(trouble)), at: at(1))
    #expect(machine.receive(.agent(.aggregate(trouble)), at: at(1)) == .wait)
    _ = machine.receive(.agent(.fragment("Done.")), at: at(2))
    #expect(machine.receive(.agent(.aggregate("Done.")), at: at(2)) == .say("Done."))
    #expect(machine.receive(.closed, at: at(3)) == .finish(.told(rest: nil)))
  }

  @Test func `a temporary issue does not swallow the fragments of another text`() {
    var machine = TurnMachine(at: at(0))
    _ = machine.receive(.agent(.fragment("Title added.")), at: at(1))
    #expect(machine.receive(text("I encountered a temporary issue"), at: at(1)) == .wait)
    #expect(machine.receive(.closed, at: at(3)) == .finish(.told(rest: "Title added.")))
  }

  @Test(arguments: ["I encountered a temporary issue.", "Error: 500 INTERNAL"])
  func `trouble as the only text is a broken run`(trouble: String) {
    var machine = TurnMachine(at: at(0))
    _ = machine.receive(call, at: at(1))
    _ = machine.receive(text(trouble), at: at(2))
    #expect(machine.receive(.closed, at: at(3)) == .finish(.broke(nil)))
  }

  // Contract section 16.2: a notice every 2 minutes.
  @Test func `every 120 s of waiting there is a notice`() {
    var machine = TurnMachine(at: at(0))
    #expect(machine.deadline == at(120))
    #expect(machine.receive(heartbeat, at: at(60)) == .wait)
    #expect(machine.receive(.tick, at: at(120)) == .stillWorking)
    #expect(machine.deadline == at(240))
    #expect(machine.receive(.tick, at: at(240)) == .stillWorking)
  }

  @Test func `promise 4: ten minutes of nothing but heartbeats end the stream`() {
    var machine = TurnMachine(at: at(0))
    for second in stride(from: 15, through: 585, by: 15) {
      _ = machine.receive(heartbeat, at: at(second))
    }
    for notice in 1...4 {
      #expect(machine.receive(.tick, at: at(120 * notice)) == .stillWorking)
    }
    #expect(machine.deadline == at(600))
    #expect(machine.receive(.tick, at: at(600)) == .finish(.lost(.overdue)))
  }

  @Test func `promise 4: fifteen minutes end the stream, however busy it is`() {
    var machine = TurnMachine(at: at(0))
    for second in stride(from: 100, through: 800, by: 100) {
      #expect(machine.receive(text("Step \(second)"), at: at(second)) == .say("Step \(second)"))
    }
    #expect(machine.deadline == at(900))
    #expect(machine.receive(.tick, at: at(900)) == .finish(.lost(.overdue)))
  }

  @Test func `promise 1: a disconnect after sending is found out about, not repeated`() {
    var machine = TurnMachine(at: at(0))
    _ = machine.receive(text("Cutting."), at: at(1))
    #expect(machine.receive(.failed(reset), at: at(2)) == .finish(.lost(.disconnected(reset))))
    var early = TurnMachine(at: at(0))
    let noAnswer = TransportFailure(.noResponse, sent: .possibly)
    #expect(early.receive(.failed(noAnswer), at: at(2)) == .finish(.lost(.disconnected(noAnswer))))
  }

  @Test func `only what never left this machine is unsent`() {
    var machine = TurnMachine(at: at(0))
    let refused = TransportFailure(.unreachable, sent: .nothing)
    #expect(machine.receive(.failed(refused), at: at(0)) == .finish(.unsent(refused)))
  }

  @Test func `a stream that said it is done may break or stay open without harm`() {
    var broken = TurnMachine(at: at(0))
    _ = broken.receive(text("Done."), at: at(1))
    _ = broken.receive(.agent(.done), at: at(2))
    #expect(broken.receive(.failed(reset), at: at(3)) == .finish(.told(rest: nil)))
    var open = TurnMachine(at: at(0))
    _ = open.receive(.agent(.done), at: at(2))
    #expect(open.deadline == at(12))
    #expect(open.receive(.tick, at: at(12)) == .finish(.silent))
  }

  @Test func `a code in place of a stream is a refusal of the message`() {
    var machine = TurnMachine(at: at(0))
    let refusal = BackendRefusal(code: .outOfCredits, httpStatus: 200)
    #expect(machine.receive(.agent(.refusal(refusal)), at: at(1)) == .finish(.refused(refusal)))
  }

  @Test func `promise 1: a code inside of a stream is a broken run, also as its first event`() {
    for code in [BackendCode.rateLimited, .tokenRejected, .sessionNotFound, .outOfCredits] {
      let refusal = BackendRefusal(code: code, httpStatus: 200)
      var machine = TurnMachine(at: at(0))
      #expect(machine.receive(.agent(.failure(refusal)), at: at(1)) == .finish(.broke(refusal)))
    }
  }

  // adk-wire.md, "Errors in a 200 stream".
  @Test func `an error frame is the end of a run that may have done something`() {
    let refusal = BackendRefusal(code: .unspecified, httpStatus: 200)
    var machine = TurnMachine(at: at(0))
    #expect(machine.receive(.agent(.failure(refusal)), at: at(1)) == .finish(.broke(refusal)))
    var late = TurnMachine(at: at(0))
    let rejected = BackendRefusal(code: .tokenRejected, httpStatus: 200)
    _ = late.receive(call, at: at(1))
    #expect(late.receive(.agent(.failure(rejected)), at: at(2)) == .finish(.broke(rejected)))
  }

  @Test func `promise 1: a gateway's error does not show that nothing ran`() {
    let refusal = BackendRefusal(code: BackendCode(rawValue: 504), httpStatus: 504)
    var machine = TurnMachine(at: at(0))
    #expect(
      machine.receive(.agent(.refusal(refusal)), at: at(60))
        == .finish(.lost(.unavailable(refusal))))
  }
}
