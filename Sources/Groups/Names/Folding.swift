/// A text in small letters and without accents, so that `ÉCOLE` and `ecole` are found as one.
package func folded(_ text: some StringProtocol) -> String {
    String(text.lowercased().map { LookAlikes.withoutAccents[$0] ?? $0 })
}

/// The words of a text as somebody looks for them: small letters and digits only, at most 32 characters of each.
package func soughtWords(in text: some StringProtocol) -> [String] {
    text.lowercased().split { !$0.isLetter && !$0.isNumber }.map { String($0.prefix(32)) }
        .filter { $0.utf8.count <= 128 }
}
