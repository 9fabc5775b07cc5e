import NemoSimulator

extension FaultRow {
  static let process: [FaultRow] = [
    FaultRow("killed", .signIn, once: "sign-in disconnected", always: "sign-in disconnected"),
    FaultRow("killed", .createSession, once: "", always: "session disconnected"),
    FaultRow(
      "killed", .message, once: "edit disconnected, export nothing-to-export",
      always: "edit disconnected, export nothing-to-export"),
    FaultRow("killed", .upload, once: "", always: "upload disconnected"),
    FaultRow("killed", .balance, once: "", always: "credits disconnected"),
    FaultRow(
      "killed", .state, once: "",
      always: "edit disconnected, timeline disconnected, export disconnected"),
    FaultRow("killed", .submitRender, once: "", always: "export render-failed"),
    FaultRow("killed", .pollRender, once: "", always: "export still-rendering"),
    FaultRow("killed", .download, once: "", always: "export download-failed"),
    FaultRow(
      "killed", .signIn, once: "sign-in disconnected", always: "sign-in disconnected",
      settings: ["downSeconds": 20], isOnWire: false),
    FaultRow(
      "killed", .createSession, once: "session unreachable", always: "session unreachable",
      settings: ["downSeconds": 20], isOnWire: false),
    FaultRow(
      "killed", .message, once: "edit disconnected, export nothing-to-export",
      always: "edit disconnected, export nothing-to-export", settings: ["downSeconds": 20],
      isOnWire: false),
    FaultRow(
      "killed", .upload, once: "upload unreachable", always: "upload unreachable",
      settings: ["downSeconds": 20], isOnWire: false),
    FaultRow(
      "killed", .balance, once: "credits unreachable, export unreachable",
      always: "credits unreachable, export unreachable", settings: ["downSeconds": 20],
      isOnWire: false),
    FaultRow(
      "killed", .state,
      once: "edit unreachable, timeline unreachable, credits unreachable, export unreachable",
      always: "edit unreachable, timeline unreachable, credits unreachable, export unreachable",
      settings: ["downSeconds": 20], isOnWire: false),
    FaultRow(
      "killed", .submitRender, once: "", always: "export render-failed",
      settings: ["downSeconds": 20], isOnWire: false),
    FaultRow(
      "killed", .pollRender, once: "", always: "export still-rendering",
      settings: ["downSeconds": 20], isOnWire: false),
    FaultRow(
      "killed", .download, once: "export unreachable", always: "export unreachable",
      settings: ["downSeconds": 20], isOnWire: false),
    FaultRow("state-lost", .signIn, once: "sign-in disconnected", always: "sign-in disconnected"),
    FaultRow("state-lost", .createSession, once: "", always: "session disconnected"),
    FaultRow(
      "state-lost", .message, once: "edit session-lost, export nothing-to-export",
      always: "edit session-lost, export nothing-to-export"),
    FaultRow("state-lost", .upload, once: "upload session-lost", always: "upload disconnected"),
    FaultRow(
      "state-lost", .balance, once: "export session-lost",
      always: "credits disconnected, export session-lost"),
    FaultRow(
      "state-lost", .state, once: "edit session-lost, export nothing-to-export",
      always: "edit disconnected, timeline disconnected, export disconnected"),
    FaultRow(
      "state-lost", .submitRender, once: "export session-lost", always: "export render-failed"),
    FaultRow(
      "state-lost", .pollRender, once: "export session-lost", always: "export still-rendering"),
    FaultRow(
      "state-lost", .download, once: "export download-failed", always: "export download-failed"),
    FaultRow(
      "state-lost", .signIn, once: "sign-in disconnected", always: "sign-in disconnected",
      settings: ["downSeconds": 20], isOnWire: false),
    FaultRow(
      "state-lost", .createSession, once: "session unreachable", always: "session unreachable",
      settings: ["downSeconds": 20], isOnWire: false),
    FaultRow(
      "state-lost", .message, once: "edit session-lost, export nothing-to-export",
      always: "edit session-lost, export nothing-to-export", settings: ["downSeconds": 20],
      isOnWire: false),
    FaultRow(
      "state-lost", .upload, once: "upload unreachable", always: "upload unreachable",
      settings: ["downSeconds": 20], isOnWire: false),
    FaultRow(
      "state-lost", .balance, once: "credits unreachable, export unreachable",
      always: "credits unreachable, export unreachable", settings: ["downSeconds": 20],
      isOnWire: false),
    FaultRow(
      "state-lost", .state,
      once: "edit unreachable, timeline unreachable, credits unreachable, export unreachable",
      always: "edit unreachable, timeline unreachable, credits unreachable, export unreachable",
      settings: ["downSeconds": 20], isOnWire: false),
    FaultRow(
      "state-lost", .submitRender, once: "export session-lost", always: "export render-failed",
      settings: ["downSeconds": 20], isOnWire: false),
    FaultRow(
      "state-lost", .pollRender, once: "export session-lost", always: "export still-rendering",
      settings: ["downSeconds": 20], isOnWire: false),
    FaultRow(
      "state-lost", .download, once: "export unreachable", always: "export unreachable",
      settings: ["downSeconds": 20], isOnWire: false),
    FaultRow("stopped", .signIn, once: "", always: ""),
    FaultRow("stopped", .createSession, once: "", always: ""),
    FaultRow("stopped", .message, once: "", always: ""),
    FaultRow("stopped", .upload, once: "", always: ""),
    FaultRow("stopped", .balance, once: "", always: ""),
    FaultRow("stopped", .state, once: "", always: ""),
    FaultRow("stopped", .submitRender, once: "", always: ""),
    FaultRow("stopped", .pollRender, once: "", always: ""),
    FaultRow("stopped", .download, once: "", always: ""),
    FaultRow(
      "stopped", .signIn, once: "sign-in timed-out", always: "sign-in timed-out",
      settings: ["seconds": 90]),
    FaultRow(
      "stopped", .createSession, once: "", always: "session timed-out", settings: ["seconds": 90]),
    FaultRow("stopped", .message, once: "", always: "", settings: ["seconds": 90]),
    FaultRow("stopped", .upload, once: "", always: "upload timed-out", settings: ["seconds": 90]),
    FaultRow("stopped", .balance, once: "", always: "credits timed-out", settings: ["seconds": 90]),
    FaultRow(
      "stopped", .state, once: "", always: "edit timed-out, timeline timed-out, export timed-out",
      settings: ["seconds": 90]),
    FaultRow("stopped", .submitRender, once: "", always: "", settings: ["seconds": 90]),
    FaultRow(
      "stopped", .pollRender, once: "", always: "export still-rendering", settings: ["seconds": 90]),
    FaultRow(
      "stopped", .download, once: "", always: "export download-failed", settings: ["seconds": 90]),
    FaultRow("clock-jump", .signIn, once: "", always: ""),
    FaultRow("clock-jump", .createSession, once: "", always: ""),
    FaultRow("clock-jump", .message, once: "", always: ""),
    FaultRow("clock-jump", .upload, once: "", always: ""),
    FaultRow("clock-jump", .balance, once: "", always: ""),
    FaultRow("clock-jump", .state, once: "", always: ""),
    FaultRow("clock-jump", .submitRender, once: "", always: ""),
    FaultRow("clock-jump", .pollRender, once: "", always: ""),
    FaultRow("clock-jump", .download, once: "", always: ""),
  ]
}
