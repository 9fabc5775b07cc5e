extension Fault {
  static let crLineEnds = Fault(
    "cr-line-ends", .stream, [.message], effect: "lines end with CR alone",
    remedy: "takes CR, LF and CRLF alike (contract section 7.7)"
  ) { _ in [.lineEnds("\r")] }
}

extension Effect {
  /// Each line ends like this. JSON has no line feeds of its own in its texts.
  static func lineEnds(_ end: String) -> Effect {
    .stream { script, _ in
      script.replaceBytes { bytes in
        bytes.flatMap { $0 == UInt8(ascii: "\n") ? Array(end.utf8) : [$0] }
      }
    }
  }
}
