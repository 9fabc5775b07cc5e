import NemoHTTP

extension Redactor {
  /// How much of a file is looked at at a time, in bytes.
  private static let readBytes = 256 << 10

  /// Whether a secret is in the text: its shape, a secret at its key, or one of the values met.
  func findsSecret(in bytes: [UInt8]) -> Bool {
    var search = SecretSearch()
    return search.finds(in: bytes, isEnd: true, self)
  }

  /// Whether a secret is in a file, which may be larger than the memory.
  private func findsSecret(in blob: StoredBlob) throws -> Bool {
    let reader = try blob.reader()
    var search = SecretSearch()
    while case let bytes = try reader.read(upTo: Self.readBytes), !bytes.isEmpty {
      if search.finds(in: bytes, isEnd: false, self) { return true }
    }
    return search.finds(in: [], isEnd: true, self)
  }

  /// The last look before a tape is sealed: everything again, blobs included.
  ///
  /// - Throws: ``CassetteError`` with ``CassetteError/Code/secretFound``, naming the exchange.
  func refuseSecrets(in tape: Tape) throws {
    let header = tape.header
    try refuse([header.origin.rawValue, header.backend, header.note], "the first line")
    for (index, exchange) in tape.exchanges.enumerated() {
      try refuse([exchange.id], "the name of exchange \(index + 1)")
      try refuseSecrets(in: exchange.request, "the request of \(exchange.id)")
      if let response = exchange.response {
        let place = "the answer of \(exchange.id)"
        try refuse(response.headers, place)
        try refuse(response.body, place)
      }
      try refuse([exchange.end.kind.rawValue, exchange.end.detail], "the end of \(exchange.id)")
    }
  }

  private func refuseSecrets(in request: Exchange.Request, _ place: String) throws {
    try refuse([request.method, request.url], place)
    try refuse(request.headers, place)
    try refuse(request.body, place)
  }

  private func refuse(_ headers: [HeaderPair], _ place: String) throws {
    for header in headers {
      let isForeignID =
        header.name.lowercased() == HeaderRules.clientID
        && !Pseudonyms.hasForm(header.value.utf8)
      if isForeignID || HeaderRules.isForbidden(header.name) { throw Self.refusal(place) }
    }
    try refuse(headers.flatMap { [$0.name, $0.value] }, place)
  }

  private func refuse(_ body: BodyContent, _ place: String) throws {
    switch body {
    case .bytes(let bytes):
      let texts = [bytes, Gzip.unpacked(bytes) ?? []]
      if texts.contains(where: findsSecret) { throw Self.refusal(place) }
    case .stored(let blob): if try findsSecret(in: blob) { throw Self.refusal(place) }
    case .form(let parts):
      try refuse(
        parts.flatMap { [$0.name, $0.filename ?? "", $0.contentType ?? "", $0.text ?? ""] }, place)
      if parts.contains(where: isForbidden) { throw Self.refusal(place) }
    case .omitted: break
    }
  }

  private func isForbidden(_ part: BodyContent.FormPart) -> Bool {
    guard let text = part.text, SecretScanner.isSecret(name: part.name, value: text.utf8) else {
      return false
    }
    return isForbidden(Array(text.utf8), .secret)
  }

  private func refuse(_ texts: [String], _ place: String) throws {
    guard texts.contains(where: { findsSecret(in: Array($0.utf8)) }) else { return }
    throw Self.refusal(place)
  }

  private static func refusal(_ place: String) -> CassetteError {
    CassetteError(
      .secretFound,
      "The cassette was not written: a secret is left in \(place). Take it out there and seal "
        + "again, or throw the recording away and record again without it.")
  }
}
