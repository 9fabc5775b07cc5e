extension Fault {
  static let storedShort = Fault(
    "stored-short", .upload, [.upload],
    effect: "only the first half of the file's time is taken, and the answer says so",
    remedy: "nothing in the contract lets it tell: the answer is a good one"
  ) { _ in
    [
      .arrival { body in
        guard case .form(var parts) = body else { return }
        for index in parts.indices {
          guard case .file(var facts) = parts[index].content else { continue }
          facts.sizeBytes /= 2
          facts.probe?.durationSeconds /= 2
          parts[index].content = .file(facts)
        }
        body = .form(parts)
      }
    ]
  }
}
