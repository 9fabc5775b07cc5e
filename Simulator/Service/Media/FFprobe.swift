public import NemoSimulator

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// Looks into files with ffprobe, and for pauses at their ends with ffmpeg.
public struct FFprobe: MediaProber {
  /// What uploaded files may be. Playlists are not among them: they would make ffmpeg read other
  /// files and addresses.
  static let formats =
    "mov,mp4,m4a,matroska,webm,avi,mp3,wav,aac,gif,png_pipe,jpeg_pipe,webp_pipe,jpegls_pipe"
  private static let timeLimit = Duration.seconds(60)

  private let ffprobe: String
  private let pauses: PauseFinder?

  /// nil when there is no ffprobe.
  public init?(_ tools: MediaTools) {
    guard let ffprobe = tools.ffprobe else { return nil }
    self.ffprobe = ffprobe
    self.pauses = tools.ffmpeg.map { PauseFinder(ffmpeg: $0) }
  }

  public func probe(_ reference: MediaReference, in store: any MediaStore) async -> MediaProbe? {
    guard let path = store.path(of: reference) else {
      return await MediaSniffer().probe(reference, in: store)
    }
    let process = ChildProcess(
      executable: ffprobe,
      arguments: [
        "-v", "error", "-protocol_whitelist", "file", "-format_whitelist", Self.formats,
        "-show_format", "-show_streams", "-of", "json", "-i", "file:\(path)",
      ],
      environment: MediaTools.environment, timeLimit: Self.timeLimit)
    guard let outcome = try? await process.run(), outcome.status == 0,
      var probe = ProbeReport(outcome.output)?.probe
    else { return nil }
    if let pauses { await pauses.measure(&probe, path: path) }
    return probe
  }
}

/// What `ffprobe -show_format -show_streams -of json` prints, as far as it matters here.
struct ProbeReport: Decodable {
  struct Stream: Decodable {
    var codec_type: String?
    var codec_name: String?
    var width: Int?
    var height: Int?
    var avg_frame_rate: String?
    var duration: String?
    var disposition: [String: Int]?
    var tags: [String: String]?
    var side_data_list: [SideData]?
  }

  struct SideData: Decodable {
    var rotation: Double?
  }

  struct Format: Decodable {
    var format_name: String?
    var duration: String?
    var tags: [String: String]?
  }

  /// A click as the tag has it: seconds and pixels of the source.
  struct Click: Decodable {
    var t: Double
    var x: Double
    var y: Double
  }

  /// How many clicks of a tag are used.
  static let clickLimit = 1_000

  var streams: [Stream]
  var format: Format

  init?(_ bytes: [UInt8]) {
    guard let report = try? JSONDecoder().decode(Self.self, from: Data(bytes)) else { return nil }
    self = report
  }

  var probe: MediaProbe? {
    let picture = streams.first {
      // A cover picture does not make a song a video.
      $0.codec_type == "video" && $0.disposition?["attached_pic"] != 1
    }
    let hasAudio = streams.contains { $0.codec_type == "audio" }
    let seconds = format.duration.flatMap(Double.init) ?? 0
    guard let picture, let width = picture.width, let height = picture.height, width > 0, height > 0
    else {
      return hasAudio ? MediaProbe(kind: .audio, durationSeconds: seconds, hasAudio: true) : nil
    }
    let isTurned = picture.side_data_list?.contains { abs($0.rotation ?? 0) == 90 } ?? false
    let isImage = (format.format_name ?? "").hasSuffix("_pipe") || seconds <= 0
    return MediaProbe(
      kind: isImage ? .image : .video, durationSeconds: isImage ? 0 : seconds,
      width: isTurned ? height : width, height: isTurned ? width : height,
      framesPerSecond: isImage ? 0 : rate(picture.avg_frame_rate), hasAudio: hasAudio,
      clicks: clicks)
  }

  /// `30000/1001` as a number.
  private func rate(_ text: String?) -> Double {
    let parts = (text ?? "").split(separator: "/").compactMap { Double($0) }
    guard parts.count == 2, parts[1] > 0 else { return parts.first ?? 0 }
    return (parts[0] / parts[1] * 1_000).rounded() / 1_000
  }

  /// Matroska writes tag names in capitals.
  private var clicks: [MediaProbe.Click]? {
    let tags = format.tags ?? [:]
    guard let text = tags["nemo_clicks"] ?? tags["NEMO_CLICKS"],
      let clicks = try? JSONDecoder().decode([Click].self, from: Data(text.utf8))
    else { return nil }
    return clicks.prefix(Self.clickLimit).map {
      MediaProbe.Click(seconds: $0.t, x: $0.x, y: $0.y)
    }
  }
}
