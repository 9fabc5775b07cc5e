extension Fault {
  static let statusGoesBack = Fault(
    "status-goes-back", .render, [.pollRender],
    effect: "a poll of a completed render says `processing`, with less progress than before",
    remedy: "keeps polling, within its budget"
  ) { _ in
    [
      .json { answer in
        answer.visitObjects { object in
          guard object["status"]?.string == "completed" else { return }
          object.setRenderStatus("processing")
          object.append("progress", 10)
        }
      }
    ]
  }
}
