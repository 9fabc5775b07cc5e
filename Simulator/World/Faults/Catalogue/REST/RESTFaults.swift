extension Fault {
  static let restFaults: [Fault] = [
    neverAnswers, slowAnswer, answerLost, garbage, headersCut, oversizedHeaders, interimHeads,
    redirectLoop, crossHostRedirect, longContentLength, shortContentLength, badGzip, htmlError,
    gatewayTimeout, wrongContentType, refusalIn200, code, missingFields, nullFields, unknownFields,
    staleState, frozenCredits,
  ]
}
