/// What is told about an exchange wherever it is shown.
struct ExchangeView {
  let exchange: Exchange
  let target: RequestTarget

  init(_ exchange: Exchange, backend: String) {
    self.exchange = exchange
    target = RequestTarget(exchange.request.url, backend: backend)
  }

  /// The path and the query; with the host in front where it is not the backend's.
  var path: String {
    let host = target.origin == RequestTarget.backendOrigin ? "" : target.origin
    return host + target.path
      + (target.query.isEmpty ? "" : "?" + target.query.joined(separator: "&"))
  }

  /// The method and the ``path``.
  var request: String { "\(exchange.request.method) \(path)" }

  /// The ``request`` within a width: ids go first, then the middle.
  func request(width: Int) -> String {
    guard TextColumns.width(request) > width else { return request }
    let parts = path.split(separator: "/", omittingEmptySubsequences: false)
      .map { part -> Substring in
        part.count >= Self.idLength && part.contains { $0.isNumber } ? "…" : part
      }
    return TextColumns.shortenMiddle(
      "\(exchange.request.method) \(parts.joined(separator: "/"))", to: width)
  }

  private static let idLength = 12

  var status: String { exchange.response.map { String($0.status) } ?? "—" }

  var statusTone: ShownLine.Tone {
    switch exchange.response?.status {
    case (200..<400)?: .good
    case nil, (400...)?: .bad
    default: .plain
    }
  }

  /// How it ended, when that is worth a word.
  var end: String { exchange.end.kind == .closed ? "" : exchange.end.kind.rawValue }

  /// The events of a stream, each with the time at which its last byte came, since the request.
  var events: [(at: Duration, bytes: [UInt8])]? {
    guard let response = exchange.response, response.isEventStream,
      case .bytes(let bytes) = response.body
    else { return nil }
    var cuts = response.cuts[...]
    var received = 0
    var position = 0
    return EventSplitter.split(bytes).map { event in
      position += event.count
      var at = exchange.end.at
      while received < position, let cut = cuts.first {
        received += cut.length
        if received >= position {
          at = cut.at
          received -= cut.length
          break
        }
        cuts.removeFirst()
      }
      return (at, event)
    }
  }
}
