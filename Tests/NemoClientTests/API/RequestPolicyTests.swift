import NemoClient
import NemoHTTP
import NemoTime
import Testing

@Suite struct RequestPolicyTests {
  private let now = Instant.zero

  @Test func `promise 4: 429 waits 30 s, once`() {
    var policy = RequestPolicy(.always)
    #expect(policy.receive(.rateLimited, at: now) == .waitForRate(.seconds(30)))
    #expect(policy.receive(.rateLimited, at: now) == .giveUp)
  }

  @Test func `promise 4: one new sign-in per request`() {
    var policy = RequestPolicy(.whenNothingWasSent)
    #expect(policy.receive(.tokenRejected, at: now) == .signInAndRepeat)
    #expect(policy.receive(.tokenRejected, at: now) == .giveUp)
  }

  @Test func `the budgets are apart from each other`() {
    var policy = RequestPolicy(.whenNothingWasSent)
    _ = policy.receive(.rateLimited, at: now)
    #expect(policy.receive(.tokenRejected, at: now) == .signInAndRepeat)
    #expect(policy.receive(.clientIDMissing, at: now) == .renewClientIDAndRepeat)
    #expect(policy.receive(.clientIDMissing, at: now) == .giveUp)
  }

  @Test func `promise 1: what may have been sent is repeated only if it just reads`() {
    let lost = TransportFailure(.reset, sent: .possibly)
    var sending = RequestPolicy(.whenNothingWasSent)
    var reading = RequestPolicy(.always)
    #expect(sending.receive(.failed(lost), at: now) == .giveUp)
    #expect(reading.receive(.failed(lost), at: now) == .repeatAfter(.seconds(1)))
    #expect(sending.receive(.unavailable, at: now) == .giveUp)
  }

  @Test func `promise 7: repetitions are bounded`() {
    let refused = TransportFailure(.unreachable, sent: .nothing)
    var policy = RequestPolicy(.whenNothingWasSent)
    #expect(policy.receive(.failed(refused), at: now) == .repeatAfter(.seconds(1)))
    #expect(policy.receive(.failed(refused), at: now) == .repeatAfter(.seconds(3)))
    #expect(policy.receive(.failed(refused), at: now) == .giveUp)
  }

  @Test func `an untrusted certificate is not tried again`() {
    var policy = RequestPolicy(.always)
    let failure = TransportFailure(.insecure, sent: .nothing)
    #expect(policy.receive(.failed(failure), at: now) == .giveUp)
  }

  @Test func `what is asked again anyway is repeated for nothing but a new token`() {
    var policy = RequestPolicy(.never)
    let refused = TransportFailure(.unreachable, sent: .nothing)
    #expect(policy.receive(.failed(refused), at: now) == .giveUp)
    #expect(policy.receive(.unavailable, at: now) == .giveUp)
    #expect(policy.receive(.rateLimited, at: now) == .giveUp)
    #expect(policy.receive(.tokenRejected, at: now) == .signInAndRepeat)
  }

  @Test func `any other refusal is final`() {
    var policy = RequestPolicy(.always)
    #expect(policy.receive(.refused, at: now) == .giveUp)
  }
}
