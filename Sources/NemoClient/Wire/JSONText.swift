/// JSON to be written: members in the order given, and parts that are spliced in as they are.
enum JSONText {
  case string(String)
  case integer(Int64)
  case bool(Bool)
  case array([JSONText])
  case object([(String, JSONText)])
  /// Bytes of JSON that go through untouched.
  case verbatim([UInt8])

  /// The text, without white space of its own.
  var bytes: [UInt8] {
    var out: [UInt8] = []
    write(to: &out)
    return out
  }

  private func write(to out: inout [UInt8]) {
  }
}
