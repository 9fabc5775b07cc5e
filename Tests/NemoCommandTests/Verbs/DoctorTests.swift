import ArgumentParser
import Foundation
import Nemo
import Testing

@testable import NemoCommand

@Suite final class DoctorTests {
  private let folder = FileManager.default.temporaryDirectory
    .appendingPathComponent("nemo-doctor-\(UUID())").path

  deinit { try? FileManager.default.removeItem(atPath: folder) }

  private func surroundings(_ variables: [String: String] = [:]) -> Surroundings {
    Surroundings(
      variables: variables, stateFolder: folder + "/nemo", clientIDFile: folder + "/client_id")
  }

  private func examine(
    _ arguments: [String] = [], _ variables: [String: String] = [:]
  ) async throws -> [String: Finding] {
    let surroundings = surroundings(variables)
    let diagnosis = await Doctor(
      try BackendOptions.parse(arguments), surroundings, Console(environment: [:])
    ).examine()
    return Dictionary(uniqueKeysWithValues: diagnosis.findings.map { ($0.name, $0) })
  }

  /// A port of this machine at which nobody listens.
  private let nobody = "http://127.0.0.1:9"

  @Test func `a machine without ffmpeg is told what to install, and nothing fails`() async throws {
    let found = try await examine([], ["PATH": folder])
    for name in ["ffmpeg", "ffprobe", "espeak-ng"] {
      #expect(found[name]?.status == .warn)
      #expect(found[name]?.advice?.hasPrefix("Install it: apt install ") == true)
    }
    #expect(!found.values.contains { $0.status == .fail })
    // Nobody but the simulator needs it.
    let elsewhere = try await examine(["--backend", nobody], ["PATH": folder])
    #expect(elsewhere["ffmpeg"]?.status == .ok)
  }

  @Test func `a backend that can't be reached fails, with what to do`() async throws {
    let found = try await examine(["--backend", nobody])
    #expect(found["reach"]?.status == .fail)
    #expect(found["reach"]?.advice?.contains("nemo simulator --port") == true)
  }

  @Test(arguments: [(true, Finding.Status.warn, "signs in"), (false, .fail, "nemo login")])
  func `an expired token is told with its date and what to do`(
    isAnonymous: Bool, status: Finding.Status, advice: String
  ) async throws {
    try rememberedStore(of: .url(nobody), .of(surroundings())).save(
      token: StoredToken(
        value: "nmv_usr_SECRET", userID: nil,
        expiresAt: WallTime(millisecondsSinceEpoch: 1_767_225_600_000), isAnonymous: isAnonymous))
    let token = try #require(try await examine(["--backend", nobody])["token"])
    #expect(token.status == status)
    #expect(token.detail.contains("expired on 2026-01-01 00:00 UTC"))
    #expect(token.advice?.contains(advice) == true)
    #expect(!"\(token)".contains("SECRET"))
  }

  @Test func `what chose the backend is told, and a choice that makes no sense stops nothing`()
    async throws
  {
    #expect(try await examine()["backend"]?.detail.contains("by default") == true)
    let variable = try await examine([], ["NEMO_API_URL": nobody])
    #expect(variable["backend"]?.detail.contains("by NEMO_API_URL") == true)
    let odd = try await examine([], ["NEMO_BACKEND": "nonsense"])
    #expect(odd["backend"]?.status == .fail)
    #expect(odd["sqlite"]?.status == .ok)
    #expect(odd["libcurl"]?.detail.hasPrefix("libcurl/") == true)
  }

  @Test func `a ledger that others can read fails, and nothing else does`() async throws {
    try rememberedStore(of: .url(nobody), .of(surroundings())).save(clientID: "c")
    let ledger = folder + "/nemo/ledger.sqlite"
    try FileManager.default.setAttributes([.posixPermissions: 0o644], ofItemAtPath: ledger)
    let found = try await examine(["--backend", nobody])
    #expect(found["ledger"]?.status == .fail)
    #expect(found["ledger"]?.detail.contains("chmod 600 '\(ledger)'") == true)
    #expect(found["cassettes"]?.status == .ok)
  }

  @Test func `renders that wait for a resume are told`() async throws {
    try rememberedStore(of: .url(nobody), .of(surroundings())).save(
      render: StoredRender(id: "render_1", sessionID: "7", outputPath: nil, state: .handedOn))
    let found = try await examine(["--backend", nobody])
    #expect(found["renders"]?.detail == "1 unfinished")
    #expect(found["renders"]?.advice == "Finish them: nemo resume")
  }

  @Test func `JSON and exit follow from the findings`() {
    let good = Diagnosis(findings: [Finding("a", .ok, "b"), Finding("c", .warn, "d", advice: "e")])
    #expect(good.isGood)
    #expect(
      good.json.text == #"{"ok":true,"checks":[{"name":"a","status":"ok","detail":"b","#
        + #""advice":null},{"name":"c","status":"warn","detail":"d","advice":"e"}]}"#)
    #expect(!Diagnosis(findings: [Finding("a", .fail, "b")]).isGood)
  }
}
