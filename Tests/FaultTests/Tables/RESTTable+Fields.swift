import NemoSimulator

extension FaultRow {
  /// All fields of an answer at once, and each alone.
  static let restFields: [FaultRow] = [
    FaultRow(
      "missing-fields", .signIn, once: "sign-in unexpected-answer",
      always: "sign-in unexpected-answer"),
    FaultRow(
      "missing-fields", .createSession, once: "session unexpected-answer",
      always: "session unexpected-answer"),
    FaultRow("missing-fields", .upload, once: "", always: ""),
    FaultRow(
      "missing-fields", .balance, once: "credits unexpected-answer",
      always: "credits unexpected-answer"),
    FaultRow("missing-fields", .state, once: "", always: "export nothing-to-export"),
    FaultRow("missing-fields", .submitRender, once: "", always: ""),
    FaultRow("missing-fields", .pollRender, once: "", always: "export still-rendering"),
    FaultRow(
      "missing-fields", .signIn, once: "sign-in unexpected-answer",
      always: "sign-in unexpected-answer", settings: ["field": 1]),
    FaultRow("missing-fields", .signIn, once: "", always: "", settings: ["field": 2]),
    FaultRow("missing-fields", .signIn, once: "", always: "", settings: ["field": 3]),
    FaultRow("missing-fields", .signIn, once: "", always: "", settings: ["field": 4]),
    FaultRow("missing-fields", .createSession, once: "", always: "", settings: ["field": 1]),
    FaultRow(
      "missing-fields", .createSession, once: "session unexpected-answer",
      always: "session unexpected-answer", settings: ["field": 2]),
    FaultRow("missing-fields", .createSession, once: "", always: "", settings: ["field": 3]),
    FaultRow("missing-fields", .upload, once: "", always: "", settings: ["field": 1]),
    FaultRow("missing-fields", .upload, once: "", always: "", settings: ["field": 2]),
    FaultRow("missing-fields", .balance, once: "", always: "", settings: ["field": 1]),
    FaultRow("missing-fields", .balance, once: "", always: "", settings: ["field": 2]),
    FaultRow("missing-fields", .balance, once: "", always: "", settings: ["field": 3]),
    FaultRow(
      "missing-fields", .state, once: "", always: "export nothing-to-export", settings: ["field": 1]
    ),
    FaultRow("missing-fields", .state, once: "", always: "", settings: ["field": 2]),
    FaultRow("missing-fields", .state, once: "", always: "", settings: ["field": 3]),
    FaultRow("missing-fields", .state, once: "", always: "", settings: ["field": 4]),
    FaultRow("missing-fields", .state, once: "", always: "", settings: ["field": 5]),
    FaultRow("missing-fields", .submitRender, once: "", always: "", settings: ["field": 1]),
    FaultRow("missing-fields", .submitRender, once: "", always: "", settings: ["field": 2]),
    FaultRow("missing-fields", .submitRender, once: "", always: "", settings: ["field": 3]),
    FaultRow("missing-fields", .pollRender, once: "", always: "", settings: ["field": 1]),
    FaultRow("missing-fields", .pollRender, once: "", always: "", settings: ["field": 2]),
    FaultRow("missing-fields", .pollRender, once: "", always: "", settings: ["field": 3]),
    FaultRow("missing-fields", .pollRender, once: "", always: "", settings: ["field": 4]),
    FaultRow(
      "null-fields", .signIn, once: "sign-in unexpected-answer", always: "sign-in unexpected-answer"
    ),
    FaultRow(
      "null-fields", .createSession, once: "session unexpected-answer",
      always: "session unexpected-answer"),
    FaultRow("null-fields", .upload, once: "", always: ""),
    FaultRow(
      "null-fields", .balance, once: "credits unexpected-answer",
      always: "credits unexpected-answer"),
    FaultRow("null-fields", .state, once: "", always: "export nothing-to-export"),
    FaultRow("null-fields", .submitRender, once: "", always: ""),
    FaultRow("null-fields", .pollRender, once: "", always: "export still-rendering"),
    FaultRow(
      "null-fields", .signIn, once: "sign-in unexpected-answer",
      always: "sign-in unexpected-answer", settings: ["field": 1]),
    FaultRow("null-fields", .signIn, once: "", always: "", settings: ["field": 2]),
    FaultRow("null-fields", .signIn, once: "", always: "", settings: ["field": 3]),
    FaultRow("null-fields", .signIn, once: "", always: "", settings: ["field": 4]),
    FaultRow("null-fields", .createSession, once: "", always: "", settings: ["field": 1]),
    FaultRow(
      "null-fields", .createSession, once: "session unexpected-answer",
      always: "session unexpected-answer", settings: ["field": 2]),
    FaultRow("null-fields", .createSession, once: "", always: "", settings: ["field": 3]),
    FaultRow("null-fields", .upload, once: "", always: "", settings: ["field": 1]),
    FaultRow("null-fields", .upload, once: "", always: "", settings: ["field": 2]),
    FaultRow("null-fields", .balance, once: "", always: "", settings: ["field": 1]),
    FaultRow("null-fields", .balance, once: "", always: "", settings: ["field": 2]),
    FaultRow("null-fields", .balance, once: "", always: "", settings: ["field": 3]),
    FaultRow(
      "null-fields", .state, once: "", always: "export nothing-to-export", settings: ["field": 1]),
    FaultRow("null-fields", .state, once: "", always: "", settings: ["field": 2]),
    FaultRow("null-fields", .state, once: "", always: "", settings: ["field": 3]),
    FaultRow("null-fields", .state, once: "", always: "", settings: ["field": 4]),
    FaultRow("null-fields", .state, once: "", always: "", settings: ["field": 5]),
    FaultRow("null-fields", .submitRender, once: "", always: "", settings: ["field": 1]),
    FaultRow("null-fields", .submitRender, once: "", always: "", settings: ["field": 2]),
    FaultRow("null-fields", .submitRender, once: "", always: "", settings: ["field": 3]),
    FaultRow("null-fields", .pollRender, once: "", always: "", settings: ["field": 1]),
    FaultRow("null-fields", .pollRender, once: "", always: "", settings: ["field": 2]),
    FaultRow("null-fields", .pollRender, once: "", always: "", settings: ["field": 3]),
    FaultRow("null-fields", .pollRender, once: "", always: "", settings: ["field": 4]),
    FaultRow("unknown-fields", .signIn, once: "", always: ""),
    FaultRow("unknown-fields", .createSession, once: "", always: ""),
    FaultRow("unknown-fields", .upload, once: "", always: ""),
    FaultRow("unknown-fields", .balance, once: "", always: ""),
    FaultRow("unknown-fields", .state, once: "", always: ""),
    FaultRow("unknown-fields", .submitRender, once: "", always: ""),
    FaultRow("unknown-fields", .pollRender, once: "", always: ""),
  ]
}
