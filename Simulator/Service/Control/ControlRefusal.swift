import NemoSimulator
import HTTPTypes
import NemoHTTP

/// Why the control, or the way to a world, refuses a request: a status, a code and a sentence that
/// says what to do next.
public struct ControlRefusal: Error, Sendable, Hashable, CustomStringConvertible {
  /// The HTTP status, 4xx; 500 when this machine failed.
  public var status: Int
  /// For programs.
  public var code: String
  /// For people.
  public var message: String

  init(_ status: Int, _ code: String, _ message: String) {
    self.status = status
    self.code = code
    self.message = message
  }

  public var description: String { message }
}

extension ControlRefusal {
  static func noName(_ text: String) -> ControlRefusal {
    ControlRefusal(
      400, "bad-world-name", "\"\(text.prefix(80))\" is no name of a world. \(WorldName.rule)")
  }

  static func unknownWorld(_ name: WorldName, among names: [WorldName]) -> ControlRefusal {
    let near = NearestName.of(name.text, among: names.map(\.text))
    let hint = near.map { " The nearest is \($0)." } ?? ""
    return ControlRefusal(
      404, "unknown-world",
      "There is no world \(name.text).\(hint) Create it with POST /__sim/v1/worlds.")
  }

  static func worldExists(_ name: WorldName) -> ControlRefusal {
    ControlRefusal(
      409, "world-exists",
      "There is a world \(name.text) already. Delete or reset it, or choose another name.")
  }

  static func tooManyWorlds(_ limit: Int) -> ControlRefusal {
    ControlRefusal(
      409, "too-many-worlds", "There are \(limit) worlds already. Delete some first.")
  }

  static let defaultStays = ControlRefusal(
    409, "default-world", "The default world cannot be deleted. Reset it instead.")

  static func unwritable(_ reason: String) -> ControlRefusal {
    ControlRefusal(500, "unwritable", reason)
  }

  static func body(_ message: String) -> ControlRefusal {
    ControlRefusal(400, "bad-body", message)
  }
}

extension ControlRefusal {
  private struct Content: Encodable {
    var error: String
    var message: String
  }

  var response: TransportResponse {
    ControlAnswer.json(Content(error: code, message: message), status: status)
  }
}

/// Answers of the control.
enum ControlAnswer {
  /// Names as `snake_case`, in alphabetical order: the same content gives the same bytes.
  static func json(_ content: some Encodable, status: Int = 200) -> TransportResponse {
    bytes(ControlJSON.bytes(content), type: "application/json", status: status)
  }

  static func bytes(_ bytes: [UInt8], type: String, status: Int = 200) -> TransportResponse {
    var fields: HTTPFields = [.contentType: type, .cacheControl: "no-store"]
    fields[.contentLength] = String(bytes.count)
    return TransportResponse(
      head: HTTPResponse(status: .init(code: status), headerFields: fields), body: HTTPBody(bytes))
  }
}
