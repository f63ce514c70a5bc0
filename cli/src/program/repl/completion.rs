//! Completing a name that is being typed, as MicroPython does (py/repl.c).

use constrictor_vm::Vm;

/// The one keyword that is completed, for want of better.
const IMPORT: &str = "import ";

/// Columns of a name in the list, and of the list.
const SLOT: usize = 16;
const LIST: usize = 4 * SLOT;

/// What a name can become.
#[derive(Debug, PartialEq, Eq)]
pub enum Found {
    Nothing,
    /// This follows, whatever is meant.
    Rest(String),
    /// Several names, as they are shown.
    Several(String),
}

/// What the name at the end of a text can become.
pub fn complete(vm: &mut Vm<'_>, text: &str) -> Found {
    let mut names = Vec::new();
    let typed = vm.complete(text.as_bytes(), &mut |name| {
        names.extend(std::str::from_utf8(name).map(str::to_owned));
    });
    names.sort();
    names.dedup();
    if names.is_empty() && typed > 0 && typed == text.len() && IMPORT.starts_with(text) {
        names.push(IMPORT.to_owned());
    }
    choose(&names, typed)
}

/// What follows the first `typed` bytes, which all names, sorted, have in common.
fn choose(names: &[String], typed: usize) -> Found {
    let (Some(first), Some(last)) = (names.first(), names.last()) else { return Found::Nothing };
    // What the first and the last have in common, those in between have.
    let common = first.char_indices().zip(last.chars()).find(|((_, one), other)| one != other);
    let common = common.map_or(first.len().min(last.len()), |((at, _), _)| at);
    match first.get(typed..common) {
        Some("") if names.len() > 1 => Found::Several(list(names)),
        Some(rest) => Found::Rest(rest.to_owned()),
        None => Found::Nothing,
    }
}

/// Names side by side.
fn list(names: &[String]) -> String {
    let mut text = String::new();
    let mut column = LIST;
    for name in names {
        let mut gap = column.next_multiple_of(SLOT) - column;
        if gap < 2 {
            gap += SLOT;
        }
        if column + gap + name.len() <= LIST {
            text.push_str(&" ".repeat(gap));
            column += gap + name.len();
        } else {
            text.push('\n');
            column = name.len();
        }
        text.push_str(name);
    }
    text.push('\n');
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    fn chosen(names: &[&str], typed: usize) -> Found {
        choose(&names.iter().map(|name| (*name).to_owned()).collect::<Vec<_>>(), typed)
    }

    #[test]
    fn single_name_is_completed() {
        assert_eq!(chosen(&["print"], 2), Found::Rest("int".into()));
    }

    #[test]
    fn several_names_are_completed_as_far_as_they_agree() {
        assert_eq!(chosen(&["is_a", "is_b"], 1), Found::Rest("s_".into()));
    }

    #[test]
    fn names_that_agree_no_further_are_listed() {
        assert_eq!(chosen(&["a", "b"], 0), Found::Several("\na               b\n".into()));
    }

    #[test]
    fn long_names_take_two_places() {
        assert_eq!(list(&["n".repeat(15), "m".into()]), "\nnnnnnnnnnnnnnnn                 m\n");
    }

    #[test]
    fn no_name_is_nothing() {
        assert_eq!(chosen(&[], 3), Found::Nothing);
    }
}
