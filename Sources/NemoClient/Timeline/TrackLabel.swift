/// What a track is called.
package enum TrackLabel: Remark, Hashable {
  case video, music, voice, title, captions, highlights
  /// Of a kind that is not known, by its own name.
  case other(String?)

  /// The labels of section 10.2; by the track's type, then by what its metadata say.
  package init(_ track: Track) {
    let role = track.role ?? track.name?.lowercased() ?? ""
    func says(_ words: String...) -> Bool { words.contains(where: role.contains) }
    self =
      switch track.type {
      case .video: .video
      case .audio: says("voice", "narrat", "speech", "tts") ? .voice : .music
      case .text: says("caption", "subtitle") ? .captions : .title
      default: says("highlight", "click") ? .highlights : .other(Phrase.short(track.name))
      }
  }

  var isSound: Bool { self == .music || self == .voice }
  /// Titles are quoted, names are bare (section 10.2).
  var isText: Bool { self == .title || self == .captions }
}
