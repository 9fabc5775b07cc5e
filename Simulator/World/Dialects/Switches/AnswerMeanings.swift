extension Dialect.Envelope: DialectValue {
  var meaning: String {
    switch self {
    case .code: #"{"code": 0, "data": {…}}"#
    case .bare: "nothing: the data are the answer"
    }
  }
}

extension Dialect.Errors: DialectValue {
  var meaning: String {
    switch self {
    case .mixed: "400, 402 and 429 as HTTP status and body code, 1001 to 4002 in an HTTP 200"
    case .http: "the HTTP status that fits, and the body code"
    case .envelope200: "always HTTP 200; only the body code tells"
    case .fastapiDetail: #"the HTTP status that fits, and {"detail": …}, as FastAPI has it"#
    }
  }
}

extension Dialect.SessionUserID: DialectValue {
  var meaning: String {
    switch self {
    case .on: "user_id says so"
    case .off: "it is not said"
    case .bindID: "bind_id says so"
    }
  }
}

extension Dialect.VideoInfosGenerated: DialectValue {
  var meaning: String {
    switch self {
    case .on: "uploads and generated clips"
    case .off: "uploads alone"
    }
  }
}

extension Dialect.StateFields: DialectValue {
  var meaning: String {
    switch self {
    case .full: "with task_id, task_name, video_analyses and canvas_config"
    case .seedMinimal: "draft, video_infos and generated_media alone"
    }
  }
}
