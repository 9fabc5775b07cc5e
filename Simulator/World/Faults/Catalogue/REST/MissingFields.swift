extension Fault {
  static let missingFields = Fault(
    "missing-fields", .rest, .answeredInJSON,
    effect: "fields of the answer's data are not there",
    remedy: "does without what it does not need, and says so where it cannot",
    settings: [whichField]
  ) { settings in
    let field = settings["field"]
    return [
      .json { answer in
        answer.changePayload { members in
          members = members.enumerated().filter { field != 0 && $0.offset != field - 1 }
            .map(\.element)
        }
      }
    ]
  }

  static let whichField = Setting(
    "field", 0, in: 0...20, "which field, in the order of the answer from 1; 0 for all")
}

extension JSON {
  /// Changes the fields of what an answer carries: those of `data.state` or `data`, or of the whole
  /// where nothing wraps it (contract section 6.1). A refusal has none.
  mutating func changePayload(_ change: (inout [Member]) -> Void) {
    guard case .object(var members) = self else { return }
    if let index = members.firstIndex(where: { ["data", "state"].contains($0.key) }),
      members[index].value.isObject
    {
      members[index].value.changePayload(change)
    } else if self["message"] == nil {
      change(&members)
    }
    self = .object(members)
  }
}
