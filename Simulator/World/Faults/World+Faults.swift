import NemoHTTP
import NemoTime

extension World {
  /// How many faults a world may have planned; more are ignored.
  public static let faultLimit = 1_000

  /// Lets a fault happen from now on, beside those that are planned already.
  public mutating func plan(_ fault: PlannedFault) {
    guard (faults?.plans.count ?? 0) < Self.faultLimit else { return }
    faults = faults ?? StagedFaults()
    faults?.add(fault, seed: seed)
  }

  /// Forgets all planned faults, and how often they happened; a process that is down or stopped goes
  /// on. What else they did to the world stays.
  public mutating func clearFaults() {
    faults = nil
    trouble?.downUntil = nil
    trouble?.stoppedUntil = nil
  }

  /// What became of each planned fault, in the order of planning.
  public var faultReports: [FaultReport] {
    (faults?.plans ?? []).map {
      FaultReport(planned: $0.planned, matches: $0.matches, fired: $0.fired)
    }
  }

  // MARK: Performing

  /// The plans that a request meets, by index.
  mutating func metFaults(by route: Route) -> [Int]? {
    guard faults != nil, let operation = route.operation else { return nil }
    let seconds = Int((now - startedAt).components.seconds)
    return faults?.meet(operation, secondsSinceStart: seconds)
  }

  /// The faults of a request before its body is read.
  mutating func disturbHead(
    of request: inout OpenExchange.Request, _ exchange: ExchangeID
  ) -> (failure: TransportFailure?, intake: IntakeFault?) {
    var disturbance: (failure: TransportFailure?, intake: IntakeFault?)
    for (index, effect) in effects(on: request) {
      switch effect {
      case .instead(let failure): disturbance.failure = disturbance.failure ?? failure
      case .intake(let intake): disturbance.intake = disturbance.intake ?? intake
      case .refuse(let refusal): request.refusal = request.refusal ?? refusal
      case .arrival, .world, .answer, .reply, .run, .stream: continue
      }
      fire(index, on: request, exchange)
    }
    return disturbance
  }

  /// The faults of the body, and of the world before it answers.
  mutating func disturbBody(
    _ body: inout BodyFacts, of request: OpenExchange.Request, _ exchange: ExchangeID
  ) {
    for (index, effect) in effects(on: request) {
      switch effect {
      case .arrival(let change): change(&body)
      case .world(let change): change(&self, request)
      case .instead, .intake, .refuse, .answer, .reply, .run, .stream: continue
      }
      fire(index, on: request, exchange)
    }
  }

  /// The faults of an answer, in the order of planning.
  mutating func disturbAnswer(
    _ plan: inout Plan, to request: OpenExchange.Request, _ exchange: ExchangeID
  ) {
    for (index, effect) in effects(on: request) {
      switch effect {
      case .answer(let change):
        let whole = plan
        faults?.withChance(of: index) { change(&plan, &$0) }
        // A fault that finds nothing to disturb has not happened.
        guard plan != whole else { continue }
      case .reply(let change):
        let whole = plan
        change(&plan, self, request)
        guard plan != whole else { continue }
      case .run(let change):
        guard case .streaming(let id, _)? = exchanges[exchange.rawValue]?.stage, var run = runs[id]
        else { continue }
        change(&run)
        runs[id] = run
      case .stream(let change):
        guard case .frames = plan.body, var script = streamScript(of: exchange) else { continue }
        faults?.withChance(of: index) { change(&script, &$0) }
        keep(script, for: exchange)
      case .instead, .intake, .refuse, .arrival, .world: continue
      }
      fire(index, on: request, exchange)
    }
    if case .frames = plan.body { return }
    abandonStream(of: exchange)
  }

  private func effects(on request: OpenExchange.Request) -> [(Int, Effect)] {
    (request.faults ?? []).flatMap { index in
      // A world whose faults were cleared meanwhile has none of that index.
      (faults?.planned(index)?.effects ?? []).map { (index, $0) }
    }
  }

  private mutating func fire(
    _ index: Int, on request: OpenExchange.Request, _ exchange: ExchangeID
  ) {
    guard let name = faults?.planned(index)?.fault, faults?.fire(index, in: exchange) == true
    else { return }
    note(.faultFired, "\(name) on \(request.route.operation?.rawValue ?? "a request")")
  }

  private func streamScript(of exchange: ExchangeID) -> StreamScript? {
    guard let open = exchanges[exchange.rawValue], case .streaming(let id, _) = open.stage,
      let run = runs[id]
    else { return nil }
    var script = open.script ?? StreamScript(of: run)
    // Further events have ids of their own.
    script.words = FrameWriter(
      dialect, wantsFragments: false, ids: ADKIdentifiers(seed: seed, run: -id))
    return script
  }

  private mutating func keep(_ script: StreamScript, for exchange: ExchangeID) {
    guard case .streaming(let run, _) = exchanges[exchange.rawValue]?.stage else { return }
    exchanges[exchange.rawValue]?.script = script
    exchanges[exchange.rawValue]?.script?.words = nil
    if let time = script.runFailsAt { breakOff(run, at: time) }
  }

  /// Another answer takes the place of a stream: its run goes on without a reader.
  private mutating func abandonStream(of exchange: ExchangeID) {
    guard let open = exchanges.removeValue(forKey: exchange.rawValue),
      case .streaming(let id, _) = open.stage
    else { return }
    stopReading(id)
  }
}
