extension OpenAPI {
  static let parameters: JSON = .object(
    [
      path(
        "user", "`me`, or the account's own id; another's is refused with 403.", "me",
        like: "^(me|(anon|user)_[a-z0-9]{16})$"),
      path(
        "session", "A session's id (contract section 3.1).", "7000000000000000001",
        like: "^[0-9]{19}$"),
      path("id", "A render's id, chosen by the client.", "render_1794000000001"),
      path("digest", "The SHA-256 of an uploaded file.", "00ff"),
      path("filename", "The name of an uploaded file; it decides the content type.", "a.mp4"),
      header(
        "X-Client-Id", "Whose account it is. A second sign-in within 7 days is 429 (section 3.3).",
        isRequired: true, ["type": "string", "minLength": 1, "maxLength": 64]),
      header("X-Forwarded-For", "Addresses count for the limits of sign-ins.", ["type": "string"]),
      header("X-Skill-Source", "Attribution (section 2): an export needs all three."),
      header("X-Skill-Version", "Attribution (section 2)."),
      header("X-Skill-Platform", "Attribution (section 2)."),
      header("Range", "One range of bytes; other forms are ignored (RFC 9110 section 14.2)."),
      header("If-Range", "The entity tag that the range is for (RFC 9110 section 13.1.5)."),
    ])

  private static func path(
    _ name: String, _ text: String, _ example: JSON, like pattern: String? = nil
  ) -> JSON.Member {
    .init(
      key: name,
      value: [
        "name": .string(name), "in": "path", "required": true, "description": .string(text),
        "schema": .present(
          ("type", "string"), ("minLength", 1), ("pattern", pattern.map { .string($0) })),
        "example": example,
      ])
  }

  private static func header(
    _ name: String, _ text: String, isRequired: Bool = false, _ schema: JSON = ["type": "string"]
  ) -> JSON.Member {
    .init(
      key: name,
      value: [
        "name": .string(name), "in": "header", "required": .bool(isRequired),
        "description": .string(text), "schema": schema,
      ])
  }
}
