import NemoSimulator

extension FaultRow {
  /// Each code of contract section 6.2 where it can occur.
  static let restCodes: [FaultRow] = [
    FaultRow("refusal-in-200", .signIn, once: "sign-in refused", always: "sign-in refused"),
    FaultRow("refusal-in-200", .createSession, once: "session refused", always: "session refused"),
    FaultRow(
      "refusal-in-200", .message, once: "edit edit-failed, export nothing-to-export",
      always: "edit edit-failed, export nothing-to-export"),
    FaultRow("refusal-in-200", .upload, once: "upload refused", always: "upload refused"),
    FaultRow("refusal-in-200", .balance, once: "credits refused", always: "credits refused"),
    FaultRow(
      "refusal-in-200", .state, once: "edit refused, export nothing-to-export",
      always: "edit refused, timeline refused, export refused"),
    FaultRow("refusal-in-200", .submitRender, once: "", always: "export render-failed"),
    FaultRow("refusal-in-200", .pollRender, once: "", always: "export still-rendering"),
    FaultRow("refusal-in-200", .download, once: "", always: "export download-failed"),
    FaultRow(
      "refusal-in-200", .message, once: "edit backend-trouble, export nothing-to-export",
      always: "edit backend-trouble, export nothing-to-export", settings: ["code": 503]),
    FaultRow(
      "refusal-in-200", .upload, once: "", always: "upload backend-trouble", settings: ["code": 503]
    ),
    FaultRow(
      "refusal-in-200", .balance, once: "", always: "credits backend-trouble",
      settings: ["code": 503]),
    FaultRow(
      "refusal-in-200", .submitRender, once: "", always: "export render-failed",
      settings: ["code": 503]),
    FaultRow(
      "refusal-in-200", .message, once: "", always: "edit rate-limited, export nothing-to-export",
      settings: ["code": 429]),
    FaultRow(
      "refusal-in-200", .upload, once: "", always: "upload rate-limited", settings: ["code": 429]),
    FaultRow(
      "refusal-in-200", .balance, once: "", always: "credits rate-limited", settings: ["code": 429]),
    FaultRow(
      "refusal-in-200", .submitRender, once: "", always: "export rate-limited",
      settings: ["code": 429]),
    FaultRow(
      "refusal-in-200", .message, once: "edit out-of-credits, export nothing-to-export",
      always: "edit out-of-credits, export nothing-to-export", settings: ["code": 2001]),
    FaultRow(
      "refusal-in-200", .upload, once: "upload out-of-credits", always: "upload out-of-credits",
      settings: ["code": 2001]),
    FaultRow(
      "refusal-in-200", .balance, once: "credits out-of-credits", always: "credits out-of-credits",
      settings: ["code": 2001]),
    FaultRow(
      "refusal-in-200", .submitRender, once: "export out-of-credits",
      always: "export out-of-credits", settings: ["code": 2001]),
    FaultRow("code", .signIn, once: "sign-in backend-trouble", always: "sign-in backend-trouble"),
    FaultRow("code", .createSession, once: "", always: "session backend-trouble"),
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
      "code", .createSession, once: "", always: "session token-rejected", settings: ["code": 1001]),
    FaultRow(
      "code", .message, once: "", always: "edit token-rejected, export nothing-to-export",
      settings: ["code": 1001]),
    FaultRow("code", .upload, once: "", always: "upload token-rejected", settings: ["code": 1001]),
    FaultRow(
      "code", .balance, once: "", always: "credits token-rejected", settings: ["code": 1001]),
    FaultRow(
      "code", .state, once: "",
      always: "edit token-rejected, timeline token-rejected, export token-rejected",
      settings: ["code": 1001]),
    FaultRow(
      "code", .submitRender, once: "", always: "export token-rejected", settings: ["code": 1001]),
    FaultRow(
      "code", .pollRender, once: "", always: "export token-rejected", settings: ["code": 1001]),
    FaultRow(
      "code", .download, once: "", always: "export token-rejected", settings: ["code": 1001]),
    FaultRow(
      "code", .message, once: "edit session-lost, export nothing-to-export",
      always: "edit session-lost, export nothing-to-export", settings: ["code": 1002]),
    FaultRow(
      "code", .upload, once: "upload session-lost", always: "upload session-lost",
      settings: ["code": 1002]),
    FaultRow(
      "code", .state, once: "edit session-lost, export nothing-to-export",
      always: "edit session-lost, timeline session-lost, export session-lost",
      settings: ["code": 1002]),
    FaultRow(
      "code", .submitRender, once: "export session-lost", always: "export session-lost",
      settings: ["code": 1002]),
    FaultRow(
      "code", .message, once: "edit out-of-credits, export nothing-to-export",
      always: "edit out-of-credits, export nothing-to-export", settings: ["code": 2001]),
    FaultRow(
      "code", .upload, once: "upload unsupported-file", always: "upload unsupported-file",
      settings: ["code": 4001]),
    FaultRow(
      "code", .message, once: "edit file-too-large, export nothing-to-export",
      always: "edit file-too-large, export nothing-to-export", settings: ["code": 4002]),
    FaultRow(
      "code", .upload, once: "upload file-too-large", always: "upload file-too-large",
      settings: ["code": 4002]),
    FaultRow(
      "code", .signIn, once: "", always: "sign-in missing-client-id", settings: ["code": 400]),
    FaultRow(
      "code", .submitRender, once: "export export-blocked", always: "export export-blocked",
      settings: ["code": 402]),
    FaultRow(
      "code", .pollRender, once: "export export-blocked", always: "export export-blocked",
      settings: ["code": 402]),
    FaultRow("code", .download, once: "", always: "export export-blocked", settings: ["code": 402]),
    FaultRow("code", .signIn, once: "", always: "sign-in rate-limited", settings: ["code": 429]),
    FaultRow(
      "code", .createSession, once: "", always: "session rate-limited", settings: ["code": 429]),
    FaultRow(
      "code", .message, once: "", always: "edit rate-limited, export nothing-to-export",
      settings: ["code": 429]),
    FaultRow("code", .upload, once: "", always: "upload rate-limited", settings: ["code": 429]),
    FaultRow("code", .balance, once: "", always: "credits rate-limited", settings: ["code": 429]),
    FaultRow(
      "code", .state, once: "",
      always: "edit rate-limited, timeline rate-limited, export rate-limited",
      settings: ["code": 429]),
    FaultRow(
      "code", .submitRender, once: "", always: "export rate-limited", settings: ["code": 429]),
    FaultRow(
      "code", .pollRender, once: "", always: "export still-rendering", settings: ["code": 429]),
    FaultRow("code", .download, once: "", always: "export rate-limited", settings: ["code": 429]),
    FaultRow(
      "code", .signIn, once: "", always: "sign-in rate-limited",
      settings: ["code": 429, "retryAfterSeconds": 7]),
    FaultRow(
      "code", .message, once: "", always: "edit rate-limited, export nothing-to-export",
      settings: ["code": 429, "retryAfterSeconds": 7]),
    FaultRow(
      "code", .upload, once: "", always: "upload rate-limited",
      settings: ["code": 429, "retryAfterSeconds": 7]),
  ]
}
