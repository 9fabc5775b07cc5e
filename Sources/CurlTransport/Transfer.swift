import CCurl
import HTTPTypes
import NemoHTTP
import NemoTime

/// An exchange while libcurl works on it. Lives on the thread of its transport only.
final class Transfer {
  let exchange: Exchange
  let easy: EasyHandle
  private unowned let loop: TransferLoop
  private var account: WireTraffic.Exchange?
  private var parser = ResponseHeadParser()
  /// libcurl reads the list until the transfer was removed.
  private var lines = HeaderLines()
  private let errorText = UnsafeMutablePointer<CChar>.allocate(capacity: Int(CURL_ERROR_SIZE))
  private var localPort: Int?
  private var hasConnected: Bool { localPort != nil }
  private var hasHead = false
  private var receivedBytes = 0
  /// What its socket still held when libcurl closed it.
  private var leftover: [UInt8] = []
  private var isReceivePaused = false
  private var isSendPaused = false
  /// Why a callback ended the transfer, where libcurl's own code would not say it.
  private var reason: TransportFailure.Code?
  /// Whether the loop will ask it to ``flush()``.
  var isTouched = false

  init(
    _ exchange: Exchange, easy: EasyHandle, account: WireTraffic.Exchange?, loop: TransferLoop
  ) {
    self.exchange = exchange
    self.easy = easy
    self.account = account
    self.loop = loop
    errorText.initialize(repeating: 0, count: Int(CURL_ERROR_SIZE))
  }

  deinit { errorText.deallocate() }

  /// Sets everything that the exchange asks for.
  func configure(_ configuration: CurlTransport.Configuration) throws(CurlCode) {
    try easy.configure(configuration)
    try easy.configure(exchange, lines: lines)
    try easy.set(CURLOPT_ERRORBUFFER, UnsafeMutableRawPointer(errorText))
    try easy.setCallbacks(of: self, in: loop)
  }

  // MARK: Callbacks

  /// The connection is ready and the request is about to leave.
  ///
  /// Called again when libcurl repeats the request on another connection.
  func connected(localPort: Int) {
    if hasConnected, let first = account {
      account = loop.traffic?.open()
      first.close()
    }
    self.localPort = localPort
    if let account { loop.traffic?.bind(account, toClientPort: localPort) }
  }

  /// A line of a head. False ends the transfer.
  func receive(line: UnsafeRawBufferPointer) -> Bool {
    switch parser.receive(line) {
    case .more: return true
    case .tooLarge:
      reason = .tooLarge
      return false
    case .complete(let head):
      hasHead = true
      exchange.receive(head)
      loop.touch(self)
      return true
    }
  }

  /// Bytes of the body. False pauses the transfer; they are offered again.
  func receive(body: UnsafeRawBufferPointer) -> Bool {
    loop.touch(self)
    guard exchange.receive(body, at: loop.time.now) else {
      isReceivePaused = true
      return false
    }
    receivedBytes += body.count
    return true
  }

  func send(into buffer: UnsafeMutableRawBufferPointer) -> Int {
    switch exchange.upload.read(into: buffer) {
    case .bytes(let count): return count
    case .abort: return ccurl_readfunc_abort
    case .pause:
      isSendPaused = true
      return ccurl_readfunc_pause
    }
  }

  func seek(to offset: Int) -> Bool {
    offset == 0 && exchange.upload.rewind()
  }

  /// Whether what is left in the socket of that local port may be its answer.
  func wantsLeftover(ofLocalPort port: Int) -> Bool {
    port == localPort && !hasHead && !exchange.target.isSecure
  }

  /// libcurl is about to close its socket, where these bytes were never read.
  func receive(leftover bytes: [UInt8]) { leftover = bytes }

  // MARK: The loop's calls

  func resumeReceiving() {
    guard isReceivePaused else { return }
    isReceivePaused = false
    applyPauses()
  }

  func resumeSending() {
    guard isSendPaused else { return }
    isSendPaused = false
    applyPauses()
  }

  private func applyPauses() {
    let mask = (isReceivePaused ? CURLPAUSE_RECV : 0) | (isSendPaused ? CURLPAUSE_SEND : 0)
    // What fails here fails again, and is told, when the transfer goes on.
    curl_easy_pause(easy.raw, mask)
  }

  /// Hands on what came in this turn of the loop. The clock is let go after that, so that it
  /// cannot jump before the reader runs.
  func flush() {
    isTouched = false
    let (arrived, mustUnpause) = exchange.flush()
    if arrived > 0 { account?.received(arrived) }
    if mustUnpause { resumeReceiving() }
  }

  /// The transfer is over and was removed from libcurl.
  func finish(_ code: CURLcode) {
    var code = code
    if code == CURLE_SEND_ERROR, !hasHead, let answer = EarlyAnswer(leftover) {
      code = take(answer)
    }
    flush()
    exchange.finish(failure(for: code))
    account?.close()
  }

  private func take(_ answer: EarlyAnswer) -> CURLcode {
    hasHead = true
    exchange.receive(answer.head)
    let isTaken = answer.body.withUnsafeBytes { receive(body: $0) }
    return isTaken && answer.isComplete ? CURLE_OK : CURLE_PARTIAL_FILE
  }

  /// The exchange was cancelled, or the transport is shut down.
  func abandon() {
    exchange.finish(.shutDown(sent: sent, receivedBytes: receivedBytes))
    account?.close()
  }

  private func failure(for code: CURLcode) -> TransportFailure? {
    if code == CURLE_OK && hasHead { return nil }
    if let failure = exchange.upload.failure, code == CURLE_ABORTED_BY_CALLBACK {
      return TransportFailure(
        failure.code, sent: sent, receivedBytes: receivedBytes, detail: failure.detail)
    }
    let ending = TransferEnding(
      code: CurlCode(raw: code), authority: exchange.target.authority, hasConnected: hasConnected,
      hasHead: hasHead, errno: easy.long(CURLINFO_OS_ERRNO), text: String(cString: errorText))
    return TransportFailure(
      reason ?? ending.failureCode, sent: sent, receivedBytes: receivedBytes,
      detail: ending.detail)
  }

  private var sent: TransportFailure.Sent {
    hasHead ? .complete : hasConnected ? .possibly : .nothing
  }
}
