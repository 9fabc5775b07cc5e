import Testing

@testable import NemoCassette

/// DEFLATE against what zlib wrote.
struct InflateTests {
  private static func inflate(_ bytes: [UInt8], limit: Int = 1 << 20) -> [UInt8]? {
    Inflate.inflate(bytes[...], limitBytes: limit)
  }

  /// zlib.compressobj(level, DEFLATED, -15): fixed codes, a stored block, a run of 1,000.
  @Test func `blocks of each kind are undone`() {
    #expect(
      Self.inflate([0xcb, 0x48, 0xcd, 0xc9, 0xc9, 0x57, 0xc8, 0x40, 0x90, 0x00])
        == Array("hello hello hello".utf8))
    #expect(
      Self.inflate([0x01, 0x06, 0x00, 0xf9, 0xff, 0x73, 0x74, 0x6f, 0x72, 0x65, 0x64])
        == Array("stored".utf8))
    #expect(
      Self.inflate([0x4b, 0x4c, 0x1c, 0x05, 0xa3, 0x60, 0x14, 0x0c, 0x77, 0x00, 0x00])
        == Array(repeating: 0x61, count: 1_000))
    #expect(Self.inflate([0x03, 0x00]) == [])
  }

  @Test func `a block with codes of its own is undone`() {
    let text = (0..<300).map { "event \($0 * 7_919 % 1_000) of \($0); " }.joined()
    let content = HARText.base64(Array(Self.dynamic.utf8)).flatMap { Self.inflate($0) }
    #expect(content == Array(text.utf8))
    #expect(content.map { CRC32.of($0) } == 2_156_892_278)
  }

  @Test func `the beginning of a stream is refused`() throws {
    let packed = try #require(HARText.base64(Array(Self.dynamic.utf8)))
    for count in stride(from: 0, to: packed.count, by: 17) {
      #expect(Self.inflate(Array(packed.prefix(count))) == nil)
    }
  }

  @Test func `the output stops at its limit`() {
    let run: [UInt8] = [0x4b, 0x4c, 0x1c, 0x05, 0xa3, 0x60, 0x14, 0x0c, 0x77, 0x00, 0x00]
    #expect(Self.inflate(run, limit: 1_000)?.count == 1_000)
    #expect(Self.inflate(run, limit: 999) == nil)
  }

  @Test func `what RFC 1951 forbids is refused`() {
    // A block of type 3; a stored block whose lengths disagree; a copy from before the beginning;
    // more codes of a length than there are.
    #expect(Self.inflate([0x07]) == nil)
    #expect(Self.inflate([0x01, 0x01, 0x00, 0x00, 0x00, 0x00]) == nil)
    #expect(Self.inflate([0x03, 0x02, 0x00]) == nil)
    #expect(HuffmanCode(lengths: [1, 1, 1]) == nil)
    #expect(HuffmanCode(lengths: [1]) != nil)
  }

  private static let dynamic = """
    TdhLkiM3EATRq8wRKgLfMp1ntJQ2Mp1fYgYaziVos/DmZNYr8Pe/v//659fz6+8/fz1//Ppdp1fv56yf8277c/bPeY31
    Obef81zzc+4/5/GOz3ncs/rnPH/OvbXPef2c2/DnvH/OXvqc35+z3urTDdSTwFvoCtQtfHsV6ibuWYm6jWtXo27keipS
    t3K6KnUzR69M3c4+q1M3tO0K9Q31W6EmVPkqb6lalfqWjgr1DX1XhfqG7rdCfUO3KtQ3dLUK9Q2do0J9Q8eq0HZD+67Q
    dkP7U6HthjbnP/2Guldpu6WaVdoordB2Qyuz3czXldk2/74y281cszL7w6RVZhejVpndzFpl9sawZTg701aZfTBu1dkn
    81al/ZZKVdpvaavQfkPfUaHjYd4qdIh5q9DBEj0VOtgiV+hgjXrWaDBvFTr4QneFDjbpqdDBKrlKB7vUq3Q+fIN1FvNW
    odPMW4VOdkkVOtmlVqFzMG9Z+Mm8Vei8of2t0MkuqUInu9QqdLFLvUqXmLcqXZRW6OIbrSOb5MpcX/NZmWsyb3kw3cy5
    K3OxSU9lLjbJlbnZpFaZW8xbZW4zb9W5G/NWpZtNUpXuW9oqdE/mrUL34k/PI/SGrrdCN7ukCn3ZJVfoyy71Cn3NvFXo
    25i3Cn3ZpadCX3bJVfqyS71KX77SCn1v6LvzsGeXnvO0Z5mORw/bFJH0mJHLE//hQRqV9HSGLs/8h42KTHpYqdik5wY7
    Oum5yYpP/ytEczyC0JzZqiMURO1DFEatYxRIzYMUSs2jFEyNwxRO9eMUULUDFVI5UgmqFKqEVdJRFQOSDFZvtBJc7XAl
    vFrxSoC1ApYQa0YsQdYIWcKsHrMEWi1oCbVa1BJs2edNgG2LWwKuuCXgeiOXoOt9koxeO3oJvlb4En7N+CUAGwFMCNYj
    mCCshzBhWGvn7aUzlGlGMUUxwVgU0xdjKYaxN44JyHYgE5KtSCYom6FMWDZjmcBsBDOhWe/nhYuHWjgTnjmeCdAc0IRo
    imiCtIgmSHtjmkBtBzWh2opqgrUV1oRrM64J2MY4L4m8y0Y2QVsLbZpfbwtJBjcHN6GbopvW19ecD3ipjW8CuPdJMsbt
    GCeQW0FOKDfnebHlzTbMCedGnBPQ9UAnpGuRTlDnUCesU6wT2MU6fWGXYrB7o53gboc74d1a510cmQOeEG9GPEHeCHnC
    vB7zBHot6An1HPUEew57wj3FPb1fl5x8wOtu5BP07X3uD6zfcy4QrF/sM/bNcxvDvhH7jH099hn7Wuwz9rXYZ+xz7DP2
    KfYZ+0Kfv+iLff6y7zmXHtYv+hn9VvQz+s3oZ/Qb0c/oN6Kf0a9HP6Nfi35GP0c/o5/OPQ39zj3tC79zT2P7zkUN/Pa5
    qoHfOnc18JvnsgZ+89zWwG+c6xr49XNfA78W/Ax+Dn4GPwc/g598LpcMRpKx7w1+/rq1BT+D3w5+Br8V/Ax+M/gZ/Ebw
    M/j14Gfwa8HP4NeCn8HP7dyIv54Yae5fD7l8gH3Bz+D3Rj+j345+Rr8V/Yx+M/oZ/Ub0M/qN6Gf069HP6Nf6ucXzphz9
    jH6KfkY/RT9/3eeSDH5v9DP67ehn9FvRz+g3o5/Rb0Y/o9+Ifka/Ps4vD7wtRz+jn6Of51dymtFP0c/oF/wMfm/089fl
    LvoZ/Xb0M/qt6Gf0m9HP6Dfm+bWE9+XoZ/Tr0c/o16Kf0c/Rz+in6Gf0C37+wi/6Gf3e8Gf42+HP8LfCn+FvrvMLD2CH
    P8PfCH+Gvx7+DH8t/Bn+HP4Mfwp/hj+FP39d+5KMfm/4M/zt8Gf4W/v8KvV/8n8=
    """
}
