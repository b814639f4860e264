/// A writing system, as far as titles may be written in it.
enum Script: Hashable, CaseIterable {
    case latin
    case greek
    case cyrillic
    case armenian
    case hebrew
    case arabic
    case devanagari
    case bengali
    case gurmukhi
    case gujarati
    case tamil
    case telugu
    case kannada
    case malayalam
    case sinhala
    case thai
    case lao
    case tibetan
    case myanmar
    case georgian
    case ethiopic
    case khmer
    case hangul
    case bopomofo
    case hiragana
    case katakana
    case han

    /// The script of a letter, or nil for one that is not in the table.
    init?(_ letter: Unicode.Scalar) {
        let value = letter.value
        guard let script = Self.blocks.first(where: { $0.range.contains(value) })?.script else { return nil }
        self = script
    }

    /// Whether letters of these scripts may stand in one title: one script, or those that Japanese, Korean and Chinese mix,
    /// with Latin letters among them.
    static func mayMix(_ scripts: Set<Script>) -> Bool {
        if scripts.count <= 1 { return true }
        let mixtures: [Set<Script>] = [
            [.latin, .han, .hiragana, .katakana], [.latin, .han, .hangul], [.latin, .han, .bopomofo],
        ]
        return mixtures.contains { scripts.isSubset(of: $0) }
    }

    private static let blocks: [(range: ClosedRange<UInt32>, script: Script)] = [
        (0x41...0x5A, .latin), (0x61...0x7A, .latin), (0xAA...0xAA, .latin), (0xBA...0xBA, .latin),
        (0xC0...0x2AF, .latin), (0x1D00...0x1D25, .latin), (0x1E00...0x1EFF, .latin), (0x2C60...0x2C7F, .latin),
        (0xA722...0xA787, .latin), (0x370...0x3FF, .greek), (0x1F00...0x1FFF, .greek), (0x400...0x52F, .cyrillic),
        (0x1C80...0x1C8F, .cyrillic), (0x2DE0...0x2DFF, .cyrillic), (0xA640...0xA69F, .cyrillic),
        (0x531...0x58F, .armenian), (0x5D0...0x5F4, .hebrew), (0x620...0x6FF, .arabic), (0x750...0x77F, .arabic),
        (0x8A0...0x8FF, .arabic), (0x900...0x97F, .devanagari), (0x980...0x9FF, .bengali), (0xA00...0xA7F, .gurmukhi),
        (0xA80...0xAFF, .gujarati), (0xB80...0xBFF, .tamil), (0xC00...0xC7F, .telugu), (0xC80...0xCFF, .kannada),
        (0xD00...0xD7F, .malayalam), (0xD80...0xDFF, .sinhala), (0xE00...0xE7F, .thai), (0xE80...0xEFF, .lao),
        (0xF00...0xFFF, .tibetan), (0x1000...0x109F, .myanmar), (0x10A0...0x10FF, .georgian),
        (0x1C90...0x1CBF, .georgian), (0x1200...0x139F, .ethiopic), (0x1780...0x17FF, .khmer),
        (0x1100...0x11FF, .hangul), (0x3131...0x318E, .hangul), (0xAC00...0xD7FF, .hangul),
        (0x3105...0x312F, .bopomofo), (0x3041...0x309F, .hiragana), (0x30A0...0x30FF, .katakana),
        (0x31F0...0x31FF, .katakana), (0x3005...0x3007, .han), (0x3400...0x4DBF, .han), (0x4E00...0x9FFF, .han),
        (0x2_0000...0x3_134F, .han),
    ]
}
