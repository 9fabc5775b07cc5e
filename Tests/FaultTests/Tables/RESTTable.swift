import NemoSimulator

extension FaultRow {
  static let rest: [FaultRow] = [
    FaultRow("never-answers", .signIn, once: "sign-in timed-out", always: "sign-in timed-out"),
    FaultRow(
      "never-answers", .createSession, once: "", always: "session timed-out"),
    FaultRow("never-answers", .message, once: "edit changed", always: "edit changed"),
    FaultRow("never-answers", .upload, once: "", always: "upload timed-out"),
    FaultRow("never-answers", .balance, once: "", always: "credits timed-out"),
    FaultRow(
      "never-answers", .state, once: "",
      always: "edit timed-out, timeline timed-out, export timed-out"),
    FaultRow("never-answers", .submitRender, once: "", always: ""),
    FaultRow("never-answers", .pollRender, once: "", always: "export still-rendering"),
    FaultRow("never-answers", .download, once: "", always: "export download-failed"),
    FaultRow("answer-lost", .signIn, once: "sign-in disconnected", always: "sign-in disconnected"),
    FaultRow(
      "answer-lost", .createSession, once: "", always: "session disconnected"),
    FaultRow("answer-lost", .message, once: "edit changed", always: "edit changed"),
    FaultRow("answer-lost", .upload, once: "", always: "upload disconnected"),
    FaultRow("answer-lost", .balance, once: "", always: "credits disconnected"),
    FaultRow(
      "answer-lost", .state, once: "",
      always: "edit disconnected, timeline disconnected, export disconnected"),
    FaultRow("answer-lost", .submitRender, once: "", always: ""),
    FaultRow("answer-lost", .pollRender, once: "", always: "export still-rendering"),
    FaultRow("answer-lost", .download, once: "", always: "export download-failed"),
    FaultRow("code", .signIn, once: "sign-in backend-trouble", always: "sign-in backend-trouble"),
    FaultRow(
      "code", .createSession, once: "", always: "session backend-trouble"),
    FaultRow(
      "code", .message, once: "edit backend-trouble, export nothing-to-export",
      always: "edit backend-trouble, export nothing-to-export"),
    FaultRow("code", .upload, once: "", always: "upload backend-trouble"),
    FaultRow("code", .balance, once: "", always: "credits backend-trouble"),
    FaultRow(
      "code", .state, once: "",
      always: "edit backend-trouble, timeline backend-trouble, export backend-trouble"),
    FaultRow("code", .submitRender, once: "", always: "export render-failed"),
    FaultRow("code", .pollRender, once: "", always: "export still-rendering"),
    FaultRow("code", .download, once: "", always: "export download-failed"),
    FaultRow(
      "long-content-length", .signIn, once: "sign-in disconnected", always: "sign-in disconnected"),
    FaultRow(
      "long-content-length", .createSession, once: "",
      always: "session disconnected"),
    FaultRow(
      "long-content-length", .upload, once: "", always: "upload disconnected"),
    FaultRow("long-content-length", .balance, once: "", always: "credits disconnected"),
    FaultRow(
      "long-content-length", .state, once: "",
      always: "edit disconnected, timeline disconnected, export disconnected"),
    FaultRow("long-content-length", .submitRender, once: "", always: ""),
    FaultRow("long-content-length", .pollRender, once: "", always: "export still-rendering"),
  ]
}
