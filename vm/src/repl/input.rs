//! What was typed so far: whether a statement goes on, and how its next line is indented. For every prompt, whatever edits
//! its lines.

/// Words that begin a statement of several lines, which an empty line ends (MicroPython, py/repl.c).
const COMPOUND: [&[u8]; 8] = [b"if", b"while", b"for", b"try", b"with", b"def", b"class", b"async"];

/// Columns of one level of indentation.
pub const LEVEL: usize = 4;

/// Whether more lines belong to a statement.
pub fn continues(text: &[u8]) -> bool {
    let Some(&last) = text.last() else { return false };
    is_open(text) || last == b'\\' || last != b'\n' && begins_compound(text)
}

fn begins_compound(text: &[u8]) -> bool {
    let is_end = |byte: &u8| !(byte.is_ascii_alphanumeric() || *byte == b'_' || *byte >= 0x80);
    let end = text.iter().position(is_end).unwrap_or(text.len());
    text.first() == Some(&b'@') || COMPOUND.contains(&&text[..end])
}

/// Whether a bracket or a string in three quotes is open.
fn is_open(text: &[u8]) -> bool {
    // Brackets of each kind; below 0 if there are closing ones too many.
    let mut brackets = [0i32; 3];
    let mut at = 0;
    while let Some(&byte) = text.get(at) {
        at += 1;
        match byte {
            b'#' => at += text[at..].iter().position(|&byte| byte == b'\n').unwrap_or(text.len() - at),
            b'"' | b'\'' => {
                let quotes = [byte; 3];
                if text[at - 1..].starts_with(&quotes) {
                    match end_of_string(&text[at + 2..], &quotes, false) {
                        Some(len) => at += 2 + len,
                        None => return true,
                    }
                } else {
                    match end_of_string(&text[at..], &quotes[..1], true) {
                        Some(len) => at += len,
                        // It is a mistake, for the compiler to tell of, whatever else is open.
                        None => return false,
                    }
                }
            }
            _ => {
                for (count, pair) in brackets.iter_mut().zip([b"()", b"[]", b"{}"]) {
                    *count += i32::from(byte == pair[0]) - i32::from(byte == pair[1]);
                }
            }
        }
    }
    brackets.iter().any(|&count| count > 0)
}

/// Where a string ends that begins after the opening quotes.
fn end_of_string(text: &[u8], quotes: &[u8], is_line: bool) -> Option<usize> {
    let mut at = 0;
    loop {
        let rest = text.get(at..)?;
        if rest.starts_with(quotes) {
            return Some(at + quotes.len());
        }
        match rest.first()? {
            b'\\' => at += 2,
            b'\n' if is_line => return Some(at),
            _ => at += 1,
        }
    }
}

/// How far the line after a text is indented: as its last line, further if that ends with a colon. Two lines of nothing
/// but blanks end it.
pub fn indentation(text: &[u8]) -> usize {
    let mut lines = text.rsplit(|&byte| byte == b'\n');
    let last = lines.next().unwrap_or_default();
    let is_blank = |line: &[u8]| line.iter().all(|&byte| byte == b' ');
    if is_blank(last) && lines.next().is_some_and(is_blank) {
        return 0;
    }
    let blanks = last.iter().take_while(|&&byte| byte == b' ').count();
    (blanks / LEVEL + usize::from(last.ends_with(b":"))) * LEVEL
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_does_not_continue() {
        assert!(!continues(b""));
    }

    #[test]
    fn open_bracket_continues() {
        assert!(continues(b"print(["));
    }

    #[test]
    fn closed_brackets_do_not_continue() {
        assert!(!continues(b"print([{}])"));
    }

    #[test]
    fn bracket_in_a_string_does_not_count() {
        assert!(!continues(b"print('(')"));
    }

    #[test]
    fn bracket_in_a_comment_does_not_count() {
        assert!(!continues(b"1 # (don't"));
    }

    #[test]
    fn escaped_quote_does_not_end_a_string() {
        assert!(!continues(br#""\"(""#));
    }

    #[test]
    fn string_in_three_quotes_continues() {
        assert!(continues(b"'''abc"));
    }

    #[test]
    fn string_in_one_quote_does_not() {
        assert!(!continues(b"'abc("));
    }

    #[test]
    fn backslash_continues() {
        assert!(continues(b"1 \\"));
    }

    #[test]
    fn compound_statement_continues_up_to_an_empty_line() {
        assert!(continues(b"if x:\n    y") && !continues(b"if x:\n    y\n"));
    }

    #[test]
    fn name_that_begins_like_a_keyword_does_not() {
        assert!(!continues(b"if1 = 2"));
    }

    #[test]
    fn colon_indents() {
        assert_eq!(indentation(b"if x:"), 4);
    }

    #[test]
    fn line_is_indented_as_the_one_before() {
        assert_eq!(indentation(b"if x:\n    y"), 4);
    }

    #[test]
    fn two_blank_lines_end_it() {
        assert_eq!(indentation(b"if x:\n    y\n    \n    "), 0);
    }

    #[test]
    fn expression_does_not_continue() {
        assert!(!continues(b"1 + 2"));
    }

    #[test]
    fn unfinished_string_does_not_whatever_is_open() {
        assert!(!continues(b"print('abc"));
    }

    #[test]
    fn decorator_continues() {
        assert!(continues(b"@decorator"));
    }

    #[test]
    fn indentation_is_in_whole_levels() {
        assert_eq!(indentation(b"if x:\n  y"), 0);
    }

    #[test]
    fn one_blank_line_keeps_the_indentation() {
        assert_eq!(indentation(b"if x:\n    y\n    "), 4);
    }
}
