import NemoSimulator

extension FaultRow {
  static let upload: [FaultRow] = [
    FaultRow("continue-withheld", .upload, once: "", always: ""),
    FaultRow(
      "early-refusal", .upload, once: "upload file-too-large", always: "upload file-too-large"),
    FaultRow(
      "early-refusal", .upload, once: "upload file-too-large", always: "upload file-too-large",
      settings: ["code": 413]),
    FaultRow(
      "early-refusal", .upload, once: "upload unsupported-file", always: "upload unsupported-file",
      settings: ["code": 4001, "drained": 0]),
    FaultRow(
      "early-refusal", .upload, once: "", always: "upload backend-trouble",
      settings: ["code": 503, "afterBytes": 20_000]),
    FaultRow("reset-mid-body", .upload, once: "", always: "upload disconnected"),
    FaultRow("throttled-upload", .upload, once: "", always: ""),
    FaultRow("stalled-upload", .upload, once: "", always: "upload timed-out"),
    FaultRow("stored-short", .upload, once: "", always: ""),
    FaultRow("token-expires-midway", .upload, once: "", always: "upload token-rejected"),
  ]
}
