package import NemoCassette
public import NemoClient
public import NemoHTTP
public import NemoSimulator
public import NemoTime

/// How ``withNemo(_:_:_:)`` sets things up. The defaults read nothing and leave nothing behind.
public struct NemoOptions: Sendable {
  /// Who asks; sent with every request.
  public var identity = SkillIdentity()
  /// The user's own token. It goes only to a backend that the user named.
  public var token: String?
  /// Whether a token that was stored by a login is used, and not only an anonymous one.
  public var usesAccountToken = true
  /// The client id of anonymous sign-ins beyond this machine; nil for that of ``clientIDFile``.
  public var clientID: String?
  /// The file of the client id for backends beyond this machine, which the vendor's own tools use
  /// too; nil for an id of our own, which is in the state folder. A simulated backend never gets it.
  public var clientIDFile: String?
  /// Where the vendor's web pages are; nil for the usual place.
  public var webBase: String?
  /// How fast simulated time goes. Nil: as the scenario file says, else ``Pace/instant`` for a simulated world that ends with the
  /// scope, ``Pace/fast`` for one that is kept, the real clock for anything else. Only for the
  /// simulator and backends given by address.
  public var pace: Pace?
  /// How a new simulated world speaks where its sources disagree; nil for the default. One that is
  /// kept has its own.
  public var dialect: Dialect?
  /// Where the ledger and the simulated world are kept between runs; nil keeps neither.
  public var stateFolder: String?
  /// Whether the simulated world that is kept starts over.
  public var startsOver = false
  /// The path of a scenario file, or the name of one of the library, such as `flaky`; nil for the
  /// default world. Only for the simulator. Every file has a kept world of its own, and starts a new
  /// one when its text changes.
  public var scenarioFile: String?
  /// The name of the cassette to record; nil records nothing.
  public var recording: String?
  /// The folder of the cassettes.
  public var cassetteFolder = "Cassettes"
  /// How errors of a cassette say that it is recorded again.
  package var recordingAdvice = RecordingAdvice.command
  /// The seed of other byte boundaries for a cassette that is played; nil for the recorded ones.
  package var rechunkSeed: UInt64?
  /// Where an answer of a cassette that is played ends early.
  package var cut: TapeCut?
  /// Whether the recording of a body that fails is thrown away, so that an older tape stays.
  package var discardsFailedRecordings = false
  /// Whether what a cassette has and nobody asked for is an error.
  public var failsOnUnused = false
  /// How a simulated world renders.
  public var rendering = Rendering.video
  /// Where ffmpeg, ffprobe and espeak-ng are looked for, as in `PATH`.
  public var searchPath = "/usr/local/bin:/usr/bin:/bin:/opt/homebrew/bin"
  /// A certificate authority file, for a backend given by address.
  public var caFile: String?
  /// Where uploads are read from and exports written to.
  public var files: any FileStore = DiskFileStore()
  /// The numbers that the client keeps to.
  public var policy = ClientPolicy.vendor
  /// Gets a sentence when an option can't be followed, though nothing is wrong; nil hears nothing.
  public var notice: (@Sendable (String) -> Void)?
  /// Told when the backend asks to wait before a request that has nobody of its own to tell, such
  /// as a sign-in or the opening of a session.
  public var onPause: (@Sendable (Duration) -> Void)?
  /// Gets a line about every exchange, free of secrets; nil traces nothing.
  public var trace: (@Sendable (String) -> Void)?

  public init() {}

  /// What the variables and folders around a command suggest: `NEMO_TOKEN`, `NEMO_CLIENT_ID` and
  /// `NEMO_WEB_URL` (contract section 1), and state that is kept.
  public static func of(_ surroundings: Surroundings) -> NemoOptions {
    var options = NemoOptions()
    options.token = surroundings.token
    options.stateFolder = surroundings.stateFolder
    options.clientIDFile = surroundings.clientIDFile
    options.clientID = surroundings.variables["NEMO_CLIENT_ID"]
      .flatMap { ClientIDFile.isID($0) ? $0 : nil }
    options.webBase = surroundings.variables["NEMO_WEB_URL"].flatMap { $0.isEmpty ? nil : $0 }
    if let path = surroundings.variables["PATH"] { options.searchPath = path }
    return options
  }

  /// How a simulated world makes the rendered file.
  public enum Rendering: Sendable, Hashable {
    /// For real with ffmpeg, or a bundled stand-in where there is none.
    case video
    /// A few bytes with the right signature, at once: for tests that never look at the picture.
    case synthetic
  }
}

/// Something about the folder for what is kept, or about options that contradict each other.
public struct StateError: Error, Sendable, Hashable, CustomStringConvertible {
  public enum Code: Sendable, Hashable {
    case unwritable, paceOfTheService, recordingOfACassette, scenarioOfTheService
  }

  public var code: Code
  public var path: String

  init(_ code: Code, path: String = "") {
    self.code = code
    self.path = path
  }

  public var description: String {
    switch code {
    case .unwritable:
      "The folder \(path) can't be written. nemo keeps its state there; set XDG_STATE_HOME to another folder."
    case .paceOfTheService:
      "The pace is for simulated time. Leave --pace away to use the real service or a cassette."
    case .recordingOfACassette:
      "A cassette that is played can't be recorded at the same time. Record from another backend."
    case .scenarioOfTheService:
      "A scenario is played by the simulator. Leave --scenario away, or use --backend simulator."
    }
  }
}
