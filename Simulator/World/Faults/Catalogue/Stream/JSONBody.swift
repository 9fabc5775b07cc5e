import HTTPTypes

extension Fault {
  static let jsonBody = Fault(
    "json-body", .stream, [.message],
    effect: "an envelope that says success comes at once in place of the stream; the run goes on",
    remedy: "never sends the message again; waits and reads the state"
  ) { _ in
    [
      .answer { plan, _ in
        guard case .frames = plan.body else { return }
        plan.headers = [.contentType: "application/json"]
        plan.setBody(
          JSON.object([.init(key: "code", value: 0), .init(key: "data", value: [:])]).bytes)
      }
    ]
  }
}
