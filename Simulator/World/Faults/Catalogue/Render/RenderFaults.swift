extension Fault {
  static let renderFaults: [Fault] = [
    pendingForever, statusGoesBack, unknownStatus, renderNotFound, renderFails,
    completedWithoutURL, downloadRefused, downloadExpired, downloadCut, downloadReset,
    downloadStall, downloadTruncated, rangeIgnored, rangeWrong, rangeRefused, fileChanged,
    flippedBytes, htmlAsVideo, emptyFile,
  ]
}
