//! `constrictor size`: what it shows of one module, and of several beside each other.

mod common;

use common::{SOURCE, Sandbox};

fn shown(sandbox: &Sandbox, args: &[&str]) -> String {
    let run = sandbox.run(&[&["size"], args].concat()).succeeds();
    String::from_utf8(run.stdout).expect("tables are UTF-8")
}

/// The first number of the row that begins so.
fn number(table: &str, row: &str) -> usize {
    let line = table.lines().find(|line| line.starts_with(row)).expect("the row is there");
    line[row.len()..].split_whitespace().next().and_then(|cell| cell.parse().ok()).expect("a number follows")
}

#[test]
fn each_function_is_shown_by_its_parts() {
    insta::assert_snapshot!(shown(&Sandbox::new(&[("a.py", SOURCE)]), &["a.py"]), @r#"
    a.py       total  framing  prelude  names  lines  cells  code  data
    header         6
    names         16
    constants      0
    <module>      24        3        2      1      2      0    16     0
    f             15        1        2      2      2      0     8     0
    total         61        4        4      3      4      0    24     0
    "#);
}

#[test]
fn levels_are_shown_side_by_side() {
    insta::assert_snapshot!(shown(&Sandbox::new(&[("a.py", SOURCE)]), &["-O0", "-O3", "a.py"]), @r#"
                       a.py -O0  a.py -O3  difference
    header                    6         6           0
    names                    16        15          -1
    constants                 0         0           0
    <module>                 24        22          -2
    f                        15         7          -8
    total                    61        50         -11
    of the functions:
      framing                 4         4           0
      prelude                 4         4           0
      names                   3         3           0
      lines                   4         0          -4
      cells                   0         0           0
      code                   24        18          -6
      data                    0         0           0
    "#);
}

#[test]
fn what_one_file_lacks_is_shown() {
    let files = [("a.py", "def f(): pass\n"), ("b.py", "def g(): pass\n")];
    insta::assert_snapshot!(shown(&Sandbox::new(&files), &["a.py", "b.py"]), @r#"
                       a.py  b.py  difference
    header                6     6           0
    names                10    10           0
    constants             0     0           0
    <module>             11    11           0
    f                     6     -          -6
    g                     -     6          +6
    total                33    33           0
    of the functions:
      framing             3     3           0
      prelude             4     4           0
      names               2     2           0
      lines               0     0           0
      cells               0     0           0
      code                8     8           0
      data                0     0           0
    "#);
}

#[test]
fn the_total_is_the_size_of_the_file() {
    let sandbox = Sandbox::new(&[("a.py", SOURCE)]);
    sandbox.run(&["a.py"]).succeeds();
    let size = sandbox.read("a.mpy").len();
    assert_eq!(number(&shown(&sandbox, &["a.mpy"]), "total"), size);
    assert_eq!(number(&shown(&sandbox, &["a.py"]), "total"), size);
}

#[test]
fn functions_are_named_with_what_is_around_them() {
    let table = shown(&Sandbox::new(&[("a.py", "class A:\n def f(self):\n  def g(): pass\n")]), &["a.py"]);
    number(&table, "A.f.g ");
}

#[test]
fn two_functions_of_one_name_are_two_rows() {
    let table = shown(&Sandbox::new(&[("a.py", "f = lambda: 1\ng = lambda: 2\n")]), &["-O0", "-O3", "a.py"]);
    assert_eq!(table.matches("<lambda>").count(), 2);
}

#[test]
fn three_files_are_refused() {
    let error = Sandbox::new(&[]).run(&["size", "a", "b", "c"]).fails();
    assert_eq!(error, "constrictor: more than two input files: see constrictor size --help\n");
}

#[test]
fn an_unknown_level_is_refused() {
    assert_eq!(
        Sandbox::new(&[]).run(&["size", "-Ox", "a.py"]).fails(),
        "constrictor: invalid option '-Ox'\n"
    );
}

#[test]
fn standard_input_is_read_once() {
    let error = Sandbox::new(&[]).run(&["size", "-O0", "-O3", "-"]).fails();
    assert_eq!(error, "constrictor: standard input can only be read once\n");
}
