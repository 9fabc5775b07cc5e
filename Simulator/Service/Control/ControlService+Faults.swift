import NemoHTTP
import NemoSimulator
import NemoTime

/// What goes wrong in a world.
extension ControlService {
  private struct Entry: Encodable {
    var name: String
    var family: String
    var operations: [String]
    var effect: String
    var remedy: String
    var settings: [Setting]

    struct Setting: Encodable {
      var name: String
      var defaultValue: Int
      var least: Int
      var most: Int
      var meaning: String
    }

    init(_ fault: Fault) {
      name = fault.name
      family = fault.family.rawValue
      operations = fault.operations.map(\.rawValue)
      effect = fault.effect
      remedy = fault.remedy
      settings = fault.settings.map { one in
        Setting(
          name: one.name, defaultValue: one.defaultValue, least: one.range.lowerBound,
          most: one.range.upperBound, meaning: one.meaning)
      }
    }
  }

  func listCatalogue(_ call: ControlCall) -> TransportResponse {
    ControlAnswer.json(["faults": Fault.all.map(Entry.init)])
  }

  /// A planned fault, and how often it happened.
  private struct Report: Encodable {
    var fault: String
    var operation: String?
    var at: [Int]?
    var percent: Int?
    var fromSecond: Int?
    var toSecond: Int?
    var settings: [String: Int]
    /// How many requests it could have disturbed.
    var matches: Int
    /// How many it did disturb.
    var fired: Int

    init(_ report: FaultReport) {
      let planned = report.planned
      fault = planned.fault
      operation = planned.operation?.rawValue
      at = planned.numbers
      percent = planned.percent
      fromSecond = planned.seconds?.lowerBound
      toSecond = planned.seconds?.upperBound
      settings = planned.settings
      matches = report.matches
      fired = report.fired
    }
  }

  func listFaults(_ call: ControlCall) throws(ControlRefusal) -> TransportResponse {
    let world = try world(call).world
    return ControlAnswer.json(["faults": world.faultReports.map(Report.init)])
  }

  func planFault(_ call: ControlCall) async throws -> TransportResponse {
    let service = try world(call).service
    let body = try await call.body(
      "fault", "operation", "at", "percent", "from_second", "to_second", "settings")
    let planned = try Self.plannedFault(body)
    let isPlanned = service.update { world, _ in
      let count = world.faultReports.count
      world.plan(planned)
      return world.faultReports.count > count
    }
    guard isPlanned else {
      throw ControlRefusal(
        409, "too-many-faults",
        "\(World.faultLimit) faults are planned already. DELETE them first.")
    }
    service.changed()
    return try listFaults(call)
  }

  func clearFaults(_ call: ControlCall) throws(ControlRefusal) -> TransportResponse {
    let service = try world(call).service
    service.update { world, _ in world.clearFaults() }
    service.changed()
    return try listFaults(call)
  }

  // MARK: Reading

  private static func plannedFault(_ body: ControlBody) throws(ControlRefusal) -> PlannedFault {
    guard let name = try body.string("fault") else {
      throw .body("fault is missing. GET \(ControlRoute.prefix)/faults lists all of them.")
    }
    guard Fault.named(name) != nil else {
      let near = NearestName.of(name, among: Fault.all.map(\.name)) ?? ""
      throw .body(
        "There is no fault \"\(name.prefix(80))\". The nearest is \(near); "
          + "GET \(ControlRoute.prefix)/faults lists all of them.")
    }
    do {
      return try PlannedFault(
        name, of: try operation(body), at: try numbers(body),
        percent: try body.whole("percent", in: 0...100).map(Int.init), seconds: try seconds(body),
        settings: try settings(body))
    } catch let refusal as ControlRefusal {
      throw refusal
    } catch {
      throw .body("\(error)")
    }
  }

  private static func operation(
    _ body: ControlBody
  ) throws(ControlRefusal) -> Fault.Operation? {
    guard let text = try body.string("operation") else { return nil }
    if let operation = Fault.Operation(rawValue: text) { return operation }
    let known = Fault.Operation.allCases.map(\.rawValue)
    throw .body(
      "There is no operation \"\(text.prefix(80))\". Known are \(known.joined(separator: ", ")).")
  }

  private static func numbers(_ body: ControlBody) throws(ControlRefusal) -> [Int]? {
    guard let value = body["at"] else { return nil }
    guard case .array(let values) = value else {
      throw .body("at is not an array of the numbers of requests, counted from 1.")
    }
    var numbers: [Int] = []
    for value in values {
      guard case .whole(let number) = value, (1...Int64(Int32.max)).contains(number) else {
        throw .body("at has something that is not the number of a request, counted from 1.")
      }
      numbers.append(Int(number))
    }
    return numbers
  }

  private static func seconds(_ body: ControlBody) throws(ControlRefusal) -> ClosedRange<Int>? {
    let range = 0...Int64(Int32.max)
    let first = try body.whole("from_second", in: range)
    let last = try body.whole("to_second", in: range)
    guard first != nil || last != nil else { return nil }
    let (lower, upper) = (first ?? range.lowerBound, last ?? range.upperBound)
    guard lower <= upper else { throw .body("to_second comes before from_second.") }
    return Int(lower)...Int(upper)
  }

  private static func settings(_ body: ControlBody) throws(ControlRefusal) -> [String: Int] {
    guard let value = body["settings"] else { return [:] }
    guard case .object(let values) = value else {
      throw .body("settings is not an object of names and numbers.")
    }
    var settings: [String: Int] = [:]
    for (name, value) in values.sorted(by: { $0.key < $1.key }) {
      guard case .whole(let number) = value else {
        throw .body("\(name.prefix(80)) is not a whole number.")
      }
      settings[name] = Int(number)
    }
    return settings
  }
}
