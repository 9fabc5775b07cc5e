/// Changes of a poll's answer, in whichever form the dialect gives it.
extension Effect {
  /// A poll's answer has this status; URLs and progress are left away.
  static func renderStatus(_ status: String) -> Effect {
    .json { answer in answer.visitObjects { $0.setRenderStatus(status) } }
  }
}

extension JSON {
  /// Calls `change` with this object, and then with each object that is a member of it.
  mutating func visitObjects(_ change: (inout JSON) -> Void) {
    guard isObject else { return }
    change(&self)
    guard case .object(var members) = self else { return }
    for index in members.indices { members[index].value.visitObjects(change) }
    self = .object(members)
  }

  /// Does nothing to objects without a status.
  mutating func setRenderStatus(_ status: String) {
    guard case .object(var members) = self,
      let index = members.firstIndex(where: { $0.key == "status" })
    else { return }
    members[index].value = .string(status)
    self = .object(members)
    remove("output", "outputUrl", "progress")
  }

  mutating func remove(_ keys: String...) {
    guard case .object(var members) = self else { return }
    members.removeAll { keys.contains($0.key) }
    self = .object(members)
  }

  mutating func append(_ key: String, _ value: JSON) {
    guard case .object(var members) = self else { return }
    members.append(Member(key: key, value: value))
    self = .object(members)
  }
}
