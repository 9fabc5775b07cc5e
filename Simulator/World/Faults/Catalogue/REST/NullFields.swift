extension Fault {
  static let nullFields = Fault(
    "null-fields", .rest, .answeredInJSON, effect: "fields of the answer's data are null",
    remedy: "as if they were not there", settings: [whichField]
  ) { settings in
    let field = settings["field"]
    return [
      .json { answer in
        answer.changePayload { members in
          for index in members.indices where field == 0 || index == field - 1 {
            members[index].value = .null
          }
        }
      }
    ]
  }
}
