import Nemo
import NemoClient
import Testing

@testable import NemoCommand

@Suite struct ExitTableTests {
  @Test func `every exit code stands once, and every error has at most one`() {
    let codes = ExitTable.rows.map(\.code)
    #expect(Set(codes).count == codes.count)
    let errors = ExitTable.rows.flatMap(\.errors)
    #expect(Set(errors).count == errors.count)
  }

  @Test func `an error has the exit code of its row`() {
    let expected: KeyValuePairs<NemoError.Code, Int32> = [
      .unreachable: 10, .outOfCredits: 13, .exportBlocked: 14, .fileNotFound: 20, .emptyFile: 21,
      .unsupportedFile: 22, .fileTooLarge: 23, .outputNotWritable: 24, .nothingToExport: 31,
      .stillRendering: 33, .cancelled: 130, .badConfiguration: 64, .unexpectedAnswer: 1,
    ]
    for (code, exit) in expected {
      #expect(ExitTable.code(for: NemoError(code, during: .edit)) == exit)
    }
  }

  @Test func `help lists every code`() {
    for row in ExitTable.rows { #expect(ExitTable.help.contains("\(row.code)  \(row.meaning)")) }
  }
}
