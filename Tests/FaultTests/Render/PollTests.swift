import NemoClient
import NemoHTTP
import NemoSimulator
import SimulatorService
import Testing

/// What faults of a render make of a poll's answer, in each form that dialects give it.
@Suite struct PollTests {
  struct Row: Sendable, CustomTestStringConvertible {
    var fault: String
    var form: Dialect.RenderBody
    var text: String

    var testDescription: String { "\(fault), \(form)" }
  }

  static let rows: [Row] = [
    Row(fault: "pending-forever", form: .flat, text: #"{"taskId":"ID","status":"pending"}"#),
    Row(fault: "unknown-status", form: .flat, text: #"{"taskId":"ID","status":"transcoding"}"#),
    Row(fault: "render-fails", form: .flat, text: #"{"taskId":"ID","status":"failed"}"#),
    Row(
      fault: "status-goes-back", form: .flat,
      text: #"{"taskId":"ID","status":"processing","progress":10}"#),
    Row(
      fault: "completed-without-url", form: .flat,
      text: #"{"taskId":"ID","status":"completed","progress":100}"#),
    Row(
      fault: "render-not-found", form: .flat,
      text: #"{"code":404,"message":"There is no render with this id."}"#),
    Row(
      fault: "pending-forever", form: .nested,
      text: #"{"success":true,"data":{"id":"ID","status":"pending","createdAt":T,"completedAt":T}}"#
    ),
    Row(
      fault: "completed-without-url", form: .nested,
      text: """
        {"success":true,"data":{"id":"ID","status":"completed","progress":100,"createdAt":T,\
        "completedAt":T}}
        """),
  ]

  @Test(arguments: rows)
  func `a poll says what the fault makes of it`(_ row: Row) async throws {
    let fault = try PlannedFault(row.fault, of: .pollRender)
    let text = try await FaultyBackend(faults: [], token: RenderedTrip.token).run { ready in
      let id = try await ready.exported()
      ready.service.change { world in
        world.dialect.renderBody = row.form
        world.plan(fault)
      }
      return try await ready.poll(id).replacing(id, with: "ID").replacing(/\d{13}/, with: "T")
    }
    #expect(text == row.text)
  }
}
