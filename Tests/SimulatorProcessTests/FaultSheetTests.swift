import Foundation
import Testing

@testable import NemoSimulator
@testable import SimulatorProcess

@Suite struct FaultSheetTests {
  /// Two of the catalogue's kind, whose words are these tests' own.
  private static let faults = [
    Fault(
      "half-file", .render, [.download], effect: "half of the file is sent, then the end comes",
      remedy: "asks for the rest",
      settings: [.init("percent", 50, in: 0...99, "how much of the file is sent")]
    ) { _ in [] },
    Fault("quiet", .stream, .all, effect: "nothing is said", remedy: "reads the state") { _ in [] },
  ]

  private func sheet(_ words: String...) -> FaultSheet {
    FaultSheet(of: words, among: Self.faults)
  }

  @Test func `every fault of the catalogue is there`() {
    #expect(FaultSheet().rows.map(\.name) == Fault.all.map(\.name))
    #expect(FaultSheet().summary == "\(Fault.all.count) faults")
  }

  @Test func `words choose by name, family, operation and text`() {
    #expect(sheet().rows.map(\.name) == ["half-file", "quiet"])
    #expect(sheet("RENDER").rows.map(\.name) == ["half-file"])
    #expect(sheet("download", "state").rows.map(\.name) == ["quiet"])
    #expect(sheet("half-file").rows.map(\.name) == ["half-file"])
  }

  @Test func `one fault is described with its settings`() {
    #expect(
      sheet("half-file").lines(width: 80).map(\.text) == [
        "FAULT      WHAT HAPPENS, AND A CORRECT CLIENT",
        "half-file  half of the file is sent, then the end comes",
        "           Client: asks for the rest", "           On: download (render)", "",
        "SETTING  DEFAULT  RANGE   MEANING",
        "percent  50       0...99  how much of the file is sent", "", "1 fault",
      ])
  }

  @Test func `a wide terminal has a column for everything`() {
    #expect(
      sheet("quiet").lines(width: 140).map(\.text) == [
        "FAMILY  FAULT  WHAT HAPPENS     A CORRECT CLIENT  OPERATIONS",
        "stream  quiet  nothing is said  reads the state   every operation", "", "1 fault",
      ])
  }

  @Test func `where no fault fits, the nearest name is told`() {
    #expect(
      sheet("half-fil2").nothing
        == "No fault has half-fil2. Did you mean half-file? "
        + "The families are connect, rest, stream, upload, render, process.")
    #expect(sheet("uplaod").nothing.contains("Did you mean upload?"))
  }

  @Test func `a fault in JSON has its settings`() throws {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    let text = String(decoding: try encoder.encode(sheet("half-file").rows), as: UTF8.self)
    #expect(
      text
        == #"[{"effect":"half of the file is sent, then the end comes","family":"render","#
        + #""name":"half-file","operations":["download"],"remedy":"asks for the rest","#
        + #""settings":[{"default":50,"least":0,"meaning":"how much of the file is sent","#
        + #""most":99,"name":"percent"}]}]"#)
  }
}
