extension Fault {
  /// The whole catalogue, by family.
  public static let all =
    connectFaults + restFaults + streamFaults + uploadFaults + renderFaults
    + processFaults
}
