/// What a capture held and the tape does not, or what had to be guessed.
struct HARNotes {
  enum Remark: CaseIterable {
    case unreadable, notHTTP, webSocket, tunnel, preflight, blocked, otherHost
    case noDate, pending, missingFile, badBase64, missingBody, missingRequestBody, partialForm
    case shortBody, guessedBytes, spreadEvents, rebuiltEvents
  }

  /// How many entries a sentence names.
  private static let namedEntries = 5

  private var entries: [Remark: [Int]] = [:]

  /// Notes something of the entry of that number, counted from 1 as it stands in the archive.
  mutating func add(_ remark: Remark, _ entry: Int) {
    if entries[remark]?.last != entry { entries[remark, default: []].append(entry) }
  }

  /// A sentence for each remark, in a fixed order.
  var sentences: [String] {
    Remark.allCases.compactMap { remark in
      entries[remark].map { "\(Self.names($0)): \(Self.wording(remark))." }
    }
  }

  private static func names(_ numbers: [Int]) -> String {
    let named = numbers.prefix(namedEntries).map(String.init).joined(separator: ", ")
    let more = numbers.count > namedEntries ? " and \(numbers.count - namedEntries) more" : ""
    return (numbers.count == 1 ? "Entry " : "Entries ") + named + more
  }

  private static func wording(_ remark: Remark) -> String {
    switch remark {
    case .unreadable: "left out, because there is no method, no usable URL or no valid JSON"
    case .notHTTP: "left out, because only http and https are recorded"
    case .webSocket: "left out, because web sockets are not recorded"
    case .tunnel: "left out, because CONNECT is between a client and its proxy"
    case .preflight: "left out, because only browsers send preflights (OPTIONS)"
    case .blocked: "left out, because the browser blocked the request before it was sent"
    case .otherHost: "left out, because no answer of the API names the host"
    case .noDate: "has no date, so it follows the entry before it"
    case .pending: "has neither an answer nor a failure, so it is unfinished"
    case .missingFile: "the body's file is not there, so only its size is kept"
    case .badBase64: "the body is not valid base64, so only its size is kept"
    case .missingBody: "the capture holds no body, so only its size is kept; save it with content"
    case .missingRequestBody:
      "the capture does not hold what was sent, so a request with a body will not match"
    case .partialForm:
      "the capture does not hold the files of a form, so an upload of them will not match"
    case .shortBody: "the body is shorter than its size says; it is taken as it is"
    case .guessedBytes: "what was sent looks binary, so its characters were taken as bytes"
    case .spreadEvents: "the events have no times, so they are spread evenly until the end"
    case .rebuiltEvents:
      "the stream was rebuilt from its messages; comments and the spelling of lines are lost"
    }
  }
}
