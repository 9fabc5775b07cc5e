import NemoTime

extension Fault {
  static let staleState = Fault(
    "stale-state", .rest, [.state],
    effect: "for a while after an edit the state shows the draft as it was before it",
    remedy: "reads again after a silent edit; never takes the first look for the last word",
    settings: [Setting("seconds", 20, in: 1...86_400, "how long after the edit's last change")]
  ) { settings in
    [
      .reply { plan, world, request in
        plan = world.staleState(for: request, upTo: .seconds(settings["seconds"])) ?? plan
      }
    ]
  }
}

extension World {
  /// The state before the last edit; nil where there is none, or where that is long ago.
  fileprivate func staleState(for request: OpenExchange.Request, upTo age: Duration) -> Plan? {
    guard case .state(_, let id) = request.route, let earlier = sessions[id]?.earlier,
      now - earlier.changedAt < age
    else { return nil }
    var world = self
    world.sessions[id]?.draft = earlier.draft
    return try? world.state(request, id)
  }
}
