import NemoSimulator

extension FaultRow {
  static let connect: [FaultRow] = [
    FaultRow("refused", .signIn, once: "", always: "sign-in unreachable", isOnWire: false),
    FaultRow("refused", .createSession, once: "", always: "session unreachable", isOnWire: false),
    FaultRow(
      "refused", .message, once: "", always: "edit unreachable, export nothing-to-export",
      isOnWire: false),
    FaultRow("refused", .upload, once: "", always: "upload unreachable", isOnWire: false),
    FaultRow("refused", .balance, once: "", always: "credits unreachable", isOnWire: false),
    FaultRow(
      "refused", .state, once: "",
      always: "edit unreachable, timeline unreachable, export unreachable", isOnWire: false),
    FaultRow("refused", .submitRender, once: "", always: "export unreachable", isOnWire: false),
    FaultRow("refused", .pollRender, once: "", always: "export still-rendering", isOnWire: false),
    FaultRow("refused", .download, once: "", always: "export unreachable", isOnWire: false),
    FaultRow(
      "reset-on-accept", .signIn, once: "sign-in disconnected", always: "sign-in disconnected"),
    FaultRow("reset-on-accept", .createSession, once: "", always: "session disconnected"),
    FaultRow(
      "reset-on-accept", .message, once: "edit disconnected, export nothing-to-export",
      always: "edit disconnected, export nothing-to-export"),
    FaultRow("reset-on-accept", .upload, once: "", always: "upload disconnected"),
    FaultRow("reset-on-accept", .balance, once: "", always: "credits disconnected"),
    FaultRow(
      "reset-on-accept", .state, once: "",
      always: "edit disconnected, timeline disconnected, export disconnected"),
    FaultRow("reset-on-accept", .submitRender, once: "", always: "export render-failed"),
    FaultRow("reset-on-accept", .pollRender, once: "", always: "export still-rendering"),
    FaultRow("reset-on-accept", .download, once: "", always: "export download-failed"),
    FaultRow("empty-reply", .signIn, once: "sign-in disconnected", always: "sign-in disconnected"),
    FaultRow("empty-reply", .createSession, once: "", always: "session disconnected"),
    FaultRow(
      "empty-reply", .message, once: "edit disconnected, export nothing-to-export",
      always: "edit disconnected, export nothing-to-export"),
    FaultRow("empty-reply", .upload, once: "", always: "upload disconnected"),
    FaultRow("empty-reply", .balance, once: "", always: "credits disconnected"),
    FaultRow(
      "empty-reply", .state, once: "",
      always: "edit disconnected, timeline disconnected, export disconnected"),
    FaultRow("empty-reply", .submitRender, once: "", always: "export render-failed"),
    FaultRow("empty-reply", .pollRender, once: "", always: "export still-rendering"),
    FaultRow("empty-reply", .download, once: "", always: "export download-failed"),
  ]
}
