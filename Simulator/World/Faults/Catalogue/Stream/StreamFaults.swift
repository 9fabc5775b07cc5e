extension Fault {
  static let streamFaults: [Fault] =
    endings + pieces + lines + events + errors + answersInPlaceOfStreams

  /// How a stream ends, and when.
  private static let endings = [
    silentClose, cutBetweenFrames, cutInsideFrame, closeDelimitedCut, streamReset, badChunkSize,
    streamStall, neverCloses, heartbeatsOnly, overlongStream, lateFirstByte,
  ]

  /// How its bytes are cut into chunks and lines.
  private static let pieces = [bufferedStream, splitAtEveryByte, noLastBlankLine]
  private static let lines = [
    byteOrderMark, crLineEnds, crlfLineEnds, multiLineData, noSpaceAfterColon,
    longLine,
  ]

  /// Which events it has.
  private static let events = [
    idAndRetryOnly, unknownEvents, brokenJSON, partialThenWhole, duplicateFrames,
    reorderedFrames, resultsWithoutCalls, callsWithoutResults, trailingTrouble, onlyTrouble,
  ]

  private static let errors = [
    errorBare, errorUnescaped, errorBrokenLine, errorDetailed, errorEvent, errorNamed, errorText,
    errorEnvelope,
  ]

  private static let answersInPlaceOfStreams = [jsonBody, jsonRefusal, mislabelledRefusal]
}
