//! Module `builtins`: what every program has without importing it.

use crate::error::Res;
use crate::native::{Args, Member, Native, NativeModule};
use crate::print::{Out, Style};
use crate::symbol::Symbol;
use crate::types;
use crate::value::Value;
use crate::vm::Vm;

/// The module.
pub static BUILTINS: NativeModule = NativeModule {
    name: "builtins",
    members: &[
        Member::Function(Native::any("print", 0, 255, print)),
        Member::Function(Native::new("repr", 1, 1, |vm, args| vm.to_str(args[0], Style::Repr))),
        Member::Function(crate::modules::io::OPEN),
        Member::Type("object", &types::object::OBJECT),
        Member::Type("type", &types::class::TYPE),
        Member::Type("super", &types::misc::SUPER),
        Member::Type("property", &types::function::PROPERTY),
        Member::Type("staticmethod", &types::function::STATICMETHOD),
        Member::Type("classmethod", &types::function::CLASSMETHOD),
        Member::Type("Exception", &types::exceptions::EXCEPTION),
    ],
    init: None,
    is_writable: true,
};

fn print(vm: &mut Vm<'_>, args: Args<'_>) -> Res {
    let separator = args.keyword(Symbol::SEP).and_then(|text| vm.text(text)).unwrap_or(b" ");
    let end = args.keyword(Symbol::END).and_then(|text| vm.text(text)).unwrap_or(b"\n");
    let mut out = match args.keyword(Symbol::FILE) {
        Some(file) if file != Value::NONE => Out::Object(file),
        _ => Out::Console,
    };
    for (at, &value) in args.iter().enumerate() {
        if at > 0 {
            vm.write(&mut out, separator)?;
        }
        let scope = vm.scope();
        vm.print(&mut out, value, Style::Str)?;
        vm.end(scope);
    }
    vm.write(&mut out, end)?;
    Ok(Value::NONE)
}
