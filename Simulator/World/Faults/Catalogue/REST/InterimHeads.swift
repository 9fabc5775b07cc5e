import NemoHTTP

extension Fault {
  static let interimHeads = Fault(
    "interim-heads", .rest, .all,
    effect: "heads of 103 Early Hints and 102 Processing come before the real one",
    remedy: "skips them; they change nothing"
  ) { _ in
    [
      .answer { plan, _ in
        let heads =
          "HTTP/1.1 103 Early Hints\r\nLink: </style.css>; rel=preload\r\n\r\n"
          + "HTTP/1.1 102 Processing\r\n\r\n"
        plan.wire = WireScript([.bytes(Array(heads.utf8)), .head(.usual), .body], end: .usual)
      }
    ]
  }
}
