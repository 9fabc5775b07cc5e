// Whoever imports the facade has the client's verbs, the clock and the file store with it.
@_exported public import NemoClient
@_exported public import NemoHTTP
@_exported public import NemoTime
