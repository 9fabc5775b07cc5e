import NemoClient
import Testing

@testable import NemoCommand

@Suite struct ChatPipeTests {
  @Test func `lines are done in order, and the end of the input ends it with 0`() {
    var talk = Talk(isInteractive: false)
    #expect(talk.type("/a/logo.png").begun == [.upload(.file("/a/logo.png"))])
    #expect(!talk.machine.isIdle)
    _ = talk.finish(.uploaded([]))
    #expect(talk.machine.isIdle)
    _ = talk.type("crop the video to 16:9")
    _ = talk.finish(.turn(Talk.titleAdded))
    #expect(talk.type("export out.mp4").begun == [.export("out.mp4")])
    _ = talk.finish(.exported(ExportedFile(path: "out.mp4", sizeBytes: 1, renderID: "r")))
    #expect(talk.hear(.endOfInput).left == 0)
  }

  @Test func `an error ends it with its exit code, and nothing more is sent`() {
    var talk = Talk(isInteractive: false)
    #expect(talk.type("/nowhere.mp4 crop it").left == 20)
    #expect(talk.type("crop the video to 16:9").begun == [])
    var other = Talk(isInteractive: false)
    _ = other.type("crop the video to 16:9")
    #expect(other.finish(.turn(.failed(NemoError(.outOfCredits, during: .edit)))).left == 13)
  }

  @Test func `an edit that changes nothing goes on, and is told at the end`() {
    var talk = Talk(isInteractive: false)
    _ = talk.type("crop the video to 16:9")
    #expect(talk.finish(.turn(.nothingChanged)).left == nil)
    #expect(talk.hear(.endOfInput).left == 30)
  }

  @Test func `nothing is asked where nobody answers`() {
    var talk = Talk(isInteractive: false)
    _ = talk.type("add a title that says Tips")
    _ = talk.hear(.turn(.suggested([.export])))
    let reply = talk.finish(.turn(Talk.titleAdded))
    #expect(reply.said.count == 2)
    #expect(talk.type("").isNothing)
  }

  @Test func `a signal while an edit runs ends it and says that the edit goes on`() {
    var talk = Talk(isInteractive: false)
    _ = talk.type("crop the video to 16:9")
    #expect(talk.interrupt().actions == [.cancel])
    let reply = talk.finish(.turn(.failed(Talk.cancelled(wasSent: true))))
    #expect(reply.left == 130)
    #expect(reply.said.last?.contains("The edit goes on") == true)
  }

  @Test func `each event is one line of JSON`() {
    var talk = Talk(isInteractive: false)
    #expect(talk.hear(.opened(nil)).reports == [#"{"event":"ready"}"#])
    _ = talk.type("credits")
    #expect(
      talk.finish(.credits(Balance(available: 5, frozen: 0, total: 5))).reports
        == [#"{"event":"credits","available":5,"frozen":0,"total":5}"#])
    #expect(talk.hear(.endOfInput).reports == [#"{"event":"ended","exitCode":0}"#])
  }

  @Test func `lines are cut out of bytes, however they come`() {
    let bytes = Array("one\r\n\n字幕\nlast".utf8)
    for cut in 0...bytes.count {
      var splitter = LineSplitter()
      splitter.receive(Array(bytes[..<cut]))
      splitter.receive(Array(bytes[cut...]))
      var lines: [String] = []
      while let line = splitter.finish() { lines.append(line) }
      #expect(lines == ["one", "", "字幕", "last"])
    }
  }
}
