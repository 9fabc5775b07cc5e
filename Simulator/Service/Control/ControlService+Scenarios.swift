import NemoHTTP
import NemoSimulator
import NemoTime

/// What is special about a world, from its beginning on.
extension ControlService {
  private static let presets: [(name: String, scenario: Scenario)] = [
    ("default", Scenario()), ("silentEdits", .silentEdits), ("outOfCredits", .outOfCredits),
    ("freePlan", .freePlan), ("failedRender", .failedRender), ("expiredToken", .expiredToken),
  ]

  private static var names: [String] { presets.map(\.name) + ScenarioLibrary.names }

  func listScenarios(_ call: ControlCall) -> TransportResponse {
    ControlAnswer.json(["scenarios": Self.names])
  }

  /// Takes a scenario by its name, or by the text of its file. Never a path: no file of this machine
  /// is read but the library's.
  static func take(_ text: String, into terms: inout WorldTerms) throws(ControlRefusal) {
    if let one = presets.first(where: { $0.name == text }) {
      terms.scenario = one.scenario
      return
    }
    do throws(ScenarioFileError) {
      if ScenarioLibrary.names.contains(text) {
        take(try ScenarioFile.find(text), into: &terms)
      } else if text.contains(":") {
        take(try ScenarioFile(text: text, name: "scenario"), into: &terms)
      } else {
        let near = NearestName.of(text, among: names) ?? ""
        throw ScenarioFileError(
          .notFound, file: String(text.prefix(80)),
          "There is no scenario of this name. The nearest is \(near).")
      }
    } catch {
      throw ControlRefusal(400, "bad-scenario", "\(error)")
    }
  }

  private static func take(_ file: ScenarioFile, into terms: inout WorldTerms) {
    terms.scenario = file.scenario
    terms.dialect = file.dialect
    if let seed = file.seed { terms.seed = seed }
    if let start = file.start { terms.startsAt = start }
  }

  func showScenario(_ call: ControlCall) throws(ControlRefusal) -> TransportResponse {
    struct Content: Encodable {
      var scenario: Scenario
      /// What it expects and does not find now, in sentences.
      var unmetExpectations: [String]
    }
    let service = try world(call).service
    return ControlAnswer.json(
      Content(
        scenario: service.world.scenario, unmetExpectations: service.unmetExpectations()))
  }

  /// The body is the scenario's name or the text of its file. The world begins anew with it.
  func setScenario(_ call: ControlCall) async throws -> TransportResponse {
    let world = try world(call)
    let bytes = try await ControlBody.collect(call.request.body)
    guard let text = String(validating: bytes, as: UTF8.self), !text.isEmpty else {
      throw ControlRefusal.body("The body is no text. Send a scenario's name, or its file.")
    }
    var terms = world.life.terms
    try Self.take(text, into: &terms)
    host.reset(world, terms)
    return try showScenario(call)
  }
}
