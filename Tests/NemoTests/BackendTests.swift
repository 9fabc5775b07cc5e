import Nemo
import Testing

@Suite struct BackendTests {
  @Test(arguments: [
    ("simulator", Backend.simulator()),
    ("simulator:42", .simulator(seed: 42)),
    ("cassette:quick-edit", .cassette("quick-edit")),
    ("http://127.0.0.1:8787", .url("http://127.0.0.1:8787")),
    ("https://example.org/base/", .url("https://example.org/base")),
    ("production", .production),
  ])
  func `each text form is one backend`(text: String, backend: Backend) throws {
    #expect(try Backend(parsing: text) == backend)
  }

  @Test(arguments: [
    ("simulater", BackendError.Code.unknown),
    ("cassette:", .unknown),
    ("simulator:forty", .badSeed),
    ("http://", .noHost),
    ("http://user:secret@host", .hasMoreThanAnAddress),
    ("https://host/?token=secret", .hasMoreThanAnAddress),
    ("https://mega-api-prod.nemovideo.ai", .productionByAddress),
    ("https://MEGA-API-PROD.nemovideo.ai:443/", .productionByAddress),
    ("https://mega-api-prod.nemovideo.ai./", .productionByAddress),
  ])
  func `what is no backend says why, and never repeats a secret`(
    text: String, code: BackendError.Code
  ) {
    let error = #expect(throws: BackendError.self) { try Backend(parsing: text) }
    #expect(error?.code == code)
    #expect(error?.description.contains("secret") == false)
  }

  private func chosen(
    _ flag: String? = nil, production: Bool = false, _ environment: [String: String] = [:]
  ) throws -> Backend {
    try Backend.chosen(flag: flag, production: production, environment: environment)
  }

  @Test func `flags win over NEMO_BACKEND, that over NEMO_API_URL, that over the simulator`() throws
  {
    let both = ["NEMO_BACKEND": "simulator:1", "NEMO_API_URL": "http://localhost:1"]
    #expect(try chosen("simulator:2", both) == .simulator(seed: 2))
    #expect(try chosen(production: true, both) == .production)
    #expect(try chosen(both) == .simulator(seed: 1))
    #expect(try chosen(["NEMO_API_URL": "http://localhost:1"]) == .url("http://localhost:1"))
    #expect(try chosen() == .simulator())
    #expect(try chosen(["NEMO_BACKEND": "", "NEMO_API_URL": ""]) == .simulator())
  }

  private func chosen(_ environment: [String: String]) throws -> Backend {
    try chosen(nil, environment)
  }

  @Test func `a stray NEMO_API_URL never reaches production`() {
    let error = #expect(throws: BackendError.self) {
      try chosen(["NEMO_API_URL": Backend.productionURL])
    }
    #expect(error?.code == .productionByAddress)
  }

  @Test func `two flags that contradict each other are refused`() {
    #expect(throws: BackendError.self) { try chosen("simulator", production: true) }
  }
}
