import NemoHTTP

/// A file that may be uploaded, as far as this machine can tell.
struct UploadCheck: Sendable {
  let path: String
  let name: String
  let mediaType: String
  let sizeBytes: Int

  /// - Throws: ``NemoError`` with ``NemoError/Code/fileNotFound`` (and others of that file),
  ///   ``NemoError/Code/unsupportedFile``, ``NemoError/Code/emptyFile`` or
  ///   ``NemoError/Code/fileTooLarge``.
  init(_ path: String, files: any FileStore, largestBytes: Int) throws {
    self.path = path
    name = path.split(separator: "/").last.map(String.init) ?? path
    do {
      sizeBytes = try files.size(of: path)
    } catch let failure as FileFailure {
      throw NemoError(failure, during: .upload)
    }
    let context = NemoError.Context(path: path, limitMegabytes: largestBytes >> 20)
    guard let mediaType = MediaType.ofFile(named: name) else {
      throw NemoError(.unsupportedFile, during: .upload, context: context)
    }
    self.mediaType = mediaType
    guard sizeBytes > 0 else { throw NemoError(.emptyFile, during: .upload, context: context) }
    guard sizeBytes <= largestBytes else {
      throw NemoError(.fileTooLarge, during: .upload, context: context)
    }
  }
}
