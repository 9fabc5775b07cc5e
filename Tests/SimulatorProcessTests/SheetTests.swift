import Foundation
import NemoSimulator
import Testing

@testable import SimulatorProcess

/// What the printing commands print.
@Suite struct SheetTests {
  private func json(_ document: some Encodable) throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return String(decoding: try encoder.encode(document), as: UTF8.self)
  }

  // MARK: Facts

  @Test func `every fact is there with its provenance and its source`() {
    let sheet = FactSheet()
    #expect(sheet.rows.count == Fact.all.count)
    #expect(
      sheet.rows.first
        == .init(
          subject: "sign-in", statement: "X-Client-Id is required and has 64 characters at most",
          provenance: "documented", section: "2", source: "contract section 2"))
    #expect(
      sheet.lines(width: nil)[1].text.split(separator: "  ").map {
        $0.trimmingCharacters(in: .whitespaces)
      } == ["sign-in", "X-Client-Id is required and has 64 characters at most", "documented", "2"])
  }

  @Test func `words choose facts that have all of them, in any column and any case`() {
    let facts = FactSheet(of: ["CREDITS", "documented", "export"])
    #expect(facts.rows.map(\.statement) == ["an export is free"])
    #expect(facts.summary == "1 fact: 0 observed, 1 documented, 0 inferred, 0 assumed")
    #expect(FactSheet(of: ["adk-wire.md"]).rows.allSatisfy { $0.source == "adk-wire.md" })
  }

  @Test func `where no fact fits, the nearest subject is named`() {
    let sheet = FactSheet(of: ["credts"])
    #expect(sheet.rows.isEmpty)
    #expect(
      sheet.nothing.hasPrefix(
        "No fact has credts. Did you mean credits? The subjects are sign-in, errors, credits,"))
  }

  @Test func `a fact in JSON has its keys in the order of the alphabet`() throws {
    #expect(
      try json(FactSheet(of: ["export is free"]).rows)
        == #"[{"provenance":"documented","section":"4","source":"contract section 4","#
        + #""statement":"an export is free","subject":"credits"}]"#)
  }

  // MARK: Dialects

  @Test func `a wide terminal has presets as columns, a narrow one has them in a list`() {
    let wide = DialectSheet.lines(width: 200).map(\.text)
    #expect(wide[0].hasPrefix("SWITCH "))
    #expect(wide[0].hasSuffix("WHAT IT DECIDES"))
    #expect(wide.count == DialectSwitch.all.count + 3)
    let narrow = DialectSheet.lines(width: 80).map(\.text)
    #expect(narrow[0].hasSuffix("OTHER PRESETS"))
    #expect(
      narrow.contains {
        $0.hasPrefix("renderBody") && $0.contains("apiReference=nested, hostile=both")
      })
  }

  @Test(arguments: [80, 100, 120, 200])
  func `nothing is wider than the terminal`(width: Int) throws {
    var pages = [
      DialectSheet.lines(width: width), FactSheet().lines(width: width),
      MagicSheet.lines(width: width), FaultSheet().lines(width: width),
    ]
    pages += DialectSwitch.all.map {
      SwitchSheet($0, program: "nemo simulator").lines(width: width)
    }
    pages += Fault.all.map { FaultSheet(of: [$0.name]).lines(width: width) }
    pages += Dialect.presets.map { PresetSheet($0, program: "nemo simulator").lines(width: width) }
    for line in pages.joined() {
      let whole = line.pieces.map(\.text).joined()
      #expect(whole.count <= width, "\(whole)")
    }
  }

  @Test func `a switch is described value by value`() throws {
    let one = try #require(DialectSwitch.named("duplicateRender"))
    #expect(
      SwitchSheet(one, program: "nemo-simulator").lines(width: nil).map(\.text) == [
        "duplicateRender: a render id used twice (contract section 19 row 19)", "",
        "VALUE       MEANING                 PRESETS",
        "error       409                     seed, apiReference, zh2026_03, adk",
        "idempotent  the render that has it  hostile", "",
        "nemo-simulator --set duplicateRender=idempotent",
      ])
  }

  @Test func `a preset is described by where it departs from the defaults`() throws {
    let preset = try #require(Dialect.presets.first { $0.name == "adk" })
    let lines = PresetSheet(preset, program: "nemo simulator").lines(width: nil).map(\.text)
    #expect(lines.first == "adk: a stock ADK server behind the endpoints")
    #expect(lines.last == "nemo simulator --dialect adk")
    #expect(
      lines.contains(
        "onDisconnect  cancel         continue   a run whose client leaves: it is cancelled")
    )
    #expect(lines.count == 3 + 7 + 2)
  }

  @Test func `a switch in JSON has its default, its values and what each preset says`() throws {
    let one = try #require(DialectSwitch.named("doneFrame"))
    #expect(
      try json(DialectSheet.Point(one))
        == #"{"default":"off","name":"doneFrame","presets":{"adk":"off","apiReference":"off","#
        + #""hostile":"on","seed":"off","zh2026_03":"off"},"source":"19 row 7","#
        + #""subject":"a frame at the end of a stream","values":[{"meaning":"none: the stream "#
        + #"closes","value":"off"},{"meaning":"data: {\"type\":\"done\"}, then the stream closes","#
        + #""value":"on"}]}"#)
    #expect(DialectSheet.document.switches.count == DialectSwitch.all.count)
    #expect(DialectSheet.document.presets.map(\.name).contains("zh2026_03"))
  }

  // MARK: Magic values

  @Test func `magic values are those of the simulator, in its order`() {
    #expect(MagicSheet.rows.map(\.value) == MagicValues.table.map(\.value))
    #expect(
      MagicSheet.lines(width: nil)[1].text.hasPrefix(
        "simulate silent          the edit ends without text"))
  }
}
