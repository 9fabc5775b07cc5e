import NemoTime

extension Fault {
  /// A run that breaks off and says so in its stream, as contract section 7.6 and `adk-wire.md`
  /// have it.
  static func streamError(
    _ name: String, effect: String, settings: [Setting] = [],
    _ words: @escaping @Sendable (inout StreamScript, WallTime, Settings) -> Void
  ) -> Fault {
    Fault(
      name, .stream, [.message], effect: "the run breaks off; \(effect)",
      remedy: "reads the state, and tells that the edit failed if nothing changed",
      settings: [.afterEvents] + settings
    ) { settings in
      [
        .stream { script, _ in
          script.breakOff(after: settings["afterEvents"]) { words(&$0, $1, settings) }
        }
      ]
    }
  }

  /// In a form that a dialect has.
  static func streamError(
    _ name: String, in form: Dialect.StreamError, effect: String
  ) -> Fault {
    streamError(name, effect: effect) { script, time, _ in
      script.words?.errors = StreamErrorFrames(form: form)
      script.tell(.failure(kind: "RuntimeError", message: "the \"agent\" broke"), at: time)
    }
  }
}
