// A test that imports this module has the client's verbs, and the words for tapes and simulated
// worlds.
@_exported public import Nemo
@_exported public import NemoCassette
@_exported public import NemoSimulator
