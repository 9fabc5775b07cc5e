// The sentences about files and work that there are. Their words are in `WorkRemarks+English.swift`
// and `WorkRemarks+Chinese.swift`.

/// About a file of this machine, by its path where it is known.
enum FileRemark: Remark {
  case notAccepted(String?)
  /// Above a limit of this machine's, or else above the backend's, which is not known for sure.
  case tooLarge(String?, limitMegabytes: Int?)
  case empty(String?)
  case notFound(String?)
  case notReadable(String?)
  case notWritable(String?, isVideoKept: Bool)
}

/// About what was asked of the backend. A reason is the server's own.
enum RequestRemark: Remark {
  case instructionNotTaken, fewerWords
  case requestNotTaken
  case editFailed(String?), otherWords
  case refused(String?), changeIt
  case cancelled(wasSent: Bool)
}

/// About the way to the backend, and what came back.
enum ConnectionRemark: Remark {
  case unreachable, insecure, overdue, broken, unreadable, trouble, unknown
}

/// About an export.
enum ExportRemark: Remark {
  case nothingYet, failed, stillRendering, notDownloaded
  /// The name of the other file that the timeline shows.
  case foreign(String?)
}

/// About what is set and kept on this machine.
enum SettingRemark: Remark {
  case storeFailed
  case senseless(BadSetting?)
  case noBackend
}

/// What became of an edit.
enum Fate: Remark {
  case notRun
  /// How long the timeline was watched.
  case unchanged(Duration)
  case mayRun
  /// It is over and did nothing.
  case asItWas(mayHaveCost: Bool)
}

/// What to do next where the wire or the backend is to blame.
enum Advice: Remark {
  case tryAgainSoon, uploadAgain, exportAgain
}
