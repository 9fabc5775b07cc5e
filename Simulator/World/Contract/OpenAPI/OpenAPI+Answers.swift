extension OpenAPI {
  /// The bodies of answers.
  static let answerSchemas: [JSON.Member] = [
    .init(
      key: "Refusal",
      value: Schema.object([
        "code": ["type": "integer", "not": ["const": 0], "description": "Section 6.2."],
        "message": Schema.text,
      ])),
    .init(
      key: "ServerRefusal",
      value: Schema.object(["error": Schema.text])),
    .init(
      key: "SignIn",
      value: Schema.envelope(
        Schema.object([
          "token": Schema.text(like: "^nmv_usr_[A-Za-z0-9_-]{43}$"),
          "user_id": Schema.text(like: "^anon_"),
          "expires_at": ["type": "string", "format": "date-time"],
          "credits": Schema.count,
        ]))),
    .init(
      key: "Session",
      value: Schema.envelope(
        Schema.object([
          "task_id": Schema.text(like: "^task_"), "session_id": sessionID, "user_id": Schema.text,
        ]))),
    .init(
      key: "Balance",
      value: Schema.envelope(
        Schema.object([
          "available": Schema.count, "frozen": Schema.count, "total": Schema.count,
        ]))),
    .init(
      key: "Upload",
      value: Schema.envelope(
        Schema.object([
          "files": ["type": "array", "minItems": 1, "items": Schema.named("File")],
          "session_state_applied": Schema.bool,
        ]))),
    .init(key: "File", value: file),
    .init(key: "State", value: state),
    .init(
      key: "SubmittedRender",
      value: Schema.object([
        "success": Schema.value(true),
        "data": Schema.object([
          "id": Schema.text, "status": renderStatus, "progress": progress,
        ]),
      ])),
    .init(key: "PolledRender", value: polledRender),
    .init(
      key: "ClaimToken",
      value: Schema.envelope(
        Schema.object([
          "claim_token": Schema.text(like: "^clm_"), "expires_in": Schema.count,
        ]))),
    .init(
      key: "Health",
      value: Schema.object([
        "ok": Schema.value(true), "service": Schema.value("nemo-simulator"),
        "version": Schema.text, "seed": Schema.text,
      ])),
    .init(
      key: "Description",
      value: Schema.object([
        "openapi": Schema.text(like: "^3\\."), "info": Schema.anyObject,
        "servers": Schema.array(of: Schema.anyObject), "paths": Schema.anyObject,
        "components": Schema.anyObject,
      ])),
    .init(key: "Frame", value: frame),
  ]

  private static let sessionID = Schema.text(like: "^[0-9]{19}$")
  private static let renderStatus = Schema.oneOf(
    [
      RenderJob.Status.pending, .processing, .completed, .failed, .cancelled,
    ].map(\.rawValue))
  private static let progress: JSON = ["type": "integer", "minimum": 0, "maximum": 100]

  /// Section 11: durations are seconds.
  private static let file = Schema.object(
    [
      "filename": Schema.text, "file_type": Schema.oneOf(["video", "audio", "image"]),
      "cdn_url": Schema.address,
    ],
    optional: [
      "duration": Schema.number, "width": Schema.count, "height": Schema.count,
      "fps": Schema.number, "hash": Schema.text,
    ])

  /// Section 9. What is in a draft and in an analysis is published nowhere.
  private static let state = Schema.envelope(
    Schema.object([
      "session_id": sessionID, "task_id": Schema.text, "task_name": Schema.text,
      "user_id": Schema.text,
      "state": Schema.object([
        "draft": Schema.anyObject, "video_infos": Schema.array(of: Schema.named("File")),
        "canvas_config": Schema.object(
          [:],
          optional: ["width": Schema.count, "height": Schema.count, "ratio": Schema.text]),
        "generated_media": Schema.array(of: Schema.named("File")),
        "video_analyses": Schema.anyObject,
      ]),
    ]))

  /// Section 12.2, flat.
  private static let polledRender = Schema.object(
    ["taskId": Schema.text, "status": renderStatus, "progress": progress],
    optional: [
      "output": Schema.object([
        "url": Schema.address, "duration": Schema.number, "size": Schema.count,
      ]),
      "error": Schema.text,
    ])

  /// Section 7.3, and 7.6 for the last.
  private static let frame: JSON = [
    "anyOf": [
      Schema.object(["type": Schema.value("text"), "content": Schema.text]),
      Schema.object([
        "type": Schema.value("tool_call"), "name": Schema.text, "args": Schema.anyObject,
      ]),
      Schema.object([
        "type": Schema.value("tool_result"), "name": Schema.text, "result": Schema.anyObject,
      ]),
      Schema.object(["type": Schema.value("heartbeat")]),
      Schema.object(["error": Schema.text]),
    ]
  ]
}
