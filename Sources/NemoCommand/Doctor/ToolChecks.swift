import CurlTransport
import Nemo
import NemoLedger
import SimulatorService

/// What is installed: the programs that the simulator renders with, and the libraries.
struct ToolChecks: Sendable {
  private let tools: MediaTools
  /// Whether it is the simulator that answers, which is all that needs the programs.
  private let isNeeded: Bool

  init(_ backend: Backend, _ options: NemoOptions) {
    tools = MediaTools(searchPath: options.searchPath)
    isNeeded = if case .simulator = backend { true } else { false }
  }

  func findings() -> [Finding] {
    [
      tool("ffmpeg", tools.ffmpeg, without: "the simulator renders a stand-in, not your video"),
      tool("ffprobe", tools.ffprobe, without: "the simulator guesses what is in an upload"),
      tool("espeak-ng", tools.espeak, without: "the simulator's voice-overs are silent"),
      font,
      Finding("libcurl", .ok, Self.libcurl),
      sqlite,
    ]
  }

  /// It and what encrypts for it; the rest is of no use here.
  private static var libcurl: String {
    CurlTransport.libraryVersion.split(separator: " ").prefix(2).joined(separator: ", ")
  }

  private func tool(_ name: String, _ path: String?, without loss: String) -> Finding {
    if let path { return Finding(name, .ok, path) }
    return missing(name, "not found: \(loss)", install: name == "ffprobe" ? "ffmpeg" : name)
  }

  private var font: Finding {
    guard let path = tools.font else {
      return missing("font", "none found: titles are left out", install: "fonts-noto-cjk")
    }
    guard tools.hasChineseFont else {
      return missing(
        "font",
        "\(path) has no Chinese characters: those are empty boxes in the simulator's titles",
        install: "fonts-noto-cjk")
    }
    return Finding("font", .ok, path)
  }

  private func missing(_ name: String, _ detail: String, install package: String) -> Finding {
    guard isNeeded else {
      return Finding(name, .ok, "not found; only the simulator needs it")
    }
    return Finding(
      name, .warn, detail, advice: "Install it: apt install \(package), or brew install \(package)")
  }

  private var sqlite: Finding {
    do {
      return Finding("sqlite", .ok, try Ledger.sqliteVersion())
    } catch {
      return Finding("sqlite", failing: error)
    }
  }
}
