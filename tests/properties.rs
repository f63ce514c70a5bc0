//! What holds for any input.

use constrictor::bytecode::module::Constant;
use constrictor::bytecode::{disassemble::disassemble, opcode::Opcode, read::read, write::write};
use constrictor::stages::count_tokens;
use constrictor::{Mode, Options, compile, inspect};
use num_bigint::BigInt;
use proptest::prelude::*;

fn any_options() -> impl Strategy<Value = Options> {
    let mode = prop_oneof![4 => Just(Mode::Module), 1 => Just(Mode::Interactive), 1 => Just(Mode::Eval)];
    (mode, 0..=3u8, prop_oneof![Just(31), Just(63), 2..=63u8], any::<bool>()).prop_map(
        |(mode, level, small_int_bits, source_lines)| {
            let mut options = Options::default();
            options.mode = mode;
            options.level = level;
            options.small_int_bits = small_int_bits;
            options.source_lines = source_lines;
            options
        },
    )
}

/// Pieces of Python in any order.
fn token_soup() -> impl Strategy<Value = String> {
    let word = prop::sample::select(vec![
        "False",
        "None",
        "True",
        "__debug__",
        "and",
        "as",
        "assert",
        "async",
        "await",
        "break",
        "class",
        "continue",
        "def",
        "del",
        "elif",
        "else",
        "except",
        "finally",
        "for",
        "from",
        "global",
        "if",
        "import",
        "in",
        "is",
        "lambda",
        "nonlocal",
        "not",
        "or",
        "pass",
        "raise",
        "return",
        "try",
        "while",
        "with",
        "yield",
        "const",
        "X",
        "_Y",
        "x",
        "f",
        "super",
        "range",
        "math",
        ".pi",
        "é",
        "0",
        "7",
        "0x1f",
        "09",
        "1e5",
        "2.5",
        "3j",
        "10000000000000000000",
        "'s'",
        "b'b'",
        "f'{x}'",
        "f'{x!r:>{f}}'",
        "t'{x}'",
        "f'{",
        "}'",
        "'''",
        "\"",
        "'",
        "(",
        ")",
        "[",
        "]",
        "{",
        "}",
        ",",
        ";",
        ":",
        ":=",
        ".",
        "...",
        "->",
        "=",
        "+",
        "-",
        "*",
        "**",
        "@",
        "/",
        "//",
        "%",
        "&",
        "|",
        "^",
        "~",
        "<<",
        ">>",
        "<",
        ">",
        "==",
        "<=",
        ">=",
        "!=",
        "+=",
        "**=",
        ">>=",
        "\n",
        "\n ",
        "\n  ",
        "\n\t",
        "\r\n",
        "\\\n",
        "# c\n",
        "\x0c",
        "$",
        "!",
        "X = const(1)\n",
        "def f(x):\n  ",
    ]);
    prop::collection::vec((word, prop::sample::select(vec!["", " "])), 0..60)
        .prop_map(|words| words.into_iter().flat_map(|(word, gap)| [word, gap]).collect())
}

/// An expression that MicroPython accepts, nested a few levels.
fn expression() -> impl Strategy<Value = String> {
    let atom = prop::sample::select(vec![
        "a",
        "b",
        "1",
        "70000",
        "'s'",
        "b'x'",
        "2.5",
        "None",
        "True",
        "...",
        "()",
        "[]",
        "{}",
        "a.b",
        "a[1:2]",
        "f'{a}'",
        "99999999999999999999",
    ])
    .prop_map(str::to_owned);
    atom.prop_recursive(5, 60, 3, |inner| {
        let pair = (inner.clone(), inner.clone());
        let triple = (inner.clone(), inner.clone(), inner.clone());
        prop_oneof![
            (
                pair.clone(),
                prop::sample::select(vec!["+", "-", "*", "//", "<<", "|", "<", "in", "is not", "and"])
            )
                .prop_map(|((a, b), operator)| format!("({a}) {operator} ({b})")),
            (inner.clone(), prop::sample::select(vec!["-", "~", "not "]))
                .prop_map(|(a, operator)| format!("({operator}({a}))")),
            triple.clone().prop_map(|(a, b, c)| format!("({a} if {b} else {c})")),
            triple.prop_map(|(a, b, c)| format!("[{a}, ({b}, {c})]")),
            pair.clone().prop_map(|(a, b)| format!("{{({a}): ({b})}}")),
            pair.clone().prop_map(|(a, b)| format!("f({a}, *a, k={b}, **b)")),
            pair.clone().prop_map(|(a, b)| format!("[{a} for b in ({b}) if b]")),
            pair.clone().prop_map(|(a, b)| format!("(lambda a, b={a}: ({b}))")),
            pair.prop_map(|(a, b)| format!("({a}).m({b})")),
        ]
    })
}

/// Statements that MicroPython accepts inside a function, with a line break at the end, indented by `indent`.
fn statements(indent: usize) -> BoxedStrategy<String> {
    let tab = " ".repeat(indent);
    let simple = (expression(), expression(), 0..8usize).prop_map(move |(a, b, form)| match form {
        0 => format!("{tab}a = {a}\n"),
        1 => format!("{tab}a, b = {a}, {b}\n"),
        2 => format!("{tab}a += {a}\n"),
        3 => format!("{tab}return {a}\n"),
        4 => format!("{tab}assert {a}, {b}\n"),
        5 => format!("{tab}yield {a}\n"),
        6 => format!("{tab}del a; {b}\n"),
        _ => format!("{tab}raise {a}\n"),
    });
    if indent > 4 {
        return simple.boxed();
    }
    let tab = " ".repeat(indent);
    let body = statements(indent + 1);
    let compound =
        (expression(), body.clone(), body, 0..7usize).prop_map(move |(a, x, y, form)| match form {
            0 => format!("{tab}if {a}:\n{x}{tab}else:\n{y}"),
            1 => format!("{tab}while {a}:\n{x} {tab}break\n"),
            2 => format!("{tab}for a in {a}:\n{x}{tab}else:\n{y}"),
            3 => format!("{tab}try:\n{x}{tab}except {a} as e:\n{y}"),
            4 => format!("{tab}try:\n{x}{tab}finally:\n{y}"),
            5 => format!("{tab}with {a} as b:\n{x}"),
            _ => format!("{tab}def g(a, *b, c={a}, **d):\n{x}"),
        });
    prop::collection::vec(prop_oneof![2 => simple, 1 => compound], 1..4)
        .prop_map(|list| list.concat())
        .boxed()
}

fn program() -> impl Strategy<Value = String> {
    statements(1).prop_map(|body| format!("def f(a, b):\n{body}"))
}

/// Compiles and checks everything that holds whatever comes of it.
fn check(source: &[u8], options: &Options) -> Result<(), TestCaseError> {
    match compile(source, options) {
        Ok(module) => {
            let bytes = write(&module);
            let again = read(&bytes).map_err(|error| TestCaseError::fail(format!("{error} in {bytes:?}")))?;
            prop_assert_eq!(write(&again), bytes);
            prop_assert!(!disassemble(&module).is_empty());
        }
        Err(diagnostic) => {
            prop_assert!(diagnostic.span.start <= diagnostic.span.end, "{:?}", diagnostic);
            prop_assert!(diagnostic.span.end as usize <= source.len(), "{:?}", diagnostic);
        }
    }
    Ok(())
}

/// An integer expression, as text and as what it is worth; `None` where computing it is an error.
fn integer_expression() -> impl Strategy<Value = (String, Option<BigInt>)> {
    let literal = prop_oneof![(0..100u64).boxed(), any::<u64>().boxed()]
        .prop_map(|value| (value.to_string(), Some(BigInt::from(value))));
    literal.prop_recursive(4, 24, 2, |inner| {
        let operator = prop::sample::select(vec!["+", "-", "*", "&", "|", "^", "<<", ">>", "//", "%"]);
        prop_oneof![
            4 => (inner.clone(), operator, inner.clone()).prop_map(|((a, x), operator, (b, y))| {
                (format!("({a}) {operator} ({b})"), x.zip(y).and_then(|(x, y)| evaluate(operator, x, y)))
            }),
            1 => inner.clone().prop_map(|(a, x)| (format!("-({a})"), x.map(|x| -x))),
            1 => inner.prop_map(|(a, x)| (format!("~({a})"), x.map(|x| -x - 1))),
        ]
    })
}

fn evaluate(operator: &str, x: BigInt, y: BigInt) -> Option<BigInt> {
    let zero = BigInt::from(0);
    // Shifts by far more than fits are left for run time; only those that fit are looked at.
    let count = || u32::try_from(&y).ok().filter(|count| *count < 10_000);
    Some(match operator {
        "+" => x + y,
        "-" => x - y,
        "*" => x * y,
        "&" => x & y,
        "|" => x | y,
        "^" => x ^ y,
        "<<" => x << count()?,
        ">>" => x >> count()?,
        _ if y == zero => return None,
        _ => {
            let (mut quotient, mut remainder) = (&x / &y, &x % &y);
            if remainder != zero && (remainder < zero) != (y < zero) {
                quotient -= 1;
                remainder += y;
            }
            if operator == "//" { quotient } else { remainder }
        }
    })
}

/// The value that a module stores in its one variable, if it is a constant.
fn stored_integer(source: &str) -> Option<BigInt> {
    let module = compile(source.as_bytes(), &Options::default()).expect("an assignment compiles");
    let parts = module.functions[0].parts().expect("compiled code is sound");
    let first = parts.instructions().next()?.ok()?;
    let stores = parts.instructions().filter_map(Result::ok).nth(1)?;
    if stores.opcode != Opcode::StoreName {
        return None;
    }
    match first.opcode {
        Opcode::LoadConstSmallInt | Opcode::LoadConstSmallIntMulti => Some(BigInt::from(first.arg)),
        Opcode::LoadConstObj => match &module.constants[usize::try_from(first.arg).ok()?] {
            Constant::Int(value) => Some(value.clone()),
            _ => None,
        },
        _ => None,
    }
}

/// The spans of a source's tokens.
fn spans(source: &str) -> Option<Vec<(usize, usize)>> {
    let listing = inspect::tokens(source.as_bytes(), &Options::default()).ok()?;
    let span = |line: &str| {
        // `1: 0..3 Name led`
        let (start, end) = line.split_once(": ")?.1.split(' ').next()?.split_once("..")?;
        Some((start.parse().ok()?, end.parse().ok()?))
    };
    listing.lines().map(span).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn any_bytes_compile_or_are_refused_within(
        source in prop::collection::vec(any::<u8>(), 0..200), options in any_options()
    ) {
        check(&source, &options)?;
    }

    #[test]
    fn any_text_compiles_or_is_refused_within(source in ".{0,200}", options in any_options()) {
        check(source.as_bytes(), &options)?;
    }

    #[test]
    fn any_tokens_compile_or_are_refused_within(source in token_soup(), options in any_options()) {
        check(source.as_bytes(), &options)?;
    }

    #[test]
    fn any_memory_limit_is_kept_or_reported(source in program(), limit in 0..60_000usize) {
        let mut options = Options::default();
        options.memory_limit = limit;
        check(source.as_bytes(), &options)?;
    }

    #[test]
    fn valid_programs_compile(source in program(), level in 0..=3u8) {
        let mut options = Options::default();
        options.level = level;
        prop_assert!(compile(source.as_bytes(), &options).is_ok(), "{:?}", compile(source.as_bytes(), &options));
        check(source.as_bytes(), &options)?;
    }

    #[test]
    fn a_folded_integer_is_what_big_integers_give((text, value) in integer_expression()) {
        if let (Some(stored), Some(value)) = (stored_integer(&format!("x = {text}\n")), value) {
            prop_assert_eq!(stored, value);
        }
    }

    #[test]
    fn an_integer_expression_without_errors_is_folded((text, value) in integer_expression()) {
        if value.is_some() {
            let source = format!("x = {text}\n");
            prop_assert!(stored_integer(&source).is_some());
        }
    }

    #[test]
    fn tokens_are_counted_without_a_parser(source in token_soup()) {
        let counted = count_tokens(source.as_bytes(), &Options::default());
        if let (Ok(counted), Some(spans)) = (counted, spans(&source)) {
            prop_assert_eq!(counted, spans.len());
        }
    }

    /// Every byte is part of a token, or of what is between tokens: blanks, comments, line breaks.
    #[test]
    fn spans_cover_the_source(source in program()) {
        // What an f-string expands to has the span of the f-string.
        let source = source.replace("f'{a}'", "'fa'");
        let spans = spans(&source).expect("the program is valid");
        let mut at = 0;
        for (start, end) in spans {
            prop_assert!(start >= at || start == end, "{}..{} overlaps", start, end);
            if start > at {
                prop_assert!(source[at..start].chars().all(char::is_whitespace), "{:?}", &source[at..start]);
            }
            at = at.max(end);
        }
        prop_assert!(source[at..].trim().is_empty());
    }
}
