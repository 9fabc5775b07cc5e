/// A session as the backend sees it, contract section 9.
public struct SessionState: Sendable {
  /// The timeline; nil before the first edit.
  public var draft: Draft?
  /// Uploaded files, and generated ones where the backend counts them in.
  public var media: [UploadedFile]
  /// Media that the agent made. Their form is unpublished.
  public var generatedMedia: [JSONValue]
  /// The id that a registration link needs.
  public var userID: String?
  /// All of it.
  public var raw: JSONValue

  public init(
    draft: Draft? = nil, media: [UploadedFile] = [], generatedMedia: [JSONValue] = [],
    userID: String? = nil, raw: JSONValue = .null
  ) {
    self.draft = draft
    self.media = media
    self.generatedMedia = generatedMedia
    self.userID = userID
    self.raw = raw
  }

  /// - Throws: ``BackendRefusal``, ``UnexpectedAnswer``.
  package init(status: Int, body: [UInt8]) throws {
    let payload = try ResponseInterpreter.payload(of: .state, status: status, body: body)
    let isNested = payload.value["state"]?.members != nil
    // None at all is one before the first edit.
    guard isNested || payload.value["state"] == nil else {
      throw UnexpectedAnswer(.state, httpStatus: status, detail: "the state is no object")
    }
    let state = isNested ? payload.value["state"] ?? .null : payload.value
    let path = payload.path + (isNested ? ["state"] : [])
    self.init(
      draft: payload.document.bytes(at: path + ["draft"]).flatMap(Draft.init(bytes:)),
      media: (state["video_infos"]?.elements ?? []).compactMap(UploadedFile.init(json:)),
      generatedMedia: state["generated_media"]?.elements ?? [],
      userID: (payload["user_id"] ?? state["user_id"] ?? payload["bind_id"])?.identifier,
      raw: payload.document.value)
  }
}
