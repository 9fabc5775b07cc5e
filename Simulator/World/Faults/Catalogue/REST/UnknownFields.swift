extension Fault {
  static let unknownFields = Fault(
    "unknown-fields", .rest, .answeredInJSON,
    effect: "every object of the answer, the draft's too, has a field that nobody knows",
    remedy: "passes over them; what it sends back of a draft has them still"
  ) { _ in [.json { answer in answer = answer.withLaterFields }] }
}

extension JSON {
  /// As a later version of the backend might write it.
  fileprivate var withLaterFields: JSON {
    switch self {
    case .object(let members):
      .object(
        members.map { Member(key: $0.key, value: $0.value.withLaterFields) }
          + [Member(key: "x_later", value: ["since": "v9", "values": .array([1, .null])])])
    case .array(let values): .array(values.map(\.withLaterFields))
    default: self
    }
  }
}
