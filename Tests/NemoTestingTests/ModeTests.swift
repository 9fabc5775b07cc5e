import Foundation
import Nemo
import NemoCassette
import Testing

@testable import NemoTesting

@Suite struct ModeTests {
  private func plan(
    _ asked: CassetteMode? = nil, _ variables: [String: String] = [:], exists: Bool = true
  ) throws -> CassettePlan {
    try CassettePlan("edit", asked: asked, variables: variables, exists: exists)
  }

  private func refusal(
    _ asked: CassetteMode? = nil, _ variables: [String: String]
  ) -> TestBackendError? {
    #expect(throws: TestBackendError.self) { try plan(asked, variables) }
  }

  @Test func `a cassette is played unless told otherwise`() throws {
    #expect(try plan() == .replay)
    #expect(try plan(exists: false) == .replay)
    #expect(try plan(nil, ["NEMO_CASSETTES": ""]) == .replay)
    #expect(try plan(nil, ["NEMO_BACKEND": "production"]) == .replay)
  }

  @Test func `missing records what is not there`() throws {
    let missing = ["NEMO_CASSETTES": "missing"]
    #expect(try plan(nil, missing, exists: true) == .replay)
    #expect(try plan(nil, missing, exists: false) == .record(from: .simulator()))
  }

  @Test func `record starts over, from the backend that the variable names`() throws {
    #expect(try plan(.record) == .record(from: .simulator()))
    let variables = ["NEMO_CASSETTES": "record", "NEMO_BACKEND": "http://example.test:8080/"]
    #expect(try plan(nil, variables) == .record(from: .url("http://example.test:8080")))
    #expect(
      try plan(.record, ["NEMO_BACKEND": "simulator:9"]) == .record(from: .simulator(seed: 9)))
  }

  @Test func `what a test says comes before the variable`() throws {
    #expect(try plan(.replay, ["NEMO_CASSETTES": "record"]) == .replay)
  }

  @Test func `a stray address is not recorded from`() throws {
    let variables = ["NEMO_API_URL": "http://example.test"]
    #expect(try plan(.record, variables) == .record(from: .simulator()))
  }

  @Test func `an unknown mode is refused with those that there are`() {
    let error = refusal(nil, ["NEMO_CASSETTES": "on"])
    #expect(
      error?.description == "NEMO_CASSETTES is \"on\". It can be replay, missing or record.")
  }

  @Test func `a cassette is not recorded from a cassette`() {
    #expect(refusal(.record, ["NEMO_BACKEND": "cassette:other"])?.code == .notRecordable)
  }

  @Test(arguments: [
    "production", "http://example.test", "http://127.0.0.1.example.test", "http://10.0.0.1:80",
    "http://[::2]:8787", "http://localhost.example.test",
  ])
  func `CI never records from beyond loopback, whatever a test says`(backend: String) {
    let variables = ["CI": "true", "NEMO_BACKEND": backend]
    #expect(refusal(.record, variables)?.code == .recordsInCI)
    #expect(
      refusal(nil, variables.merging(["NEMO_CASSETTES": "record"]) { $1 })?.code == .recordsInCI)
  }

  @Test(arguments: [
    "simulator", "http://127.0.0.1:8787", "http://localhost:1", "http://[::1]:8787",
    "http://127.9.9.9",
  ])
  func `CI may record from its own machine`(backend: String) throws {
    let variables = ["CI": "1", "NEMO_BACKEND": backend]
    #expect(try plan(.record, variables) == .record(from: Backend(parsing: backend)))
  }

  @Test(arguments: ["", "0", "false"]) func `no CI is no CI`(value: String) throws {
    let variables = ["CI": value, "NEMO_BACKEND": "production"]
    #expect(try plan(.record, variables) == .record(from: .production))
  }
}

@Suite struct CassetteFolderSearchTests {
  private func folder(_ file: String, _ paths: Set<String>) throws -> String {
    try CassetteFolderSearch { paths.contains($0) }.folder(forTestIn: file)
  }

  @Test func `the nearest folder upward counts`() throws {
    let there: Set = ["/p/Tests/A", "/p/Tests/Cassettes", "/p/Cassettes", "/p/Package.swift"]
    #expect(try folder("/p/Tests/A/T.swift", there) == "/p/Tests/Cassettes")
  }

  @Test func `else the one beside the package's manifest`() throws {
    let there: Set = ["/p/Tests/A", "/p/Package.swift", "/Package.swift"]
    #expect(try folder("/p/Tests/A/T.swift", there) == "/p/Cassettes")
  }

  @Test func `a package inside of another keeps its own cassettes`() throws {
    let outer: Set = ["/p/Cassettes", "/p/Package.swift", "/p/Inner/Tests/A"]
    let there = outer.union(["/p/Inner/Package.swift"])
    #expect(try folder("/p/Inner/Tests/A/T.swift", there) == "/p/Inner/Cassettes")
    // Without a manifest in between, the outer one counts.
    #expect(try folder("/p/Inner/Tests/A/T.swift", outer) == "/p/Cassettes")
    #expect(
      try folder("/p/Inner/Tests/A/T.swift", there.union(["/p/Inner/Tests/Cassettes"]))
        == "/p/Inner/Tests/Cassettes")
  }

  @Test func `a file of another machine is told`() {
    let error = #expect(throws: TestBackendError.self) {
      try folder("/elsewhere/T.swift", ["/p/Package.swift"])
    }
    #expect(error?.code == .noFolder)
    #expect(error?.description.contains("not on this machine") == true)
  }

  @Test func `neither a folder nor a manifest is told`() {
    let error = #expect(throws: TestBackendError.self) { try folder("/p/T.swift", ["/p"]) }
    #expect(error?.description.contains("neither a folder Cassettes nor a Package.swift") == true)
  }
}
