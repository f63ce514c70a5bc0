//! The methods that streams have in common (MicroPython, py/stream.c).

use super::collect::{Collect, checked_str, size_of_argument, width};
use super::stream::{EAGAIN, NOT_SEEKABLE, SEEKABLE, STANDARD, content_of};
use crate::error::Res;
use crate::host::{EINVAL, Errno, Seek};
use crate::native::{Args, Native};
use crate::object::*;
use crate::raise;
use crate::types::exceptions::*;
use crate::value::{Gc, Value, Word};
use crate::vm::Vm;

pub(crate) const READ: Native = Native::new("read", 1, 2, read);
pub(crate) const READINTO: Native = Native::new("readinto", 2, 3, read_into);
pub(crate) const READLINE: Native = Native::new("readline", 1, 2, |vm, args| {
    let stream = vm.stream(args[0])?;
    let most = match args.get(1) {
        // Anything below zero is no limit.
        Some(&most) => usize::try_from(vm.to_index(most)?).unwrap_or(usize::MAX),
        None => usize::MAX,
    };
    line(vm, stream, most)
});
pub(crate) const READLINES: Native = Native::new("readlines", 1, 1, |vm, args| {
    let stream = vm.stream(args[0])?;
    let lines = vm.list(&[])?;
    if let Some(list) = lines.get::<List>() {
        let scope = vm.scope();
        while let Some(line) = next_line(vm, stream.value())? {
            vm.list_append(list, line)?;
            vm.end(scope);
        }
    }
    Ok(lines)
});
pub(crate) const WRITE: Native = Native::new("write", 2, 4, write);
pub(crate) const SEEK: Native = Native::new("seek", 2, 3, seek);
pub(crate) const TELL: Native = Native::new("tell", 1, 1, |vm, args| {
    let stream = vm.stream(args[0])?;
    let place = vm.seek_stream(stream, 0, 1)?;
    position(vm, place)
});
pub(crate) const FLUSH: Native = Native::new("flush", 1, 1, |vm, args| {
    let stream = vm.stream(args[0])?;
    match vm.flush_stream(stream)? {
        Ok(()) => Ok(Value::NONE),
        Err(error) => Err(vm.os_error(error)),
    }
});
pub(crate) const CLOSE: Native = Native::new("close", 1, 1, close);
pub(crate) const ENTER: Native = Native::new("__enter__", 1, 1, |_, args| Ok(args[0]));
pub(crate) const LEAVE: Native = Native::new("__exit__", 4, 4, close);

/// How much is read at once where the end is not known.
const CHUNK: usize = 256;
/// How much of a file is looked at for the end of a line at first.
const LINE: usize = 64;

pub(crate) fn close(vm: &mut Vm<'_>, args: Args<'_>) -> Res {
    let stream = vm.stream(args[0])?;
    vm.close_stream(stream);
    Ok(Value::NONE)
}

/// The next line, none if there is no more: what makes streams iterators.
pub(crate) fn next_line(vm: &mut Vm<'_>, value: Value) -> Res<Word> {
    let stream = vm.stream(value)?;
    let line = line(vm, stream, usize::MAX)?;
    Ok(if vm.truth(line)? { Some(line) } else { None })
}

fn read(vm: &mut Vm<'_>, args: Args<'_>) -> Res {
    let stream = vm.stream(args[0])?;
    let wanted = size_of_argument(vm, args.get(1))?;
    vm.check_open(stream)?;
    if matches!(stream.value().kind(), Kind::StringIo | Kind::BytesIo) {
        return read_memory(vm, stream, wanted);
    }
    match wanted {
        None => read_all(vm, stream),
        Some(wanted) if content_of(stream) == Kind::Str => read_characters(vm, stream, wanted),
        Some(wanted) => read_bytes(vm, stream, wanted),
    }
}

/// A str or bytes of bytes in memory.
fn content(vm: &mut Vm<'_>, stream: Gc<Stream>, bytes: &[u8]) -> Res {
    match content_of(stream) {
        Kind::Str => checked_str(vm, bytes),
        _ => vm.bytes(bytes),
    }
}

fn read_memory(vm: &mut Vm<'_>, stream: Gc<Stream>, wanted: Option<usize>) -> Res {
    let rest = vm.rest_of(stream)?;
    let count = match wanted {
        None => rest.len(),
        Some(wanted) if content_of(stream) == Kind::Bytes => wanted.min(rest.len()),
        Some(wanted) => {
            let mut end = 0;
            let mut left = wanted;
            while left > 0 && end < rest.len() {
                end += width(rest[end]);
                left -= 1;
            }
            end.min(rest.len())
        }
    };
    stream.position.set(stream.position.get() + count);
    content(vm, stream, &rest[..count])
}

/// What reading gave; none if the stream has nothing at the moment.
fn read_result(vm: &mut Vm<'_>, result: Result<usize, Errno>) -> Res<Option<usize>> {
    match result {
        Ok(count) => Ok(Some(count)),
        Err(EAGAIN) => Ok(None),
        Err(error) => Err(vm.os_error(error)),
    }
}

fn read_all(vm: &mut Vm<'_>, stream: Gc<Stream>) -> Res {
    let mut collect = Collect::new(vm, content_of(stream), CHUNK)?;
    loop {
        collect.reserve(vm, CHUNK / 2)?;
        let result = vm.read_some(stream, collect.spare(usize::MAX))?;
        match read_result(vm, result)? {
            None if collect.len() == 0 => return Ok(Value::NONE),
            None | Some(0) => return collect.finish(vm),
            Some(count) => collect.add(count),
        }
    }
}

fn read_bytes(vm: &mut Vm<'_>, stream: Gc<Stream>, wanted: usize) -> Res {
    let mut collect = Collect::new(vm, Kind::Bytes, wanted.min(CHUNK))?;
    while collect.len() < wanted {
        let left = wanted - collect.len();
        collect.reserve(vm, left.min(CHUNK))?;
        let result = vm.read_some(stream, collect.spare(left))?;
        match read_result(vm, result)? {
            None if collect.len() == 0 => return Ok(Value::NONE),
            None | Some(0) => break,
            Some(count) => collect.add(count),
        }
    }
    collect.finish(vm)
}

/// Reads so many characters. Never are more bytes read than characters are still wanted, so that none is read too many.
fn read_characters(vm: &mut Vm<'_>, stream: Gc<Stream>, wanted: usize) -> Res {
    let mut collect = Collect::new(vm, Kind::Str, wanted.min(CHUNK))?;
    let (mut left, mut counted) = (wanted, 0);
    let mut more = wanted;
    while more > 0 {
        let part = more.min(CHUNK);
        collect.reserve(vm, part)?;
        let result = vm.read_fully(stream, collect.spare(part))?;
        match read_result(vm, result)? {
            None if collect.len() == 0 => return Ok(Value::NONE),
            None | Some(0) => break,
            Some(count) => collect.add(count),
        }
        let bytes = collect.bytes();
        while counted < bytes.len() {
            let end = counted + width(bytes[counted]);
            if end > bytes.len() {
                break;
            }
            counted = end;
            left = left.saturating_sub(1);
        }
        // The rest of a character that is there in part, and one byte at least for each of the others.
        more = match bytes.get(counted) {
            Some(&first) => counted + width(first) - bytes.len() + left.saturating_sub(1),
            None => left,
        };
    }
    collect.finish(vm)
}

fn read_into(vm: &mut Vm<'_>, args: Args<'_>) -> Res {
    let stream = vm.stream(args[0])?;
    let span = vm.bytes_of(args[1])?;
    let Some(bytes) = span.bytes_mut() else {
        return raise!(vm, TYPE_ERROR, "object with buffer protocol required");
    };
    let most = match args.get(2) {
        Some(&most) => vm.int_low_bits(most)? as usize,
        None => usize::MAX,
    };
    vm.check_open(stream)?;
    let end = bytes.len().min(most);
    let result = vm.read_fully(stream, &mut bytes[..end])?;
    Ok(match read_result(vm, result)? {
        Some(count) => Value::small_unchecked(count as isize),
        None => Value::NONE,
    })
}

/// `write(bytes[, offset], most)`
fn write(vm: &mut Vm<'_>, args: Args<'_>) -> Res {
    let stream = vm.stream(args[0])?;
    let bytes = vm.part_of(args)?;
    let result = vm.write_fully(stream, bytes)?;
    Ok(match read_result(vm, result)? {
        Some(count) => Value::small_unchecked(count as isize),
        None => Value::NONE,
    })
}

impl Vm<'_> {
    /// The bytes that a call of `write` is about: of its second argument, from an offset on, up to so many.
    pub(crate) fn part_of<'a>(&mut self, args: Args<'_>) -> Res<&'a [u8]> {
        let mut number = |at: usize| match args.get(at) {
            Some(&number) => self.int_low_bits(number).map(|number| number as usize),
            None => Ok(usize::MAX),
        };
        let (offset, most) = if args.len() > 3 { (number(2)?, number(3)?) } else { (0, number(2)?) };
        let bytes = self.bytes_of(args[1])?.bytes();
        let bytes = &bytes[offset.min(bytes.len())..];
        Ok(&bytes[..most.min(bytes.len())])
    }
}

fn seek(vm: &mut Vm<'_>, args: Args<'_>) -> Res {
    let stream = vm.stream(args[0])?;
    let offset = vm.to_index(args[1])?;
    let whence = match args.get(2) {
        Some(&whence) => vm.to_index(whence)?,
        None => 0,
    };
    if whence == 0 && offset < 0 {
        return Err(vm.os_error(EINVAL));
    }
    let place = vm.seek_stream(stream, offset, whence)?;
    position(vm, place)
}

fn position(vm: &mut Vm<'_>, place: Result<usize, Errno>) -> Res {
    match place {
        Ok(place) => vm.int(place as i64),
        Err(error) => Err(vm.os_error(error)),
    }
}

/// A line, with its end if it has one, up to so many bytes.
fn line(vm: &mut Vm<'_>, stream: Gc<Stream>, most: usize) -> Res {
    vm.check_open(stream)?;
    if matches!(stream.value().kind(), Kind::StringIo | Kind::BytesIo) {
        let rest = vm.rest_of(stream)?;
        let end = rest.iter().take(most).position(|&byte| byte == b'\n');
        let count = end.map_or(rest.len().min(most), |end| end + 1);
        stream.position.set(stream.position.get() + count);
        return content(vm, stream, &rest[..count]);
    }
    let can_go_back = can_go_back(vm, stream);
    let mut collect = Collect::new(vm, content_of(stream), LINE)?;
    while collect.len() < most {
        // What cannot be given back is not read.
        let part = if can_go_back { (most - collect.len()).min(CHUNK) } else { 1 };
        collect.reserve(vm, part.min(LINE))?;
        let spare = collect.spare(part);
        let result = vm.read_some(stream, spare)?;
        match read_result(vm, result)? {
            None if collect.len() == 0 => return Ok(Value::NONE),
            None | Some(0) => break,
            Some(count) => {
                let end = spare[..count.min(spare.len())].iter().position(|&byte| byte == b'\n');
                let Some(end) = end else {
                    collect.add(count);
                    continue;
                };
                collect.add(end + 1);
                let back = (count - end - 1) as i64;
                if back > 0
                    && let Err(error) = vm.host.seek_file(stream.file.get(), Seek::Current(-back))
                {
                    return Err(vm.os_error(error));
                }
                break;
            }
        }
    }
    collect.finish(vm)
}

/// Whether the host can move back in a file. It is asked once.
fn can_go_back(vm: &mut Vm<'_>, stream: Gc<Stream>) -> bool {
    let flags = stream.flags.get();
    if flags & (STANDARD | NOT_SEEKABLE) != 0 || stream.value().kind() == Kind::RingIo {
        return false;
    }
    if flags & SEEKABLE != 0 {
        return true;
    }
    let can = vm.host.seek_file(stream.file.get(), Seek::Current(0)).is_ok();
    stream.flags.set(flags | if can { SEEKABLE } else { NOT_SEEKABLE });
    can
}
