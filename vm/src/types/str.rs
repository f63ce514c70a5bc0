//! `str`.

use crate::native::Type;
use crate::print::Style;

/// The type `str`.
pub static STR: Type = Type {
    print: Some(|vm, out, value, style| {
        let text = vm.text(value).unwrap_or_default();
        if style == Style::Repr {
            vm.write(out, b"'")?;
            vm.write(out, text)?;
            return vm.write(out, b"'");
        }
        vm.write(out, text)
    }),
    len: Some(|vm, value| {
        Ok(vm.text(value).map_or(0, |text| text.iter().filter(|byte| **byte & 0xc0 != 0x80).count()))
    }),
    ..Type::new("str")
};
