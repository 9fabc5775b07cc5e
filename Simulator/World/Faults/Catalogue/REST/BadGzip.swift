import HTTPTypes

extension Fault {
  /// Nobody asked for a coding: a proxy that compresses unasked, and breaks it.
  static let badGzip = Fault(
    "bad-gzip", .rest, .all,
    effect:
      "the request is done; the answer says Content-Encoding: gzip, and its bytes are no gzip",
    remedy: "takes the answer for lost, and shows nothing of the bytes"
  ) { _ in
    [
      .answer { plan, _ in
        plan.headers[.contentEncoding] = "gzip"
        // The magic number and the method of RFC 1952, then a block of a type that there is not.
        plan.setBody([0x1f, 0x8b, 0x08, 0, 0, 0, 0, 0, 0, 0x03, 0xff, 0xff, 0xff, 0xff])
      }
    ]
  }
}
