/// The words that may stand round a keyword without making the text more than a command.
///
/// None of them says no, and none says what is to be seen or heard: "don't" and "button" make a
/// text a message for the agent.
enum SmallWords {
  static let english = [grammar, manners, questions, amounts, things].joined(separator: ", ")

  private static let grammar = """
    a, an, the, this, that, that's, these, those, it, its, it's, them, i, i'm, im, i'd, i'll, i've, \
    me, my, we, we're, we'll, us, our, you, u, your, they, is, are, am, was, were, be, been, do, \
    does, did, has, can, could, would, will, should, shall, may, might, must, let, let's, lets, want, \
    wanna, like, need, think, guess, got, gotta, to, as, in, into, for, of, on, at, from, by, about, \
    up, out, over, back, and, or, then, so, if, when, there, there's, here, here's, just, also, too
    """
  private static let manners = """
    please, pls, plz, kindly, mind, thanks, thank, thx, hi, hey, hello, nemo, ok, okay, alright, yes, \
    yeah, yep, sure, good, great, perfect, nice, cool, awesome, looks, love, now, right, again, once, \
    go, going, ahead, try, time, asap, quick, quickly, real, possible, already, yet, still, actually, work, job, well, so far
    """
  private static let questions = """
    what, what's, whats, how, how's, where, which, check, tell, use, uses, cost, costs, \
    spend, spent, buy, free, update
    """
  private static let amounts = """
    many, much, any, more, some, enough, one, all, everything, everyone, another, other, else, something, anything, new, last, \
    latest, left, remaining, remain, available, current, currently, far, along
    """
  private static let things = """
    video, videos, clip, clips, file, files, movie, footage, media, track, result, results, thing, \
    project, version, copy, account, link, computer, desktop, disk, phone, machine, final, full, high, \
    highest, best, quality, resolution, format, mp4, mov, gif, avi, mkv, webm, h264, h265, hevc, \
    prores, fps, 30, 60, 30fps, 60fps, hd, 480p, 720, 720p, 1080, 1080p, 1440p, 2160p, 2k, 4k, 8k
    """

  static let chinese = [particles, verbs, wishes, nouns].joined(separator: ", ")

  private static let particles = """
    吗, 呢, 了, 吧, 啊, 呀, 哦, 嘛, 啦, 哈, 嗯, 呗, 噢, 哎, 把, 将, 为, 成, 至, 到, 在, 从, 的, 得, 里, 上, 下, 和, \
    并, 或, 跟, 先, 再, 就, 也, 都, 还, 很, 挺, 快, 已经, 然后, 接着, 重新, 直接, 马上, 立刻, 赶紧, 尽快, 现在, 目前, 当前, \
    最终, 最后, 最新, 完整, 一, 一下, 一份, 一遍, 一次, 一个, 一些, 几, 个, 份, 张, 段, 点, 次, 多, 更多, 新, 每
    """
  private static let verbs = """
    是, 有, 还有, 还剩, 剩, 剩余, 剩下, 来, 去, 出, 出来, 出去, 上来, 上去, 下来, 进来, 做完, 完, 查, 查询, 查一查, 开始, 继续, \
    用, 用了, 花, 花费, 扣, 消耗, 需要, 买, 购买, 免费, 够, 够不够, 不够, 到账, 问, 请问, 告诉, 行, 对, 好
    """
  private static let wishes = """
    请, 帮, 让, 给, 想, 能, 会, 帮我, 帮忙, 给我看看, 可以, 可以了, 可不可以, 能不能, 能否, 是否, 是不是, 有没有, 要不要, 麻烦, 劳驾, \
    拜托, 辛苦, 谢谢, 多谢, 你好, 您好, 没问题, 不错, 很好, 挺好, 好的, 满意, 多少, 怎么, 怎么样, 怎样, 如何, 什么, 是什么, 哪里, 哪, \
    步
    """
  private static let nouns = """
    我, 你, 您, 它, 我的, 你的, 我们, 咱们, 这, 那, 此, 这样, 那样, 程度, 这个, 那个, 这段, 那段, 这些, 素材, 片段, 片, 影片, 项目, 账户, 账号, \
    版本, 格式, 高清, 超清, 画质, 分辨率, 本地, 电脑, 手机, 桌面
    """
}
