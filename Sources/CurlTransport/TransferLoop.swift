import CCurl
import NemoHTTP
import NemoTime

/// The one thread of a transport: commands, libcurl, what has arrived, and again.
final class TransferLoop {
  /// How long the thread sleeps when nothing happens and nobody wakes it, in milliseconds.
  private static let longestSleep: Int32 = 60_000
  /// How many handles are kept for later requests.
  private static let idleHandleLimit = 64

  let traffic: WireTraffic?
  let time: any TimeSource
  private let configuration: CurlTransport.Configuration
  private let queue: CommandQueue
  private let multi: UnsafeMutableRawPointer
  private var transfers: [Exchange.ID: Transfer] = [:]
  private var transfersByHandle: [UnsafeMutableRawPointer: Transfer] = [:]
  private var touched: [Transfer] = []
  private var idle: [EasyHandle] = []

  /// Starts a thread and returns the way onto it. It ends when that is closed.
  static func start(
    _ configuration: CurlTransport.Configuration, traffic: WireTraffic?, time: any TimeSource
  ) -> CommandQueue {
    _ = globalSetup
    guard let raw = curl_multi_init() else { preconditionFailure("no memory for libcurl") }
    let multi = MultiHandle(raw: raw)
    let queue = CommandQueue(waking: multi)
    SystemThread.start {
      TransferLoop(configuration, queue: queue, multi: multi, traffic: traffic, time: time).run()
    }
    return queue
  }

  private init(
    _ configuration: CurlTransport.Configuration, queue: CommandQueue, multi: MultiHandle,
    traffic: WireTraffic?, time: any TimeSource
  ) {
    self.configuration = configuration
    self.queue = queue
    self.multi = multi.raw
    self.traffic = traffic
    self.time = time
    ccurl_multi_set_long(
      multi.raw, CURLMOPT_MAX_TOTAL_CONNECTIONS, max(1, configuration.maxConnections))
  }

  private func run() {
    while let commands = queue.take() {
      for command in commands { perform(command) }
      var running: Int32 = 0
      guard curl_multi_perform(multi, &running) == CURLM_OK else { break }
      finishTransfers()
      flush()
      guard curl_multi_poll(multi, nil, 0, Self.longestSleep, nil) == CURLM_OK else { break }
    }
    tearDown()
  }

  /// The transfer has something to hand on at the end of this turn.
  func touch(_ transfer: Transfer) {
    guard !transfer.isTouched else { return }
    transfer.isTouched = true
    touched.append(transfer)
  }

  /// Closes a connection of libcurl's, after a look at what was never read of it.
  func close(_ socket: curl_socket_t) -> Int32 {
    if let port = localPort(of: socket),
      let transfer = transfers.values.first(where: { $0.wantsLeftover(ofLocalPort: port) })
    {
      transfer.receive(leftover: leftover(of: socket))
    }
    return closeDescriptor(socket)
  }

  // MARK: Commands

  private func perform(_ command: Command) {
    switch command {
    case .start(let exchange, let account): start(exchange, account)
    case .resumeReceiving(let id): transfers[id]?.resumeReceiving()
    case .resumeSending(let id): transfers[id]?.resumeSending()
    case .remove(let id):
      guard let transfer = transfers[id] else { return }
      remove(transfer)
      transfer.abandon()
      recycle(transfer.easy)
    }
  }

  private func start(_ exchange: Exchange, _ account: WireTraffic.Exchange?) {
    guard let easy = idle.popLast() ?? EasyHandle() else {
      exchange.finish(TransportFailure(.other, sent: .nothing, detail: "no memory for libcurl"))
      account?.close()
      return
    }
    let transfer = Transfer(exchange, easy: easy, account: account, loop: self)
    transfers[exchange.id] = transfer
    transfersByHandle[easy.raw] = transfer
    do throws(CurlCode) {
      try transfer.configure(configuration)
      guard curl_multi_add_handle(multi, easy.raw) == CURLM_OK else {
        throw CurlCode(raw: CURLE_FAILED_INIT)
      }
    } catch {
      remove(transfer)
      transfer.finish(error.raw)
      recycle(transfer.easy)
    }
  }

  /// Takes a transfer out of libcurl. Its connection closes unless the transfer was complete.
  private func remove(_ transfer: Transfer) {
    curl_multi_remove_handle(multi, transfer.easy.raw)
    transfers[transfer.exchange.id] = nil
    transfersByHandle[transfer.easy.raw] = nil
  }

  private func recycle(_ easy: EasyHandle) {
    guard idle.count < Self.idleHandleLimit else { return easy.free() }
    easy.reset()
    idle.append(easy)
  }

  // MARK: After libcurl has worked

  private func finishTransfers() {
    var left: Int32 = 0
    while let message = curl_multi_info_read(multi, &left)?.pointee {
      guard message.msg == CURLMSG_DONE, let raw = message.easy_handle,
        let transfer = transfersByHandle[raw]
      else { continue }
      // The message is invalid once the handle is removed.
      let code = message.data.result
      remove(transfer)
      transfer.finish(code)
      recycle(transfer.easy)
    }
  }

  private func flush() {
    while !touched.isEmpty {
      let now = touched
      touched.removeAll(keepingCapacity: true)
      // Unpausing a transfer can touch it again.
      for transfer in now { transfer.flush() }
    }
  }

  private func tearDown() {
    for case .start(let exchange, let account) in queue.giveUp() {
      exchange.finish(.shutDown(sent: .nothing))
      account?.close()
    }
    for transfer in Array(transfers.values) {
      remove(transfer)
      transfer.abandon()
      transfer.easy.free()
    }
    for easy in idle { easy.free() }
    curl_multi_cleanup(multi)
  }
}

/// libcurl's own set-up, once per process.
private let globalSetup: Void = {
  let code = ccurl_global_init()
  precondition(code == CURLE_OK, "libcurl could not be set up: error \(code.rawValue)")
}()
