import Foundation
import NemoClient
import NemoSimulator
import Testing

@testable import Nemo

@Suite final class RememberedStoreTests {
  private let folder = FileManager.default.temporaryDirectory
    .appendingPathComponent("nemo-kept-\(UUID())").path

  deinit { try? FileManager.default.removeItem(atPath: folder) }

  private var options: NemoOptions {
    var options = NemoOptions()
    options.stateFolder = folder
    options.rendering = .synthetic
    options.pace = .instant
    return options
  }

  @Test func `what a run left is found without a request, and a new world has forgotten it`()
    async throws
  {
    #expect(try rememberedStore(of: .simulator(), options).sessions().isEmpty)
    try await withNemo(.simulator(), options) { _ = try await $0.newSession(language: "zh") }
    let store = try rememberedStore(of: .simulator(), options)
    #expect(try store.sessions().map(\.language) == ["zh"])
    #expect(try store.tokens().map(\.isAnonymous) == [true])
    var fresh = options
    fresh.startsOver = true
    #expect(try rememberedStore(of: .simulator(), fresh).sessions().isEmpty)
    // Only looked at: it is still there.
    #expect(try rememberedStore(of: .simulator(), options).sessions().count == 1)
  }

  @Test func `a folder that others can enter is refused, even where there is nothing in it`() throws
  {
    try FileManager.default.createDirectory(
      atPath: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o755])
    try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: folder)
    let error = #expect(throws: (any Error).self) {
      try rememberedStore(of: .simulator(), self.options)
    }
    let sentence = error.map { "\($0)" } ?? ""
    #expect(sentence.contains("chmod 700 '\(folder)'"), "\(sentence)")
  }

  @Test func `backends do not see each other's`() throws {
    let one = try rememberedStore(of: .url("http://127.0.0.1:1"), options)
    try one.save(
      token: StoredToken(value: "nmv_usr_A", userID: nil, expiresAt: nil, isAnonymous: false))
    #expect(try rememberedStore(of: .url("http://127.0.0.1:2"), options).tokens().isEmpty)
    #expect(try rememberedStore(of: .production, options).tokens().isEmpty)
    #expect(try rememberedStore(of: .url("http://127.0.0.1:1"), options).tokens().count == 1)
  }

  @Test func `without a state folder nothing is remembered`() throws {
    try rememberedStore(of: .production).save(clientID: "c")
    #expect(try rememberedStore(of: .production).clientID() == nil)
  }

  @Test func `the account that was stored is used, and left out for an anonymous one`() async throws
  {
    // The simulated world takes any well-formed token for an account of its own.
    try await withNemo(.simulator(), options) { _ = try await $0.newSession() }
    let store = try rememberedStore(of: .simulator(), options)
    let account = "nmv_usr_" + String(repeating: "a", count: 43)
    try store.save(
      token: StoredToken(value: account, userID: nil, expiresAt: nil, isAnonymous: false))
    try await withNemo(.simulator(), options) { _ = try await $0.credits() }
    #expect(try store.tokens().map(\.value).first == account)
    var anonymous = options
    anonymous.usesAccountToken = false
    let credits = try await withNemo(.simulator(), anonymous) { try await $0.credits() }
    #expect(credits.available == 100)
    #expect(try store.tokens().count == 2)
  }
}

extension RememberedStoreTests {
  @Test func `what is unfinished elsewhere is told as one names it, without scenarios' worlds`()
    throws
  {
    #expect(try backendsToResume(otherThan: .simulator(), options) == [])
    let render = StoredRender(id: "r", sessionID: "7", outputPath: nil, state: .handedOn)
    for backend in [Backend.production, .url("http://127.0.0.1:1"), .url("http://127.0.0.1:2")] {
      try rememberedStore(of: backend, options).save(render: render)
    }
    var done = render
    done.state = .delivered
    try rememberedStore(of: .url("http://127.0.0.1:2"), options).save(render: done)
    #expect(
      try backendsToResume(otherThan: .simulator(), options)
        == ["--backend http://127.0.0.1:1", "--production"])
    #expect(
      try backendsToResume(otherThan: .production, options) == ["--backend http://127.0.0.1:1"])
  }
}
