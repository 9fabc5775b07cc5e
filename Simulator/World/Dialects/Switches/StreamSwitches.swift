extension Dialect {
  /// Row 5: how a stream's frames are written.
  public enum Frames: String, Sendable, Hashable, CaseIterable {
    /// `{"type": …}`, section 7.3.
    case typed
    /// Events of Google's Agent Development Kit, section 7.4. A text comes in fragments when the
    /// message asks for them with `streaming`.
    case adk
    /// The same, with every text in fragments and then once more as a whole.
    case adkStreaming
    /// `{"text": …}` and nothing else, section 7.5.
    case plain
    /// Each of the three in turn; tools, of which plain frames know nothing, in the next.
    case mixed
  }

  /// Row 6: how a stream says that work goes on. Forms: section 7.3.
  public enum Heartbeat: String, Sendable, Hashable, CaseIterable {
    /// Typed and empty by turns.
    case alternate
    /// `data: {"type":"heartbeat"}`
    case typed
    /// `data:`
    case empty
    /// `data: heartbeat`
    case word
    /// `event: heartbeat`
    case named
    /// A comment line.
    case comment
    /// Each of them in turn.
    case every
    case none
  }

  /// Row 7: whether a frame announces the end of the stream.
  public enum DoneFrame: String, Sendable, Hashable, CaseIterable {
    case off
    /// `data: {"type":"done"}`, as on the vendor's newer gateway.
    case on
  }

  /// How a run that fails says so in its stream (section 7.6, `adk-wire.md`).
  public enum StreamError: String, Sendable, Hashable, CaseIterable {
    /// `{"error":"…"}`, ADK servers 1.25 to 1.33.
    case bare
    /// The same with the message as it is: broken JSON if it has a quotation mark, ADK servers up
    /// to 1.22.
    case unescaped
    /// An event with an error code, then `{"error":"…","error_details":{…}}`, ADK servers 2.13.
    case detailed
    /// An event with an error code alone.
    case event
    /// A frame named `error`, the Go server.
    case named
    /// A text that begins with `Error:`.
    case text
  }

  /// Row 39: whether a run that went well ends with "I encountered a temporary issue".
  public enum TailNoise: String, Sendable, Hashable, CaseIterable {
    case off, on
  }
}
