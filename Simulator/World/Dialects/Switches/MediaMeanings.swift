extension Dialect.RenderBody: DialectValue {
  var meaning: String {
    switch self {
    case .flat: "status and output.url"
    case .nested: "success, data.status and data.outputUrl"
    case .both: "both at once"
    }
  }
}

extension Dialect.RenderSubmit: DialectValue {
  var meaning: String {
    switch self {
    case .nested: "success and data with id, status and progress"
    case .code: #"{"code": 0, "id": …}"#
    case .follow: "in the form of a poll, as renderBody says"
    }
  }
}

extension Dialect.DuplicateRender: DialectValue {
  var meaning: String {
    switch self {
    case .error: "409"
    case .idempotent: "the render that has it"
    }
  }
}

extension Dialect.UploadKey: DialectValue {
  var meaning: String {
    switch self {
    case .files: "files, each with its cdn_url"
    case .uploadedFiles: "uploaded_files, each with its url"
    case .url: "the url of the first file and nothing else"
    }
  }
}

extension Dialect.UploadExtras: DialectValue {
  var meaning: String {
    switch self {
    case .on: "they are there"
    case .off: "they are not there"
    }
  }
}

extension Dialect.Download: DialectValue {
  var meaning: String {
    switch self {
    case .bytes: "the file"
    case .json: "JSON that says where the file is"
    }
  }
}
