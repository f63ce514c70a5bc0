//! The strings that every MicroPython runtime knows by number, so that a .mpy
//! file need not spell them out.

use core::cmp::Ordering;

/// How many static strings there are.
pub const COUNT: usize = 165;

/// The static strings; the one at index `i` has the number `i + 1`. The list and
/// its order are part of the .mpy format (MicroPython, py/makeqstrdata.py).
#[rustfmt::skip]
pub const STATIC_STRINGS: [&str; COUNT] = [
    "", "__dir__", "\n", " ", "*", "/", "<module>", "_", "__call__", "__class__", "__delitem__",
    "__enter__", "__exit__", "__getattr__", "__getitem__", "__hash__", "__init__", "__int__",
    "__iter__", "__len__", "__main__", "__module__", "__name__", "__new__", "__next__",
    "__qualname__", "__repr__", "__setitem__", "__str__", "ArithmeticError", "AssertionError",
    "AttributeError", "BaseException", "EOFError", "Ellipsis", "Exception", "GeneratorExit",
    "ImportError", "IndentationError", "IndexError", "KeyError", "KeyboardInterrupt",
    "LookupError", "MemoryError", "NameError", "NoneType", "NotImplementedError", "OSError",
    "OverflowError", "RuntimeError", "StopIteration", "SyntaxError", "SystemExit", "TypeError",
    "ValueError", "ZeroDivisionError", "abs", "all", "any", "append", "args", "bool",
    "builtins", "bytearray", "bytecode", "bytes", "callable", "chr", "classmethod", "clear",
    "close", "const", "copy", "count", "dict", "dir", "divmod", "end", "endswith", "eval",
    "exec", "extend", "find", "format", "from_bytes", "get", "getattr", "globals", "hasattr",
    "hash", "id", "index", "insert", "int", "isalpha", "isdigit", "isinstance", "islower",
    "isspace", "issubclass", "isupper", "items", "iter", "join", "key", "keys", "len", "list",
    "little", "locals", "lower", "lstrip", "main", "map", "micropython", "next", "object",
    "open", "ord", "pop", "popitem", "pow", "print", "range", "read", "readinto", "readline",
    "remove", "replace", "repr", "reverse", "rfind", "rindex", "round", "rsplit", "rstrip",
    "self", "send", "sep", "set", "setattr", "setdefault", "sort", "sorted", "split", "start",
    "startswith", "staticmethod", "step", "stop", "str", "strip", "sum", "super", "throw",
    "to_bytes", "tuple", "type", "update", "upper", "utf-8", "value", "values", "write", "zip",
];

/// Positions in [`STATIC_STRINGS`], in the order of [`compare`].
const SORTED: [u8; COUNT] = {
    let mut sorted = [0; COUNT];
    let mut len = 0;
    while len < COUNT {
        // Insert the next string among those before it.
        let mut at = len;
        while at > 0 && is_less(STATIC_STRINGS[len], STATIC_STRINGS[sorted[at - 1] as usize]) {
            sorted[at] = sorted[at - 1];
            at -= 1;
        }
        sorted[at] = len as u8;
        len += 1;
    }
    sorted
};

/// [`compare`] at compile time.
const fn is_less(a: &str, b: &str) -> bool {
    let (a, b) = (a.as_bytes(), b.as_bytes());
    if a.len() != b.len() {
        return a.len() < b.len();
    }
    let mut i = 0;
    while i < a.len() && a[i] == b[i] {
        i += 1;
    }
    i < a.len() && a[i] < b[i]
}

/// The order for lookups: by length, which settles most comparisons, then by bytes.
fn compare(a: &[u8], b: &[u8]) -> Ordering {
    a.len().cmp(&b.len()).then_with(|| a.cmp(b))
}

/// The number of a static string, or `None` if `text` is not one.
pub fn number_of(text: &[u8]) -> Option<u16> {
    SORTED
        .binary_search_by(|&i| compare(STATIC_STRINGS[usize::from(i)].as_bytes(), text))
        .ok()
        .map(|found| u16::from(SORTED[found]) + 1)
}

/// The static string of a number, or `None` if there is none.
pub fn string(number: u16) -> Option<&'static str> {
    let index = usize::from(number).checked_sub(1)?;
    STATIC_STRINGS.get(index).copied()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_string_has_its_number() {
        for (index, text) in STATIC_STRINGS.iter().enumerate() {
            assert_eq!(number_of(text.as_bytes()), Some(index as u16 + 1), "{text}");
        }
    }

    #[test]
    fn the_empty_string_comes_first_and_zip_last() {
        assert_eq!(string(1), Some(""));
        assert_eq!(string(COUNT as u16), Some("zip"));
    }

    #[test]
    fn numbers_outside_the_table_have_no_string() {
        assert_eq!(string(0), None);
        assert_eq!(string(COUNT as u16 + 1), None);
    }

    #[test]
    fn other_texts_have_no_number() {
        assert_eq!(number_of(b"zipper"), None);
        assert_eq!(number_of(b"\xff"), None);
    }
}
