/// Says why a request is not answered by a tape. Never quotes a body, a query or a header.
struct MissReport {
  let cassette: String
  let form: RequestForm

  struct Candidate {
    let id: String
    let form: RequestForm
    let isUsed: Bool
  }

  func exhausted(asked: Int, recorded: Int) -> CassetteError {
    let count = "request \(asked) of \(recorded) recorded"
    if form.isRun {
      return CassetteError(
        .doubleRun,
        "Double run: \(requestLine) was sent again (\(count)). A message costs credits each time; "
          + "read the state to find out what became of the first.")
    }
    return CassetteError(.exhausted, "\(requestLine): \(count) in \(cassette). \(recordAgain)")
  }

  func missing(among candidates: [Candidate]) -> CassetteError {
    let start = "\(cassette) has no answer to \(requestLine)"
    let best = candidates.enumerated().max { one, other in
      (rank(one.element), -one.offset) < (rank(other.element), -other.offset)
    }
    guard let closest = best?.element, rank(closest) > 0 else {
      return CassetteError(.missing, "\(start), nor anything like it. \(recordAgain)")
    }
    let used = closest.isUsed ? " (already used)" : ""
    return CassetteError(
      .missing,
      "\(start). The closest is \(closest.id)\(used); \(difference(from: closest.form)). "
        + recordAgain)
  }

  private var requestLine: String {
    let host = form.origin == RequestTarget.backendOrigin ? "" : form.origin
    return "\(form.method) \(host)\(Self.withoutSecrets(form.path))"
  }

  private var recordAgain: String {
    "If the change is meant, record again: the same command with --record \(cassette)"
  }

  private func rank(_ candidate: Candidate) -> Int {
    let other = candidate.form
    guard other.path == form.path || lastPart(other.path) == lastPart(form.path) else { return 0 }
    var rank = 1
    if other.path == form.path { rank += 16 }
    if other.method == form.method { rank += 8 }
    if other.origin == form.origin { rank += 4 }
    if other.query == form.query { rank += 2 }
    if !candidate.isUsed { rank += 1 }
    return rank
  }

  private func lastPart(_ path: String) -> Substring? { path.split(separator: "/").last }

  /// What is different first.
  private func difference(from other: RequestForm) -> String {
    if form.method != other.method { return "the method differs" }
    if form.origin != other.origin { return "the host differs" }
    if form.path != other.path { return "the path differs" }
    if form.query != other.query { return "the query differs" }
    guard let path = CanonicalJSON.difference(form.body, other.body) else {
      return "it belongs to another id"
    }
    return path.isEmpty ? "the body differs" : "body.\(path) differs"
  }

  private static func withoutSecrets(_ text: String) -> String {
    var redactor = Redactor()
    return (try? redactor.redact(text)) ?? ""
  }
}
