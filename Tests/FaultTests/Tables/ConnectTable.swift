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
  ]
}
