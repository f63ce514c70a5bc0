//! The explanation of every code.

use crate::diagnostic::Code;

/// The page about an error or a warning: what it means, an example, what to do, and the example put right. Markdown.
///
/// ```
/// assert!(constrictor::explain(constrictor::Code::MissingColon).starts_with("# E101"));
/// ```
pub fn explain(code: Code) -> &'static str {
    let page = PAGES.iter().find(|(id, _)| *id == code.id());
    page.map_or("", |(_, text)| text)
}

macro_rules! pages {
    ($($id:literal)*) => {
        &[$(($id, include_str!(concat!("../../docs/codes/", $id, ".md")))),*]
    };
}

const PAGES: &[(&str, &str)] = pages! {
    "E001" "E002" "E003" "E004" "E005" "E006" "E007" "E008" "E009" "E010" "E011" "E012"
    "E013" "E100" "E101" "E102" "E103" "E104" "E105" "E106" "E107" "E108" "E109" "E120"
    "E121" "E122" "E123" "E124" "E125" "E126" "E127" "E200" "E201" "E202" "E203" "E204"
    "E205" "E206" "E207" "E208" "E209" "E210" "E211" "E212" "E213" "E214" "E215" "E216"
    "E217" "E218" "E219" "E220" "E221" "E222" "E223" "E224" "E225" "E226" "E227" "E228"
    "E229" "E230" "E300" "E301" "E302" "E303" "E304" "E305"
    "W001" "W002" "W003" "W004" "W005" "W006" "W007" "W008" "W009" "W010" "W011" "W012"
};
