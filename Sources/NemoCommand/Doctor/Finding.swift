/// One thing that was looked at.
struct Finding: Sendable {
  enum Status: String, Sendable { case ok, warn, fail }

  var name: String
  var status: Status
  var detail: String
  /// What to do about it.
  var advice: String?

  init(_ name: String, _ status: Status, _ detail: String, advice: String? = nil) {
    self.name = name
    self.status = status
    self.detail = detail
    self.advice = advice
  }

  /// An error of the project says itself what is wrong and what to do.
  init(_ name: String, failing error: any Error) {
    self.init(name, .fail, sentence(for: error))
  }

  var json: JSONText {
    .object([
      "name": .string(name), "status": .string(status.rawValue), "detail": .string(detail),
      "advice": .optional(advice),
    ])
  }
}

/// All findings, for people and for scripts.
struct Diagnosis: Sendable {
  var findings: [Finding]

  private static let indent = 18

  /// Whether everything works, if not as well as it could.
  var isGood: Bool { !findings.contains { $0.status == .fail } }

  var json: JSONText {
    .object(["ok": .bool(isGood), "checks": .array(findings.map(\.json))])
  }

  func show(on console: Console) {
    for finding in findings {
      let mark = finding.status.rawValue.padded(to: 6)
      let style: Console.Style =
        switch finding.status {
        case .ok: .plain
        case .warn: .strong
        case .fail: .bad
        }
      console.say(mark + finding.name.padded(to: Self.indent - 6) + finding.detail, style)
      if let advice = finding.advice {
        console.say(String(repeating: " ", count: Self.indent) + advice, style)
      }
    }
    let (failed, warned) = (count(.fail), count(.warn))
    if failed > 0 {
      console.say("\(failed) of \(findings.count) do not work.", .bad)
    } else {
      console.say(
        warned == 0 ? "✅ Everything works." : "✅ Everything works; \(warned) could be better.",
        .good)
    }
  }

  private func count(_ status: Finding.Status) -> Int {
    findings.count { $0.status == status }
  }
}

extension String {
  fileprivate func padded(to width: Int) -> String {
    self + String(repeating: " ", count: max(1, width - count))
  }
}
