import NemoCassette
import NemoClient
import NemoHTTP
import NemoTime
import Testing

/// What a real google-adk server sent, through the client's decoders. The expectations are written
/// by hand, from the contract's section 7.4 and what is known of that server's wire.
@Suite struct ADKReplayTests {
  static let greeting = "Grüße! 我可以剪辑视频 – say what to change 🎬."

  /// An answer to a message, from the tape.
  struct Answer {
    var status: Int
    var contentType: String?
    var bytes: [UInt8]
    var cuts: [Int]

    init(_ number: Int, of conversation: ADKConversation) throws {
      let tape = try Cassette(named: conversation.name, in: Journey.cassettes).load()
      let runs = tape.exchanges.filter { $0.request.url.hasSuffix("/run_sse") }
      let response = try #require(runs[number].response)
      guard case .bytes(let bytes) = response.body else {
        throw TransportFailure(.other, sent: .complete, detail: "no body on the tape")
      }
      self.bytes = bytes
      status = response.status
      contentType = response.header("Content-Type")
      cuts = response.cuts.map(\.length)
    }

    var stream: AgentStream { AgentStream(status: status, contentType: contentType) }

    /// The events, with the bytes in those pieces.
    func events(cutInto lengths: [Int]) -> [AgentEvent] {
      var stream = stream
      var rest = bytes[...]
      var events: [AgentEvent] = []
      for length in lengths {
        events += stream.receive(Array(rest.prefix(length)))
        rest = rest.dropFirst(length)
      }
      return events + stream.receive(Array(rest)) + stream.finish()
    }

    var events: [AgentEvent] { events(cutInto: []) }

    /// What the user would be told, and how the turn would end.
    var turn: (said: [String], ending: TurnMachine.Ending?) {
      var machine = TurnMachine(at: .zero)
      var said: [String] = []
      let inputs = events.map(TurnMachine.Event.agent) + [.closed]
      for input in inputs {
        switch machine.receive(input, at: .zero) {
        case .say(let text): said.append(text)
        case .finish(let ending): return (said, ending)
        default: break
        }
      }
      return (said, nil)
    }
  }

  // MARK: Text

  @Test func `a whole text is one text`() throws {
    let answer = try Answer(0, of: .text)
    #expect(answer.events == [.text(Self.greeting)])
    #expect(answer.turn.said == [Self.greeting])
  }

  @Test func `fragments and the whole after them are shown once`() throws {
    let answer = try Answer(1, of: .text)
    #expect(
      answer.events == [
        .fragment("Grüße! "), .fragment("我可以剪辑视频"), .fragment(" – say what to change 🎬."),
        .aggregate(Self.greeting),
      ])
    #expect(answer.turn.said == [Self.greeting])
    #expect(answer.turn.ending == .told(rest: nil))
  }

  @Test func `a thought stays internal`() throws {
    #expect(try Answer(2, of: .text).events == [.text("Short it is.")])
  }

  // MARK: Tools

  @Test func `a call and its response belong together, and the text around them is kept`() throws {
    let answer = try Answer(0, of: .tools)
    let id = try #require(answer.events.compactMap(\.callID).first)
    #expect(
      answer.events == [
        .text("I will add a title."), .toolCall(name: "edit_multitrack", id: id),
        .toolResult(name: "edit_multitrack", id: id), .text("Done."),
      ])
    #expect(answer.turn.said == ["I will add a title.", "Done."])
  }

  @Test func `an event with an artifact comes as two frames with one id, and both count`() throws {
    let answer = try Answer(1, of: .tools)
    let id = try #require(answer.events.compactMap(\.callID).first)
    #expect(
      answer.events == [
        .toolCall(name: "save_poster", id: id), .toolResult(name: "save_poster", id: id),
        .unknown, .text("Done."),
      ])
    let frames = String(decoding: answer.bytes, as: UTF8.self).split(separator: "\n\n")
    // The event's own id is the last one of its frame.
    let ids = frames.compactMap { $0.split(separator: #""id":""#).last?.prefix(36) }
    #expect(ids.count == 4)
    #expect(Set(ids).count == ids.count - 1)
  }

  // MARK: Errors

  /// What the framework tells has no code of the contract's table.
  private func failure(_ message: String) -> BackendRefusal {
    BackendRefusal(code: .unspecified, httpStatus: 200, message: message)
  }

  @Test func `an exception of the model comes twice, and the first ends the turn`() throws {
    let answer = try Answer(0, of: .errors)
    let message = "the \"model\" broke in the middle"
    #expect(
      answer.events == [
        .failure(failure(message)), .failure(failure("ValueError: " + message)),
      ])
    #expect(answer.turn.ending == .broke(failure(message)))
  }

  @Test func `an exception after a fragment ends the turn too`() throws {
    let answer = try Answer(1, of: .errors)
    let message = "the model broke after a word"
    #expect(
      answer.events == [
        .fragment("This much is done."), .failure(failure(message)),
        .failure(failure("ValueError: " + message)),
      ])
    #expect(answer.turn.ending == .broke(failure(message)))
  }

  @Test func `an exception of a tool comes after its call, and there is no response`() throws {
    let answer = try Answer(2, of: .errors)
    let id = try #require(answer.events.compactMap(\.callID).first)
    #expect(
      answer.events == [
        .toolCall(name: "break_down", id: id), .failure(failure("the tool broke")),
        .failure(failure("RuntimeError: the tool broke")),
      ])
    #expect(answer.turn.ending == .broke(failure("the tool broke")))
  }

  @Test func `a refusal of the model is no code of the backend`() throws {
    let answer = try Answer(3, of: .errors)
    #expect(answer.events == [.failure(failure("No quota is left."))])
    #expect(answer.turn.ending == .broke(failure("No quota is left.")))
  }

  @Test func `an unknown session is code 1002, before any stream`() throws {
    let answer = try Answer(4, of: .errors)
    #expect(answer.status == 404)
    let refusal = BackendRefusal(
      code: .sessionNotFound, httpStatus: 404, message: "Session not found: no-such-one")
    #expect(answer.events == [.refusal(refusal)])
    #expect(answer.turn.ending == .refused(refusal))
  }

  @Test func `a malformed body is refused, before any stream`() throws {
    let answer = try Answer(5, of: .errors)
    #expect(answer.status == 422)
    let refusal = BackendRefusal(
      code: BackendCode(rawValue: 422), httpStatus: 422, message: "Field required")
    #expect(answer.events == [.refusal(refusal)])
    #expect(answer.turn.ending == .refused(refusal))
  }

  // MARK: Replay

  @Test(arguments: ["adk-text", "adk-tools", "adk-errors"])
  func `the same requests get the answers of the tape`(name: String) async throws {
    let conversation = try #require(ADKConversation.all.first { $0.name == name })
    let tape = try Cassette(named: name, in: Journey.cassettes).load()
    try await VirtualTime.run(startingAt: tape.header.recorded) { time in
      let replayer = Replayer(tape, name: name, time: time, pace: .recorded)
      for (ask, exchange) in zip(conversation.asks, tape.exchanges) {
        let answer = try await ask.send(to: tape.header.backend, through: replayer)
        let recorded = try #require(exchange.response)
        #expect(answer.status == recorded.status)
        #expect(.bytes(answer.body) == recorded.body)
      }
      try replayer.verifyAllUsed()
    }
  }

  // MARK: Cuts

  @Test(arguments: ["adk-text", "adk-tools", "adk-errors"])
  func `wherever the bytes are cut, the events are the same`(name: String) throws {
    let conversation = try #require(ADKConversation.all.first { $0.name == name })
    let messages = conversation.asks.count { $0.path == "/run_sse" }
    for number in 0..<messages {
      let answer = try Answer(number, of: conversation)
      let whole = answer.events
      #expect(answer.events(cutInto: answer.cuts) == whole)
      #expect(answer.events(cutInto: answer.bytes.map { _ in 1 }) == whole)
      // The state after every byte, continued with all the rest.
      var stream = answer.stream
      var before: [AgentEvent] = []
      for (offset, byte) in answer.bytes.enumerated() {
        var other = stream
        let rest = other.receive(Array(answer.bytes[offset...])) + other.finish()
        guard before + rest == whole else {
          Issue.record("answer \(number + 1) of \(name), cut at byte \(offset)")
          return
        }
        before += stream.receive([byte])
      }
    }
  }
}

extension AgentEvent {
  fileprivate var callID: String? {
    if case .toolCall(_, let id) = self { id } else { nil }
  }
}
