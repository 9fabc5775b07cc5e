extension Dialect.StrictUserID: DialectValue {
  var meaning: String {
    switch self {
    case .off: "me, the account's own id, or nothing"
    case .on: "me or the account's own id; a message without one is refused"
    }
  }
}

extension Dialect.MessageKeys: DialectValue {
  var meaning: String {
    switch self {
    case .snake: "snake_case"
    case .both: "snake_case or camelCase, as ADK servers take them"
    }
  }
}

extension Dialect.OnDisconnect: DialectValue {
  var meaning: String {
    switch self {
    case .continue: "it goes on to its end, and is paid"
    case .cancel: "it is cancelled"
    }
  }
}

extension Dialect.ConcurrentTurn: DialectValue {
  var meaning: String {
    switch self {
    case .run: "it waits for the run, and is a run of its own"
    case .reject: "409"
    }
  }
}

extension Dialect.Stages: DialectValue {
  var meaning: String {
    switch self {
    case .two: "the raw clip, and then what was added to it"
    case .one: "only the end result"
    }
  }
}

extension Dialect.StageTwo: DialectValue {
  var meaning: String {
    switch self {
    case .sameStream: "in the stream of the first"
    case .afterClose: "nowhere: the stream closes after the first, and the work goes on"
    }
  }
}
