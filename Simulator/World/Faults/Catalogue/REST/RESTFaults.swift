extension Fault {
  static let restFaults: [Fault] = [neverAnswers, answerLost, code, longContentLength]
}
