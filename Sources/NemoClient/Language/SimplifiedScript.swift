/// The traditional characters of the words that are known here, in simplified script.
enum SimplifiedScript {
  private static let traditional =
    "導匯載傳積餘額狀態視頻檔幫請給還個嗎麼顯時間線軌預覽進樣現這們將為來發從寫對輸點後說謝煩讓優變動專業處輯編畫質裡開檢錄"
  private static let simplified =
    "导汇载传积余额状态视频档帮请给还个吗么显时间线轨预览进样现这们将为来发从写对输点后说谢烦让优变动专业处辑编画质里开检录"

  private static let pairs = Dictionary(
    zip(traditional, simplified), uniquingKeysWith: { first, _ in first })

  static func of(_ text: String) -> String {
    String(text.map { pairs[$0] ?? $0 })
  }
}
