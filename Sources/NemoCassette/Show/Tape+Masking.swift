extension Tape {
  /// The tape as it may be shown: a secret that somebody left on it by hand is not shown either.
  ///
  /// Tapes that are recorded come back as they are.
  package func masked() throws -> Tape {
    guard (try? Redactor().refuseSecrets(in: self)) == nil else { return self }
    var redactor = Redactor()
    var tape = self
    tape.header.note = try redactor.redact(header.note)
    tape.header.backend = try redactor.redact(header.backend)
    for index in tape.exchanges.indices { try tape.exchanges[index].mask(&redactor) }
    return tape
  }
}

extension Exchange {
  fileprivate mutating func mask(_ redactor: inout Redactor) throws {
    request.url = try redactor.redact(request.url)
    request.headers = try Self.mask(request.headers, &redactor)
    request.body = try redactor.redact(request.body)
    end.detail = try redactor.redact(end.detail)
    guard var response else { return }
    response.headers = try Self.mask(response.headers, &redactor)
    response.body = try redactor.redact(response.body)
    self.response = response
  }

  private static func mask(
    _ headers: [HeaderPair], _ redactor: inout Redactor
  ) throws -> [HeaderPair] {
    try headers.map { header in
      let name = header.name.lowercased()
      let isCredential =
        name.hasSuffix("authorization") || name.hasSuffix("cookie")
        || name == HeaderRules.clientID && !Pseudonyms.hasForm(header.value.utf8)
      return HeaderPair(header.name, isCredential ? "…" : try redactor.redact(header.value))
    }
  }
}
