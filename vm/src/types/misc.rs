//! Types without much to them: of `None`, `...`, `NotImplemented`, modules, `super`.

use crate::native::Type;
use crate::object::*;
use crate::raise;
use crate::symbol::Symbol;
use crate::types::exceptions::*;
use crate::value::Value;

/// The type of `None`.
pub static NONE_TYPE: Type = Type { ..Type::new("NoneType") };

/// The type of `...`.
pub static ELLIPSIS: Type = Type { ..Type::new("Ellipsis") };

/// The type of `NotImplemented`.
pub static NOT_IMPLEMENTED: Type = Type { ..Type::new("NotImplementedType") };

/// The type of modules.
pub static MODULE: Type = Type {
    print: Some(|vm, out, value, _| {
        let module = value.get::<Module>();
        let name =
            module.and_then(|module| module.name.get()).and_then(|name| vm.text(name)).unwrap_or_default();
        vm.write(out, b"<module '")?;
        vm.write(out, name)?;
        let globals =
            module.and_then(|module| module.globals.get()).and_then(|globals| globals.get::<Dict>());
        let file = globals.and_then(|globals| globals.map.get_symbol(&vm.symbols, Symbol::FILE_NAME));
        if let Some(file) = file.and_then(|file| vm.text(file)) {
            vm.write(out, b"' from '")?;
            vm.write(out, file)?;
        }
        vm.write(out, b"'>")
    }),
    ..Type::new("module")
};

/// The type `super`.
pub static SUPER: Type = Type {
    print: Some(|vm, out, value, _| {
        let part = value.get::<Super>();
        vm.write(out, b"<super: ")?;
        vm.print(
            out,
            part.and_then(|part| part.class.get()).unwrap_or(Value::NONE),
            crate::print::Style::Repr,
        )?;
        vm.write(out, b", ")?;
        vm.print(
            out,
            part.and_then(|part| part.object.get()).unwrap_or(Value::NONE),
            crate::print::Style::Repr,
        )?;
        vm.write(out, b">")
    }),
    make: Some(|vm, _, args| match *args.positional {
        [class, object] => {
            let is_class = matches!(object.kind(), Kind::Class | Kind::Type);
            let own = if is_class { object } else { vm.class_of(object) };
            if !vm.is_subclass(own, class)? {
                return Err(vm.raise_plain(&TYPE_ERROR));
            }
            let result = vm.make::<Super>(Kind::Super, 0)?;
            result.class.set(Some(class));
            result.object.set(Some(object));
            Ok(result.value())
        }
        _ => raise!(vm, TYPE_ERROR, "function takes 2 positional arguments but {} were given", args.len()),
    }),
    ..Type::new("super")
};

/// The type of an object of a module of its own.
pub(crate) fn opaque_type(value: Value) -> &'static Type {
    let class = value.get::<Opaque>().and_then(|object| object.class.get());
    class.and_then(Value::as_type).unwrap_or(&crate::types::object::OBJECT)
}
