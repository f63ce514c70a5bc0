//! The strings longer than [`MAX_INTERNED_LITERAL`](super::MAX_INTERNED_LITERAL) bytes that mpy-cross 1.29 is built with.
//!
//! A literal with one of these texts is an interned string from the start. Which ones there are follows from what
//! mpy-cross's own source mentions; the list was read off its generated string table and confirmed against the binary.

/// Sorted, for binary search.
const BUILTIN: &[&str] = &[
    "ArithmeticError",
    "AssertionError",
    "AttributeError",
    "BaseException",
    "GeneratorExit",
    "ImportError",
    "IndentationError",
    "Interpolation",
    "KeyboardInterrupt",
    "LookupError",
    "MemoryError",
    "NotImplementedError",
    "OverflowError",
    "RuntimeError",
    "StopAsyncIteration",
    "StopIteration",
    "SyntaxError",
    "UnicodeError",
    "ViperTypeError",
    "ZeroDivisionError",
    "__build_class__",
    "__complex__",
    "__contains__",
    "__delitem__",
    "__getattr__",
    "__getitem__",
    "__qualname__",
    "__repl_print__",
    "__reversed__",
    "__setitem__",
    "__template__",
    "__traceback__",
    "bound_method",
    "classmethod",
    "difference_update",
    "format_spec",
    "heap_unlock",
    "interpolations",
    "intersection",
    "intersection_update",
    "maximum recursion depth exceeded",
    "micropython",
    "staticmethod",
    "string.templatelib",
    "symmetric_difference",
    "symmetric_difference_update",
    "templatelib",
    "unpack_from",
    "vcvt_f32_s32",
    "vcvt_s32_f32",
];

/// Whether mpy-cross is built with a string of this text.
pub(super) fn contains(text: &[u8]) -> bool {
    BUILTIN.binary_search_by(|probe| probe.as_bytes().cmp(text)).is_ok()
}

#[cfg(test)]
mod tests {
    use super::BUILTIN;

    #[test]
    fn the_list_is_sorted() {
        assert!(BUILTIN.is_sorted());
    }
}
