import NemoHTTP

/// How far an upload is.
public struct UploadProgress: Sendable, Hashable {
  /// Bytes of the file that were handed over. Starts again when an upload is repeated.
  public var sentBytes: Int
  public var totalBytes: Int

  public init(sentBytes: Int, totalBytes: Int) {
    self.sentBytes = sentBytes
    self.totalBytes = totalBytes
  }
}

extension EditingSession {
  /// Uploads one file into the session. It is read while it is sent, never held in memory.
  ///
  /// Safe to repeat, and wasteful: where the connection breaks or a gateway has a problem, that is
  /// done here up to twice. Nothing is sent when the file itself can't be taken.
  ///
  /// - Parameters:
  ///   - path: a file of the store, with one of ``MediaType/acceptedExtensions``, at most
  ///     ``ClientPolicy/largestUpload`` bytes.
  ///   - progress: called after every piece.
  /// - Returns: the files as the backend has them.
  /// - Throws: ``NemoError``; `CancellationError`. After ``NemoError/Code/sessionLost`` a new
  ///   session stands in the place of the lost one, so that a repetition succeeds.
  public func upload(
    _ path: String, progress: @escaping @Sendable (UploadProgress) -> Void = { _ in }
  ) async throws -> [UploadedFile] {
    let file = try UploadCheck(path, files: api.files, largestBytes: api.policy.largestUpload)
    let multipart = MultipartBody(file, in: api.files, entropy: api.configuration.entropy)
    let body = multipart.body { sentBytes in
      progress(UploadProgress(sentBytes: sentBytes, totalBytes: file.sizeBytes))
    }
    return try await uploading(path) {
      let wire = WireRequest.uploadFiles(sessionID: stored.id, boundary: multipart.boundary)
      let files = try await send(wire, body)
      return files.isEmpty ? try await find(file.name) : files
    }
  }

  /// Lets the backend fetch files by their addresses into the session (contract section 11).
  ///
  /// One request; safe to repeat, and wasteful: where the connection breaks or a gateway has a
  /// problem, that is done here up to twice. Nothing is sent when an address can't be taken.
  ///
  /// - Parameter urls: `http` or `https` addresses of files, without a user name; see
  ///   ``UploadAddress``. Pages of video sites are no files (contract section 17).
  /// - Returns: the files as the backend has them; none when it does not name them, as for one that
  ///   fetches them later.
  /// - Throws: as ``upload(_:progress:)``; ``NemoError/Code/badConfiguration`` for an address that
  ///   can't be taken.
  public func upload(urls: [String]) async throws -> [UploadedFile] {
    let addresses = try urls.map { try UploadAddress($0) }
    guard let first = addresses.first else { return [] }
    return try await uploading(first.shown) {
      try await send(.upload(urls: addresses.map(\.text), sessionID: stored.id), nil)
    }
  }

  /// - Parameter name: what the error names when there is one.
  private func uploading(
    _ name: String, _ body: () async throws -> [UploadedFile]
  ) async throws -> [UploadedFile] {
    let id = stored.id
    do {
      let files = try await body()
      noteUse(uploading: files.first?.filename)
      return files
    } catch var error as NemoError {
      if error.operation == .readState { error.operation = .upload }
      if error.code == .sessionLost { error = try await replacingSession(id, after: error) }
      error.context.path = error.context.path ?? name
      throw error
    }
  }

  private func send(_ wire: WireRequest, _ body: HTTPBody?) async throws -> [UploadedFile] {
    // Twice is no harm (contract section 11).
    let call = APIClient.Call(operation: .upload, repeats: .always, body: body)
    return try await api.perform(wire, call) { [api] request in
      let answer = try await api.transfer.answer(request, limit: api.policy.largestAnswer)
      return try answer.decoded(UploadAnswer.init).files
    }
  }

  /// The answer names no file: state shows whether there is one.
  private func find(_ name: String) async throws -> [UploadedFile] {
    let files = try await state().media.filter { $0.filename == name }
    guard files.isEmpty else { return files }
    throw NemoError(
      .unexpectedAnswer, during: .upload, cause: .other("no file in the answer"), wasSent: true)
  }
}
