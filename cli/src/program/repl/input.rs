//! What was typed so far: whether a statement goes on, and how its next line is indented.

/// Words that begin a statement of several lines, which an empty line ends (MicroPython, py/repl.c).
const COMPOUND: [&str; 8] = ["if", "while", "for", "try", "with", "def", "class", "async"];

/// Columns of one level of indentation.
pub const LEVEL: usize = 4;

/// What a text leaves open.
#[derive(Default)]
struct Open {
    /// Brackets of each kind; below 0 if there are closing ones too many.
    brackets: [i32; 3],
    /// A string in three quotes.
    string: bool,
}

/// Whether more lines belong to a statement.
pub fn continues(text: &str) -> bool {
    let Some(last) = text.chars().next_back() else { return false };
    let open = open(text);
    open.string
        || open.brackets.iter().any(|&count| count > 0)
        || last == '\\'
        || last != '\n' && begins_compound(text)
}

fn begins_compound(text: &str) -> bool {
    let end = text.find(|c: char| !(c.is_alphanumeric() || c == '_')).unwrap_or(text.len());
    text.starts_with('@') || COMPOUND.contains(&&text[..end])
}

fn open(text: &str) -> Open {
    let mut open = Open::default();
    let mut rest = text;
    while let Some(next) = rest.chars().next() {
        let after = &rest[next.len_utf8()..];
        rest = match next {
            '#' => after.find('\n').map_or("", |end| &after[end..]),
            '"' | '\'' => {
                let mark = &rest[..1];
                let triple = mark.repeat(3);
                match rest.strip_prefix(&triple[..]) {
                    Some(string) => match end_of_string(string, &triple, false) {
                        Some(after) => after,
                        None => {
                            open.string = true;
                            return open;
                        }
                    },
                    None => match end_of_string(after, mark, true) {
                        Some(after) => after,
                        // It is a mistake, for the compiler to tell of, whatever else is open.
                        None => return Open::default(),
                    },
                }
            }
            _ => {
                for (count, pair) in open.brackets.iter_mut().zip(["()", "[]", "{}"]) {
                    match pair.find(next) {
                        Some(0) => *count += 1,
                        Some(_) => *count -= 1,
                        None => {}
                    }
                }
                after
            }
        };
    }
    open
}

/// What follows a string, of which what follows the opening quotes is given.
fn end_of_string<'a>(string: &'a str, quotes: &str, is_line: bool) -> Option<&'a str> {
    let mut rest = string;
    loop {
        if let Some(after) = rest.strip_prefix(quotes) {
            return Some(after);
        }
        let mut chars = rest.chars();
        match chars.next()? {
            '\\' => _ = chars.next(),
            '\n' if is_line => return Some(chars.as_str()),
            _ => {}
        }
        rest = chars.as_str();
    }
}

/// How far the line after a text is indented: as its last line, further if that ends with a colon. Two lines of nothing
/// but blanks end it.
pub fn indentation(text: &str) -> usize {
    let mut lines = text.split('\n').rev();
    let last = lines.next().unwrap_or_default();
    let is_blank = |line: &str| line.bytes().all(|byte| byte == b' ');
    let mut before = lines.peekable();
    if is_blank(last) && before.peek().is_some_and(|line| is_blank(line)) {
        return 0;
    }
    let levels = (last.len() - last.trim_start_matches(' ').len()) / LEVEL + usize::from(last.ends_with(':'));
    levels * LEVEL
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_does_not_continue() {
        assert!(!continues(""));
    }

    #[test]
    fn expression_does_not_continue() {
        assert!(!continues("1 + 2"));
    }

    #[test]
    fn open_bracket_continues() {
        assert!(continues("print(["));
    }

    #[test]
    fn closed_brackets_do_not_continue() {
        assert!(!continues("print([{}])"));
    }

    #[test]
    fn bracket_in_a_string_does_not_count() {
        assert!(!continues("print('(')"));
    }

    #[test]
    fn bracket_in_a_comment_does_not_count() {
        assert!(!continues("1 # (don't"));
    }

    #[test]
    fn escaped_quote_does_not_end_a_string() {
        assert!(!continues(r#""\"(""#));
    }

    #[test]
    fn string_in_three_quotes_continues() {
        assert!(continues("'''abc"));
    }

    #[test]
    fn string_in_one_quote_does_not() {
        assert!(!continues("'abc("));
    }

    #[test]
    fn unfinished_string_does_not_whatever_is_open() {
        assert!(!continues("print('abc"));
    }

    #[test]
    fn backslash_continues() {
        assert!(continues("1 \\"));
    }

    #[test]
    fn compound_statement_continues_up_to_an_empty_line() {
        assert!(continues("if x:\n    y") && !continues("if x:\n    y\n"));
    }

    #[test]
    fn decorator_continues() {
        assert!(continues("@decorator"));
    }

    #[test]
    fn name_that_begins_like_a_keyword_does_not() {
        assert!(!continues("if1 = 2"));
    }

    #[test]
    fn colon_indents() {
        assert_eq!(indentation("if x:"), 4);
    }

    #[test]
    fn line_is_indented_as_the_one_before() {
        assert_eq!(indentation("if x:\n    y"), 4);
    }

    #[test]
    fn indentation_is_in_whole_levels() {
        assert_eq!(indentation("if x:\n  y"), 0);
    }

    #[test]
    fn one_blank_line_keeps_the_indentation() {
        assert_eq!(indentation("if x:\n    y\n    "), 4);
    }

    #[test]
    fn two_blank_lines_end_it() {
        assert_eq!(indentation("if x:\n    y\n    \n    "), 0);
    }
}
