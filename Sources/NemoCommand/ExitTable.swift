import ArgumentParser
import Nemo
import NemoCassette
import NemoClient
import NemoLedger
import SimulatorService

/// What scripts can tell from the exit code; a code never changes its meaning.
enum ExitTable {
  struct Row {
    var code: Int32
    var meaning: String
    var errors: [NemoError.Code]
  }

  static let rows: [Row] = [
    Row(code: 10, meaning: "no connection to the backend", errors: [.unreachable, .insecure]),
    Row(
      code: 11, meaning: "the connection broke or took too long",
      errors: [.disconnected, .timedOut]),
    Row(
      code: 12, meaning: "not signed in, or the token was rejected",
      errors: [.notSignedIn, .tokenRejected, .missingClientID]),
    Row(code: 13, meaning: "out of credits", errors: [.outOfCredits]),
    Row(code: 14, meaning: "the plan does not allow exports", errors: [.exportBlocked]),
    Row(code: 15, meaning: "too many requests; wait and try again", errors: [.rateLimited]),
    Row(
      code: 20, meaning: "the file is missing or can't be read",
      errors: [.fileNotFound, .fileNotReadable]),
    Row(code: 21, meaning: "the file is empty", errors: [.emptyFile]),
    Row(code: 22, meaning: "the file's type is not taken", errors: [.unsupportedFile]),
    Row(code: 23, meaning: "the file is too large", errors: [.fileTooLarge]),
    Row(code: 24, meaning: "the output can't be written", errors: [.outputNotWritable]),
    Row(
      code: 30, meaning: "the edit failed or changed nothing, or the project was lost",
      errors: [.editFailed, .sessionLost, .foreignDraft]),
    Row(code: 31, meaning: "there is nothing to export", errors: [.nothingToExport]),
    Row(code: 32, meaning: "the render failed", errors: [.renderFailed]),
    Row(code: 33, meaning: "the render is still going on", errors: [.stillRendering]),
    Row(code: 34, meaning: "the rendered file could not be downloaded", errors: [.downloadFailed]),
    Row(code: 35, meaning: "there is no session, or no render, of that name", errors: []),
    Row(code: 40, meaning: "the cassette can't be played or does not fit the requests", errors: []),
    Row(
      code: 41, meaning: "what nemo remembers between runs can't be used", errors: [.storeFailed]),
    Row(code: 42, meaning: "nemo doctor found something that does not work", errors: []),
    Row(code: 50, meaning: "a part of it is done, and the rest failed", errors: []),
  ]

  /// Anything that has no row.
  static let other: Int32 = 1
  /// What was compared is different, as diff(1) has it.
  static let differs: Int32 = 1
  static let edit: Int32 = 30
  static let name: Int32 = 35
  static let cassette: Int32 = 40
  static let state: Int32 = 41
  static let doctor: Int32 = 42
  /// Of several files or renders, some are done and some failed.
  static let partial: Int32 = 50
  /// As in `sysexits.h`, and as the argument parser has it.
  static let usage: Int32 = 64
  /// As a shell reports a process that was interrupted.
  static let interrupted: Int32 = 130

  static func code(for error: any Error) -> Int32 {
    switch error {
    case let error as NemoError:
      rows.first { $0.errors.contains(error.code) }?.code
        ?? (error.code == .badConfiguration
          ? usage : error.code == .cancelled ? interrupted : other)
    case is SessionNameError, is RenderNameError: name
    case is CassetteError: cassette
    case is LedgerError, is StateFolderFailure: state
    case let error as StateError: error.code == .unwritable ? state : usage
    case is BackendError, is ScenarioFileError: usage
    case is CancellationError: interrupted
    case let exit as ExitCode: exit.rawValue
    default: other
    }
  }

  static var help: String {
    let all =
      [(Int32(0), "done"), (other, "what was compared differs, or something else failed")]
      + rows.map { ($0.code, $0.meaning) } + [(usage, "the command line is wrong")]
    return all.map { code, meaning in
      String(repeating: " ", count: 4 - String(code).count) + "\(code)  \(meaning)"
    }.joined(separator: "\n")
  }
}
