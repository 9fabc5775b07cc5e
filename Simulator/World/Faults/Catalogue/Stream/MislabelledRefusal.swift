extension Fault {
  static let mislabelledRefusal = Fault(
    "mislabelled-refusal", .stream, [.message],
    effect: "as json-refusal, but the answer calls itself an event stream",
    remedy: "knows it by its first byte (contract section 7.6)", settings: [.envelopeCode]
  ) { settings in
    .refusalInPlaceOfStream(settings["code"], contentType: "text/event-stream; charset=utf-8")
  }
}
