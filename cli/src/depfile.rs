//! What an output depends on, as a rule that Make and Ninja read.

use std::ffi::OsStr;
use std::io;
use std::path::Path;

use crate::output;

/// Writes the rule: `target: sources`, and a rule without prerequisites for every source, so that Make does not stop
/// when one is gone.
pub fn write(path: &Path, target: &Path, sources: &[&Path]) -> io::Result<()> {
    output::write_file(path, &rule(target, sources)?, None)
}

fn rule(target: &Path, sources: &[&Path]) -> io::Result<Vec<u8>> {
    let mut text = escaped(target)?;
    text.push(b':');
    let sources: Vec<Vec<u8>> = sources.iter().map(|source| escaped(source)).collect::<Result<_, _>>()?;
    for source in &sources {
        text.extend_from_slice(b" \\\n  ");
        text.extend_from_slice(source);
    }
    text.push(b'\n');
    for source in &sources {
        text.extend_from_slice(source);
        text.extend_from_slice(b":\n");
    }
    Ok(text)
}

/// A path as Make and Ninja read it: blanks and `#` after a backslash, `$` twice (GNU make's manual, "Rule Syntax";
/// Ninja, src/depfile_parser.in.cc).
fn escaped(path: &Path) -> io::Result<Vec<u8>> {
    let bytes = OsStr::as_encoded_bytes(path.as_os_str());
    let mut text = Vec::with_capacity(bytes.len());
    for (at, &byte) in bytes.iter().enumerate() {
        match byte {
            b'\n' | b'\r' => return Err(io::Error::other("a path with a line feed cannot be listed")),
            b'$' => text.push(b'$'),
            b' ' | b'#' | b'\t' => {
                // Backslashes before a character that is escaped are escaped, too.
                let backslashes = bytes[..at].iter().rev().take_while(|&&b| b == b'\\').count();
                text.extend(std::iter::repeat_n(b'\\', backslashes + 1));
            }
            _ => {}
        }
        text.push(byte);
    }
    Ok(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn escaped_text(path: &str) -> String {
        String::from_utf8(escaped(Path::new(path)).expect("it can be listed")).expect("it stays UTF-8")
    }

    #[test]
    fn sources_are_listed_and_may_be_gone() {
        let rule = rule(Path::new("a.mpy"), &[Path::new("a.py")]).expect("it can be listed");
        assert_eq!(String::from_utf8_lossy(&rule), "a.mpy: \\\n  a.py\na.py:\n");
    }

    #[test]
    fn spaces_are_escaped() {
        assert_eq!(escaped_text("a b"), r"a\ b");
    }

    #[test]
    fn hashes_are_escaped() {
        assert_eq!(escaped_text("a#b"), r"a\#b");
    }

    #[test]
    fn dollars_are_doubled() {
        assert_eq!(escaped_text("a$b"), "a$$b");
    }

    #[test]
    fn backslashes_are_doubled_before_spaces() {
        assert_eq!(escaped_text(r"a\ b\c"), r"a\\\ b\c");
    }

    #[test]
    fn line_feeds_are_refused() {
        assert!(escaped(Path::new("a\nb")).is_err());
    }
}
