//! Two texts beside each other, lines that are alike on one row.

use similar::{Algorithm, DiffOp, capture_diff_slices};

/// The width of one column.
const WIDTH: usize = 64;
/// How many equal rows are kept around a difference.
const CONTEXT: usize = 4;
/// How many rows are printed at most.
const MAX_ROWS: usize = 80;
/// How many lines of a text are compared: the cost of comparing grows faster than the texts.
const MAX_LINES: usize = 5_000;

/// The rows around the differences, `<>` between the columns where they differ.
pub fn side_by_side(left: &str, right: &str) -> String {
    let left: Vec<&str> = left.lines().take(MAX_LINES).collect();
    let right: Vec<&str> = right.lines().take(MAX_LINES).collect();
    let rows = rows(&left, &right);
    let differences: Vec<usize> = (0..rows.len()).filter(|&at| rows[at].0 != rows[at].1).collect();
    let near = |at: usize| {
        let next = differences.partition_point(|&difference| difference + CONTEXT < at);
        differences.get(next).is_some_and(|&difference| difference <= at + CONTEXT)
    };
    let mut text = String::new();
    let (mut last, mut printed) = (0, 0);
    for at in (0..rows.len()).filter(|&at| near(at)) {
        if printed == MAX_ROWS {
            text.push_str("    … more differences\n");
            break;
        }
        if at > last {
            text.push_str("    …\n");
        }
        let (left, right) = rows[at];
        let mark = if left == right { "  " } else { "<>" };
        text.push_str(&format!("    {} {mark} {}\n", column(left), column(right).trim_end()));
        (last, printed) = (at + 1, printed + 1);
    }
    text
}

/// The lines of both texts in rows.
fn rows<'a>(left: &[&'a str], right: &[&'a str]) -> Vec<(Option<&'a str>, Option<&'a str>)> {
    let mut rows = Vec::new();
    for op in capture_diff_slices(Algorithm::Myers, left, right) {
        let (old, new) = match op {
            DiffOp::Equal { old_index, new_index, len } => {
                (old_index..old_index + len, new_index..new_index + len)
            }
            DiffOp::Delete { old_index, old_len, new_index } => {
                (old_index..old_index + old_len, new_index..new_index)
            }
            DiffOp::Insert { old_index, new_index, new_len } => {
                (old_index..old_index, new_index..new_index + new_len)
            }
            DiffOp::Replace { old_index, old_len, new_index, new_len } => {
                (old_index..old_index + old_len, new_index..new_index + new_len)
            }
        };
        for at in 0..old.len().max(new.len()) {
            let line =
                |lines: &[&'a str], range: &std::ops::Range<usize>| lines[range.clone()].get(at).copied();
            rows.push((line(left, &old), line(right, &new)));
        }
    }
    rows
}

/// A line cut or filled to the width of a column.
fn column(line: Option<&str>) -> String {
    let line = line.unwrap_or("").replace('\t', "    ");
    let cut: String = line.chars().take(WIDTH).collect();
    format!("{cut:WIDTH$}")
}

#[cfg(test)]
mod tests {
    use super::side_by_side;

    #[test]
    fn equal_texts_have_no_rows() {
        assert_eq!(side_by_side("a\nb\n", "a\nb\n"), "");
    }

    #[test]
    fn changed_line_is_marked() {
        assert_eq!(side_by_side("a\n", "b\n"), format!("    {:64} <> b\n", "a"));
    }

    #[test]
    fn missing_line_leaves_a_gap() {
        assert_eq!(side_by_side("a\n", "a\nb\n"), format!("    {:64}    a\n    {:64} <> b\n", "a", ""));
    }
}
