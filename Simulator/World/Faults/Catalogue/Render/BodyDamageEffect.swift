import HTTPTypes

extension Effect {
  /// A file does not come as it is; other answers do.
  static func damage(sentPercent: Int, end: StreamEnd) -> Effect {
    .answer { plan, _ in
      guard case .media = plan.body else { return }
      var damage = BodyDamage()
      damage.sentPercent = sentPercent
      damage.end = end
      plan.damage = damage
    }
  }

  /// The part of a file that was asked for becomes something else. Whole files stay as they are.
  static func ofPart(
    _ change: @escaping @Sendable (inout Plan, MediaReference, Range<Int>) -> Void
  ) -> Effect {
    .answer { plan, _ in
      guard case .media(let reference, let range?) = plan.body else { return }
      change(&plan, reference, range)
    }
  }
}

extension Plan {
  /// Answers with the whole file instead of a part of it.
  mutating func becomeWhole(_ reference: MediaReference) {
    status = 200
    headers[.contentRange] = nil
    headers[.contentLength] = nil
    body = .media(reference, range: nil)
  }
}
