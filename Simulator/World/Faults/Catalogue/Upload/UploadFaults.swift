extension Fault {
  static let uploadFaults: [Fault] = [
    continueWithheld, earlyRefusal, resetMidBody, throttledUpload, stalledUpload, storedShort,
    tokenExpiresMidway,
  ]
}
