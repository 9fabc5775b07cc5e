extension Fault {
  static let renderFaults: [Fault] = [pendingForever, downloadCut]
}
