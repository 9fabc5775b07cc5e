import NemoSimulator

extension FaultRow {
  static let rest: [FaultRow] = restAnswers + restCodes + restFields

  private static let restAnswers: [FaultRow] = [
    FaultRow("never-answers", .signIn, once: "sign-in timed-out", always: "sign-in timed-out"),
    FaultRow("never-answers", .createSession, once: "", always: "session timed-out"),
    FaultRow("never-answers", .message, once: "edit changed", always: "edit changed"),
    FaultRow("never-answers", .upload, once: "", always: "upload timed-out"),
    FaultRow("never-answers", .balance, once: "", always: "credits timed-out"),
    FaultRow(
      "never-answers", .state, once: "",
      always: "edit timed-out, timeline timed-out, export timed-out"),
    FaultRow("never-answers", .submitRender, once: "", always: ""),
    FaultRow("never-answers", .pollRender, once: "", always: "export still-rendering"),
    FaultRow("never-answers", .download, once: "", always: "export download-failed"),
    FaultRow("slow-answer", .signIn, once: "", always: ""),
    FaultRow("slow-answer", .createSession, once: "", always: ""),
    FaultRow("slow-answer", .message, once: "", always: ""),
    FaultRow("slow-answer", .upload, once: "", always: ""),
    FaultRow("slow-answer", .balance, once: "", always: ""),
    FaultRow("slow-answer", .state, once: "", always: ""),
    FaultRow("slow-answer", .submitRender, once: "", always: ""),
    FaultRow("slow-answer", .pollRender, once: "", always: ""),
    FaultRow("slow-answer", .download, once: "", always: ""),
    FaultRow(
      "slow-answer", .signIn, once: "sign-in timed-out", always: "sign-in timed-out",
      settings: ["seconds": 90]),
    FaultRow(
      "slow-answer", .createSession, once: "", always: "session timed-out",
      settings: ["seconds": 90]),
    FaultRow("slow-answer", .message, once: "", always: "", settings: ["seconds": 90]),
    FaultRow(
      "slow-answer", .upload, once: "", always: "upload timed-out", settings: ["seconds": 90]),
    FaultRow(
      "slow-answer", .balance, once: "", always: "credits timed-out", settings: ["seconds": 90]),
    FaultRow(
      "slow-answer", .state, once: "",
      always: "edit timed-out, timeline timed-out, export timed-out", settings: ["seconds": 90]),
    FaultRow("slow-answer", .submitRender, once: "", always: "", settings: ["seconds": 90]),
    FaultRow(
      "slow-answer", .pollRender, once: "", always: "export still-rendering",
      settings: ["seconds": 90]),
    FaultRow(
      "slow-answer", .download, once: "", always: "export download-failed",
      settings: ["seconds": 90]),
    FaultRow("answer-lost", .signIn, once: "sign-in disconnected", always: "sign-in disconnected"),
    FaultRow("answer-lost", .createSession, once: "", always: "session disconnected"),
    FaultRow("answer-lost", .message, once: "edit changed", always: "edit changed"),
    FaultRow("answer-lost", .upload, once: "", always: "upload disconnected"),
    FaultRow("answer-lost", .balance, once: "", always: "credits disconnected"),
    FaultRow(
      "answer-lost", .state, once: "",
      always: "edit disconnected, timeline disconnected, export disconnected"),
    FaultRow("answer-lost", .submitRender, once: "", always: ""),
    FaultRow("answer-lost", .pollRender, once: "", always: "export still-rendering"),
    FaultRow("answer-lost", .download, once: "", always: "export download-failed"),
    FaultRow(
      "garbage", .signIn, once: "sign-in unexpected-answer", always: "sign-in unexpected-answer"),
    FaultRow("garbage", .createSession, once: "", always: "session unexpected-answer"),
    FaultRow("garbage", .message, once: "edit changed", always: "edit changed"),
    FaultRow("garbage", .upload, once: "", always: "upload unexpected-answer"),
    FaultRow("garbage", .balance, once: "", always: "credits unexpected-answer"),
    FaultRow(
      "garbage", .state, once: "",
      always: "edit unexpected-answer, timeline unexpected-answer, export unexpected-answer"),
    FaultRow("garbage", .submitRender, once: "", always: ""),
    FaultRow("garbage", .pollRender, once: "", always: "export still-rendering"),
    FaultRow("garbage", .download, once: "", always: "export download-failed"),
    FaultRow("headers-cut", .signIn, once: "sign-in disconnected", always: "sign-in disconnected"),
    FaultRow("headers-cut", .createSession, once: "", always: "session disconnected"),
    FaultRow("headers-cut", .message, once: "edit changed", always: "edit changed"),
    FaultRow("headers-cut", .upload, once: "", always: "upload disconnected"),
    FaultRow("headers-cut", .balance, once: "", always: "credits disconnected"),
    FaultRow(
      "headers-cut", .state, once: "",
      always: "edit disconnected, timeline disconnected, export disconnected"),
    FaultRow("headers-cut", .submitRender, once: "", always: ""),
    FaultRow("headers-cut", .pollRender, once: "", always: "export still-rendering"),
    FaultRow("headers-cut", .download, once: "", always: "export download-failed"),
    FaultRow(
      "oversized-headers", .signIn, once: "sign-in unexpected-answer",
      always: "sign-in unexpected-answer"),
    FaultRow(
      "oversized-headers", .createSession, once: "session unexpected-answer",
      always: "session unexpected-answer"),
    FaultRow("oversized-headers", .message, once: "edit changed", always: "edit changed"),
    FaultRow(
      "oversized-headers", .upload, once: "upload unexpected-answer",
      always: "upload unexpected-answer"),
    FaultRow(
      "oversized-headers", .balance, once: "credits unexpected-answer",
      always: "credits unexpected-answer"),
    FaultRow(
      "oversized-headers", .state, once: "edit unexpected-answer, export nothing-to-export",
      always: "edit unexpected-answer, timeline unexpected-answer, export unexpected-answer"),
    FaultRow("oversized-headers", .submitRender, once: "", always: ""),
    FaultRow("oversized-headers", .pollRender, once: "", always: "export still-rendering"),
    FaultRow("oversized-headers", .download, once: "", always: "export download-failed"),
    FaultRow("interim-heads", .signIn, once: "", always: ""),
    FaultRow("interim-heads", .createSession, once: "", always: ""),
    FaultRow("interim-heads", .message, once: "", always: ""),
    FaultRow("interim-heads", .upload, once: "", always: ""),
    FaultRow("interim-heads", .balance, once: "", always: ""),
    FaultRow("interim-heads", .state, once: "", always: ""),
    FaultRow("interim-heads", .submitRender, once: "", always: ""),
    FaultRow("interim-heads", .pollRender, once: "", always: ""),
    FaultRow("interim-heads", .download, once: "", always: ""),
    FaultRow("redirect-loop", .signIn, once: "sign-in refused", always: "sign-in refused"),
    FaultRow("redirect-loop", .createSession, once: "session refused", always: "session refused"),
    FaultRow(
      "redirect-loop", .message, once: "edit edit-failed, export nothing-to-export",
      always: "edit edit-failed, export nothing-to-export"),
    FaultRow("redirect-loop", .upload, once: "upload refused", always: "upload refused"),
    FaultRow("redirect-loop", .balance, once: "", always: "credits unexpected-answer"),
    FaultRow(
      "redirect-loop", .state, once: "",
      always: "edit unexpected-answer, timeline unexpected-answer, export unexpected-answer"),
    FaultRow("redirect-loop", .submitRender, once: "", always: "export render-failed"),
    FaultRow("redirect-loop", .pollRender, once: "", always: "export still-rendering"),
    FaultRow("redirect-loop", .download, once: "", always: "export download-failed"),
    FaultRow(
      "redirect-loop", .signIn, once: "sign-in refused", always: "sign-in refused",
      settings: ["status": 307]),
    FaultRow(
      "redirect-loop", .message, once: "edit edit-failed, export nothing-to-export",
      always: "edit edit-failed, export nothing-to-export", settings: ["status": 307]),
    FaultRow(
      "redirect-loop", .upload, once: "upload refused", always: "upload refused",
      settings: ["status": 307]),
    FaultRow(
      "redirect-loop", .submitRender, once: "", always: "export render-failed",
      settings: ["status": 307]),
    FaultRow(
      "redirect-loop", .state, once: "",
      always: "edit unexpected-answer, timeline unexpected-answer, export unexpected-answer",
      settings: ["status": 307]),
    FaultRow("cross-host-redirect", .balance, once: "", always: "credits unexpected-answer"),
    FaultRow(
      "cross-host-redirect", .state, once: "",
      always: "edit unexpected-answer, timeline unexpected-answer, export unexpected-answer"),
    FaultRow("cross-host-redirect", .pollRender, once: "", always: "export still-rendering"),
    FaultRow("cross-host-redirect", .download, once: "", always: ""),
    FaultRow(
      "long-content-length", .signIn, once: "sign-in disconnected", always: "sign-in disconnected"),
    FaultRow("long-content-length", .createSession, once: "", always: "session disconnected"),
    FaultRow("long-content-length", .upload, once: "", always: "upload disconnected"),
    FaultRow("long-content-length", .balance, once: "", always: "credits disconnected"),
    FaultRow(
      "long-content-length", .state, once: "",
      always: "edit disconnected, timeline disconnected, export disconnected"),
    FaultRow("long-content-length", .submitRender, once: "", always: ""),
    FaultRow("long-content-length", .pollRender, once: "", always: "export still-rendering"),
    FaultRow(
      "short-content-length", .signIn, once: "sign-in unexpected-answer",
      always: "sign-in unexpected-answer"),
    FaultRow(
      "short-content-length", .createSession, once: "session unexpected-answer",
      always: "session unexpected-answer"),
    FaultRow(
      "short-content-length", .upload, once: "upload unexpected-answer",
      always: "upload unexpected-answer"),
    FaultRow(
      "short-content-length", .balance, once: "credits unexpected-answer",
      always: "credits unexpected-answer"),
    FaultRow(
      "short-content-length", .state, once: "edit unexpected-answer, export nothing-to-export",
      always: "edit unexpected-answer, timeline unexpected-answer, export unexpected-answer"),
    FaultRow("short-content-length", .submitRender, once: "", always: ""),
    FaultRow("short-content-length", .pollRender, once: "", always: "export still-rendering"),
    FaultRow(
      "bad-gzip", .signIn, once: "sign-in unexpected-answer", always: "sign-in unexpected-answer"),
    FaultRow(
      "bad-gzip", .createSession, once: "session unexpected-answer",
      always: "session unexpected-answer"),
    FaultRow("bad-gzip", .message, once: "edit changed", always: "edit changed"),
    FaultRow(
      "bad-gzip", .upload, once: "upload unexpected-answer", always: "upload unexpected-answer"),
    FaultRow(
      "bad-gzip", .balance, once: "credits unexpected-answer", always: "credits unexpected-answer"),
    FaultRow(
      "bad-gzip", .state, once: "edit unexpected-answer, export nothing-to-export",
      always: "edit unexpected-answer, timeline unexpected-answer, export unexpected-answer"),
    FaultRow("bad-gzip", .submitRender, once: "", always: ""),
    FaultRow("bad-gzip", .pollRender, once: "", always: "export still-rendering"),
    FaultRow("bad-gzip", .download, once: "", always: "export download-failed"),
    FaultRow(
      "html-error", .signIn, once: "sign-in backend-trouble", always: "sign-in backend-trouble"),
    FaultRow("html-error", .createSession, once: "", always: "session backend-trouble"),
    FaultRow(
      "html-error", .message, once: "edit backend-trouble, export nothing-to-export",
      always: "edit backend-trouble, export nothing-to-export"),
    FaultRow("html-error", .upload, once: "", always: "upload backend-trouble"),
    FaultRow("html-error", .balance, once: "", always: "credits backend-trouble"),
    FaultRow(
      "html-error", .state, once: "",
      always: "edit backend-trouble, timeline backend-trouble, export backend-trouble"),
    FaultRow("html-error", .submitRender, once: "", always: "export render-failed"),
    FaultRow("html-error", .pollRender, once: "", always: "export still-rendering"),
    FaultRow("html-error", .download, once: "", always: "export download-failed"),
    FaultRow(
      "html-error", .signIn, once: "sign-in backend-trouble", always: "sign-in backend-trouble",
      settings: ["status": 503]),
    FaultRow(
      "html-error", .message, once: "edit backend-trouble, export nothing-to-export",
      always: "edit backend-trouble, export nothing-to-export", settings: ["status": 503]),
    FaultRow(
      "html-error", .upload, once: "", always: "upload backend-trouble", settings: ["status": 503]),
    FaultRow(
      "html-error", .state, once: "",
      always: "edit backend-trouble, timeline backend-trouble, export backend-trouble",
      settings: ["status": 503]),
    FaultRow(
      "html-error", .submitRender, once: "", always: "export render-failed",
      settings: ["status": 503]),
    FaultRow(
      "html-error", .signIn, once: "sign-in backend-trouble", always: "sign-in backend-trouble",
      settings: ["status": 504]),
    FaultRow(
      "html-error", .message, once: "edit backend-trouble, export nothing-to-export",
      always: "edit backend-trouble, export nothing-to-export", settings: ["status": 504]),
    FaultRow(
      "html-error", .upload, once: "", always: "upload backend-trouble", settings: ["status": 504]),
    FaultRow(
      "html-error", .state, once: "",
      always: "edit backend-trouble, timeline backend-trouble, export backend-trouble",
      settings: ["status": 504]),
    FaultRow(
      "html-error", .submitRender, once: "", always: "export render-failed",
      settings: ["status": 504]),
    FaultRow(
      "gateway-timeout", .signIn, once: "sign-in backend-trouble", always: "sign-in backend-trouble"
    ),
    FaultRow("gateway-timeout", .createSession, once: "", always: "session backend-trouble"),
    FaultRow("gateway-timeout", .message, once: "edit changed", always: "edit changed"),
    FaultRow("gateway-timeout", .upload, once: "", always: "upload backend-trouble"),
    FaultRow("gateway-timeout", .balance, once: "", always: "credits backend-trouble"),
    FaultRow(
      "gateway-timeout", .state, once: "",
      always: "edit backend-trouble, timeline backend-trouble, export backend-trouble"),
    FaultRow("gateway-timeout", .submitRender, once: "", always: ""),
    FaultRow("gateway-timeout", .pollRender, once: "", always: "export still-rendering"),
    FaultRow("gateway-timeout", .download, once: "", always: "export download-failed"),
    FaultRow("wrong-content-type", .signIn, once: "", always: ""),
    FaultRow("wrong-content-type", .createSession, once: "", always: ""),
    FaultRow("wrong-content-type", .message, once: "", always: ""),
    FaultRow("wrong-content-type", .upload, once: "", always: ""),
    FaultRow("wrong-content-type", .balance, once: "", always: ""),
    FaultRow("wrong-content-type", .state, once: "", always: ""),
    FaultRow("wrong-content-type", .submitRender, once: "", always: ""),
    FaultRow("wrong-content-type", .pollRender, once: "", always: ""),
    FaultRow("wrong-content-type", .download, once: "", always: ""),
    FaultRow("stale-state", .state, once: "", always: "export nothing-to-export", number: 2),
    FaultRow("frozen-credits", .message, once: "", always: ""),
  ]
}
