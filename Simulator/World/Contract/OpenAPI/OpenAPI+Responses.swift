extension OpenAPI {
  /// The refusals by their HTTP status.
  static let responses: JSON = .object(
    [
      refused(400, "The request could not be understood, or lacks `X-Client-Id`."),
      refused(402, "The export is not allowed: section 6.2."),
      refused(403, "The request names another user."),
      refused(404, "There is nothing at this address."),
      refused(409, "A render with this id exists, or a run is in progress."),
      refused(413, "The body is larger than this operation takes."),
      refused(422, "The body is not what the operation takes; the sentence says why."),
      refused(429, "Too many requests.", retries: true),
      refused(431, "The header is too large."),
      refused(503, "Too many requests are open, or the world is full.", retries: true),
    ])

  private static func refused(
    _ status: Int, _ text: String, retries: Bool = false
  ) -> JSON.Member {
    let retryAfter: JSON = [
      "Retry-After": ["description": "In seconds.", "schema": ["type": "integer", "minimum": 1]]
    ]
    return .init(
      key: String(status),
      value: .present(
        ("description", .string(text)), ("headers", retries ? retryAfter : nil),
        (
          "content",
          .jsonContent([
            "anyOf": [.reference("schemas", "Refusal"), .reference("schemas", "ServerRefusal")]
          ])
        )))
  }

  /// Section 7.2. OpenAPI 3.1 has no word for the items of a stream; the schema of one event stands
  /// in its place, as tools read it.
  static let streamed: JSON = [
    "description": """
    A stream of events, each of this schema; empty data is a heartbeat. Or, as JSON, a refusal. \
    The stream ends by closing: there is no last event.
    """,
    "content": [
      "text/event-stream": [
        "schema": Schema.object(
          [
            "data": [
              "type": "string", "contentMediaType": "application/json",
              "contentSchema": .reference("schemas", "Frame"),
            ]
          ], optional: ["event": Schema.text])
      ],
      "application/json": ["schema": .reference("schemas", "Refusal")],
    ],
  ]

  /// A file and its ranges, RFC 9110 section 14.
  static func file(_ type: String, mayRefuse: Bool) -> [JSON.Member] {
    let bytes = JSON.Member(key: type, value: [:])
    let refusal = JSON.Member(
      key: "application/json", value: ["schema": .reference("schemas", "Refusal")])
    return [
      .init(
        key: "200",
        value: [
          "description": "The whole file.", "headers": fileHeaders,
          "content": .object(mayRefuse ? [bytes, refusal] : [bytes]),
        ]),
      .init(
        key: "206",
        value: ["description": "The range.", "headers": partHeaders, "content": .object([bytes])]),
      .init(key: "416", value: ["description": "The file has no such range."]),
    ]
  }

  /// A refusal in the file's place has none of them.
  private static let fileHeaders: JSON = [
    "ETag": ["required": false, "schema": ["type": "string"]],
    "Accept-Ranges": ["required": false, "schema": ["type": "string", "const": "bytes"]],
  ]

  private static let partHeaders: JSON = [
    "ETag": ["required": true, "schema": ["type": "string"]],
    "Content-Range": [
      "required": true, "schema": ["type": "string", "pattern": "^bytes [0-9]+-[0-9]+/[0-9]+$"],
    ],
  ]
}
