import HTTPTypes

extension Fault {
  static let downloadRefused = Fault(
    "download-refused", .render, [.download],
    effect: "the file's address answers with an HTTP status and a page: 403, 404 or 410",
    remedy: "tries the API's own download, and tells that the video is ready though not here",
    settings: [Setting("status", 403, in: 400...499, "the HTTP status")]
  ) { settings in
    [
      .answer { plan, _ in
        plan = Plan(
          status: settings["status"], headers: [.contentType: "application/xml"],
          body: .bytes(Array("<Error><Code>AccessDenied</Code></Error>".utf8)))
      }
    ]
  }
}
