import Nemo
import NemoClient

/// Whether the backend can be reached, and takes the token if there is one. Nobody is signed in: the
/// one request reads the balance, which costs nothing.
struct ReachCheck: Sendable {
  private let backend: Backend
  private let options: NemoOptions

  /// No account has it: a backend that is there says so.
  private static let noToken = "doctor"

  init(_ backend: Backend, _ options: NemoOptions) {
    self.backend = backend
    var options = options
    options.policy.repeatPauses = []
    options.policy.rateLimitPause = .zero
    options.policy.wireIdleLimit = .seconds(10)
    options.policy.exchangeLimit = .seconds(15)
    options.recording = nil
    self.options = options
  }

  func findings() async -> [Finding] {
    let token = usableToken
    var options = options
    options.token = token ?? Self.noToken
    do {
      let balance = try await withNemo(backend, options) { try await $0.credits() }
      return [Finding("reach", .ok, "It answers. \(balance.available) credits available.")]
    } catch let error as NemoError {
      return verdict(error, hasToken: token != nil)
    } catch {
      return [Finding("reach", failing: error)]
    }
  }

  /// As a command would take it; nil where it would sign in first.
  private var usableToken: String? {
    if let token = options.token { return token }
    let tokens = (try? rememberedStore(of: backend, options).tokens()) ?? []
    let token = tokens.first { options.usesAccountToken || $0.isAnonymous }
    return token.flatMap { $0.isExpired(at: RealTime().wall) ? nil : $0.value }
  }

  private func verdict(_ error: NemoError, hasToken: Bool) -> [Finding] {
    let answers = Finding("reach", .ok, "It answers.")
    switch error.code {
    case .tokenRejected where hasToken:
      return [
        answers,
        Finding(
          "accepted", .fail, "The backend does not accept the token.", advice: advice),
      ]
    case .tokenRejected, .notSignedIn: return [answers]
    case .unreachable, .timedOut, .disconnected, .insecure, .badConfiguration:
      return [
        Finding(
          "reach", .fail, error.description,
          advice: backend.isBeyondLoopback
            ? nil : "Is it running? One on this machine: nemo simulator --port 8787")
      ]
    default: return [Finding("reach", .warn, "It answers, but not well: \(error.description)")]
    }
  }

  private var advice: String {
    if options.token != nil {
      return "Give a valid one in NEMO_TOKEN, or leave it out with --anonymous."
    }
    let isAccount = (try? rememberedStore(of: backend, options).token()?.isAnonymous) == false
    return isAccount
      ? "Log in again: nemo login. Or forget it: nemo logout"
      : "The next command signs in for another one."
  }
}
