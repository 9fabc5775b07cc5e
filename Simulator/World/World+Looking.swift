public import NemoTime

/// What a control may see of a world beside its journal.
extension World {
  /// A render, as its owner is told of it.
  public struct RenderFacts: Sendable, Hashable, Codable {
    public var id: String
    public var session: String
    /// `pending`, `processing`, `completed` or `failed`.
    public var status: String
    /// 5...100.
    public var progressPercent: Int
    public var submittedAt: WallTime
    /// When it is completed, if its file is there by then.
    public var dueAt: WallTime
    /// Why it failed.
    public var failure: String?
  }

  /// All renders in the order in which they were submitted.
  public var renderFacts: [RenderFacts] {
    renders.values
      .sorted { ($0.submitted, $0.spec.id) < ($1.submitted, $1.spec.id) }
      .map { job in
        RenderFacts(
          id: job.spec.id, session: job.session, status: job.status(at: now).rawValue,
          progressPercent: job.progress(at: now), submittedAt: job.submitted, dueAt: job.due,
          failure: job.failure)
      }
  }

  /// Whether an `Authorization` header names a token that this world issued or took in.
  public func knows(authorization: String?) -> Bool {
    accounts.knows(authorization: authorization)
  }
}
