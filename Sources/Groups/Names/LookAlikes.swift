/// Tables of letters that look like others.
enum LookAlikes {
    /// Digits by their value; zero and one look like letters.
    static let digits = ["o", "l", "2", "3", "4", "5", "6", "7", "8", "9"]

    /// Scalars that look like small Latin letters, or like capital ones, by the letter of their skeleton.
    static let latin: [Unicode.Scalar: String] = {
        let rows: [(String, String)] = [
            ("a", "аАΑαɑᴀꭺᎪ"), ("b", "ВвЬьΒƄʙᏼᏴ"), ("c", "сСϲϹᴄᏟ"), ("d", "ԁᎠɖđĐᴅ"), ("e", "еЕΕєЄεᴇᎬɛ"), ("f", "ϝƒꜰ"),
            ("g", "ɡԌᏀɢգց"), ("h", "һҺΗнНհᎻʜ"), ("j", "јЈϳᎫᴊ"), ("k", "кКΚκᏦᴋ"), ("l", "iIlıіІΙιӀӏ|ǀƖɩɪʟᏞוןا¡ł"),
            ("m", "мМΜᎷᴍ"), ("n", "ΝпПηոռɴղ"), ("o", "оОΟοσՕօסᴏ○〇ӨөøØ"), ("p", "рРΡρᏢᴘϼ"), ("q", "ԛզ"), ("r", "гГᎡʀᏒ"),
            ("s", "ѕЅᏚꜱ"), ("t", "тТΤτᎢᴛ"), ("u", "υսᴜυ"), ("v", "νѵѴᏙᴠט"), ("w", "ωшШԝԜᎳᴡ"), ("x", "хХΧχ×"),
            ("y", "уУΥүҮγỿʏᎩ"), ("z", "ΖᏃᴢ"), ("ss", "ßẞ"), ("s", "ſ"), ("ae", "æÆ"), ("oe", "œŒ"), ("th", "þÞ"),
            ("d", "ðÐ"),
        ]
        var table: [Unicode.Scalar: String] = [:]
        for (letter, others) in rows {
            for scalar in others.unicodeScalars { table[scalar] = letter }
        }
        return table
    }()

    /// Letters with one or two accents, by the bare letter.
    ///
    /// Characters compare by canonical equivalence, so that the
    /// precomposed ones are found too.
    static let withoutAccents: [Character: Character] = {
        let letters = "abcdefghijklmnopqrstuvwxyzαεηιουωρаеиіуоѵгкжзчыэ"
        let marks: [Unicode.Scalar] = [
            "\u{300}", "\u{301}", "\u{302}", "\u{303}", "\u{304}", "\u{306}", "\u{307}", "\u{308}", "\u{309}",
            "\u{30A}",
            "\u{30B}", "\u{30C}", "\u{30F}", "\u{311}", "\u{313}", "\u{314}", "\u{31B}", "\u{323}", "\u{324}",
            "\u{325}",
            "\u{326}", "\u{327}", "\u{328}", "\u{32D}", "\u{32E}", "\u{330}", "\u{331}", "\u{342}", "\u{345}",
        ]
        var table: [Character: Character] = [:]
        for base in letters + letters.uppercased() {
            for first in marks {
                table[Character("\(base)\(first)")] = base
                guard base.isASCII else { continue }
                for second in marks.prefix(18) { table[Character("\(base)\(first)\(second)")] = base }
            }
        }
        return table
    }()

    /// The plain letters or digit behind a decorated one, or nil for one that is none.
    static func undecorated(_ scalar: Unicode.Scalar) -> String? {
        let value = scalar.value
        func letter(_ offset: UInt32) -> String? {
            Unicode.Scalar(0x61 + offset % 26).map { String(Character($0)) }
        }
        switch value {
        case 0xFF10...0xFF19, 0xFF21...0xFF3A, 0xFF41...0xFF5A:
            return Unicode.Scalar(value - 0xFEE0).map { String(Character($0)) }
        case 0x1_D400...0x1_D6A3: return letter(value - 0x1_D400)
        case 0x1_D6A8...0x1_D7C9: return greek((value - 0x1_D6A8) % 58)
        case 0x1_D7CE...0x1_D7FF: return String((value - 0x1_D7CE) % 10)
        case 0x24B6...0x24E9: return letter(value - 0x24B6)
        case 0x249C...0x24B5: return letter(value - 0x249C)
        case 0x1_F130...0x1_F149: return letter(value - 0x1_F130)
        case 0x1_F150...0x1_F169: return letter(value - 0x1_F150)
        case 0x1_F170...0x1_F189: return letter(value - 0x1_F170)
        default: return others[scalar]
        }
    }

    /// The letters of the mathematical Greek alphabets: capitals with a second theta, nabla, then small ones.
    private static func greek(_ index: UInt32) -> String? {
        let letters: UInt32 =
            switch index {
            case 17: 0x3B8
            case 0...24: 0x3B1 + index
            case 26...50: 0x3B1 + index - 26
            default: 0x3B5
            }
        return Unicode.Scalar(letters).map { String(Character($0)) }
    }

    private static let others: [Unicode.Scalar: String] = {
        let rows: [(String, String)] = [
            ("c", "ℂℭⅭⅽ"), ("g", "ℊ"), ("h", "ℋℌℍℎℏ"), ("i", "ℐℑℹⅈⅠⅰ"), ("l", "ℒℓⅬⅼ"), ("n", "ℕ"), ("p", "ℙ"),
            ("q", "ℚ"),
            ("r", "ℛℜℝ"), ("z", "ℤℨ"), ("b", "ℬ"), ("e", "ℯℰⅇ"), ("f", "ℱ"), ("m", "ℳⅯⅿ"), ("o", "ℴ"), ("d", "ⅅⅆⅮⅾ"),
            ("j", "ⅉ"),
            ("v", "Ⅴⅴ"), ("x", "Ⅹⅹ"), ("k", "\u{212A}"), ("a", "\u{212B}"), ("ff", "ﬀ"), ("fi", "ﬁ"), ("fl", "ﬂ"),
            ("ffi", "ﬃ"),
            ("ffl", "ﬄ"), ("st", "ﬅﬆ"), ("0", "⁰₀"), ("1", "¹₁"), ("2", "²₂"), ("3", "³₃"),
        ]
        var table: [Unicode.Scalar: String] = [:]
        for (plain, decorated) in rows {
            for scalar in decorated.unicodeScalars { table[scalar] = plain }
        }
        return table
    }()
}

extension Character {
    /// The character in `a`–`z` and `0`–`9`: its accents left off, ligatures taken apart; nil where that cannot be.
    var plainLatin: String? {
        let bare = LookAlikes.withoutAccents[self] ?? self
        let ligatures: [Character: String] = [
            "ß": "ss", "ẞ": "ss", "æ": "ae", "Æ": "ae", "œ": "oe", "Œ": "oe", "ø": "o", "Ø": "o", "ł": "l", "Ł": "l",
            "đ": "d",
            "Đ": "d", "ð": "d", "Ð": "d", "þ": "th", "Þ": "th", "ı": "i",
        ]
        if let letters = ligatures[bare] { return letters }
        guard bare.isASCII, bare.isLetter || bare.isNumber else { return nil }
        return bare.lowercased()
    }
}
