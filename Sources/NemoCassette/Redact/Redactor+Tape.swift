extension Redactor {
  /// The last look before a tape is sealed: everything again, blobs included.
  ///
  /// - Throws: ``CassetteError`` with ``CassetteError/Code/secretFound``, naming the exchange.
  func refuseSecrets(in tape: Tape) throws {
    try refuse([tape.header.backend, tape.header.note], "the first line")
    for exchange in tape.exchanges {
      try refuse([exchange.id, exchange.request.url, exchange.end.detail], exchange.id)
      let headers = exchange.request.headers + (exchange.response?.headers ?? [])
      if headers.contains(where: isForbidden) { throw Self.refusal(exchange.id) }
      try refuse(headers.map { $0.value }, exchange.id)
      for body in [exchange.request.body, exchange.response?.body ?? .empty] {
        switch body {
        case .bytes(let bytes):
          if findsSecret(in: bytes) { throw Self.refusal(exchange.id) }
        case .form(let parts):
          try refuse(parts.flatMap { [$0.name, $0.filename ?? ""] }, exchange.id)
        case .stored, .omitted: break
        }
      }
    }
  }

  private func refuse(_ texts: [String], _ place: String) throws {
    guard texts.contains(where: { findsSecret(in: Array($0.utf8)) }) else { return }
    throw Self.refusal(place)
  }

  private func isForbidden(_ header: HeaderPair) -> Bool {
    let name = header.name.lowercased()
    if name == HeaderRules.clientID {
      return !Pseudonyms.hasForm(header.value.utf8)
    }
    return ["authorization", "proxy-authorization", "cookie", "set-cookie"].contains(name)
  }

  private static func refusal(_ place: String) -> CassetteError {
    CassetteError(
      .secretFound,
      "The cassette was not written: a secret is left in \(place). Remove it there and seal again.")
  }
}
