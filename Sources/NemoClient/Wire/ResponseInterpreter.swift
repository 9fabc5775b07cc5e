/// Tells an answer from a refusal, contract section 6.3.
package enum ResponseInterpreter {
  /// The payload of an answer: what is in `data`, or the whole object where nothing wraps it.
  ///
  /// - Throws: ``BackendRefusal``.
  package static func payload(
    of endpoint: Endpoint, status: Int, body: [UInt8]
  ) throws(BackendRefusal) -> Payload {
    throw BackendRefusal(code: .unspecified, httpStatus: status)
  }

  package struct Payload: Sendable {
    /// The whole answer.
    package var document: JSONDocument
    /// The part that matters.
    package var value: JSONValue
    /// Where that part is in the document.
    package var path: [String]
  }
}
