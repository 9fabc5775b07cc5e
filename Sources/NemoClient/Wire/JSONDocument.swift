/// A JSON text: its value, and the exact bytes of any part of it.
///
/// The draft goes back to the server byte for byte (promise 8), so it is cut out of the document
/// and never encoded again.
public struct JSONDocument: Sendable {
  /// The text as it was received.
  public let bytes: [UInt8]
  /// What it says.
  public let value: JSONValue

  /// Reads a whole JSON text, RFC 8259. A byte order mark before it is skipped.
  ///
  /// - Throws: ``JSONFailure``.
  public init(_ bytes: [UInt8]) throws(JSONFailure) {
    self.bytes = bytes
    var parser = JSONParser(bytes)
    value = try parser.document()
  }

  /// The bytes of the value at a path of keys, without the white space round it.
  public func bytes(at path: [String]) -> [UInt8]? {
    var parser = JSONParser(bytes, seeking: path)
    guard (try? parser.document()) != nil, let range = parser.found else { return nil }
    return Array(bytes[range])
  }
}

/// A text that is not JSON, or more of it than is read.
public struct JSONFailure: Error, Sendable, Hashable {
  public enum Code: Sendable, Hashable {
    case malformed, tooDeep, tooLarge
  }

  public var code: Code
  /// Where in the text, in bytes from its start.
  public var offsetBytes: Int

  public init(_ code: Code, offsetBytes: Int) {
    self.code = code
    self.offsetBytes = offsetBytes
  }
}
