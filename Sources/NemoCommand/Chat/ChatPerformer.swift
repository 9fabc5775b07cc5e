import NemoClient
import NemoHTTP
import NemoTime

/// Does the machine's jobs with the client, one call for each.
struct ChatPerformer: Sendable {
  let connection: Connection
  let session: EditingSession
  /// Called in order, from any thread.
  let tell: @Sendable (ChatEvent) -> Void

  func perform(_ job: ChatJob) async -> ChatResult {
    do {
      return try await result(of: job)
    } catch {
      return .failed(ChatFailure(error))
    }
  }

  private func result(of job: ChatJob) async throws -> ChatResult {
    switch job {
    case .upload(.file(let path)): return .uploaded(try await upload(path))
    case .upload(.address(let url)): return .uploaded(try await session.upload(urls: [url]))
    case .send(let text): return .turn(await session.send(text) { tell(.turn($0)) })
    case .settle: return .settled(await session.settle { tell(.turn($0)) })
    case .export(let path):
      return .exported(try await session.export(to: path) { tell(.exporting($0)) })
    case .subtitles(let path):
      try await saveSubtitles(path)
      return .savedSubtitles
    case .credits: return .credits(try await connection.credits())
    case .status: return .status(try await session.state())
    case .browse: return .link(try await session.browserLink().url)
    }
  }

  /// Tells each percent once: there are many pieces.
  private func upload(_ path: String) async throws -> [UploadedFile] {
    let told = Locked(-1)
    return try await session.upload(path) { progress in
      let percent = progress.sentBytes * 100 / max(progress.totalBytes, 1)
      let isNew = told.withLock { told in
        defer { told = percent }
        return told != percent
      }
      if isNew { tell(.uploading(progress)) }
    }
  }

  private func saveSubtitles(_ path: String) async throws {
    let draft = try await session.state().draft
    let isVTT = path.lowercased().hasSuffix(".vtt")
    guard let text = draft.flatMap({ isVTT ? Subtitles.vtt(of: $0) : Subtitles.srt(of: $0) }) else {
      throw NoSubtitles()
    }
    do {
      try Self.write(text, to: path)
    } catch let failure as FileFailure {
      throw NemoError(failure, during: .download)
    }
  }

  /// Beside its place first, so that nothing incomplete ever stands there (promise 5).
  private static func write(_ text: String, to path: String) throws {
    let files = DiskFileStore()
    let temporary = "\(path).nemo-\(SystemEntropy().hexadecimal(8)).part"
    do {
      let writer = try files.appender(to: temporary)
      try writer.write(Array(text.utf8))
      try writer.synchronize()
      try files.move(temporary, to: path)
    } catch {
      try? files.remove(temporary)
      throw error
    }
  }
}

/// The timeline shows no text.
struct NoSubtitles: Error {}
