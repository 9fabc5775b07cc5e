import NemoHTTP
import NemoSimulator
import NemoTime

/// What is special about a world, from its beginning on.
extension ControlService {
  static let scenarios: [(name: String, scenario: Scenario)] = [
    ("default", Scenario()), ("silentEdits", .silentEdits), ("outOfCredits", .outOfCredits),
    ("freePlan", .freePlan), ("failedRender", .failedRender), ("expiredToken", .expiredToken),
  ]

  /// Takes a scenario by its name, or by the text of its file.
  func take(_ text: String, into terms: inout WorldTerms) throws(ControlRefusal) {
    if let one = Self.scenarios.first(where: { $0.name == text }) {
      terms.scenario = one.scenario
      return
    }
    guard let readScenario = options.readScenario else {
      let names = Self.scenarios.map(\.name).joined(separator: ", ")
      throw ControlRefusal(
        400, "bad-scenario",
        "There is no scenario \"\(text.prefix(80))\". Known are \(names).")
    }
    do { try readScenario(text, &terms) } catch {
      throw ControlRefusal(400, "bad-scenario", "\(error)")
    }
  }

  func showScenario(_ call: ControlCall) throws(ControlRefusal) -> TransportResponse {
    let scenario = try world(call).world.scenario
    return ControlAnswer.json(["scenario": scenario])
  }

  /// The body is the scenario's name or the text of its file. The world begins anew with it.
  func setScenario(_ call: ControlCall) async throws -> TransportResponse {
    let world = try world(call)
    let bytes = try await ControlBody.collect(call.request.body)
    guard let text = String(validating: bytes, as: UTF8.self), !text.isEmpty else {
      throw ControlRefusal.body("The body is no text. Send a scenario's name, or its file.")
    }
    var terms = world.life.terms
    try take(text, into: &terms)
    host.reset(world, terms)
    return try showScenario(call)
  }
}
