import ArgumentParser
import NemoClient
import Testing

@testable import NemoCommand

@Suite struct VerbTests {
  @Test(arguments: [
    ("export", "nemo export"), ("导出", "nemo export"), ("credits", "nemo credits"),
    ("积分", "nemo credits"), ("status", "nemo status"), ("upload", "nemo upload"),
  ])
  func `what the agent does not do is never sent to it`(instruction: String, command: String) {
    let error = #expect(throws: (any Error).self) { try SendCommand.parse([instruction]) }
    #expect(SendCommand.message(for: error!).contains(command))
  }

  @Test func `an instruction is sent as it is`() throws {
    #expect(try SendCommand.parse(["add a status bar"]).instruction == "add a status bar")
    #expect(throws: (any Error).self) { try SendCommand.parse([" \n"]) }
  }

  @Test func `an address of another kind is told before anything is sent`() {
    let error = #expect(throws: (any Error).self) { try UploadCommand.parse(["ftp://host/a.mp4"]) }
    #expect(UploadCommand.message(for: error!).contains("http or https"))
  }

  @Test func `a login never takes its token from the command line`() {
    #expect(throws: (any Error).self) { try LoginCommand.parse(["nmv_usr_SECRET"]) }
    #expect(throws: (any Error).self) { try LoginCommand.parse(["--anonymous"]) }
  }

  @Test func `every verb has an example in its help`() {
    for command in NemoCommand.configuration.subcommands {
      let help = NemoCommand.helpMessage(for: command)
      #expect(help.contains("\n  nemo "), "\(command)")
    }
  }

  @Test(arguments: [
    (NemoError.Code.stillRendering, NemoError.Operation.export, "Then: nemo resume"),
    (.downloadFailed, .download, "Then: nemo resume"),
    (.outputNotWritable, .download, "Then: nemo resume -o FILE"),
  ])
  func `an error that can be cured by a command names it`(
    code: NemoError.Code, operation: NemoError.Operation, command: String
  ) {
    #expect(sentence(for: NemoError(code, during: operation)).hasSuffix(command))
  }

  @Test func `a session that is missing says where to look`() {
    let error = #expect(throws: SessionNameError.self) {
      try SessionName("LAST").choose(among: [])
    }
    #expect(sentence(for: error!).contains("nemo upload"))
    #expect(ExitTable.code(for: error!) == 35)
  }
}
