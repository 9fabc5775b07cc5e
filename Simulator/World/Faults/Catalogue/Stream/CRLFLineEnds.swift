extension Fault {
  static let crlfLineEnds = Fault(
    "crlf-line-ends", .stream, [.message], effect: "lines end with CR and LF",
    remedy: "takes CR, LF and CRLF alike (contract section 7.7)"
  ) { _ in [.lineEnds("\r\n")] }
}
