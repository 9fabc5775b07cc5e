/// A multipart body that could not be read. Its description holds nothing of the body.
public enum MultipartFailure: String, Error, Sendable, Hashable {
  case noBoundary, noDelimiter, truncated, headTooLarge, tooManyParts
}

extension MultipartFailure: CustomStringConvertible {
  public var description: String {
    switch self {
    case .noBoundary: "The Content-Type of a multipart body needs a boundary of 1 to 70 bytes."
    case .noDelimiter: "The multipart body does not begin with the boundary of its Content-Type."
    case .truncated: "The multipart body ends before its closing delimiter."
    case .headTooLarge: "A part of the multipart body has too long a head."
    case .tooManyParts: "The multipart body has too many parts."
    }
  }
}
