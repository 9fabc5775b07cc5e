/// Gives exchanges their ids: what is asked, and the beginning of what the request is matched by.
///
/// They follow from the content alone, so that the same request has the same id in every recording,
/// and two branches that each add a request to a tape add it under names of their own.
struct ExchangeIDs {
  /// How many digits of the key an id has, unless they are those of another key.
  private static let shortestDigits = 4

  private var taken: Set<String>
  /// The id of the first request with each key, and whose it is.
  private var stems: [String: String] = [:]
  private var keys: [String: String] = [:]
  private var counts: [String: Int] = [:]

  /// - Parameter taken: ids that other exchanges of the tape have.
  init(taken: Set<String> = []) { self.taken = taken }

  /// The id of the next request with that key: `poll-7c1d`, then `poll-7c1d.2`, `poll-7c1d.3`.
  mutating func next(method: String, path: String, key: String) -> String {
    let stem = stem(of: key, Self.sort(method, path))
    var id: String
    repeat {
      let number = counts[stem, default: 0] + 1
      counts[stem] = number
      id = number == 1 ? stem : "\(stem).\(number)"
    } while !taken.insert(id).inserted
    return id
  }

  private mutating func stem(of key: String, _ sort: String) -> String {
    if let stem = stems[key] { return stem }
    var digits = Self.shortestDigits
    while digits < key.count, keys["\(sort)-\(key.prefix(digits))"] != nil { digits += 1 }
    let stem = "\(sort)-\(key.prefix(digits))"
    stems[key] = stem
    keys[stem] = key
    return stem
  }

  /// The endpoints of the contract, section 5; of everything else the last part of the path.
  private static func sort(_ method: String, _ path: String) -> String {
    for (beginning, sort) in endpoints where path.hasPrefix(beginning) { return sort }
    guard path.hasPrefix("/api/render/proxy/") else { return lastWord(path) }
    if path.hasSuffix("/cancel") { return "cancel" }
    if path.hasSuffix("/download") { return "download" }
    return method == "POST" ? "render" : "poll"
  }

  private static let endpoints = [
    ("/api/auth/anonymous-token", "sign_in"), ("/api/auth/claim-token", "claim"),
    ("/api/tasks/", "session"), ("/run_sse", "run_sse"), ("/api/upload-video/", "upload"),
    ("/api/credits/", "credits"), ("/api/state/", "state"),
  ]

  private static func lastWord(_ path: String) -> String {
    if path.hasSuffix(".mp4") { return "download" }
    let words = path.split(separator: "/").filter { word in
      word.utf8.allSatisfy { SecretScanner.isTokenByte($0) && !JSONBytes.isDigit($0) }
        && word.utf8.count <= 32
    }
    return words.last.map(String.init) ?? "request"
  }
}

extension Tape {
  /// Gives an id to every exchange that has an empty one.
  mutating func fillIDs() {
    guard exchanges.contains(where: { $0.id.isEmpty }) else { return }
    var ids = ExchangeIDs(taken: Set(exchanges.map { $0.id }))
    for (index, form) in RequestForms(self).forms.enumerated()
    where exchanges[index].id.isEmpty {
      exchanges[index].id = ids.next(method: form.method, path: form.path, key: form.key)
    }
  }
}
