//! Words: names, keywords and the prefixes of strings, which logos takes for one kind of lexeme.
//!
//! Left to logos, each letter of each keyword were a state of its automaton, most of the flash that the lexer takes on a
//! board. A table finds a keyword by its shape instead, and only if there is one its text is compared.

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

/// The keywords one after the other: a table of slices would take eight bytes more for each.
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

/// Each keyword in the [`place`] that its shape has.
static TABLE: [Keyword; 1 << PLACE_BITS] = {
    let mut table = [Keyword { start: 0, len: 0, lexeme: Lexeme::Name }; 1 << PLACE_BITS];
    let (mut index, mut start) = (0, 0);
    while index < KEYWORDS.len() {
        let (word, lexeme) = KEYWORDS[index];
        let keyword = &mut table[place(word[0], word[word.len() - 1], word.len())];
        assert!(keyword.len == 0, "two keywords have the same place: try other multipliers in `place`");
        *keyword = Keyword { start: start as u8, len: word.len() as u8, lexeme };
        start += word.len();
        index += 1;
    }
    assert!(start <= u8::MAX as usize);
    table
};

const PLACE_BITS: u32 = 6;

/// The place of a word in [`TABLE`]. The multiplier is one of those that give each keyword a place of its own, found by
/// trying them all.
const fn place(first: u8, last: u8, len: usize) -> usize {
    let shape = first as u32 | (last as u32) << 8 | (len as u32) << 16;
    (shape.wrapping_mul(0x00cc_5321) >> (u32::BITS - PLACE_BITS)) as usize
}

/// What a word is. Called by logos when it has taken all that can be in a name.
#[inline]
pub(super) fn classify<'s>(lexer: &mut logos::Lexer<'s, Lexeme>) -> Lexeme {
    let word = lexer.slice();
    if matches!(lexer.remainder().first(), Some(b'\'' | b'"')) && is_prefix(word) {
        lexer.bump(1);
        return Lexeme::Quote;
    }
    keyword(word).unwrap_or(Lexeme::Name)
}

/// Whether a word makes a string of the quote that follows it.
fn is_prefix(word: &[u8]) -> bool {
    matches!(word, b"r" | b"u" | b"b" | b"f" | b"t" | b"rb" | b"br" | b"rf" | b"fr" | b"rt" | b"tr")
}

#[inline]
fn keyword(word: &[u8]) -> Option<Lexeme> {
    let [first, .., last] = word else { return None };
    let keyword = &TABLE[place(*first, *last, word.len())];
    let found = usize::from(keyword.len) == word.len()
        && TEXT.get(usize::from(keyword.start)..).is_some_and(|text| text.starts_with(word));
    found.then_some(keyword.lexeme)
}
