import HTTPTypes
import NemoClient
import NemoHTTP
import NemoTime
import Testing

/// One turn against a scripted backend, with what was told meanwhile.
struct TurnRun: Sendable {
  var outcome: TurnOutcome
  var events: [TurnEvent]
  var backend: ScriptedBackend
  var elapsed: Duration

  /// - Parameter routes: besides these, nothing is answered.
  static func run(
    _ routes: [String: [ScriptedBackend.Reply]], _ instruction: String = "add a title"
  ) async throws -> TurnRun {
    try await VirtualTime.run { time in
      let backend = ScriptedBackend(time, routes)
      let connection = try await Connection.open(
        ClientConfiguration(backend, time, suppliedToken: "nmv_usr_GIVEN"))
      let events = Locked<[TurnEvent]>([])
      let outcome = await connection.session(Sample.stored).send(instruction) { event in
        events.withLock { $0.append(event) }
      }
      return TurnRun(
        outcome: outcome, events: events.withLock { $0 }, backend: backend,
        elapsed: time.now.sinceOrigin)
    }
  }

  var error: NemoError? {
    if case .failed(let error) = outcome { error } else { nil }
  }

  /// The sentences of a silent change.
  var silentChanges: [String]? {
    if case .changed(let changes, _) = outcome { changes.sentences } else { nil }
  }
}

@Suite struct TurnTests {
  static let call = #"{"type":"tool_call","name":"edit_multitrack","args":{}}"#
  static let result = #"{"type":"tool_result","name":"edit_multitrack","result":{}}"#
  let call = Self.call
  let result = Self.result
  let heartbeat = #"{"type":"heartbeat"}"#
  let text = #"{"type":"text","content":"The title is in place."}"#
  let reset = TransportFailure(.reset, sent: .complete)

  @Test func `a text is the outcome, with what changed`() async throws {
    let run = try await TurnRun.run([
      Sample.state: [Sample.state(Sample.clip), Sample.state(Sample.titled)],
      Sample.message: [.stream([(.seconds(2), call), (.seconds(3), result), (.seconds(1), text)])],
    ])
    guard case .text(let said, let changes, let timeline) = run.outcome else {
      Issue.record("\(run.outcome)")
      return
    }
    #expect(said == "The title is in place.")
    #expect(!changes.isEmpty)
    #expect(timeline?.lines.count == 2)
    #expect(
      run.events == [.toolCall("edit_multitrack"), .said("The title is in place.")])
    #expect(run.outcome.isSuccess)
  }

  // Contract section 18.
  @Test func `promise 3: a text shows no token, and JSON is not a text`() async throws {
    let token = #"{"type":"text","content":"Your token is nmv_usr_abc, claim: clm_x1.\nDone."}"#
    let json = #"{"type":"text","content":" {\"status\":\"ok\"} "}"#
    let run = try await TurnRun.run([
      Sample.state: [Sample.state(Sample.clip)],
      Sample.message: [.stream([(.zero, json), (.zero, token)])],
    ])
    #expect(run.events == [.said("Your token is …, claim: ….\nDone.")])
    let silent = try await TurnRun.run([
      Sample.state: [Sample.state(Sample.clip), Sample.state(Sample.titled)],
      Sample.message: [.stream([(.zero, json)])],
    ])
    #expect(silent.events == [])
    #expect(silent.silentChanges != nil)
  }

  // Contract section 7.1.
  @Test func `the message is the documented body, on a connection of its own`() async throws {
    let run = try await TurnRun.run(
      [
        Sample.state: [Sample.state(Sample.clip)],
        Sample.message: [.stream([(.zero, text)])],
      ], #"say "hi""#)
    let request = try #require(run.backend.seen(Sample.message).first)
    #expect(
      request.text == """
        {"app_name":"nemo_agent","user_id":"me","session_id":"7000000000000000001",\
        "new_message":{"parts":[{"text":"say \\"hi\\""}]}}
        """)
    #expect(request.headers[.accept] == "text/event-stream")
    #expect(request.headers[.contentType] == "application/json")
    #expect(request.connection == .fresh)
    // The baseline is read before the message is sent.
    #expect(run.backend.seen.map(\.route).prefix(2) == [Sample.state, Sample.message])
  }

  // Contract section 7.6: about 30 % of edits close without text.
  @Test func `a silent edit tells what changed`() async throws {
    let run = try await TurnRun.run([
      Sample.state: [Sample.state(Sample.clip), Sample.state(Sample.titled)],
      Sample.message: [.stream([(.seconds(2), call), (.seconds(3), result)])],
    ])
    #expect(run.silentChanges == [#"Title added: "Tips" (0-3s)"#])
    #expect(run.elapsed == .seconds(5))
  }

  @Test func `a silent edit whose state lags behind is seen a little later`() async throws {
    let run = try await TurnRun.run([
      Sample.state: [
        Sample.state(Sample.clip), Sample.state(Sample.clip), Sample.state(Sample.titled),
      ],
      Sample.message: [.stream([(.zero, call), (.zero, result)])],
    ])
    #expect(run.silentChanges != nil)
    #expect(run.elapsed == .seconds(3))
  }

  @Test func `promise 2: a silent turn that changed nothing says so`() async throws {
    let run = try await TurnRun.run([
      Sample.state: [Sample.state(Sample.clip)],
      Sample.message: [.stream([(.zero, call), (.zero, result)])],
    ])
    guard case .nothingChanged = run.outcome else {
      Issue.record("\(run.outcome)")
      return
    }
    #expect(!run.outcome.isSuccess)
  }

  // Contract section 16.3: a generation takes 100 to 300 s.
  @Test func `a generation that a proxy cut off cleanly is waited for`() async throws {
    let run = try await TurnRun.run([
      Sample.state: [
        Sample.state(Sample.clip), Sample.state(Sample.clip), Sample.state(Sample.clip),
        Sample.state(Sample.titled),
      ],
      Sample.message: [.stream([(.seconds(15), heartbeat), (.seconds(15), heartbeat)])],
    ])
    #expect(run.silentChanges != nil)
    #expect(run.events == [.recovering])
    #expect(
      run.backend.seen(Sample.state).map(\.at)
        == [.zero, .seconds(60), .seconds(120), .seconds(180)])
    #expect(run.backend.seen(Sample.message).count == 1)
  }

  @Test func `promise 1: a disconnect after sending never re-sends the prompt`() async throws {
    let run = try await TurnRun.run([
      Sample.state: [Sample.state(Sample.clip)],
      Sample.message: [.stream([(.seconds(10), call)], end: .failure(reset))],
    ])
    #expect(run.backend.seen(Sample.message).count == 1)
    // Contract section 16.1: 30 s after the loss, then every 60 s, five unchanged reads.
    #expect(
      run.backend.seen(Sample.state).map(\.at)
        == [.zero, .seconds(40), .seconds(100), .seconds(160), .seconds(220), .seconds(280)])
    let error = try #require(run.error)
    #expect(error.code == .disconnected)
    #expect(error.wasSent)
    #expect(
      error.description == "The connection to the backend broke. "
        + "The timeline has not changed for 5 minutes. "
        + "The edit may still be running: look at the timeline before you ask for it again.")
    // Two minutes into the recovery the user hears of it again.
    #expect(run.events == [.toolCall("edit_multitrack"), .recovering, .stillWorking])
  }

  @Test func `a lost edit that arrived is told as done`() async throws {
    let run = try await TurnRun.run([
      Sample.state: [
        Sample.state(Sample.clip), Sample.state(Sample.clip), Sample.state(Sample.titled),
      ],
      Sample.message: [.failure(TransportFailure(.noResponse, sent: .possibly))],
    ])
    #expect(run.silentChanges == [#"Title added: "Tips" (0-3s)"#])
    #expect(run.elapsed == .seconds(90))
    #expect(run.backend.seen(Sample.message).count == 1)
  }

  @Test func `promise 1: a message that never left this machine is sent again`() async throws {
    let run = try await TurnRun.run([
      Sample.state: [Sample.state(Sample.clip)],
      Sample.message: [
        .failure(TransportFailure(.unreachable, sent: .nothing)), .stream([(.zero, text)]),
      ],
    ])
    #expect(run.outcome.isSuccess)
    #expect(run.backend.seen(Sample.message).map(\.at) == [.zero, .seconds(1)])
  }

  @Test func `promise 7: a backend that can't be reached is an error after three attempts`()
    async throws
  {
    let run = try await TurnRun.run([
      Sample.state: [Sample.state(Sample.clip)],
      Sample.message: [.failure(TransportFailure(.unreachable, sent: .nothing))],
    ])
    #expect(run.error?.code == .unreachable)
    #expect(run.error?.wasSent == false)
    #expect(run.backend.seen(Sample.message).count == 3)
  }

  @Test func `promise 1: a gateway's 504 is found out about`() async throws {
    let run = try await TurnRun.run([
      Sample.state: [Sample.state(Sample.clip), Sample.state(Sample.titled)],
      Sample.message: [.json("<html>", status: 504)],
    ])
    #expect(run.silentChanges != nil)
    #expect(run.backend.seen(Sample.message).count == 1)
  }

  @Test func `a status stands where the body of its answer breaks off`() async throws {
    let cut = ScriptedBackend.Reply.End.failure(TransportFailure(.reset, sent: .complete))
    for (status, code) in [(503, NemoError.Code.backendTrouble), (402, .exportBlocked)] {
      let run = try await TurnRun.run([
        Sample.state: [Sample.state(Sample.clip)],
        Sample.message: [.file(Array("<ht".utf8), status: status, end: cut)],
      ])
      #expect(run.error?.code == code)
      #expect(run.error?.wasSent == (status == 503))
      #expect(run.backend.seen(Sample.message).count == 1)
    }
  }

  // Contract section 7.6: a JSON envelope in place of a stream.
  @Test func `an envelope in place of a stream is its error`() async throws {
    let run = try await TurnRun.run([
      Sample.state: [Sample.state(Sample.clip)],
      Sample.message: [Sample.error(2001)],
    ])
    #expect(run.error?.code == .outOfCredits)
    #expect(run.backend.seen(Sample.message).count == 1)
  }

  @Test func `promise 4: 429 to a message waits 30 s, once, and says so`() async throws {
    let run = try await TurnRun.run([
      Sample.state: [Sample.state(Sample.clip)],
      Sample.message: [Sample.error(429, status: 429), .stream([(.zero, text)])],
    ])
    #expect(run.outcome.isSuccess)
    #expect(run.backend.seen(Sample.message).map(\.at) == [.zero, .seconds(30)])
    #expect(run.events.first == .rateLimited(.seconds(30)))
  }

  @Test(
    arguments: [("90", 90), ("0", nil), ("-5", nil), ("99999999", 604_800)] as [(String, Int?)])
  func `promise 4: Retry-After changes what is said and not how long is waited`(
    header: String, seconds: Int?
  ) async throws {
    var busy = Sample.error(429, status: 429)
    busy.headers[.retryAfter] = header
    for route in [Sample.message, Sample.state] {
      var routes = [Sample.state: [Sample.state(Sample.clip)], Sample.message: [busy]]
      routes[route] = [busy]
      let run = try await TurnRun.run(routes)
      #expect(run.error?.context.retryAfter == seconds.map { .seconds($0) })
      #expect(run.backend.seen(route).map(\.at) == [.zero, .seconds(30)])
      #expect(run.events == [.rateLimited(.seconds(30))])
    }
  }

  @Test func `a message that met an expired token is sent once more after a new sign-in`()
    async throws
  {
    try await VirtualTime.run { [text] time in
      let backend = ScriptedBackend(
        time,
        [
          Sample.signIn: [.json(Sample.token)], Sample.state: [Sample.state(Sample.clip)],
          Sample.message: [Sample.error(1001, status: 401), .stream([(.zero, text)])],
        ])
      let connection = try await Connection.open(ClientConfiguration(backend, time))
      #expect(await connection.session(Sample.stored).send("add a title").isSuccess)
      #expect(backend.seen(Sample.signIn).count == 2)
      #expect(backend.seen(Sample.message).count == 2)
    }
  }

  @Test func `a baseline that can't be read says that nothing was sent`() async throws {
    let run = try await TurnRun.run([Sample.state: [Sample.error(7, status: 500)]])
    #expect(run.error?.wasSent == false)
    #expect(run.backend.seen(Sample.message).isEmpty)
  }

  @Test(arguments: [
    // A silent end and a broken one: both read state.
    ScriptedBackend.Reply.stream([(.zero, TurnTests.call), (.zero, TurnTests.result)]),
    .stream([(.zero, TurnTests.call), (.zero, #"{"error":"boom"}"#)]),
  ])
  func `promise 1: when state can't be read after sending, the error is of a sent edit`(
    message: ScriptedBackend.Reply
  ) async throws {
    for failure in [
      ScriptedBackend.Reply.failure(TransportFailure(.unreachable, sent: .nothing)),
      .failure(TransportFailure(.insecure, sent: .nothing)), Sample.error(429, status: 429),
    ] {
      let run = try await TurnRun.run([
        Sample.state: [Sample.state(Sample.clip), failure], Sample.message: [message],
      ])
      let error = try #require(run.error)
      #expect(error.operation == .edit)
      #expect(error.wasSent)
      #expect(error.description.contains("look at the timeline before"))
      #expect(!error.description.lowercased().contains("try again"))
      #expect(run.backend.seen(Sample.message).count == 1)
    }
  }

  @Test func `a message that was refused may be sent again`() async throws {
    let run = try await TurnRun.run([
      Sample.state: [Sample.state(Sample.clip)], Sample.message: [Sample.error(429, status: 429)],
    ])
    #expect(run.error?.wasSent == false)
    #expect(
      run.error?.description
        == "The backend is busy, also after a pause. The edit was not run and cost nothing. "
        + "Wait 30 seconds and try again.")
  }

  @Test(arguments: [
    (#"{"errorCode":"429","errorMessage":"quota"}"#, NemoError.Code.editFailed),
    (#"{"author":"nemo_agent","errorCode":"1001"}"#, .editFailed),
    (#"{"type":"error","code":429}"#, .rateLimited), (#"{"code":1001}"#, .tokenRejected),
    (#"{"type":"error","code":2001}"#, .outOfCredits),
  ])
  func `promise 1: an error inside of a stream never re-sends the message`(
    frame: String, code: NemoError.Code
  ) async throws {
    let run = try await TurnRun.run([
      Sample.state: [Sample.state(Sample.clip)], Sample.message: [.stream([(.zero, frame)])],
    ])
    #expect(run.error?.code == code)
    #expect(run.error?.wasSent == true)
    #expect(run.backend.seen(Sample.message).count == 1)
    #expect(run.backend.seen(Sample.state).count == 2)
  }
}
