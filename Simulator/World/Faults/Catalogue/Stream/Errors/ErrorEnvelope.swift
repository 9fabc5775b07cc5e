extension Fault {
  /// Assumed: the envelope of contract section 6.1 as a frame, from a layer before the agent.
  static let errorEnvelope = streamError(
    "error-envelope", effect: "its last frame is an envelope with a code",
    settings: [Setting("code", 500, in: 400...9_999, "the envelope's code")]
  ) { script, time, settings in
    let envelope: JSON = ["code": .integer(settings["code"]), "message": "The agent broke."]
    script.send(Frame.data(envelope), at: time)
  }
}
