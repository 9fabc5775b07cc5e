import Foundation
import NemoClient
import Testing

@testable import Nemo

@Suite final class ClientIDFileTests {
  private let folder = FileManager.default.temporaryDirectory
    .appendingPathComponent("nemo-id-\(UUID())").path
  private var path: String { folder + "/.config/nemovideo/client_id" }

  deinit { try? FileManager.default.removeItem(atPath: folder) }

  private func options() -> NemoOptions {
    var options = NemoOptions()
    options.stateFolder = folder + "/state"
    options.clientIDFile = path
    return options
  }

  private func put(_ text: String) throws {
    try FileManager.default.createDirectory(
      atPath: folder + "/.config/nemovideo", withIntermediateDirectories: true)
    try Data(text.utf8).write(to: URL(fileURLWithPath: path))
  }

  private func text() throws -> String {
    try String(contentsOfFile: path, encoding: .utf8)
  }

  private func mode(_ path: String) throws -> Int? {
    try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
  }

  @Test func `the id of the vendor's tools is the client's own, and a new one is there for them`()
    throws
  {
    let store = try rememberedStore(of: .production, options())
    #expect(try store.clientID() == nil)
    try store.save(clientID: "c-1")
    #expect(try text() == "c-1\n")
    #expect(try mode(path) == 0o600)
    #expect(try mode(folder + "/.config/nemovideo") == 0o700)
    try put("their-own\n")
    #expect(try rememberedStore(of: .production, options()).clientID() == "their-own")
    #expect(try rememberedStore(of: .url("https://host"), options()).clientID() == "their-own")
  }

  @Test func `a simulator never gets it, inside of the command or at this machine`() throws {
    try put("their-own\n")
    for backend in [Backend.simulator(), .url("http://127.0.0.1:8787"), .url("http://localhost")] {
      let store = try rememberedStore(of: backend, options())
      #expect(try store.clientID() == nil)
      try store.save(clientID: "c-2")
    }
    #expect(try text() == "their-own\n")
  }

  @Test(arguments: [
    "two words", "naïve", "tab\u{0}", String(repeating: "a", count: 65),
    String(repeating: "a", count: 9_000),
  ])
  func `what is no id is left alone, and another one is kept elsewhere`(content: String) throws {
    try put(content)
    let store = try rememberedStore(of: .production, options())
    #expect(try store.clientID() == nil)
    try store.save(clientID: "c-3")
    #expect(try rememberedStore(of: .production, options()).clientID() == "c-3")
    #expect(try text() == content)
  }

  @Test(arguments: ["", "\n", "  \n"]) func `an empty file is filled`(content: String) throws {
    try put(content)
    try rememberedStore(of: .production, options()).save(clientID: "c-4")
    #expect(try text() == "c-4\n")
  }

  @Test func `an id from outside goes first and is written nowhere`() throws {
    try put("their-own\n")
    var options = options()
    options.clientID = "given"
    let store = try rememberedStore(of: .production, options)
    #expect(try store.clientID() == "given")
    try store.save(clientID: "c-5")
    #expect(try text() == "their-own\n")
    #expect(try store.clientID() == "given")
  }

  @Test func `variables around a command say which id and which web pages`() {
    let surroundings = Surroundings(
      variables: ["NEMO_CLIENT_ID": "given", "NEMO_WEB_URL": "https://dev.nemovideo.ai"],
      stateFolder: "/nowhere", clientIDFile: "/home/.config/nemovideo/client_id")
    let options = NemoOptions.of(surroundings)
    #expect(options.clientID == "given")
    #expect(options.webBase == "https://dev.nemovideo.ai")
    #expect(options.clientIDFile == "/home/.config/nemovideo/client_id")
    let odd = Surroundings(variables: ["NEMO_CLIENT_ID": "two words"], stateFolder: "/nowhere")
    #expect(NemoOptions.of(odd).clientID == nil)
  }
}
