import CCurl

extension EasyHandle {
  /// Lets libcurl call the transfer, which must outlive the use of this handle, and the loop, which
  /// must outlive all connections.
  func setCallbacks(of transfer: Transfer, in loop: TransferLoop) throws(CurlCode) {
    try set(closeSocket: closeConnection)
    try set(CURLOPT_CLOSESOCKETDATA, Unmanaged.passUnretained(loop).toOpaque())
    let reference = Unmanaged.passUnretained(transfer).toOpaque()
    try set(CURLOPT_HEADERFUNCTION, callback: receiveLine)
    try set(CURLOPT_HEADERDATA, reference)
    try set(CURLOPT_WRITEFUNCTION, callback: receiveBody)
    try set(CURLOPT_WRITEDATA, reference)
    try set(CURLOPT_READFUNCTION, callback: sendBody)
    try set(CURLOPT_READDATA, reference)
    try set(seek: seekBody)
    try set(CURLOPT_SEEKDATA, reference)
    try set(prereq: connectionReady)
    try set(CURLOPT_PREREQDATA, reference)
  }
}

private func transfer(_ reference: UnsafeMutableRawPointer?) -> Transfer {
  guard let reference else { preconditionFailure("libcurl lost the transfer of a callback") }
  return Unmanaged<Transfer>.fromOpaque(reference).takeUnretainedValue()
}

private func receiveLine(
  _ bytes: UnsafeMutablePointer<CChar>?, _ size: Int, _ count: Int,
  _ reference: UnsafeMutableRawPointer?
) -> Int {
  let line = UnsafeRawBufferPointer(start: bytes, count: size * count)
  // Anything but the count ends the transfer; so does 0 for a line, which is never empty.
  return transfer(reference).receive(line: line) ? line.count : 0
}

private func receiveBody(
  _ bytes: UnsafeMutablePointer<CChar>?, _ size: Int, _ count: Int,
  _ reference: UnsafeMutableRawPointer?
) -> Int {
  let part = UnsafeRawBufferPointer(start: bytes, count: size * count)
  return transfer(reference).receive(body: part) ? part.count : ccurl_writefunc_pause
}

private func sendBody(
  _ bytes: UnsafeMutablePointer<CChar>?, _ size: Int, _ count: Int,
  _ reference: UnsafeMutableRawPointer?
) -> Int {
  transfer(reference).send(into: UnsafeMutableRawBufferPointer(start: bytes, count: size * count))
}

private func seekBody(
  _ reference: UnsafeMutableRawPointer?, _ offset: curl_off_t, _ origin: Int32
) -> Int32 {
  transfer(reference).seek(to: Int(offset)) ? CURL_SEEKFUNC_OK : CURL_SEEKFUNC_FAIL
}

private func connectionReady(
  _ reference: UnsafeMutableRawPointer?, _ remoteAddress: UnsafeMutablePointer<CChar>?,
  _ localAddress: UnsafeMutablePointer<CChar>?, _ remotePort: Int32, _ localPort: Int32
) -> Int32 {
  transfer(reference).connected(localPort: Int(localPort))
  return CURL_PREREQFUNC_OK
}

private func closeConnection(
  _ reference: UnsafeMutableRawPointer?, _ socket: curl_socket_t
) -> Int32 {
  guard let reference else { preconditionFailure("libcurl lost the loop of a callback") }
  return Unmanaged<TransferLoop>.fromOpaque(reference).takeUnretainedValue().close(socket)
}
