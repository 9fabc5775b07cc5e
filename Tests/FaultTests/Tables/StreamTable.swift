import NemoSimulator

extension FaultRow {
  static let stream: [FaultRow] = [
    FaultRow("silent-close", .message, once: "edit changed", always: "edit changed"),
    FaultRow("cut-between-frames", .message, once: "edit changed", always: "edit changed"),
    FaultRow("cut-between-frames", .message, once: "", always: "", settings: ["afterEvents": 100]),
    FaultRow(
      "cut-between-frames", .message, once: "edit changed", always: "edit changed",
      settings: ["afterEvents": 0]),
    FaultRow("cut-inside-frame", .message, once: "edit changed", always: "edit changed"),
    FaultRow("close-delimited-cut", .message, once: "edit changed", always: "edit changed"),
    FaultRow("stream-reset", .message, once: "edit changed", always: "edit changed"),
    FaultRow("stream-reset", .message, once: "", always: "", settings: ["afterEvents": 100]),
    FaultRow("bad-chunk-size", .message, once: "edit changed", always: "edit changed"),
    FaultRow("stream-stall", .message, once: "edit changed", always: "edit changed"),
    FaultRow(
      "stream-stall", .message, once: "edit changed", always: "edit changed",
      settings: ["afterEvents": 0]),
    FaultRow("never-closes", .message, once: "", always: ""),
    FaultRow("heartbeats-only", .message, once: "edit changed", always: "edit changed"),
    FaultRow(
      "heartbeats-only", .message, once: "edit changed", always: "edit changed",
      settings: ["seconds": 300]),
    FaultRow("overlong-stream", .message, once: "edit changed", always: "edit changed"),
    FaultRow("late-first-byte", .message, once: "", always: ""),
    FaultRow(
      "late-first-byte", .message, once: "edit changed", always: "edit changed",
      settings: ["seconds": 700]),
    FaultRow("buffered-stream", .message, once: "", always: ""),
    FaultRow("split-at-every-byte", .message, once: "", always: ""),
    FaultRow("no-last-blank-line", .message, once: "", always: ""),
    FaultRow("byte-order-mark", .message, once: "", always: ""),
    FaultRow("cr-line-ends", .message, once: "", always: ""),
    FaultRow("crlf-line-ends", .message, once: "", always: ""),
    FaultRow("multi-line-data", .message, once: "", always: ""),
    FaultRow("no-space-after-colon", .message, once: "", always: ""),
    // The 10 MB of the default have a test of their own.
    FaultRow("long-line", .message, once: "", always: "", settings: ["megabytes": 1]),
    FaultRow("id-and-retry-only", .message, once: "", always: ""),
    FaultRow("unknown-events", .message, once: "", always: ""),
    FaultRow("broken-json", .message, once: "edit changed", always: "edit changed"),
    FaultRow("broken-json", .message, once: "", always: "", settings: ["event": 1]),
    FaultRow("partial-then-whole", .message, once: "", always: ""),
    FaultRow("duplicate-frames", .message, once: "", always: ""),
    FaultRow("reordered-frames", .message, once: "", always: ""),
    FaultRow("results-without-calls", .message, once: "", always: ""),
    FaultRow("calls-without-results", .message, once: "", always: ""),
    FaultRow("trailing-trouble", .message, once: "", always: ""),
    FaultRow("only-trouble", .message, once: "edit changed", always: "edit changed"),
    FaultRow(
      "error-bare", .message, once: "edit edit-failed, export nothing-to-export",
      always: "edit edit-failed, export nothing-to-export"),
    FaultRow(
      "error-bare", .message, once: "edit changed", always: "edit changed",
      settings: ["afterEvents": 4]),
    FaultRow("error-bare", .message, once: "", always: "", settings: ["afterEvents": 100]),
    FaultRow(
      "error-unescaped", .message, once: "edit edit-failed, export nothing-to-export",
      always: "edit edit-failed, export nothing-to-export"),
    FaultRow(
      "error-broken-line", .message, once: "edit edit-failed, export nothing-to-export",
      always: "edit edit-failed, export nothing-to-export"),
    FaultRow(
      "error-detailed", .message, once: "edit edit-failed, export nothing-to-export",
      always: "edit edit-failed, export nothing-to-export"),
    FaultRow(
      "error-event", .message, once: "edit edit-failed, export nothing-to-export",
      always: "edit edit-failed, export nothing-to-export"),
    FaultRow(
      "error-named", .message, once: "edit edit-failed, export nothing-to-export",
      always: "edit edit-failed, export nothing-to-export"),
    FaultRow(
      "error-text", .message, once: "edit edit-failed, export nothing-to-export",
      always: "edit edit-failed, export nothing-to-export"),
    FaultRow("error-text", .message, once: "", always: "", settings: ["afterEvents": 100]),
    FaultRow(
      "error-envelope", .message, once: "edit edit-failed, export nothing-to-export",
      always: "edit edit-failed, export nothing-to-export"),
    FaultRow(
      "error-envelope", .message, once: "edit token-rejected, export nothing-to-export",
      always: "edit token-rejected, export nothing-to-export", settings: ["code": 1_001]),
    FaultRow(
      "error-envelope", .message, once: "edit out-of-credits, export nothing-to-export",
      always: "edit out-of-credits, export nothing-to-export", settings: ["code": 2_001]),
    FaultRow("json-body", .message, once: "edit changed", always: "edit changed"),
    FaultRow(
      "json-refusal", .message, once: "edit out-of-credits, export nothing-to-export",
      always: "edit out-of-credits, export nothing-to-export"),
    FaultRow(
      "json-refusal", .message, once: "edit session-lost, export nothing-to-export",
      always: "edit session-lost, export nothing-to-export", settings: ["code": 1_002]),
    FaultRow(
      "json-refusal", .message, once: "", always: "edit rate-limited, export nothing-to-export",
      settings: ["code": 429]),
    FaultRow(
      "mislabelled-refusal", .message, once: "edit out-of-credits, export nothing-to-export",
      always: "edit out-of-credits, export nothing-to-export"),
  ]
}
