/// The body of an error as FastAPI writes it, the web framework of ADK servers: `{"detail": …}`
/// (contract section 6.3, `adk-wire.md`).
enum FrameworkDetail {
  /// A longer request is not repeated in the answer, in bytes.
  static let inputLimit = 4_096

  /// - Parameter request: the body of the request, where it was read.
  static func body(of refusal: Refusal, request: [UInt8]) -> JSON {
    ["detail": detail(of: refusal, request)]
  }

  private static func detail(of refusal: Refusal, _ request: [UInt8]) -> JSON {
    switch refusal.code {
    case .unprocessable: return .array(violations(refusal, request))
    // Assumed: with the status alone it could not be told from 402, which it must be (section 6.2).
    case .insufficientCredits:
      return ["code": .integer(refusal.code.rawValue), "message": .string(refusal.message)]
    default: return .string(refusal.frameworkMessage ?? refusal.message)
    }
  }

  /// One for each missing key, in the words of the framework; else one with the sentence.
  private static func violations(_ refusal: Refusal, _ request: [UInt8]) -> [JSON] {
    guard let missing = refusal.missing else {
      return [["type": "value_error", "loc": ["body"], "msg": .string(refusal.message)]]
    }
    let input = request.count <= inputLimit ? try? JSONParser.value(of: request) : nil
    return missing.map { key in
      .present(
        ("type", "missing"), ("loc", ["body", .string(KeySpelling.camelCased(key))]),
        ("msg", "Field required"), ("input", input))
    }
  }
}
