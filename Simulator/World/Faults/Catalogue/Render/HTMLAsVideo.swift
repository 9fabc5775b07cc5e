import HTTPTypes

extension Fault {
  static let htmlAsVideo = Fault(
    "html-as-video", .render, [.download],
    effect: "a page comes in place of the file, with 200 and the type of a video",
    remedy: "sees that it is no MP4, and takes the next way to the file"
  ) { _ in
    [
      .answer { plan, _ in
        plan = Plan(
          status: 200, headers: [.contentType: "video/mp4"],
          body: .bytes(Array("<html><body>Please try again later.</body></html>".utf8)))
      }
    ]
  }
}
