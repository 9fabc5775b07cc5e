extension Fault {
  static let uploadFaults: [Fault] = [resetMidBody]
}
