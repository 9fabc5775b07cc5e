import NemoTime

extension World {
  /// What a session may hold; further files are refused.
  static let assetLimit = 200
  /// The longest name of a file, in bytes; as on most disks.
  static let nameLimit = 255

  /// Endpoint 4, section 11: files in a form, or URLs.
  ///
  /// What happens when one file of several is refused is undocumented; here none is taken.
  mutating func upload(
    _ request: OpenExchange.Request, _ id: String, _ body: BodyFacts
  ) throws(Refusal) -> Plan {
    let session = try session(id, of: request)
    let added: [Asset]
    switch body {
    case .form(let parts): added = try files(in: parts)
    case .tooLarge: throw tooLarge
    case .malformed(let reason): throw Refusal(.unprocessable, reason)
    default: added = try Self.links(RequestBody.Links(RequestBody.json(body)))
    }
    guard session.assets.count + added.count <= Self.assetLimit else {
      throw Refusal(.unprocessable, "The session has \(Self.assetLimit) files already.")
    }
    sessions[id]?.add(added)
    note(.uploaded, session: id, "\(added.count) files")
    return success(UploadBody.json(added, base: request.base, dialect))
  }

  private mutating func files(in parts: [FormPart]) throws(Refusal) -> [Asset] {
    var files: [StoredFile] = []
    for part in parts {
      guard case .file(let facts) = part.content else { continue }
      guard part.name == "files" else {
        throw Refusal(.unprocessable, "The file's field is \(part.name.prefix(50)), not files.")
      }
      let filename = try Self.baseName(part.filename ?? "")
      if let refusal = MagicValues.refusal(ofFile: filename) { throw refusal }
      let kind = try kind(of: facts, named: filename)
      let asset = Asset(
        origin: .upload(digest: facts.digest), filename: filename, kind: kind, probe: facts.probe)
      files.append(StoredFile(facts: facts, asset: asset))
    }
    guard !files.isEmpty else {
      throw Refusal(.unprocessable, "The form has no file in its field files.")
    }
    for file in files { uploads[file.facts.digest] = file }
    return files.map(\.asset)
  }

  /// Judged by its name and by what is in it.
  private func kind(
    of facts: MediaFacts, named filename: String
  ) throws(Refusal) -> MediaProbe.Kind {
    guard let kind = MediaFormat.kind(of: filename) else {
      throw Refusal(.unsupportedFile, "This type of file is not supported. \(MediaFormat.sentence)")
    }
    guard facts.sizeBytes > 0 else {
      throw Refusal(.unsupportedFile, "The file is empty. Send one with content.")
    }
    guard facts.sizeBytes <= dialect.sizeCapBytes else { throw tooLarge }
    if let probe = facts.probe { return probe.kind }
    guard MediaFormat.isRecognized(facts.firstBytes) else {
      throw Refusal(
        .unsupportedFile, "The file holds no readable media. \(MediaFormat.sentence)")
    }
    return kind
  }

  /// What stands behind the last slash or backslash.
  private static func baseName(_ filename: String) throws(Refusal) -> String {
    let end = filename.lastIndex { $0 == "/" || $0 == "\\" }
    let name = end.map { filename[filename.index(after: $0)...] } ?? filename[...]
    guard name.utf8.count <= nameLimit else {
      throw Refusal(.unprocessable, "The file's name is longer than \(nameLimit) bytes.")
    }
    return String(name)
  }

  // MARK: URLs

  /// Pages that are no files (section 17).
  private static let socialHosts = [
    "youtube.com", "youtu.be", "tiktok.com", "instagram.com", "spotify.com", "bilibili.com",
    "twitter.com", "x.com",
  ]

  /// A URL is never fetched: an entry stands in for what it names.
  private static func links(_ links: RequestBody.Links) throws(Refusal) -> [Asset] {
    var assets: [Asset] = []
    for url in links.urls { assets.append(try link(url)) }
    return assets
  }

  private static func link(_ url: String) throws(Refusal) -> Asset {
    let isWeb = url.hasPrefix("https://") || url.hasPrefix("http://")
    let parts = url.split(separator: "/", maxSplits: 2)
    guard isWeb, parts.count >= 2 else {
      throw Refusal(.unprocessable, "A URL must begin with https:// or http://.")
    }
    let host = parts[1].lowercased()
    guard !socialHosts.contains(where: { host == $0 || host.hasSuffix(".\($0)") }) else {
      throw Refusal(
        .unsupportedFile, "Pages of social media are not supported. Send the file itself.")
    }
    let name = Route.segments(of: String(parts.last ?? "")).last ?? "video"
    let filename = try baseName(parts.count > 2 ? name : "video")
    if MediaFormat.extensionName(of: filename) == nil {
      return Asset(origin: .link(url: url), filename: filename + ".mp4", kind: .video)
    }
    guard let kind = MediaFormat.kind(of: filename) else {
      throw Refusal(.unsupportedFile, "This type of file is not supported. \(MediaFormat.sentence)")
    }
    return Asset(origin: .link(url: url), filename: filename, kind: kind)
  }
}

extension Session {
  /// The same file under the same name is one asset, however often it is sent.
  mutating func add(_ added: [Asset]) {
    for asset in added {
      let isNew = !assets.contains(asset)
      assets.removeAll { $0 == asset }
      assets.append(asset)
      if isNew, asset.kind == .video { freshUpload = asset }
    }
  }
}
