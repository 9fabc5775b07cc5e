/// One thing that changed in a timeline, and makes one sentence.
package enum TimelineChange: Remark, Hashable {
  case added(TrackLabel, SegmentSummary)
  /// Segments that are only counted.
  case addedSeveral(TrackLabel, count: Int)
  case removed(TrackLabel, SegmentTitle)
  case removedSeveral(TrackLabel)
  case replaced(TrackLabel, SegmentTitle, by: SegmentTitle)
  /// 0...1
  case volume(TrackLabel, from: Double, to: Double)
  case moved(TrackLabel, SegmentTitle, startMilliseconds: Int64, endMilliseconds: Int64)
  case captionsChanged
  /// The video became shorter or longer.
  case length(fromMilliseconds: Int64, toMilliseconds: Int64)
  /// 2 is twice as fast as the source.
  case speed(Double)
  /// In pixels.
  case cropped(width: Int, height: Int)
  /// Below zero for effects that went.
  case effects(Effect, added: Int)
  /// By its file name, where it has one.
  case mediaAdded(String?)
  case mediaGenerated(Int)
  /// The timeline is another one, and nobody knows in what.
  case unknown
  /// That many more changes.
  case more(Int)

  package enum Effect: Sendable, Hashable, CaseIterable { case highlights, transitions }
}
