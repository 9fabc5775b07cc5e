extension Fault {
  static let processFaults: [Fault] = [killed, stateLost, stopped, clockJump]
}
