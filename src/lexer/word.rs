//! Words: names, keywords and the prefixes of strings, which logos takes for one kind of lexeme.
//!
//! Left to logos, each letter of each keyword would be a state of its automaton, with code and often a table of its own:
//! three quarters of the flash that cutting text takes on a board. Here the ends and the length of a word tell which
//! keyword it may be, and only that is compared with it.

use super::token::Lexeme;

/// The keywords.
const KEYWORDS: [(&[u8], Lexeme); 36] = [
    (b"False", Lexeme::False),
    (b"None", Lexeme::None),
    (b"True", Lexeme::True),
    (b"__debug__", Lexeme::Debug),
    (b"and", Lexeme::And),
    (b"as", Lexeme::As),
    (b"assert", Lexeme::Assert),
    (b"async", Lexeme::Async),
    (b"await", Lexeme::Await),
    (b"break", Lexeme::Break),
    (b"class", Lexeme::Class),
    (b"continue", Lexeme::Continue),
    (b"def", Lexeme::Def),
    (b"del", Lexeme::Del),
    (b"elif", Lexeme::Elif),
    (b"else", Lexeme::Else),
    (b"except", Lexeme::Except),
    (b"finally", Lexeme::Finally),
    (b"for", Lexeme::For),
    (b"from", Lexeme::From),
    (b"global", Lexeme::Global),
    (b"if", Lexeme::If),
    (b"import", Lexeme::Import),
    (b"in", Lexeme::In),
    (b"is", Lexeme::Is),
    (b"lambda", Lexeme::Lambda),
    (b"nonlocal", Lexeme::Nonlocal),
    (b"not", Lexeme::Not),
    (b"or", Lexeme::Or),
    (b"pass", Lexeme::Pass),
    (b"raise", Lexeme::Raise),
    (b"return", Lexeme::Return),
    (b"try", Lexeme::Try),
    (b"while", Lexeme::While),
    (b"with", Lexeme::With),
    (b"yield", Lexeme::Yield),
];

/// The keywords one after the other: with slices in it, each place of the table would take twelve bytes and not three.
static TEXT: [u8; TEXT_LEN] = {
    let mut text = [0; TEXT_LEN];
    let (mut index, mut end) = (0, 0);
    while index < KEYWORDS.len() {
        let word = KEYWORDS[index].0;
        text.split_at_mut(end).1.split_at_mut(word.len()).0.copy_from_slice(word);
        end += word.len();
        index += 1;
    }
    text
};

const TEXT_LEN: usize = {
    let (mut index, mut len) = (0, 0);
    while index < KEYWORDS.len() {
        len += KEYWORDS[index].0.len();
        index += 1;
    }
    len
};

/// What stands in one place of [`TABLE`].
#[derive(Clone, Copy)]
struct Keyword {
    /// Where its text is in [`TEXT`]. The length of what is no keyword is 0.
    start: u8,
    len: u8,
    lexeme: Lexeme,
}

/// Each keyword in the [`place`] that its ends and its length give it.
static TABLE: [Keyword; PLACES] = {
    let mut table = [Keyword { start: 0, len: 0, lexeme: Lexeme::Name }; PLACES];
    let (mut index, mut start) = (0, 0);
    while index < KEYWORDS.len() {
        let (word, lexeme) = KEYWORDS[index];
        assert!(word.len() <= LONGEST);
        let keyword = &mut table[place(word[0], word[word.len() - 1], word.len())];
        // If not, two keywords have the same place, and `place` needs other factors.
        assert!(keyword.len == 0);
        *keyword = Keyword { start: start as u8, len: word.len() as u8, lexeme };
        start += word.len();
        index += 1;
    }
    assert!(start <= u8::MAX as usize);
    table
};

const PLACES: usize = 64;

/// The place in [`TABLE`] of a word that may be a keyword by its length. The factors are some of those that give each
/// keyword a place of its own, found by trying.
const fn place(first: u8, last: u8, len: usize) -> usize {
    (first as usize + 17 * last as usize + 200 * len) / 4 % PLACES
}

/// How long keywords are at most.
const LONGEST: usize = 9;

/// What a word is. Called by logos when it has taken all that can be in a name.
#[inline]
pub(super) fn classify<'s>(lexer: &mut logos::Lexer<'s, Lexeme>) -> Lexeme {
    let word = lexer.slice();
    if is_prefix(word) && matches!(lexer.remainder().first(), Some(b'\'' | b'"')) {
        lexer.bump(1);
        return Lexeme::Quote;
    }
    keyword(word).unwrap_or(Lexeme::Name)
}

/// Whether a word makes a string of a quote that follows it.
#[inline]
fn is_prefix(word: &[u8]) -> bool {
    matches!(word, b"r" | b"u" | b"b" | b"f" | b"t" | b"rb" | b"br" | b"rf" | b"fr" | b"rt" | b"tr")
}

#[inline]
fn keyword(word: &[u8]) -> Option<Lexeme> {
    let (&[first, .., last], len @ ..=LONGEST) = (word, word.len()) else { return None };
    let keyword = &TABLE[place(first, last, len)];
    let found = usize::from(keyword.len) == len
        && TEXT.get(usize::from(keyword.start)..).is_some_and(|text| text.starts_with(word));
    found.then_some(keyword.lexeme)
}

#[cfg(test)]
mod tests {
    use super::*;
    use alloc::vec::Vec;
    use logos::Logos;

    fn lexemes(text: &[u8]) -> Vec<(Lexeme, usize)> {
        Lexeme::lexer(text).spanned().map(|(lexeme, span)| (lexeme.unwrap(), span.len())).collect()
    }

    #[test]
    fn keywords_are_told_from_names_like_them() {
        for (word, lexeme) in KEYWORDS {
            assert_eq!(lexemes(word), [(lexeme, word.len())]);
            let longer = [word, b"_"].concat();
            assert_eq!(lexemes(&longer), [(Lexeme::Name, longer.len())]);
            let mut other = word.to_vec();
            other[1] = b'0';
            assert_eq!(lexemes(&other), [(Lexeme::Name, other.len())]);
        }
    }

    #[test]
    fn prefixes_belong_to_the_quote_they_touch() {
        for prefix in ["", "r", "u", "b", "f", "t", "rb", "br", "rf", "fr", "rt", "tr"] {
            for quote in ["'", "\""] {
                let text = [prefix, quote].concat();
                assert_eq!(lexemes(text.as_bytes()), [(Lexeme::Quote, text.len())]);
            }
        }
        assert_eq!(lexemes(b"rb '"), [(Lexeme::Name, 2), (Lexeme::Quote, 1)]);
        assert_eq!(lexemes(b"xr'"), [(Lexeme::Name, 2), (Lexeme::Quote, 1)]);
        assert_eq!(lexemes(b"R'"), [(Lexeme::Name, 1), (Lexeme::Quote, 1)]);
        assert_eq!(lexemes(b"in'"), [(Lexeme::In, 2), (Lexeme::Quote, 1)]);
    }
}
