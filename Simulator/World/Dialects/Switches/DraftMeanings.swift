extension Dialect.DraftStart: DialectValue {
  var meaning: String {
    switch self {
    case .explicit: "always in s"
    case .sequential: "in s only where a segment does not start at the end of the one before it"
    }
  }
}

extension Dialect.DraftText: DialectValue {
  var meaning: String {
    switch self {
    case .text: "in m.text, and in m.title as the segment's name"
    case .title: "in m.title alone"
    }
  }
}

extension Dialect.DraftSource: DialectValue {
  var meaning: String {
    switch self {
    case .cdn: "by its URL"
    case .mount: "by a path that begins with /mnt/userdata/ and ends with the file's name"
    }
  }
}
