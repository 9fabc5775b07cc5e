import NemoClient

/// What people write in Chinese, and with both languages in one sentence.
enum ChineseSentences {
  static let all: [(Intent, String)] = [
    (.export, export), (.credits, credits), (.status, status), (.upload, upload),
    (.subtitles, subtitles), (.message, edits), (.message, others),
  ]

  private static let export = """
    导出视频
    帮我导出一下
    请导出视频，谢谢
    可以了，导出吧
    很好，直接导出
    导出成mp4
    导出1080p的视频
    下载视频
    把视频下载下来
    帮我保存一下
    把视频发给我
    能把成片发我吗
    现在导出
    重新导出一次
    麻烦导出高清版本
    导出到 out.mp4
    导出到~/视频/成片.mp4
    怎么导出？
    我想导出这个视频
    渲染视频
    導出影片
    好的，那就导出吧
    没问题，导出
    给我成片
    保存到桌面
    帮我export一下
    export 一下视频
    下载 mp4
    """

  private static let credits = """
    我还有多少积分
    积分还剩多少？
    查一下余额
    看看我的积分
    账户余额是多少
    导出要花积分吗
    导出需要多少积分
    积分够不够
    帮我查询剩余积分
    余额还够吗
    怎么买积分
    怎么充值
    还剩几个积分
    check 一下 credits
    我还有多少credits
    """

  private static let status = """
    查看状态
    现在是什么状态
    进度怎么样了
    到哪一步了
    做到哪了
    导出好了吗
    导出完成了吗
    视频做好了吗
    预览一下
    给我预览一下视频
    看看时间线
    显示轨道
    查看时间轴
    让我看看现在的效果
    有几个轨道
    视频好了没有
    上传成功了吗
    看下 timeline
    """

  private static let upload = """
    上传视频
    我要上传一个文件
    上传 demo.mp4
    上传我的录屏.mp4
    帮我上传素材
    怎么上传视频
    再上传一段
    我想传个视频给你
    导入素材
    上传https://example.com/a.mp4
    upload 一个视频
    """

  private static let subtitles = """
    下载字幕文件
    把字幕导出来
    导出srt
    给我srt
    导出字幕为vtt
    保存字幕
    """

  private static let edits = """
    添加状态栏
    在顶部加一个状态栏
    把标题改成“导出完成”
    标题写上导出教程
    做一个上传动画
    片尾加上演职员表
    加一个下载按钮的图标
    调整白平衡
    给余额宝宣传片配个音乐
    给积分商城做一个片头
    加字幕
    把字幕放大
    字幕颜色改成黄色
    翻译成英文
    做一个关于存钱的视频
    突出显示状态列
    把录屏裁剪成16:9，高亮鼠标点击，并加上旁白
    把上传那段加速
    剪掉点击导出按钮的部分
    加上进度条
    烧录字幕
    字体大一点
    背景音乐小一点
    把第二段删掉
    旁白说“余额不足”
    在结尾加上“下载我们的应用”
    时间线上的第二段往后移
    轨道上火车飞驰的画面
    把导出两个字放大
    add 一个 status bar
    把title改成Export
    先把开头的静音剪掉，再把导出的那一步放慢，最后在右下角放上我们的标志，音乐要轻快一点
    """

  private static let others = """
    别导出
    先别导出
    不要导出
    还不要上传
    先不导出，把标题改一下
    不用下载了
    取消导出
    停止渲染
    为什么导出失败了
    让它更好看
    你好
    谢谢
    这个视频讲的是什么
    """
}
