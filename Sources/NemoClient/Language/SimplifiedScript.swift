/// The traditional characters of the words of commands, in simplified script.
enum SimplifiedScript {
  private static let pairs = Dictionary(
    uniqueKeysWithValues: zip(
      "導匯載傳積餘額狀態視頻檔幫請給還個嗎麼顯時間線軌預覽進樣現這們將為來發從寫對輸點後說謝煩",
      "导汇载传积余额状态视频档帮请给还个吗么显时间线轨预览进样现这们将为来发从写对输点后说谢烦"))

  static func of(_ text: String) -> String {
    String(text.map { pairs[$0] ?? $0 })
  }
}
