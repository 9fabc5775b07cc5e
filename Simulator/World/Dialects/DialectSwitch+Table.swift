extension DialectSwitch {
  /// Every switch, in the order of the rows, and then what has no row.
  public static let all: [DialectSwitch] = [
    DialectSwitch("renderBody", \.renderBody, "19 row 1", "the answer to a render's poll"),
    DialectSwitch("renderSubmit", \.renderSubmit, "19 row 2", "the answer to a render's submit"),
    DialectSwitch("envelope", \.envelope, "19 row 3", "what is round a good answer"),
    DialectSwitch("errors", \.errors, "19 row 4", "how errors travel"),
    DialectSwitch("sse", \.frames, "19 row 5", "how a stream's frames are written"),
    DialectSwitch("heartbeat", \.heartbeat, "19 row 6", "how a stream says that work goes on"),
    DialectSwitch("doneFrame", \.doneFrame, "19 row 7", "a frame at the end of a stream"),
    DialectSwitch("strictUserId", \.strictUserID, "19 row 8", "whether a message must name a user"),
    DialectSwitch("sessionUserId", \.sessionUserID, "19 row 10", "whose a new session is"),
    DialectSwitch("signInFields", \.signInFields, "19 row 11", "what a sign-in answers"),
    DialectSwitch("tokenTTL", \.tokenTTL, "19 row 12", "how long an anonymous token is good"),
    DialectSwitch("limits", \.limits, "19 row 13", "how often one may sign in"),
    DialectSwitch("repeatSignIn", \.repeatSignIn, "19 row 14", "a second sign-in in the window"),
    DialectSwitch("anonScopes", \.anonScopes, "19 row 16", "what an anonymous token may do"),
    DialectSwitch("attribution", \.attribution, "19 row 17", "requests without attribution"),
    DialectSwitch("plan", \.plan, "19 row 18", "whether the free plan exports"),
    DialectSwitch("duplicateRender", \.duplicateRender, "19 row 19", "a render id used twice"),
    DialectSwitch("onDisconnect", \.onDisconnect, "19 row 23", "a run whose client leaves"),
    DialectSwitch("stages", \.stages, "19 row 24", "what a generation tells"),
    DialectSwitch("stageTwo", \.stageTwo, "19 row 24", "where its second stage is told"),
    DialectSwitch("uploadKey", \.uploadKey, "19 row 25", "how an upload names its files"),
    DialectSwitch("uploadExtras", \.uploadExtras, "19 row 26", "fps and hash of a file"),
    DialectSwitch(
      "videoInfosGenerated", \.videoInfosGenerated, "19 row 27", "generated clips in video_infos"),
    DialectSwitch("stateFields", \.stateFields, "19 row 28", "the keys of a state"),
    DialectSwitch("costs", \.costs, "19 row 29", "what work costs"),
    DialectSwitch("balanceTotal", \.balanceTotal, "19 row 30", "the total of a balance"),
    DialectSwitch(
      "sizeCap", \.sizeCapBytes, in: 1...1 << 40, "19 row 31", "the largest upload, in bytes"),
    DialectSwitch("download", \.download, "19 row 32", "a download through the API"),
    DialectSwitch("claimToken", \.claimToken, "19 row 33", "whether claim tokens exist"),
    DialectSwitch("draftText", \.draftText, "19 row 36", "where a draft has its texts"),
    DialectSwitch("tailNoise", \.tailNoise, "19 row 39", "\"temporary issue\" after good output"),
    DialectSwitch("draftStart", \.draftStart, "10.3", "where a draft has its starts"),
    DialectSwitch("draftSource", \.draftSource, "10.3", "how a draft names files"),
    DialectSwitch("streamError", \.streamError, "7.6", "how a failed run says so"),
    DialectSwitch("concurrentTurn", \.concurrentTurn, "8", "a message during a run"),
    DialectSwitch(
      "silentEditPercent", \.silentEditPercent, in: 0...100, "7.6", "edits that end without text"),
    DialectSwitch("messageKeys", \.messageKeys, "adk-wire", "how a message's keys are spelt"),
    DialectSwitch(
      "strictTokens", \.strictTokens, "the simulator", "bearers of other worlds",
      off: "whoever brings one is a registered account", on: "1001"),
  ]
}
