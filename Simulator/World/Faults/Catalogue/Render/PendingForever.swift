extension Fault {
  static let pendingForever = Fault(
    "pending-forever", .render, [.pollRender], effect: "a poll says `pending`, whatever is true",
    remedy: "after its ten polls, hands the render on for later; it has not failed"
  ) { _ in
    [.renderStatus("pending")]
  }
}

extension Effect {
  /// A poll's answer has this status, in whichever form it has; URLs and progress are left away.
  static func renderStatus(_ status: String) -> Effect {
    .json { answer in answer.visitObjects { $0.setRenderStatus(status) } }
  }
}

extension JSON {
  /// Calls `change` with this object, and then with each object in it, innermost last.
  mutating func visitObjects(_ change: (inout JSON) -> Void) {
    guard isObject else { return }
    change(&self)
    guard case .object(var members) = self else { return }
    for index in members.indices { members[index].value.visitObjects(change) }
    self = .object(members)
  }

  fileprivate mutating func setRenderStatus(_ status: String) {
    guard case .object(var members) = self,
      let index = members.firstIndex(where: { $0.key == "status" })
    else { return }
    members[index].value = .string(status)
    members.removeAll { ["output", "outputUrl", "progress"].contains($0.key) }
    self = .object(members)
  }
}
