public import NemoTime

/// A link that opens a project in a browser, contract section 13.
///
/// There is no way to make one with a bearer in it: a token of the account never stands in a URL
/// (promise 3). One that claims is a secret all the same: whoever has it can open the project.
public struct BrowserLink: Sendable, Hashable {
  public let url: String
  /// Whether the link itself gives access, so that nobody has to be signed in in the browser.
  public let claims: Bool
  /// When it ends, where the backend says so.
  public let expiresAt: WallTime?

  /// `<web>/workspace/claim?ct=…`, section 13.1.
  init(webBase: Address, claim: ClaimAnswer, now: WallTime) {
    url = Self.text(webBase) + "/workspace/claim?ct=" + claim.token
    claims = true
    expiresAt = claim.lifetimeSeconds.map { now + .seconds($0) }
  }

  /// `<web>/workspace/task/{task_id}?session={session_id}`, section 13.2: who opens it must be
  /// signed in there.
  init(webBase: Address, taskID: String, sessionID: String) throws {
    let task = WireRequest.pathSegment(taskID)
    let session = WireRequest.pathSegment(sessionID)
    guard !Secrets.areLikely(in: task + " " + session) else {
      throw NemoError(
        .unexpectedAnswer, during: .readState, cause: .other("an id of the session is a token"))
    }
    url = Self.text(webBase) + "/workspace/task/\(task)?session=\(session)"
    claims = false
    expiresAt = nil
  }

  private static func text(_ base: Address) -> String {
    var path = base.path.prefix { $0 != "?" }
    while path.hasSuffix("/") { path.removeLast() }
    return "\(base.scheme)://\(base.authority)\(path)"
  }
}

extension BrowserLink: CustomStringConvertible, CustomReflectable {
  /// Without the claim token.
  public var description: String {
    claims ? String(url.prefix { $0 != "?" }) + "?ct=…" : url
  }

  public var customMirror: Mirror { Mirror(self, children: [:]) }
}
