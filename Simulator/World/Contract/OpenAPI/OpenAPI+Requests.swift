extension OpenAPI {
  /// The bodies of requests. Unknown keys are let through.
  static let requestSchemas: [JSON.Member] = [
    .init(
      key: "NewSession",
      value: Schema.object(
        [:],
        optional: [
          "task_name": optionalText("At most \(RequestBody.nameLimit) bytes."),
          "language": optionalText("Such as en or zh-CN; en by default."),
        ])),
    .init(
      key: "Message",
      value: Schema.object(
        [
          "app_name": Schema.value("nemo_agent"), "session_id": Schema.identifier,
          "new_message": Schema.object(["parts": parts]),
        ],
        optional: [
          "user_id": optionalText("`me` or the account's own id."),
          "streaming": ["description": "Whether an ADK server sends texts in fragments."],
        ])),
    .init(
      key: "UploadForm",
      value: Schema.object([
        "files": [
          "type": "array", "minItems": 1,
          "items": ["type": "string", "contentMediaType": "application/octet-stream"],
          "description": .string(MediaFormat.sentence),
        ]
      ])),
    .init(
      key: "UploadLinks",
      value: Schema.object([
        "source_type": Schema.value("url"),
        "urls": [
          "type": "array", "minItems": 1, "maxItems": .integer(RequestBody.urlLimit),
          "items": ["type": "string", "format": "uri", "pattern": "^https?://[^/]"],
          "description": "Never fetched: a stand-in takes the place of each.",
        ],
      ])),
    .init(
      key: "Render",
      value: Schema.object(
        ["id": renderID, "sessionId": Schema.identifier, "draft": draft],
        optional: ["output": Schema.anyObject])),
    .init(
      key: "Claim",
      value: Schema.object([
        "task_id": Schema.identifier, "session_id": Schema.identifier,
      ])),
  ]

  private static func optionalText(_ text: String) -> JSON {
    ["type": ["string", "null"], "description": .string(text)]
  }

  private static let parts: JSON = [
    "type": "array",
    "contains": Schema.object(["text": Schema.text(like: "[A-Za-z0-9]")]),
    "description": .string("The texts, \(RequestBody.messageLimit) bytes at most."),
  ]

  private static let renderID: JSON = [
    "anyOf": [
      ["type": "string", "minLength": 1, "maxLength": 128, "pattern": "^[^/]+$"],
      ["type": "number"],
    ]
  ]

  /// Section 10: `t` is tracks, `sg` segments, `d` milliseconds, `m` metadata.
  private static let draft = Schema.object(
    [
      "t": [
        "type": "array",
        "contains": Schema.object(
          [
            "sg": [
              "type": "array", "minItems": 1, "maxItems": .integer(DraftReader.segmentLimit),
              "items": Schema.object([:], optional: ["d": Schema.count]),
            ]
          ], optional: ["tt": Schema.count]),
      ]
    ], optional: ["d": Schema.count, "m": Schema.anyObject])
}
