extension FileRemark {
  var english: String {
    switch self {
    case .notAccepted(let path):
      "\(Self.file(path)) was not uploaded: its type is not accepted. "
        + "Use one of \(NemoError.acceptedFormats)."
    case .tooLarge(let path, let limitMegabytes):
      "\(Self.file(path)) was not uploaded: \(Self.tooLarge(limitMegabytes)). "
        + "Compress or trim it first."
    case .empty(let path):
      "\(Self.file(path)) is empty, so it was not uploaded. Choose another file."
    case .notFound(let path): "\(Self.file(path)) is not there. Check the path."
    case .notReadable(let path):
      "\(Self.file(path)) cannot be read. Check that it is a file, and its permissions."
    case .notWritable(let path, let isVideoKept):
      "\(path ?? "The output file") cannot be written. "
        + "Choose another place, or free some space"
        + (isVideoKept ? "; the video is kept on the backend." : ".")
    }
  }

  private static func file(_ path: String?) -> String { path ?? "The file" }

  private static func tooLarge(_ limitMegabytes: Int?) -> String {
    limitMegabytes.map { "it is larger than \($0) MB" }
      ?? "it is too large for the backend, which usually takes up to 500 MB"
  }
}

extension RequestRemark {
  var english: String {
    switch self {
    case .instructionNotTaken: "The backend does not take an instruction like this."
    case .fewerWords: "Say it in fewer words."
    case .requestNotTaken:
      "The backend does not take a request like this. Try again with a shorter timeline."
    case .editFailed(let reason): "The edit did not work" + English.ending(with: reason)
    case .otherWords: "Put it in other words, or try later."
    case .refused(let reason): "The backend refused" + English.ending(with: reason)
    case .changeIt: "Change the request, or try later."
    case .cancelled(wasSent: true):
      "Cancelled. The backend may go on: look at the timeline before you ask again."
    case .cancelled(wasSent: false): "Cancelled before anything was sent."
    }
  }
}

extension ConnectionRemark {
  var english: String {
    switch self {
    case .unreachable: "The backend cannot be reached; check the network connection."
    case .insecure:
      "The connection to the backend is not secure, so it was not used; check this machine's clock "
        + "and proxy."
    case .overdue: "The backend took too long."
    case .broken: "The connection to the backend broke."
    case .unreadable: "The backend gave an answer that cannot be understood."
    case .trouble: "The backend has a problem of its own."
    case .unknown: "Something went wrong at the backend."
    }
  }
}

extension ExportRemark {
  var english: String {
    switch self {
    case .nothingYet:
      "There is nothing to export yet. Upload a clip and ask for an edit, or describe a video first."
    case .failed:
      // The vendor's phrase, section 18.
      "Export failed, please try again later. The timeline is kept, and exports cost no credits."
    case .stillRendering:
      "The video is still rendering at the backend, which goes on without this client. "
        + "Ask for it again later; that costs no credits."
    case .notDownloaded:
      "The video is rendered and kept at the backend, but it could not be downloaded. "
        + "Ask for it again later; that costs no credits."
    case .foreign(let name):
      "The timeline shows \(name ?? "another file"), which is not the file that was to be edited, so "
        + "nothing was exported. Put the instruction in other words, or edit the file by itself."
    }
  }
}

extension SettingRemark {
  var english: String {
    switch self {
    case .storeFailed:
      "What nemo remembers between runs cannot be read or written. "
        + "Check the free space and the permissions of its folder."
    case .senseless(let setting):
      "A setting makes no sense" + English.ending(with: setting.map(Self.english))
        + " Check it and start again."
    case .noBackend: "The backend does not know this request. Check its address."
    }
  }

  private static func english(_ setting: BadSetting) -> String {
    switch setting {
    case .address: "the API's address is no http or https URL"
    case .attribution(let names):
      "the backend wants to know which skill asks, and \(names.joined(separator: ", ")) is empty"
    case .webAddress: "the address of the web pages is no plain http or https address"
    case .fileAddress:
      "the address of a file begins with http:// or https:// and has no user name in it"
    case .fileAddressWithToken:
      "the address of a file has a token of nemo's in it, which is not handed on"
    case .other(let detail): detail
    }
  }
}

extension Fate {
  var english: String {
    switch self {
    case .notRun: "The edit was not run and cost nothing."
    case .unchanged(let time):
      "The timeline has not changed for \(Quantity.duration(time).english)."
    case .mayRun:
      "The edit may still be running: look at the timeline before you ask for it again."
    case .asItWas(mayHaveCost: true):
      "The timeline is as it was, but credits may have been spent."
    case .asItWas(mayHaveCost: false): "The timeline is as it was."
    }
  }
}

extension Advice {
  var english: String {
    switch self {
    case .tryAgainSoon: "Try again in a moment."
    case .uploadAgain: "The file may not have arrived. Upload it again; twice does no harm."
    case .exportAgain: "Run the export again later; it costs no credits."
    }
  }
}

private enum English {
  /// The end of a sentence that gives a reason, where there is one.
  static func ending(with reason: String?) -> String {
    guard let reason else { return "." }
    return ": " + reason + (reason.isEnded ? "" : ".")
  }
}
