/// Says why a request is not answered by a tape. Never quotes a body, a query or a header.
struct MissReport {
  let cassette: String
  let form: RequestForm
  /// The path as it was asked for, with the ids that ``form`` has placeholders for.
  let path: String
  let advice: RecordingAdvice

  func exhausted(asked: Int, recorded: Int) -> CassetteError {
    let count = "request \(asked) of \(recorded) recorded"
    if form.isRun {
      return CassetteError(
        .doubleRun,
        "Double run: \(requestLine) was sent again (\(count)). A message costs credits each time; "
          + "read the state to find out what became of the first.")
    }
    return CassetteError(
      .exhausted, "\(requestLine): \(count) in \(cassette). \(advice.sentence(cassette))")
  }

  /// - Parameter candidates: what is closest, best first.
  func missing(among candidates: [MissCandidates.Candidate]) -> CassetteError {
    let start = "\(cassette) has no answer to \(requestLine)"
    let again = advice.sentence(cassette)
    guard let closest = candidates.first else {
      return CassetteError(.missing, "\(start), nor anything like it. \(again)")
    }
    let others = candidates.dropFirst().map { "\($0.id)\(used($0)); \(difference(from: $0.form))." }
    let next = others.isEmpty ? "" : " Then " + others.joined(separator: " Then ")
    return CassetteError(
      .missing,
      "\(start). The closest is \(closest.id)\(used(closest)); \(difference(from: closest.form))."
        + "\(next) \(again)")
  }

  private func used(_ candidate: MissCandidates.Candidate) -> String {
    candidate.isUsed ? " (already used)" : ""
  }

  private var requestLine: String {
    let host = form.origin == RequestTarget.backendOrigin ? "" : form.origin
    return "\(form.method) \(Self.withoutSecrets(host + path))"
  }

  /// What is different first.
  private func difference(from other: RequestForm) -> String {
    if form.method != other.method { return "the method differs" }
    if form.origin != other.origin { return "the host differs" }
    if form.path != other.path { return "the path differs" }
    if form.query != other.query { return "the query differs\(queryName(other.query))" }
    guard let path = CanonicalJSON.difference(form.body, other.body) else {
      return "it belongs to another id"
    }
    if path.isEmpty { return "the body differs" }
    return "body\(path.hasPrefix("[") ? "" : ".")\(Self.withoutSecrets(path)) differs"
  }

  private func queryName(_ other: [String]) -> String {
    let pairs = zip(form.query + [""], other + [""])
    guard let (one, second) = pairs.first(where: { $0.0 != $0.1 }) else { return "" }
    let pair = one.isEmpty ? second : one
    let name = CanonicalJSON.shown(key: String(pair.prefix { $0 != "=" }))
    return " at \(Self.withoutSecrets(name))"
  }

  private static func withoutSecrets(_ text: String) -> String {
    var redactor = Redactor()
    return (try? redactor.redact(text)) ?? ""
  }
}
