extension Fault {
  static let connectFaults: [Fault] = [refused, resetOnAccept, emptyReply]
}
