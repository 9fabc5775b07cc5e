#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// The programs and fonts of this machine that the simulator uses; each may be missing.
public struct MediaTools: Sendable, Hashable {
  /// Absolute paths.
  public var ffmpeg: String?
  public var ffprobe: String?
  public var espeak: String?
  /// A font file for titles, one that has Chinese characters if there is one.
  public var font: String?

  /// Whether the font is one of those with Chinese characters.
  public var hasChineseFont: Bool {
    font.map { font in
      ["CJK", "wqy", "PingFang", "STHeiti"].contains { font.contains($0) }
    } ?? false
  }

  /// What programs see of the environment: nothing that depends on the user.
  static let environment = ["PATH=/usr/bin:/bin", "LC_ALL=C.UTF-8", "HOME=/nonexistent"]

  /// None of them.
  public init() {}

  /// Looks for the programs in a list of folders, as `PATH` has it.
  public init(searchPath: String) {
    let folders = searchPath.split(separator: ":").filter { $0.hasPrefix("/") }.map(String.init)
    func find(_ names: [String]) -> String? {
      for name in names {
        for folder in folders where access("\(folder)/\(name)", X_OK) == 0 {
          return "\(folder)/\(name)"
        }
      }
      return nil
    }
    ffmpeg = find(["ffmpeg"])
    ffprobe = find(["ffprobe"])
    espeak = find(["espeak-ng", "espeak"])
    font = Self.fonts.first { access($0, R_OK) == 0 }
  }

  /// Where Debian, Ubuntu, Fedora, Arch and macOS have fonts; with Chinese characters first.
  private static let fonts = [
    "/usr/share/fonts/opentype/noto/NotoSansCJK-Bold.ttc",
    "/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc",
    "/usr/share/fonts/google-noto-cjk/NotoSansCJK-Bold.ttc",
    "/usr/share/fonts/google-noto-sans-cjk-fonts/NotoSansCJK-Bold.ttc",
    "/usr/share/fonts/noto-cjk/NotoSansCJK-Bold.ttc",
    "/usr/share/fonts/truetype/wqy/wqy-zenhei.ttc",
    "/usr/share/fonts/truetype/wqy/wqy-microhei.ttc",
    "/System/Library/Fonts/PingFang.ttc",
    "/System/Library/Fonts/STHeiti Medium.ttc",
    "/usr/share/fonts/truetype/dejavu/DejaVuSans-Bold.ttf",
    "/usr/share/fonts/dejavu-sans-fonts/DejaVuSans-Bold.ttf",
    "/usr/share/fonts/TTF/DejaVuSans-Bold.ttf",
    "/System/Library/Fonts/Helvetica.ttc",
  ]
}
