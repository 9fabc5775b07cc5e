extension Dialect {
  /// Row 3: what is round a good answer.
  public enum Envelope: String, Sendable, Hashable, CaseIterable {
    /// `{"code": 0, "data": {…}}`
    case code
    /// Nothing.
    case bare
  }

  /// Row 4: how errors travel.
  public enum Errors: String, Sendable, Hashable, CaseIterable {
    /// 400, 402 and 429 as HTTP status and body code; 1001 to 4002 in HTTP 200.
    case mixed
    /// The HTTP status that fits, and the body code.
    case http
    /// Always HTTP 200; only the body tells.
    case envelope200
    /// The HTTP status that fits, and `{"detail": …}` as the web framework of an ADK server has it.
    case fastapiDetail
  }

  /// Row 10: whose session it is, in the answer that creates one.
  public enum SessionUserID: String, Sendable, Hashable, CaseIterable {
    /// As `user_id`.
    case on
    case off
    /// As `bind_id`.
    case bindID = "bind_id"
  }

  /// Row 27: what `video_infos` holds.
  public enum VideoInfosGenerated: String, Sendable, Hashable, CaseIterable {
    /// Uploads and generated clips.
    case on
    /// Uploads alone.
    case off
  }

  /// Row 28: what a session's state holds.
  public enum StateFields: String, Sendable, Hashable, CaseIterable {
    case full
    /// `draft`, `video_infos` and `generated_media` alone.
    case seedMinimal
  }
}
