import NemoClient
import Testing

@testable import NemoCommand

@Suite struct ChatMachineTests {
  // MARK: Beginning

  @Test func `it says that it is ready, in the language of the surroundings`() {
    var talk = Talk()
    #expect(
      talk.hear(.opened(nil)).said == ["Ready. \"help\" shows what you can say, Ctrl-D leaves."])
    var chinese = Talk(language: .chinese)
    #expect(chinese.hear(.opened(nil)).said == ["已就绪。输入“帮助”查看用法，按 Ctrl-D 退出。"])
  }

  @Test func `an empty line says nothing`() {
    var talk = Talk()
    #expect(talk.type("").isNothing)
    #expect(talk.type("   ").isNothing)
  }

  // MARK: Files

  @Test func `a dropped file is uploaded, and what the line says besides is sent then`() {
    var talk = Talk()
    #expect(talk.type("'/a b/clip.mp4' crop to 16:9").begun == [.upload(.file("/a b/clip.mp4"))])
    let reply = talk.finish(.uploaded([Talk.clip]))
    #expect(reply.said == ["✅ Uploaded: clip.mp4 (1280x720, 12 s)"])
    #expect(reply.begun == [.send("crop to 16:9")])
  }

  @Test func `several files are uploaded one after the other`() {
    var talk = Talk()
    #expect(talk.type("'/a b/clip.mp4' /a/logo.png").begun == [.upload(.file("/a b/clip.mp4"))])
    #expect(talk.finish(.uploaded([])).begun == [.upload(.file("/a/logo.png"))])
  }

  @Test func `an address is uploaded by address`() {
    var talk = Talk()
    #expect(
      talk.type("https://cdn.test/a.mp4").begun == [.upload(.address("https://cdn.test/a.mp4"))])
  }

  @Test func `a file that is not there is told, and the instruction is not sent`() {
    var talk = Talk()
    let reply = talk.type("/nowhere.mp4 crop it")
    #expect(reply.complaints == ["/nowhere.mp4 is not there. Check the path."])
    #expect(reply.begun == [])
    #expect(reply.said == ["The instruction was not sent; the up arrow brings the line back."])
  }

  @Test func `the word upload alone gives a hint on formats`() {
    var talk = Talk()
    let reply = talk.type("upload")
    #expect(reply.begun == [])
    #expect(reply.said.last?.contains("mp4, mov, avi") == true)
  }

  @Test func `an upload that fails takes its instruction with it`() {
    var talk = Talk()
    _ = talk.type("'/a b/clip.mp4' crop to 16:9")
    let reply = talk.finish(.failed(.nemo(NemoError(.disconnected, during: .upload))))
    #expect(reply.begun == [])
    #expect(reply.said == ["The instruction was not sent; the up arrow brings the line back."])
  }

  // MARK: Turns

  @Test func `a turn tells its words, its changes and the timeline`() {
    var talk = Talk()
    #expect(talk.type("add a title that says Tips").begun == [.send("add a title that says Tips")])
    #expect(talk.hear(.turn(.said("On it."))).said == ["On it."])
    #expect(talk.hear(.turn(.stillWorking)).said == ["⏳ Still working..."])
    #expect(talk.hear(.turn(.toolCall("add_text"))).said == [])
    let reply = talk.finish(.turn(Talk.titleAdded))
    #expect(reply.said[0].hasPrefix("✅ Title added: \"Tips\""))
    #expect(
      reply.said[1].hasPrefix("Timeline (2 tracks): 1. Video: clip (0-10s) 2. Title: \"Tips\""))
    #expect(reply.begun == [])
  }

  @Test func `the language is that of the user's last message`() {
    var talk = Talk()
    #expect(talk.type("给视频加一个标题，写“技巧”").begun.count == 1)
    #expect(talk.hear(.turn(.stillWorking)).said == ["⏳ 还在处理……"])
    _ = talk.finish(.turn(.nothingChanged))
    _ = talk.type("'/a b/clip.mp4'")
    #expect(talk.finish(.uploaded([])).said.first == "✅ 已上传：clip.mp4")
    _ = talk.type("now add captions to the video")
    #expect(talk.hear(.turn(.stillWorking)).said == ["⏳ Still working..."])
  }

  @Test func `an access token is never sent`() {
    var talk = Talk()
    let reply = talk.type("use my token nmv_usr_abcdef please")
    #expect(reply.begun == [])
    #expect(reply.said == [])
    #expect(reply.complaints.count == 1)
    #expect(!reply.complaints[0].contains("nmv_usr"))
  }

  // MARK: The queue

  @Test func `messages typed meanwhile wait in order, and the queue is shown`() {
    var talk = Talk()
    _ = talk.type("crop the video to 16:9")
    #expect(
      talk.type("add a title that says Tips").said.last == "Queued (1): add a title that says Tips")
    #expect(
      talk.type("export").said.last == "Queued (2): add a title that says Tips · export")
    #expect(talk.type("queue").said.last == "Queued (2): add a title that says Tips · export")
    #expect(talk.finish(.turn(.nothingChanged)).begun == [.send("add a title that says Tips")])
    #expect(talk.finish(.turn(.nothingChanged)).begun == [.export("video-edited.mp4")])
  }

  @Test func `the queue can be cleared`() {
    var talk = Talk()
    _ = talk.type("crop the video to 16:9")
    _ = talk.type("add a title that says Tips")
    #expect(talk.type("/queue clear").said.last == "1 message dropped.")
    #expect(talk.finish(.turn(.nothingChanged)).begun == [])
  }

  @Test func `credits and status are answered in between`() {
    var talk = Talk()
    _ = talk.type("crop the video to 16:9")
    #expect(talk.type("credits").begun == [.credits])
    let reply = talk.hear(
      .finished(.credits, .credits(Balance(available: 50, frozen: 50, total: 100))))
    #expect(reply.said == ["50 credits available, 50 held by running work. Exports are free."])
    #expect(!talk.machine.isIdle)
    #expect(talk.type("status").begun == [.status])
  }

  @Test func `a question that fails in between leaves the queue alone`() {
    var talk = Talk()
    _ = talk.type("'/a b/clip.mp4' crop the video to 16:9")
    _ = talk.type("credits")
    let failure = ChatFailure.nemo(NemoError(.unreachable, during: .readCredits))
    #expect(talk.hear(.finished(.credits, .failed(failure))).complaints.count == 1)
    #expect(talk.finish(.uploaded([])).begun == [.send("crop the video to 16:9")])
  }

  @Test func `the queue is bounded`() {
    var talk = Talk()
    _ = talk.type("crop the video to 16:9")
    for number in 0..<ChatMachine.maximumQueue { _ = talk.type("add title number \(number) there") }
    let reply = talk.type("one title too many at the end")
    #expect(reply.complaints.count == 1)
    #expect(reply.begun == [])
  }

  @Test func `after a failure the queue waits until the user wants it`() {
    var talk = Talk()
    _ = talk.type("crop the video to 16:9")
    _ = talk.type("add a title that says Tips")
    let reply = talk.finish(.turn(.failed(NemoError(.outOfCredits, during: .edit))))
    #expect(reply.begun == [])
    #expect(reply.said.last?.hasPrefix("1 message still waits.") == true)
    // Something else goes first, and the question comes again.
    #expect(talk.type("credits").begun == [.credits])
    let credits = talk.finish(.credits(Balance(available: 0, frozen: 0, total: 0)))
    #expect(credits.said.last?.hasPrefix("1 message still waits.") == true)
    #expect(talk.type("").begun == [.send("add a title that says Tips")])
  }

  // MARK: Ctrl-C

  @Test
  func `Ctrl-C ends the listening, and nothing goes out before it is known what became of it`() {
    var talk = Talk()
    _ = talk.type("crop the video to 16:9")
    #expect(talk.interrupt().actions == [.cancel])
    let stopped = talk.finish(.turn(.failed(Talk.cancelled(wasSent: true))))
    #expect(stopped.begun == [.settle])
    #expect(talk.type("add a title that says Tips").begun == [])
    let settled = talk.finish(.settled(Talk.titleAdded))
    #expect(settled.said.first?.hasPrefix("✅ Title added") == true)
    #expect(settled.begun == [.send("add a title that says Tips")])
  }

  @Test func `Ctrl-C while looking leaves it open, and the next message looks first`() {
    var talk = Talk()
    _ = talk.type("crop the video to 16:9")
    _ = talk.finish(.turn(.failed(Talk.cancelled(wasSent: true))))
    #expect(talk.interrupt().actions == [.cancel])
    #expect(talk.finish(.settled(.failed(Talk.cancelled(wasSent: true)))).begun == [])
    #expect(talk.type("credits").begun == [.credits])
    _ = talk.finish(.credits(Balance(available: 0, frozen: 0, total: 0)))
    #expect(talk.type("add a title that says Tips").begun == [.settle])
    var unchanged = Talk.cancelled(wasSent: true)
    unchanged.context.unchanged = .seconds(270)
    let reply = talk.finish(.settled(.failed(unchanged)))
    #expect(reply.said.first?.hasPrefix("The timeline has not changed in 5 minutes") == true)
    #expect(reply.begun == [.send("add a title that says Tips")])
  }

  @Test func `what was stopped before it was sent is settled`() {
    var talk = Talk()
    _ = talk.type("crop the video to 16:9")
    let reply = talk.finish(.turn(.failed(Talk.cancelled(wasSent: false))))
    #expect(reply.said == ["Stopped before anything was sent."])
    #expect(reply.begun == [])
  }

  @Test func `Ctrl-C twice at an empty prompt leaves`() {
    var talk = Talk()
    #expect(talk.interrupt().said == ["Press Ctrl-C once more to leave."])
    #expect(talk.interrupt().left == 0)
    var other = Talk()
    _ = other.interrupt()
    _ = other.type("help")
    #expect(other.interrupt().left == nil)
  }

  @Test func `Ctrl-C on a line that was not empty only clears it`() {
    var talk = Talk()
    _ = talk.type("crop the video to 16:9")
    #expect(talk.hear(.interrupted(wasEmpty: false)).isNothing)
  }

  // MARK: Leaving

  @Test(arguments: ["quit", "exit", "/quit", "bye!", "再见", "退出"])
  func `there are words to leave`(word: String) {
    var talk = Talk()
    #expect(talk.type(word).left == 0)
  }

  @Test func `who leaves while an edit runs is told that it goes on`() {
    var talk = Talk()
    _ = talk.type("crop the video to 16:9")
    _ = talk.type("add a title that says Tips")
    let reply = talk.hear(.endOfInput)
    #expect(reply.said.first == "1 message was not sent.")
    #expect(reply.said[1].contains("nemo chat --session LAST"))
    #expect(reply.left == 0)
    #expect(talk.type("crop the video to 16:9").begun == [])
  }

  @Test func `a signal ends it as a shell reports it`() {
    var talk = Talk()
    #expect(talk.hear(.terminated(15)).left == 143)
  }
}
