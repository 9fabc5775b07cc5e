extension Fault {
  static let streamFaults: [Fault] = [silentClose, cutInsideFrame]
}
