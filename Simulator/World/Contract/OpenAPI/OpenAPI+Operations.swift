extension OpenAPI.Operation {
  private static let attribution = ["X-Skill-Source", "X-Skill-Version", "X-Skill-Platform"]
  private static let ranges = ["Range", "If-Range"]
  private static let json = "application/json"

  /// By method and path, as the table of routes writes them; that each route is here is a test.
  static let all: [String: OpenAPI.Operation] = [
    "POST /api/auth/anonymous-token": Self(
      id: "signIn", summary: "Signs in anonymously: contract section 5.1.", needsToken: false,
      parameters: ["X-Client-Id", "X-Forwarded-For"] + attribution, success: .json("SignIn"),
      refusals: [.clientIDMissing, .rateLimited]),
    "POST /api/tasks/{user}/with-session/nemo_agent": Self(
      id: "createSession", summary: "Begins a session: section 5.2.", parameters: attribution,
      bodies: [(json, "NewSession")], isBodyOptional: true, success: .json("Session"),
      refusals: [.forbidden, .unprocessable]),
    "POST /run_sse": Self(
      id: "sendMessage", summary: "Sends the agent a message: section 7. It may cost credits.",
      parameters: attribution, bodies: [(json, "Message")], success: .stream,
      refusals: [
        .sessionNotFound, .insufficientCredits, .forbidden, .unprocessable, .conflict,
      ] + MagicValues.codes),
    "POST /api/upload-video/nemo_agent/{user}/{session}": Self(
      id: "upload", summary: "Adds files to a session: section 11.", parameters: attribution,
      bodies: [("multipart/form-data", "UploadForm"), (json, "UploadLinks")],
      success: .json("Upload"),
      refusals: [
        .sessionNotFound, .forbidden, .unsupportedFile, .fileTooLarge, .unprocessable,
      ]),
    "GET /api/credits/balance/simple": Self(
      id: "balance", summary: "How many credits there are: section 5.5.", parameters: attribution,
      success: .json("Balance")),
    "GET /api/state/nemo_agent/{user}/{session}/latest": Self(
      id: "state", summary: "A session's draft and media: section 9.", parameters: attribution,
      success: .json("State"), refusals: [.sessionNotFound, .forbidden]),
    "POST /api/render/proxy/lambda": Self(
      id: "submitRender", summary: "Exports a draft: section 12.1. Free.", parameters: attribution,
      bodies: [(json, "Render")], success: .json("SubmittedRender"),
      refusals: [.sessionNotFound, .exportBlocked, .conflict, .unprocessable]),
    "GET /api/render/proxy/lambda/{id}": Self(
      id: "pollRender", summary: "How far an export is: section 12.2.", parameters: attribution,
      success: .json("PolledRender"), refusals: [.notFound]),
    "POST /api/render/proxy/lambda/{id}/cancel": Self(
      id: "cancelRender", summary: "Cancels an export that is pending: section 12.4.",
      parameters: attribution, success: .json("PolledRender"), refusals: [.notFound, .conflict]),
    "GET /api/render/proxy/{id}/download": Self(
      id: "downloadRender", summary: "The file of an export: section 12.4.",
      parameters: attribution + ranges, success: .file("video/mp4"), refusals: [.notFound]),
    "POST /api/auth/claim-token": Self(
      id: "claimToken", summary: "A token that opens a session in a browser: section 13.1.",
      parameters: attribution, bodies: [(json, "Claim")], success: .json("ClaimToken"),
      refusals: [.sessionNotFound, .unprocessable]),
    "GET /media/{digest}/{filename}": Self(
      id: "media", summary: "An uploaded file, at its cdn_url. Assumed.", needsToken: false,
      parameters: ranges, success: .file("*/*"), refusals: [.notFound]),
    "GET /render-result/<id>.mp4": Self(
      id: "renderedFile", summary: "The file of an export, as on the CDN: section 12.4.",
      needsToken: false, parameters: ranges, success: .file("video/mp4"), refusals: [.notFound]),
    "GET /__sim/v1/health": Self(
      id: "health", summary: "Whether the simulator runs. Its own.", needsToken: false,
      success: .json("Health")),
    "GET /__sim/v1/openapi.json": Self(
      id: "openAPI", summary: "This description. The simulator's own.", needsToken: false,
      success: .json("Description")),
  ]
}
