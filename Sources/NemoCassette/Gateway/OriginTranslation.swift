/// Puts one origin in the place of another, in both directions.
///
/// What points at the upstream points at the gateway, and what points elsewhere points at
/// `/__host/<scheme>/<authority>` of the gateway. Only the beginning of a URL changes, so that the
/// way back gives the same bytes.
struct OriginTranslation: Sendable {
  /// The first part of a path that goes to another host.
  static let hostPath = "/__host/"

  enum Look {
    case nothing
    /// More bytes are needed.
    case undecided
    case replace(count: Int, with: [UInt8])
  }

  /// What is at a place of a text, given whether the text ends with these bytes.
  let look: @Sendable (_ bytes: [UInt8], _ start: Int, _ isAtEnd: Bool) -> Look

  /// - Parameter translate: what becomes of an origin that was found.
  private init(
    _ translate:
      @escaping @Sendable (
        _ found: OriginReader.Found, _ bytes: [UInt8], _ start: Int, _ isAtEnd: Bool
      ) -> Look
  ) {
    look = { bytes, start, isAtEnd in
      switch OriginReader.look(in: bytes, at: start, isAtEnd: isAtEnd) {
      case .nothing: .nothing
      case .undecided: .undecided
      case .found(let found): translate(found, bytes, start, isAtEnd)
      }
    }
  }

  /// Towards the client. Origins are handed out on the way; those beyond the limit stay.
  static func outward(
    upstream: WebOrigin, own: WebOrigin, handedOut: HandedOutOrigins
  ) -> OriginTranslation {
    OriginTranslation { found, bytes, start, isAtEnd in
      let spelling = found.spelling
      let count = found.end - start
      if bytes[start..<found.end].elementsEqual(spelling.spell(upstream.text)) {
        return .replace(count: count, with: spelling.spell(own.text))
      }
      guard let origin = WebOrigin(scheme: found.scheme, authority: found.authority),
        !origin.authority.hasPrefix("["), origin.server != own.server, handedOut.insert(origin)
      else { return .nothing }
      return .replace(
        count: count,
        with: spelling.spell(own.text + hostPath + found.scheme + "/") + found.spelledAuthority)
    }
  }

  /// Towards the upstream.
  static func inward(upstream: WebOrigin, own: WebOrigin) -> OriginTranslation {
    OriginTranslation { found, bytes, start, isAtEnd in
      guard found.scheme == own.scheme, found.authority == own.authority else { return .nothing }
      switch otherHost(after: found, in: bytes, isAtEnd: isAtEnd) {
      case .undecided: return .undecided
      case .nothing:
        return .replace(count: found.end - start, with: found.spelling.spell(upstream.text))
      case .found(let other):
        let origin = Array(other.scheme.utf8) + other.spelling.separator + other.spelledAuthority
        return .replace(count: other.end - start, with: origin)
      }
    }
  }

  /// `/__host/<scheme>/<authority>` behind the gateway's own origin, in the same spelling.
  private static func otherHost(
    after own: OriginReader.Found, in bytes: [UInt8], isAtEnd: Bool
  ) -> OriginReader.Look {
    for scheme in ["https", "http", "HTTPS", "HTTP"] {
      var reader = OriginReader(bytes, at: own.end, isAtEnd: isAtEnd)
      switch reader.take(own.spelling.spell(hostPath + scheme + "/")) {
      case true?: return reader.takeAuthority(scheme, own.spelling)
      case false?: continue
      case nil: return .undecided
      }
    }
    return .nothing
  }

  /// A whole text.
  func translate(_ bytes: [UInt8]) -> [UInt8] {
    var translation = TextTranslation(self)
    return translation.append(bytes, isEnd: true).output
  }

  func translate(_ text: String) -> String {
    String(decoding: translate(Array(text.utf8)), as: UTF8.self)
  }
}
