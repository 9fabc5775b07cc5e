/// A wish without anything to do: "make it look better", "美化一下".
enum VaguePrompt {
  private enum Meaning: Hashable {
    /// To make something be so, which needs a quality; and to make it better, which needs none.
    case make, improve
    case quality, small
  }

  private static let lexicon = Lexicon<Meaning>([
    (
      .make,
      "make, makes, get, want, give, turn, should, do, can, could, 让, 使, 做, 变, 变得, 弄, 搞, 改, 剪, 调"
    ),
    (
      .improve,
      """
      improve, enhance, polish, beautify, optimize, optimise, perfect it, edit, fix, fix up, clean up, \
      jazz up, spice up, jazz, spice, work your magic, do your magic, do something, \
      美化, 优化, 改进, 改善, 提升, 完善, 润色, 剪辑, 编辑, 处理, 修改, 包装
      """
    ),
    (
      .quality,
      """
      better, nicer, nice, good, great, cool, cooler, awesome, amazing, professional, pro, perfect, \
      interesting, engaging, exciting, fun, catchy, pop, stand out, viral, pretty, prettier, \
      beautiful, polished, stunning, best, well, \
      好看, 更好看, 漂亮, 更好, 好一点, 好点, 好一些, 高级, 高端, 专业, 酷, 炫酷, 酷炫, 炫, 精彩, 有趣, 有意思, 吸引人, 完美, 大气, 质感, \
      精美, 生动
      """
    ),
    (
      .small,
      """
      it, its, this, that, the, my, our, a, an, me, us, i, you, to, be, look, looks, looking, feel, \
      sound, more, much, way, really, very, even, little, bit, lot, some, somehow, as, of, and, in, \
      with, for, up, please, pls, would, like, so, just, video, videos, clip, footage, recording, \
      movie, thing, whole, overall, possible, than, now, hey, hi, nemo, quality, one, all, people, \
      它, 这个, 这段, 这, 那个, 我的, 我, 你, 您, 视频, 片子, 短片, 录屏, 效果, 画面, 整体, 看起来, 看上去, 一下, 一点, 一些, \
      点, 些, 更, 更加, 再, 得, 的, 地, 帮我, 帮忙, 请, 把, 将, 给, 能, 能不能, 可以, 可不可以, 吗, 吧, 呢, 啊, 下, \
      要, 想, 有, 很, 非常, 稍微, 随便, 希望, 尽量, 成, 来
      """
    ),
  ])

  static func isVague(_ text: String) -> Bool {
    guard let meanings = lexicon.meanings(of: text) else { return false }
    return meanings.contains(.improve) || meanings.isSuperset(of: [.make, .quality])
      || meanings.contains(.quality) && asksForMore(text)
  }

  /// "好看一点" asks; "更好看了" and "好看" praise.
  private static func asksForMore(_ text: String) -> Bool {
    !text.contains("了") && ["点", "一些"].contains(where: text.contains)
  }
}
