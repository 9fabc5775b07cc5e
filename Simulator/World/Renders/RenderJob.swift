import NemoTime

/// An export on its way: contract section 12.
struct RenderJob: Sendable, Codable {
  /// Documented: about 30 seconds, 27.6 in the one real-looking sample, 30 to 90 in the seed.
  static let durationSeconds = 20.0...40.0
  static let pendingMilliseconds: Int64 = 2_000

  var spec: RenderSpec
  var account: String
  var session: String
  var submitted: WallTime
  /// When it is completed, if its file is there by then.
  var due: WallTime
  var artefact: Artefact?
  /// nil where nobody cancelled it.
  var isCancelled: Bool?

  struct Artefact: Sendable, Hashable, Codable {
    var facts: ArtefactFacts
    var at: WallTime
  }

  /// The words of section 12.2; what a cancelled render is called is assumed.
  enum Status: String, Sendable, Hashable, Codable {
    case pending, processing, completed, failed, cancelled
  }

  func status(at now: WallTime) -> Status {
    if isCancelled == true { return .cancelled }
    switch artefact?.facts {
    case .failed: return .failed
    case .ready where now >= due: return .completed
    default:
      let isYoung = (now - submitted).wholeMilliseconds < Self.pendingMilliseconds
      return isYoung ? .pending : .processing
    }
  }

  /// 5 at submit and 100 at the end are documented; 99 at most while it is processed.
  func progress(at now: WallTime) -> Int {
    if status(at: now) == .completed { return 100 }
    let whole = max(1, (due - submitted).wholeMilliseconds)
    let passed = max(0, (now - submitted).wholeMilliseconds)
    return Int(min(99, 5 + 94 * passed / whole))
  }

  var completed: WallTime? { artefact.map { max($0.at, due) } }

  var failure: String? {
    if case .failed(let reason) = artefact?.facts { reason } else { nil }
  }

  /// The file's size, once it may be fetched.
  func sizeBytes(at now: WallTime) -> Int? {
    guard status(at: now) == .completed, case .ready(let size, _, _, _, _) = artefact?.facts
    else { return nil }
    return size
  }

  static func url(of id: String, base: String) -> String {
    "\(base)/render-result/\(PercentCoding.encode(id)).mp4"
  }
}

extension RenderJob {
  /// The answer to a submit, section 12.1: one body is documented.
  func submitBody(at now: WallTime, base: String, _ dialect: Dialect) -> JSON {
    switch dialect.renderSubmit {
    case .nested:
      [
        "success": true,
        "data": [
          "id": .string(spec.id), "status": .string(status(at: now).rawValue),
          "progress": .integer(progress(at: now)),
        ],
      ]
    case .code: ["code": 0, "id": .string(spec.id)]
    case .follow: body(at: now, base: base, dialect.renderBody)
    }
  }

  /// The answer to a poll: flat as in the seed, nested, or both at once (section 12.2).
  func body(at now: WallTime, base: String, _ form: Dialect.RenderBody) -> JSON {
    switch form {
    case .flat: .object(flat(at: now, base: base))
    case .nested: .object(nested(at: now, base: base))
    case .both: .object(flat(at: now, base: base) + nested(at: now, base: base))
    }
  }

  private func flat(at now: WallTime, base: String) -> [JSON.Member] {
    var members: [JSON.Member] = [
      .init(key: "taskId", value: .string(spec.id)),
      .init(key: "status", value: .string(status(at: now).rawValue)),
      .init(key: "progress", value: .integer(progress(at: now))),
    ]
    if sizeBytes(at: now) != nil, case .ready(let size, let seconds, _, _, _) = artefact?.facts {
      members.append(
        .init(
          key: "output",
          value: [
            "url": .string(Self.url(of: spec.id, base: base)), "duration": .decimal(seconds),
            "size": .integer(size),
          ]))
    }
    if let failure { members.append(.init(key: "error", value: .string(failure))) }
    return members
  }

  private func nested(at now: WallTime, base: String) -> [JSON.Member] {
    let isCompleted = status(at: now) == .completed
    let data = JSON.present(
      ("id", .string(spec.id)), ("status", .string(status(at: now).rawValue)),
      ("progress", .integer(progress(at: now))),
      ("outputUrl", isCompleted ? .string(Self.url(of: spec.id, base: base)) : nil),
      ("createdAt", .integer(submitted.millisecondsSinceEpoch)),
      ("completedAt", isCompleted ? completed.map { .integer($0.millisecondsSinceEpoch) } : nil),
      ("error", failure.map { .string($0) }))
    return [.init(key: "success", value: true), .init(key: "data", value: data)]
  }
}
