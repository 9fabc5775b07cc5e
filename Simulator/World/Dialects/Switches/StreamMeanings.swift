extension Dialect.Frames: DialectValue {
  var meaning: String {
    switch self {
    case .typed: #"{"type": …}"#
    case .adk: "events of Google's Agent Development Kit; text in fragments if the message asks"
    case .adkStreaming: "the same, every text in fragments and then once more as a whole"
    case .plain: #"{"text": …} and nothing else"#
    case .mixed: "the three by turns"
    }
  }
}

extension Dialect.Heartbeat: DialectValue {
  var meaning: String {
    switch self {
    case .alternate: "typed and empty by turns"
    case .typed: #"data: {"type":"heartbeat"}"#
    case .empty: "data: and nothing behind it"
    case .word: "data: heartbeat"
    case .named: "event: heartbeat"
    case .comment: "a comment line"
    case .every: "each of them by turns"
    case .none: "not at all"
    }
  }
}

extension Dialect.DoneFrame: DialectValue {
  var meaning: String {
    switch self {
    case .off: "none: the stream closes"
    case .on: #"data: {"type":"done"}, then the stream closes"#
    }
  }
}

extension Dialect.StreamError: DialectValue {
  var meaning: String {
    switch self {
    case .bare: #"{"error":"…"}, as ADK servers 1.25 to 1.33"#
    case .unescaped: "the same without escapes, so that it may be broken JSON; ADK up to 1.22"
    case .detailed: "an event with an error code, then error and error_details; ADK 2.13"
    case .event: "an event with an error code alone"
    case .named: "a frame named error, as ADK's Go server"
    case .text: "a text that begins with \"Error:\""
    }
  }
}

extension Dialect.TailNoise: DialectValue {
  var meaning: String {
    switch self {
    case .off: "it does not come"
    case .on: "every run that went well ends with it"
    }
  }
}
