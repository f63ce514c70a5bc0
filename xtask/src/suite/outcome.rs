//! What became of each test: read from run-tests.py's report, compared, and counted.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use serde_json::Value;

/// How many characters of a differing line are shown.
const WIDTH: usize = 100;

/// What became of one test.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// Its output is the expected one.
    Passed,
    /// It is not, or is known to vary.
    Failed,
    /// The test found that the command lacks what it tests.
    Skipped,
    /// run-tests.py would run it.
    Found,
    /// run-tests.py itself came to no end with it.
    Aborted,
}

/// What became of the tests of a folder, by name.
pub type Verdicts = BTreeMap<String, Verdict>;

/// Reads the report that run-tests.py leaves in `_results.json` (MicroPython, tests/test_utils.py): triples of a test,
/// a word on how it ended, and a reason.
pub fn report(json: &str) -> Result<Verdicts, String> {
    let report: Value = serde_json::from_str(json).map_err(|error| error.to_string())?;
    let results = report["results"].as_array().ok_or("a report without results")?;
    let verdict = |result: &Value| {
        let test = result[0].as_str().ok_or("a result without a test")?;
        let verdict = match result[1].as_str() {
            Some("pass") => Verdict::Passed,
            Some("fail" | "ignored") => Verdict::Failed,
            Some("skip") => Verdict::Skipped,
            Some("found") => Verdict::Found,
            _ => return Err(format!("{test}: an unknown result")),
        };
        Ok((test.to_owned(), verdict))
    };
    results.iter().map(verdict).collect()
}

/// How the tests of a folder went on both commands.
pub struct Comparison<'a> {
    /// What MicroPython passes and the command does not.
    pub missing: Vec<&'a str>,
    reference: usize,
    ours: usize,
}

impl<'a> Comparison<'a> {
    /// Compares what MicroPython did with what the command did.
    pub fn new(reference: &'a Verdicts, ours: &Verdicts) -> Comparison<'a> {
        let passed = |verdicts: &Verdicts, test: &str| verdicts.get(test) == Some(&Verdict::Passed);
        let count =
            |verdicts: &Verdicts| verdicts.values().filter(|&&verdict| verdict == Verdict::Passed).count();
        let missing = reference.keys().filter(|test| passed(reference, test) && !passed(ours, test));
        Comparison {
            missing: missing.map(String::as_str).collect(),
            reference: count(reference),
            ours: count(ours),
        }
    }

    /// The numbers for the table.
    pub fn counts(&self) -> Counts {
        Counts {
            reference: self.reference,
            both: self.reference.saturating_sub(self.missing.len()),
            ours: self.ours,
        }
    }
}

/// How many tests pass.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// On MicroPython.
    pub reference: usize,
    /// On MicroPython and on the command.
    pub both: usize,
    /// On the command.
    pub ours: usize,
}

/// The table to print: a row for each folder, and one for all.
pub fn table(rows: &[(String, Counts)]) -> String {
    let line = |name: &str, counts: &Counts| {
        let ratio = match counts.reference {
            0 => "-".into(),
            reference => format!("{:.1} %", 100.0 * counts.both as f64 / reference as f64),
        };
        format!("{name:16} {:>11} {:>6} {:>6} {ratio:>8}\n", counts.reference, counts.both, counts.ours)
    };
    let total = rows.iter().fold(Counts::default(), |sum, (_, counts)| Counts {
        reference: sum.reference + counts.reference,
        both: sum.both + counts.both,
        ours: sum.ours + counts.ours,
    });
    let mut text =
        format!("{:16} {:>11} {:>6} {:>6} {:>8}\n", "passed by", "MicroPython", "both", "ours", "ratio");
    rows.iter().for_each(|(name, counts)| text += &line(name, counts));
    text + &line("total", &total)
}

/// Why a test did not pass, from what run-tests.py keeps of one in the folder `results`.
pub fn difference(results: &Path, test: &str, verdict: Option<&Verdict>) -> String {
    match verdict {
        Some(Verdict::Skipped) => return "skipped".into(),
        Some(Verdict::Failed) => {}
        _ => return "run-tests.py came to no end with it".into(),
    }
    let kept = |ending: &str| {
        let path = results.join(format!("{}{ending}", test.replace('/', "_")));
        fs::read(path).ok().map(|bytes| String::from_utf8_lossy(&bytes).into_owned())
    };
    match (kept(".exp"), kept(".out")) {
        (Some(expected), Some(found)) => first_difference(&expected, &found),
        (None, Some(found)) => summary(&found),
        _ => "failed, and left no output".into(),
    }
}

/// The first line in which the output is not as expected.
fn first_difference(expected: &str, found: &str) -> String {
    let (mut expected, mut found) = (expected.lines(), found.lines());
    for number in 1.. {
        match (expected.next(), found.next()) {
            (None, None) => break,
            (expected, found) if expected == found => {}
            (expected, found) => {
                return format!("line {number}: expected {}, found {}", shown(expected), shown(found));
            }
        }
    }
    "differs at the ends of lines".into()
}

/// A line in quotes, cut if it is long.
fn shown(line: Option<&str>) -> String {
    let Some(line) = line else { return "the end".into() };
    match line.char_indices().nth(WIDTH) {
        Some((end, _)) => format!("{:?}…", &line[..end]),
        None => format!("{line:?}"),
    }
}

/// The line that says most of the output of unittest: the first error raised, else the last line.
fn summary(output: &str) -> String {
    let raised = output.lines().find(|line| {
        let exception = line.split(':').next().unwrap_or_default();
        exception.ends_with("Error") && exception.chars().all(|c| c.is_ascii_alphanumeric())
    });
    let last = || output.lines().rfind(|line| !line.trim().is_empty());
    shown(raised.or_else(last))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn verdicts(tests: &[(&str, Verdict)]) -> Verdicts {
        tests.iter().map(|&(test, verdict)| (test.to_owned(), verdict)).collect()
    }

    #[test]
    fn report_names_each_test() {
        let json = r#"{"args": {}, "results": [["io/a.py", "pass", ""], ["io/b.py", "skip", "too large"]]}"#;
        let read = verdicts(&[("io/a.py", Verdict::Passed), ("io/b.py", Verdict::Skipped)]);
        assert_eq!(report(json), Ok(read));
    }

    #[test]
    fn failure_known_to_vary_is_a_failure() {
        let json = r#"{"results": [["thread/thread_gc1.py", "ignored", "flaky: GC race condition"]]}"#;
        assert_eq!(report(json), Ok(verdicts(&[("thread/thread_gc1.py", Verdict::Failed)])));
    }

    #[test]
    fn unknown_result_is_refused() {
        assert_eq!(
            report(r#"{"results": [["io/a.py", "perhaps", ""]]}"#),
            Err("io/a.py: an unknown result".into())
        );
    }

    #[test]
    fn report_has_results() {
        assert_eq!(report("[]"), Err("a report without results".into()));
    }

    #[test]
    fn skipped_test_is_missing() {
        let reference = verdicts(&[("a", Verdict::Passed), ("b", Verdict::Passed)]);
        let ours = verdicts(&[("a", Verdict::Passed), ("b", Verdict::Skipped)]);
        assert_eq!(Comparison::new(&reference, &ours).missing, ["b"]);
    }

    #[test]
    fn test_that_only_the_command_passes_is_not_passed_by_both() {
        let reference = verdicts(&[("a", Verdict::Passed), ("b", Verdict::Failed)]);
        let ours = verdicts(&[("a", Verdict::Passed), ("b", Verdict::Passed)]);
        let counts = Counts { reference: 1, both: 1, ours: 2 };
        assert_eq!(Comparison::new(&reference, &ours).counts(), counts);
    }

    #[test]
    fn table_adds_folders_up() {
        let rows = [
            ("basics".to_owned(), Counts { reference: 8, both: 6, ours: 7 }),
            ("io".to_owned(), Counts { reference: 2, both: 2, ours: 2 }),
        ];
        let expected = "\
passed by        MicroPython   both   ours    ratio
basics                     8      6      7   75.0 %
io                         2      2      2  100.0 %
total                     10      8      9   80.0 %
";
        assert_eq!(table(&rows), expected);
    }

    #[test]
    fn first_differing_line_is_shown_from_both_sides() {
        assert_eq!(first_difference("1\n2\n", "1\n3\n"), r#"line 2: expected "2", found "3""#);
    }

    #[test]
    fn output_may_end_early() {
        assert_eq!(first_difference("1\n2\n", "1\n"), r#"line 2: expected "2", found the end"#);
    }

    #[test]
    fn long_lines_are_cut() {
        let line = "é".repeat(WIDTH + 1);
        assert_eq!(shown(Some(&line)), format!("\"{}\"…", "é".repeat(WIDTH)));
    }

    #[test]
    fn first_error_stands_for_the_output_of_unittest() {
        assert_eq!(
            summary("test_a ... ERROR\nNameError: x\nFAILED (failures=0, errors=1)\n"),
            r#""NameError: x""#
        );
    }
}
