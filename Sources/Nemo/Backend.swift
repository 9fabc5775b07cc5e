/// What answers: the one value that a program changes to move from the simulator to the service.
public enum Backend: Sendable, Hashable {
  /// The offline simulator in this process. The same seed gives the same world.
  case simulator(seed: UInt64? = nil)
  /// A recorded session, played back. Never touches the network.
  case cassette(String)
  /// Whatever speaks the API at this address, such as `http://127.0.0.1:8787`.
  case url(String)
  /// The real service.
  case production

  /// The real service's address. Contract section 1.
  public static let productionURL = "https://mega-api-prod.nemovideo.ai"
}

extension Backend {
  /// Reads the text form that the flag, the variable and the API share: `simulator`,
  /// `simulator:SEED`, `cassette:NAME`, an `http` or `https` address, or `production`.
  ///
  /// - Throws: ``BackendError``, also for the real service's address: it must be asked for as
  ///   `production`, so that it is never reached by accident.
  public init(parsing text: String) throws(BackendError) {
    let (kind, rest) = Self.split(text)
    switch (kind, rest) {
    case ("simulator", nil): self = .simulator()
    case ("simulator", let seed?):
      guard let seed = UInt64(seed) else { throw BackendError(.badSeed, text: text) }
      self = .simulator(seed: seed)
    case ("production", nil): self = .production
    case ("cassette", let name?) where !name.isEmpty: self = .cassette(name)
    case ("http", _), ("https", _): self = .url(try Self.address(text))
    default: throw BackendError(.unknown, text: text)
    }
  }

  /// One sentence for the first line that a command prints.
  public var announcement: String {
    switch self {
    case .simulator: "Simulator, offline. --production uses the real service."
    case .cassette(let name): "Cassette \(name), replayed offline."
    case .url(let address): "Backend at \(address)."
    case .production: "Nemo, the real service."
    }
  }

  /// Whether the user's own token may be sent there: not to a cassette, which has no use for it.
  var acceptsUserToken: Bool {
    if case .cassette = self { return false }
    return true
  }

  private static func split(_ text: String) -> (kind: String, rest: String?) {
    guard let colon = text.firstIndex(of: ":") else { return (text.lowercased(), nil) }
    return (text[..<colon].lowercased(), String(text[text.index(after: colon)...]))
  }

  private static func address(_ text: String) throws(BackendError) -> String {
    var address = text
    while address.hasSuffix("/") { address.removeLast() }
    guard let marks = address.firstRange(of: "://"), !address[marks.upperBound...].isEmpty else {
      throw BackendError(.noHost, text: text)
    }
    let rest = address[marks.upperBound...]
    guard !rest.contains("@"), !rest.contains("?"), !rest.contains("#") else {
      throw BackendError(.hasMoreThanAnAddress, text: String(address[..<marks.upperBound]) + "…")
    }
    var host = rest.prefix { $0 != "/" && $0 != ":" }.lowercased()
    // A name that ends with a dot is the same name, written in full (RFC 1034 section 3.1).
    while host.hasSuffix(".") { host.removeLast() }
    guard !Self.productionURL.hasSuffix("://" + host) else {
      throw BackendError(.productionByAddress, text: text)
    }
    return address
  }
}

extension Backend {
  /// Chooses by the order that all commands share: the flags, `NEMO_BACKEND`, `NEMO_API_URL`, the
  /// simulator.
  ///
  /// - Parameters:
  ///   - flag: the value of `--backend`.
  ///   - production: whether `--production` was given.
  public static func chosen(
    flag: String?, production: Bool, environment: [String: String]
  ) throws(BackendError) -> Backend {
    if production {
      guard flag == nil else { throw BackendError(.twoFlags, text: flag ?? "") }
      return .production
    }
    if let flag { return try Backend(parsing: flag) }
    if let text = environment["NEMO_BACKEND"], !text.isEmpty { return try Backend(parsing: text) }
    if let text = environment["NEMO_API_URL"], !text.isEmpty {
      return .url(try address(text))
    }
    return .simulator()
  }
}

/// A backend that could not be understood. Its description says what to write instead.
public struct BackendError: Error, Sendable, Hashable, CustomStringConvertible {
  public enum Code: Sendable, Hashable {
    case unknown, badSeed, noHost, hasMoreThanAnAddress, productionByAddress, twoFlags
  }

  public var code: Code
  /// What was given; without user info and query.
  public var text: String

  init(_ code: Code, text: String) {
    self.code = code
    self.text = text
  }

  public var description: String {
    switch code {
    case .unknown:
      "\"\(text)\" is no backend. Say simulator, simulator:SEED, cassette:NAME, an http address, or production."
    case .badSeed:
      "\"\(text)\" has no number after the colon. A seed is a whole number, such as simulator:42."
    case .noHost: "\"\(text)\" has no host. An address looks like http://127.0.0.1:8787."
    case .hasMoreThanAnAddress:
      "A backend's address has no user name, query or fragment. Give the token in NEMO_TOKEN."
    case .productionByAddress:
      "That address is the real service. To use it on purpose, say --production or NEMO_BACKEND=production."
    case .twoFlags: "--production and --backend \(text) contradict each other. Give one of them."
    }
  }
}
