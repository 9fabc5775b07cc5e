import NemoTime

/// A conversation with the agent about one project: contract sections 5.2 and 9.
struct Session: Sendable, Codable {
  var id: String
  var task: String
  var taskName: String
  var language: String
  var account: String
  /// In the order of their arrival.
  var assets: [Asset] = []
  /// A video that arrived after the last edit: the next edit starts its draft.
  var freshUpload: Asset?
  /// What the state shows now.
  var draft: Draft?
  /// What the draft will be once every accepted run has done its work.
  var plannedDraft: Draft?
  /// Whether a run has paid for this session's editing.
  var isEditingPaid = false
  /// When the last accepted run ends; the next one starts after it.
  var busyUntil: WallTime?
  var acceptedRuns = 0
  /// What messages asked to become of the next renders; nil for nothing.
  var wishedRenders: [Wishes.RenderWish]?
  /// Until when a message that asked for it is refused as too many.
  var busyWishUntil: WallTime?
  /// What the state showed before the last edit; nil before one, and in a world without faults.
  var earlier: EarlierDraft?

  var newestPicture: Asset? { assets.last { $0.isPicture && !$0.isGenerated } }

  /// The newest asset whose file name, with or without its extension, stands in the message.
  func asset(namedIn message: String) -> Asset? {
    let message = message.lowercased()
    return assets.last { asset in
      let name = asset.filename.lowercased()
      return !asset.isGenerated && name.contains(".") && message.contains(name)
    }
  }
}

extension Asset {
  var isGenerated: Bool {
    if case .generated = origin { true } else { false }
  }
}
