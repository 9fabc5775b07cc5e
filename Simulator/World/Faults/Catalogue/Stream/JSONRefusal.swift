import HTTPTypes

extension Fault {
  static let jsonRefusal = Fault(
    "json-refusal", .stream, [.message],
    effect: "status 200 and an envelope with a code come in place of the stream; nothing runs",
    remedy: "does what contract section 6.2 says of the code (7.6)",
    settings: [.envelopeCode]
  ) { settings in
    .refusalInPlaceOfStream(settings["code"], contentType: "application/json")
  }
}

extension Fault.Setting {
  static let envelopeCode = Fault.Setting(
    "code", 2_001, in: 400...9_999, "the envelope's code")
}

extension [Effect] {
  /// Nothing of the message is done, and JSON says so.
  static func refusalInPlaceOfStream(_ code: Int, contentType: String) -> [Effect] {
    let message = "A fault of this world refuses this message."
    return [
      .refuse(Refusal(Refusal.Code(rawValue: code), message)),
      .answer { plan, _ in
        plan = Answer.json(["code": .integer(code), "message": .string(message)])
        plan.headers[.contentType] = contentType
      },
    ]
  }
}
