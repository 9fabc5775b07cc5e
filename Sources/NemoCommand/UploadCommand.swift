import ArgumentParser
import Nemo
import NemoClient

/// `nemo upload`: files of this machine and addresses, into a session.
struct UploadCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "upload",
    abstract: "Upload files, or let the backend fetch them from their addresses.",
    discussion: """
      They go into the last session, or into a new one when there is none yet.

      Example:
        nemo upload clip.mp4 https://example.org/logo.png
        nemo send "crop to 16:9 and put the logo at the end"
        nemo export -o out.mp4
      """)

  @Argument(
    help: ArgumentHelp(
      "Recordings, pictures and sounds, or http addresses of them.", valueName: "file"),
    completion: .file(extensions: MediaType.acceptedExtensions))
  var files: [String]

  @OptionGroup var session: SessionOption

  @Flag(help: "Open a new session for them.")
  var new = false

  @OptionGroup var flags: BackendOptions

  func validate() throws {
    guard !files.contains("") else { throw ValidationError("A file has no name.") }
    for file in urlsOfOtherKinds {
      throw ValidationError("\(file) is neither a file nor an http or https address.")
    }
  }

  private var paths: [String] { files.filter { !UploadAddress.isMeant(by: $0) } }
  private var urlsOfOtherKinds: [String] {
    paths.filter { $0.contains("://") && !DiskFileStore().exists($0) }
  }

  private var urls: [String] { files.filter(UploadAddress.isMeant(by:)) }

  func run() async throws {
    let (paths, urls) = (paths, urls)
    let checks: (Preflight) throws -> Void = { preflight in
      for path in paths { try preflight.checkUpload(path) }
      for url in urls { _ = try UploadAddress(url) }
    }
    try await converse(flags, checking: checks) { connection, console in
      let session = try await target(connection, console)
      var uploaded: [UploadedFile] = []
      for path in paths { uploaded += try await Transfers(console).upload(path, to: session) }
      if !urls.isEmpty {
        console.say(
          "The backend fetches \(urls.count == 1 ? "the address" : "\(urls.count) addresses")...",
          .dim)
        uploaded += try await session.upload(urls: urls)
      }
      for file in uploaded { console.say("✅ \(MediaLine(file)) uploaded.", .good) }
      console.say("Say what to do: nemo send \"crop to 16:9 and add a title\"", .dim)
      guard flags.json else { return }
      let id = await session.stored.id
      console.print(
        json: .object([
          "session": .string(id), "files": .array(uploaded.map(JSONText.uploaded)),
        ]))
    }
  }

  private func target(_ connection: Connection, _ console: Console) async throws -> EditingSession {
    let isFirst = try connection.sessions().isEmpty
    guard new || (isFirst && session.session.uppercased() == SessionName.last) else {
      let session = try connection.session(named: session.session)
      let stored = await session.stored
      console.say("Into session \(SessionTable.title(of: stored)). --new opens another.", .dim)
      return session
    }
    return try await connection.newSession()
  }
}

/// A file of the backend in one line.
struct MediaLine: CustomStringConvertible {
  let description: String

  init(_ file: UploadedFile) {
    var facts: [String] = []
    if let width = file.width, let height = file.height { facts.append("\(width)x\(height)") }
    if let seconds = file.durationSeconds, seconds > 0 {
      facts.append("\(JSONText.number((seconds * 10).rounded() / 10).text) s")
    }
    description = file.filename + (facts.isEmpty ? "" : " (\(facts.joined(separator: ", ")))")
  }
}
