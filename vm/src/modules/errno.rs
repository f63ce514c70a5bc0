//! Module `errno`: the numbers of errors, which are those of Linux on every host.

use crate::error::Res;
use crate::native::{Member, NativeModule};
use crate::object::*;
use crate::value::Value;
use crate::vm::Vm;

/// Declares the errors that have names (MicroPython, py/moderrno.c; the numbers are in py/mperrno.h).
macro_rules! errors {
    ($($name:ident $number:literal)*) => {
        /// The module.
        pub static ERRNO: NativeModule = NativeModule {
            name: "errno",
            members: &[
                Member::Computed("errorcode", errorcode),
                $(Member::Int(stringify!($name), $number),)*
            ],
            init: None,
            is_writable: false,
        };

        /// Numbers and names.
        const ERRORS: &[(isize, &str)] = &[$(($number, stringify!($name))),*];
    };
}

errors! {
    EPERM 1 ENOENT 2 EIO 5 EBADF 9 EAGAIN 11 ENOMEM 12 EACCES 13 EEXIST 17 ENODEV 19 EISDIR 21 EINVAL 22 EOPNOTSUPP 95
    EADDRINUSE 98 ECONNABORTED 103 ECONNRESET 104 ENOBUFS 105 ENOTCONN 107 ETIMEDOUT 110 ECONNREFUSED 111
    EHOSTUNREACH 113 EALREADY 114 EINPROGRESS 115
}

/// The name of an error number.
pub(crate) fn name(number: isize) -> Option<&'static str> {
    ERRORS.iter().find(|(other, _)| *other == number).map(|(_, name)| *name)
}

/// A dict from numbers to names, made when it is asked for first.
fn errorcode(vm: &mut Vm<'_>, module: Value) -> Res {
    let dict = vm.dict(ERRORS.len())?;
    for &(number, name) in ERRORS {
        let name = vm.intern(name.as_bytes())?;
        vm.map_set(&dict.map, Value::small_unchecked(number), Value::symbol(name))?;
    }
    dict.map.add_flag(crate::map::FIXED);
    vm.remember_member(module, "errorcode", dict.value())
}

impl Vm<'_> {
    /// Puts a member that was computed into the module's dict, so that it is the same object the next time.
    pub(crate) fn remember_member(&mut self, module: Value, name: &str, value: Value) -> Res {
        let globals = module.get::<Module>().and_then(|module| module.globals.get());
        if let Some(globals) = globals.and_then(|globals| globals.get::<Dict>()) {
            let name = self.intern(name.as_bytes())?;
            self.dict_set_symbol(globals, name, value)?;
        }
        Ok(value)
    }
}
