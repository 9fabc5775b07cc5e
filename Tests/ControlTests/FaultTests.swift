import HTTPTypes
import NemoHTTP
import NemoSimulator
import NemoTime
import SimulatorService
import Testing

/// Faults by the control: planned, fired, forgotten.
@Suite struct PlannedFaultTests {
  @Test func `a planned fault happens in its world alone, and its report says how often`()
    async throws
  {
    try await Stage.run { stage, _ in
      let guest = try await stage.guest("a")
      let other = try await stage.guest("b")
      let planned = try await stage.ask(
        .post, "/worlds/a/faults", #"{"fault":"silent-close","operation":"message","at":[2]}"#)
      #expect(
        planned.text == """
          {"faults":[{"at":[2],"fault":"silent-close","fired":0,"matches":0,\
          "operation":"message","settings":{}}]}
          """)
      var texts: [String] = []
      for visitor in [guest, guest, other, other] {
        texts.append(try await visitor.say("hello simulate talkative"))
      }
      #expect(texts.map { $0.contains("Hello!") } == [true, false, true, true])
      let report = try await stage.ask(.get, "/worlds/a/faults")
      #expect(report.member("matches") == "2" && report.member("fired") == "1")
      let journal = try await stage.ask(.get, "/worlds/a/journal?kind=fault-fired")
      #expect(journal.member("detail") == "silent-close on message")
      let none = try await stage.ask(.delete, "/worlds/a/faults")
      #expect(none.text == #"{"faults":[]}"#)
      let again = try await guest.say("hello simulate talkative")
      #expect(again.contains("Hello!"))
    }
  }

  @Test func `the catalogue is listed with what each does and what a client does about it`()
    async throws
  {
    try await Stage.run { stage, _ in
      let list = try await stage.ask(.get, "/faults")
      for fault in Fault.all { #expect(list.text.contains(#""name":"\#(fault.name)""#)) }
      #expect(list.text.contains(#""family":"stream""#))
    }
  }

  @Test(arguments: [
    ("", "fault is missing"),
    (#"{"fault":"silent-clos"}"#, "The nearest is silent-close"),
    (#"{"fault":"silent-close","operation":"mesage"}"#, "There is no operation"),
    (#"{"fault":"silent-close","operation":"upload"}"#, "does not apply to upload"),
    (#"{"fault":"silent-close","at":[0]}"#, "counted from 1"),
    (#"{"fault":"silent-close","at":[]}"#, "counted from 1"),
    (#"{"fault":"silent-close","at":1}"#, "at is not an array"),
    (#"{"fault":"silent-close","percent":101}"#, "percent is not a whole number from 0 to 100"),
    (#"{"fault":"silent-close","from_second":9,"to_second":3}"#, "comes before from_second"),
    (#"{"fault":"silent-close","settings":{"x":1}}"#, "has no setting x"),
    (#"{"fault":"silent-close","settings":{"x":"y"}}"#, "x is not a whole number"),
    (#"{"fault":"silent-close","settings":1}"#, "settings is not an object"),
  ])
  func `a fault that cannot be is refused with a sentence`(body: String, sentence: String)
    async throws
  {
    try await Stage.run { stage, _ in
      let answer = try await stage.ask(.post, "/worlds/default/faults", body)
      #expect(answer.status == 400)
      #expect(answer.text.contains(sentence), "\(answer.text)")
      #expect(stage.host.defaultWorld.world.faultReports == [])
    }
  }
}
