/// Which exchanges of a capture belong to the API: those below its base URL, and those to hosts
/// that its answers have named before, such as the download of a rendered file.
struct HARScope {
  let backend: String
  private let keepsOtherHosts: Bool

  /// The beginnings of the paths of the API, contract section 5.
  private static let paths = [
    "/api/auth/", "/api/tasks/", "/run_sse", "/api/upload-video/", "/api/credits/", "/api/state/",
    "/api/render/", "/api/tokens",
  ]
  /// What only a page loads.
  private static let pageTypes: Set<String> = [
    "script", "stylesheet", "font", "manifest", "ping", "csp-violation-report",
  ]

  /// - Throws: ``CassetteError`` when the base URL is not given and nothing was asked of the API.
  init(_ exchanges: [HARExchange], _ options: HARImport.Options) throws {
    keepsOtherHosts = options.keepsOtherHosts
    guard let found = options.backend ?? Self.backend(of: exchanges.map { $0.exchange.request.url })
    else {
      throw CassetteError(
        .unreadable,
        "The HAR file holds no request of the API. Name its base URL, or capture again.")
    }
    backend = found.hasSuffix("/") ? String(found.dropLast()) : found
  }

  /// What stands before the API's paths most often; the first of equals.
  static func backend(of urls: [String]) -> String? {
    var bases: [(url: String, count: Int)] = []
    for base in urls.compactMap(base) {
      if let index = bases.firstIndex(where: { $0.url == base }) {
        bases[index].count += 1
      } else if bases.count < baseLimit {
        bases.append((base, 1))
      }
    }
    let most = bases.map { $0.count }.max()
    return bases.first { $0.count == most }?.url
  }

  private static let baseLimit = 100

  private static func base(_ url: String) -> String? {
    let bare = url.prefix { $0 != "?" }
    guard let host = bare.firstRange(of: "://")?.upperBound,
      let path = bare[host...].firstIndex(of: "/")
    else { return nil }
    let starts = paths.compactMap { bare[path...].firstRange(of: $0)?.lowerBound }
    return starts.min().map { String(bare[..<$0]) }
  }

  /// What stays, in the order in which it was sent.
  func kept(of exchanges: [HARExchange], _ notes: inout HARNotes) -> [HARExchange] {
    let sorted = exchanges.sorted {
      ($0.startMicroseconds, $0.number) < ($1.startMicroseconds, $1.number)
    }
    var named: Set<String> = []
    var left: [Int] = []
    let kept = sorted.filter { one in
      let origin = RequestTarget(one.exchange.request.url, backend: backend).origin
      let isAPI = origin == RequestTarget.backendOrigin
      let isNamed = named.contains(Self.plain(origin)) && !Self.pageTypes.contains(one.resourceType)
      guard isAPI || isNamed || keepsOtherHosts else {
        left.append(one.number)
        return false
      }
      if let response = one.exchange.response, isAPI || isNamed {
        named.formUnion(HARLinks.origins(in: response, withBody: isAPI).map(Self.plain))
      }
      return true
    }
    for number in left.sorted() { notes.add(.otherHost, number) }
    return kept
  }

  private static func plain(_ origin: String) -> String {
    if origin.hasPrefix("https://"), origin.hasSuffix(":443") { return String(origin.dropLast(4)) }
    if origin.hasPrefix("http://"), origin.hasSuffix(":80") { return String(origin.dropLast(3)) }
    return origin
  }
}
