//! Making a source smaller while something about it stays true.

use super::pieces::pieces;

/// Drops lines, then pieces of lines, as long as `holds` and for at most `budget` questions to it.
pub fn minimise(
    source: &[u8],
    budget: usize,
    mut holds: impl FnMut(&[u8]) -> Result<bool, String>,
) -> Result<Vec<u8>, String> {
    let mut left = budget;
    let lines: Vec<&[u8]> = source.split_inclusive(|&byte| byte == b'\n').collect();
    let fewer_lines = drop_parts(lines, &mut left, &mut holds)?.concat();
    let parts = pieces(&fewer_lines).into_iter().map(|piece| &fewer_lines[piece]).collect();
    Ok(drop_parts(parts, &mut left, &mut holds)?.concat())
}

/// Drops runs of parts: half of them first, in the end single ones, until none can be spared.
fn drop_parts<'a>(
    mut parts: Vec<&'a [u8]>,
    left: &mut usize,
    holds: &mut impl FnMut(&[u8]) -> Result<bool, String>,
) -> Result<Vec<&'a [u8]>, String> {
    let mut run = parts.len().div_ceil(2);
    while run > 0 {
        let before = parts.len();
        let mut at = 0;
        while at < parts.len() {
            if *left == 0 {
                return Ok(parts);
            }
            *left -= 1;
            let mut fewer = parts.clone();
            fewer.drain(at..(at + run).min(parts.len()));
            if holds(&fewer.concat())? {
                parts = fewer;
            } else {
                at += run;
            }
        }
        if run > 1 || parts.len() == before {
            run /= 2;
        }
    }
    Ok(parts)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_matters_is_left() {
        let small = minimise(b"a = 1\nb = 2\nc = bad + 3\nd\n", 1000, |text| {
            Ok(text.windows(3).any(|word| word == b"bad"))
        });
        assert_eq!(small, Ok(b"bad".to_vec()));
    }

    #[test]
    fn budget_ends_the_search() {
        let mut asked = 0;
        let small = minimise(b"a\nb\nc\n", 2, |_| {
            asked += 1;
            Ok(false)
        });
        assert_eq!((small, asked), (Ok(b"a\nb\nc\n".to_vec()), 2));
    }
}
