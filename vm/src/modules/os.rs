//! Module `os`: files, directories and the environment, as far as the host has them (MicroPython, extmod/modos.c,
//! extmod/vfs_posix.c, ports/unix/modos.c).

use crate::error::Res;
use crate::host::{Errno, PathOperation};
use crate::native::{Args, Member, Native, NativeModule};
use crate::object::*;
use crate::types::exceptions::*;
use crate::value::{Gc, Value};
use crate::vm::Vm;

/// The module.
pub static OS: NativeModule = NativeModule {
    name: "os",
    members: &[
        Member::Str("sep", &"/"),
        Member::Function(Native::new("chdir", 1, 1, |vm, args| {
            operate(vm, args, PathOperation::ChangeDirectory)
        })),
        Member::Function(Native::new("getcwd", 0, 0, getcwd)),
        Member::Function(Native::new("getenv", 1, 2, getenv)),
        Member::Function(Native::new("ilistdir", 0, 1, |vm, args| {
            let list = list_directory(vm, args, true)?;
            vm.iter(list)
        })),
        Member::Function(Native::new("listdir", 0, 1, |vm, args| list_directory(vm, args, false))),
        Member::Function(Native::new("mkdir", 1, 1, |vm, args| {
            operate(vm, args, PathOperation::MakeDirectory)
        })),
        Member::Function(Native::new("putenv", 2, 2, putenv)),
        Member::Function(Native::new("remove", 1, 1, |vm, args| operate(vm, args, PathOperation::Remove))),
        Member::Function(Native::new("rename", 2, 2, |vm, args| operate(vm, args, PathOperation::Rename))),
        Member::Function(Native::new("rmdir", 1, 1, |vm, args| {
            operate(vm, args, PathOperation::RemoveDirectory)
        })),
        Member::Function(Native::new("stat", 1, 1, stat)),
        Member::Function(Native::new("system", 1, 1, system)),
        Member::Function(Native::new("unlink", 1, 1, |vm, args| operate(vm, args, PathOperation::Remove))),
        Member::Function(Native::new("unsetenv", 1, 1, putenv)),
        Member::Function(Native::new("urandom", 1, 1, urandom)),
    ],
    init: None,
    is_writable: false,
};

/// `st_mode` of a directory (MicroPython, extmod/vfs.h).
const DIRECTORY: isize = 0x4000;
/// `st_mode` of a file.
const FILE: isize = 0x8000;

fn check<T>(vm: &mut Vm<'_>, result: Result<T, Errno>) -> Res<T> {
    result.map_err(|number| vm.os_error(number))
}

fn operate(vm: &mut Vm<'_>, args: Args<'_>, operation: PathOperation) -> Res {
    let path = vm.text_or_bytes(args[0])?;
    let other = match args.get(1) {
        Some(&other) => vm.text_or_bytes(other)?,
        None => &[],
    };
    let result = vm.host.path_operation(operation, path, other);
    check(vm, result).map(|()| Value::NONE)
}

/// The longest path or variable that the host gives which is taken.
const MAX_TEXT: usize = 1024;

/// A text that the host gives.
struct Text {
    bytes: [u8; MAX_TEXT],
    len: usize,
    is_given: bool,
}

impl Text {
    fn new() -> Text {
        Text { bytes: [0; MAX_TEXT], len: 0, is_given: false }
    }

    fn set(&mut self, text: &[u8]) {
        self.is_given = true;
        self.len = text.len().min(MAX_TEXT);
        self.bytes[..self.len].copy_from_slice(&text[..self.len]);
    }
}

fn getcwd(vm: &mut Vm<'_>, _: Args<'_>) -> Res {
    let mut text = Text::new();
    let result = vm.host.working_directory(&mut |path| text.set(path));
    check(vm, result)?;
    vm.str_from(&text.bytes[..text.len])
}

fn getenv(vm: &mut Vm<'_>, args: Args<'_>) -> Res {
    let name = vm.text_or_bytes(args[0])?;
    let mut text = Text::new();
    vm.host.environment(name, &mut |value| text.set(value));
    if text.is_given {
        return vm.str_from(&text.bytes[..text.len]);
    }
    Ok(args.get(1).copied().unwrap_or(Value::NONE))
}

/// `putenv(name, value)` and `unsetenv(name)`.
fn putenv(vm: &mut Vm<'_>, args: Args<'_>) -> Res {
    let name = vm.text_or_bytes(args[0])?;
    let value = match args.get(1) {
        Some(&value) => Some(vm.text_or_bytes(value)?),
        None => None,
    };
    let result = vm.host.set_environment(name, value);
    check(vm, result).map(|()| Value::NONE)
}

fn system(vm: &mut Vm<'_>, args: Args<'_>) -> Res {
    let command = vm.text_or_bytes(args[0])?;
    vm.host.flush();
    let result = vm.host.system(command);
    let status = check(vm, result)?;
    vm.int(status.into())
}

fn urandom(vm: &mut Vm<'_>, args: Args<'_>) -> Res {
    let Ok(len) = usize::try_from(vm.to_index(args[0])?) else {
        return Err(vm.raise_plain(&VALUE_ERROR));
    };
    let buffer = vm.make::<Buffer>(Kind::ByteArray, 0)?;
    vm.buffer_reserve(buffer, len)?;
    while buffer.len.get() < len {
        let random = vm.host.entropy().to_le_bytes();
        let wanted = (len - buffer.len.get()).min(random.len());
        vm.buffer_append(buffer, &random[..wanted])?;
    }
    vm.bytes(buffer.bytes())
}

fn stat(vm: &mut Vm<'_>, args: Args<'_>) -> Res {
    let path = vm.text_or_bytes(args[0])?;
    let result = vm.host.stat(path);
    let stat = check(vm, result)?;
    let mut items = [Value::ZERO; 10];
    items[0] = Value::small_unchecked(if stat.is_directory { DIRECTORY } else { FILE });
    items[6] = vm.int(i64::try_from(stat.size).unwrap_or(i64::MAX))?;
    for (item, time) in items[7..].iter_mut().zip(stat.times) {
        *item = vm.int(time)?;
    }
    vm.tuple(&items)
}

/// Entries of a directory on their way from the host: for each a head, then its name.
struct Entries {
    bytes: [u8; Entries::ROOM],
    len: usize,
    /// How many entries are in front of those that are wanted.
    skip: usize,
    seen: usize,
    taken: usize,
}

impl Entries {
    const ROOM: usize = 1024;
    /// The length of the name in two bytes, whether it is a directory, eight bytes of a number.
    const HEAD: usize = 11;

    fn offer(&mut self, name: &[u8], is_directory: bool, number: u64) {
        self.seen += 1;
        let end = self.len + Self::HEAD + name.len();
        // Once one did not fit, those after it have to wait as well.
        if self.seen <= self.skip || self.seen - self.skip != self.taken + 1 || end > Self::ROOM {
            return;
        }
        let entry = &mut self.bytes[self.len..end];
        entry[..2].copy_from_slice(&(name.len() as u16).to_le_bytes());
        entry[2] = u8::from(is_directory);
        entry[3..Self::HEAD].copy_from_slice(&number.to_le_bytes());
        entry[Self::HEAD..].copy_from_slice(name);
        self.len = end;
        self.taken += 1;
    }
}

/// The entries of a directory: their names, or tuples with kind and number as well.
fn list_directory(vm: &mut Vm<'_>, args: Args<'_>, in_full: bool) -> Res {
    let (path, as_bytes) = match args.first() {
        Some(&path) => (vm.text_or_bytes(path)?, path.kind() == Kind::Bytes),
        None => (&b""[..], false),
    };
    let path = if path.is_empty() { b"." } else { path };
    let list = vm.list(&[])?;
    let Some(items) = list.get::<List>() else { return Ok(list) };
    let mut skip = 0;
    loop {
        let mut entries = Entries { bytes: [0; Entries::ROOM], len: 0, skip, seen: 0, taken: 0 };
        let result = vm.host.list(path, &mut |name, is_directory, number| {
            entries.offer(name, is_directory, number);
        });
        check(vm, result)?;
        add_entries(vm, items, &entries, as_bytes, in_full)?;
        skip += entries.taken;
        if entries.taken == 0 && entries.seen > skip {
            // A name that is longer than there is room for is left out.
            skip += 1;
        }
        if entries.seen <= skip {
            return Ok(list);
        }
    }
}

fn add_entries(vm: &mut Vm<'_>, list: Gc<List>, entries: &Entries, as_bytes: bool, in_full: bool) -> Res<()> {
    let mut rest = &entries.bytes[..entries.len];
    while let Some((head, after)) = rest.split_at_checked(Entries::HEAD) {
        let (name, next) = after.split_at(usize::from(u16::from_le_bytes([head[0], head[1]])));
        let scope = vm.scope();
        let mut entry = if as_bytes { vm.bytes(name)? } else { vm.str_from(name)? };
        if in_full {
            let kind = Value::small_unchecked(if head[2] != 0 { DIRECTORY } else { FILE });
            let number = head[3..].iter().rev().fold(0, |number, byte| number << 8 | i64::from(*byte));
            let number = vm.int(number)?;
            // A port's own file systems tell the size and have no inodes (MicroPython, docs/library/os.rst).
            entry = match vm.host.lists_sizes() {
                true => vm.tuple(&[entry, kind, Value::ZERO, number])?,
                false => vm.tuple(&[entry, kind, number])?,
            };
        }
        vm.list_append(list, entry)?;
        vm.end(scope);
        rest = next;
    }
    Ok(())
}
