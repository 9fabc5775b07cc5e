extension Fault {
  static let processFaults: [Fault] = []
}
