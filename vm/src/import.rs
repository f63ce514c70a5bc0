//! Importing: modules that are built in, and files that the host has.

use crate::error::Res;
use crate::frame::Link;
use crate::native::NativeModule;
use crate::object::*;
use crate::raise;
use crate::symbol::Symbol;
use crate::types::exceptions::*;
use crate::value::{Gc, Value, Word};
use crate::vm::{Root, Vm};

/// The longest path of a module's file.
const MAX_PATH: usize = 512;

/// A path that is being put together.
struct Path {
    bytes: [u8; MAX_PATH],
    len: usize,
}

impl Path {
    fn new(parts: &[&[u8]]) -> Option<Path> {
        let mut path = Path { bytes: [0; MAX_PATH], len: 0 };
        for part in parts {
            path.push(part)?;
        }
        Some(path)
    }

    fn push(&mut self, part: &[u8]) -> Option<()> {
        let end = self.len.checked_add(part.len()).filter(|&end| end <= MAX_PATH)?;
        self.bytes[self.len..end].copy_from_slice(part);
        self.len = end;
        Some(())
    }

    fn bytes(&self) -> &[u8] {
        &self.bytes[..self.len]
    }
}

/// What a name leads to in a directory.
enum Found {
    Package,
    File,
}

impl Vm<'_> {
    /// The object of a module that is built in. `sys.modules` does not have it (MicroPython, py/objmodule.c), so that a file
    /// of the same name can extend it.
    pub(crate) fn native_module(&mut self, module: &'static NativeModule) -> Res {
        let name = self.intern(module.name.as_bytes())?;
        let natives = self.root_dict(Root::Natives);
        if let Some(loaded) = natives.map.get_symbol(&self.symbols, name) {
            return Ok(loaded);
        }
        let scope = self.scope();
        let globals = if core::ptr::eq(module, &raw const crate::modules::builtins::BUILTINS) {
            self.root_dict(Root::Builtins)
        } else {
            self.dict(0)?
        };
        self.dict_set_symbol(globals, Symbol::NAME, Value::symbol(name))?;
        let object = self.module_of(Value::symbol(name), globals)?;
        if let Some(object) = object.get::<Module>() {
            object.members.set(Some(module));
        }
        self.dict_set_symbol(natives, name, object)?;
        if let Some(init) = module.init {
            init(self, object)?;
        }
        self.end_with(scope, object)
    }

    /// A built-in module by its name: one that comes before files, or one that comes after them.
    fn native_named(&mut self, name: &[u8], after_files: bool) -> Res<Option<Value>> {
        use crate::modules::{ALL, is_extensible};
        let find = |name: &[u8]| ALL.iter().find(|module| module.name.as_bytes() == name);
        if let Some(module) = find(name) {
            if is_extensible(module.name) != after_files {
                return Ok(None);
            }
            return self.native_module(module).map(Some);
        }
        if after_files {
            return Ok(None);
        }
        // The old names of those that can be extended lead to what is built in, whatever files there are.
        if let Some(module) = name.strip_prefix(b"u").and_then(find)
            && (is_extensible(module.name) || module.name == "sys")
        {
            return self.native_module(module).map(Some);
        }
        // What the embedder has.
        let symbol = self.intern(name)?;
        Ok(self.root_dict(Root::Natives).map.get_symbol(&self.symbols, symbol))
    }

    /// `import name`, with what is wanted of it and how many levels up it starts.
    // Paths are long, and all that runs in the interpreter's loop is on top of its variables.
    #[inline(never)]
    pub(crate) fn import_name(&mut self, code: Gc<Code>, name: Symbol, wanted: Value, level: Value) -> Res {
        let globals = self.globals_of(code);
        let builtins = self.root_dict(Root::Builtins);
        if let Some(hook) = builtins.map.get_symbol(&self.symbols, Symbol::IMPORT) {
            return self.call(hook, &[Value::symbol(name), globals.value(), Value::NONE, wanted, level]);
        }
        let level = level.as_small().unwrap_or(0);
        self.import(self.symbol_text(name), level, globals, wanted != Value::NONE)
    }

    /// Imports a module by its dotted name, `level` levels up from the module with these global variables, or anywhere if
    /// that is 0. Gives the module itself if names of it are wanted, or else the first one on the way to it.
    ///
    /// # Errors
    ///
    /// ImportError, ValueError for an empty name, or whatever running the module raises.
    pub fn import(&mut self, name: &[u8], level: isize, globals: Gc<Dict>, from_list: bool) -> Res {
        let mut full = Path { bytes: [0; MAX_PATH], len: 0 };
        if level > 0 {
            self.relative_base(&mut full, level, globals)?;
        }
        let too_long = full
            .push(if full.len > 0 && !name.is_empty() { b"." } else { b"" })
            .and_then(|()| full.push(name))
            .is_none();
        if too_long {
            return raise!(self, IMPORT_ERROR, "name too long");
        }
        if full.len == 0 {
            return Err(self.raise_plain(&VALUE_ERROR));
        }
        self.scoped_value(|vm| {
            let mut first = None;
            let mut parent: Option<Value> = None;
            let mut start = 0;
            while start <= full.len {
                let rest = &full.bytes()[start..];
                let end = start + rest.iter().position(|&byte| byte == b'.').unwrap_or(rest.len());
                let module = vm.import_part(&full.bytes()[..end], &full.bytes()[start..end], parent)?;
                vm.keep(module)?;
                first.get_or_insert(module);
                parent = Some(module);
                start = end + 1;
            }
            let result = if from_list { parent } else { first };
            Ok(result.unwrap_or(Value::NONE))
        })
    }

    /// The package that a relative import starts from.
    fn relative_base(&mut self, full: &mut Path, level: isize, globals: Gc<Dict>) -> Res<()> {
        let mut name = globals.map.get_symbol(&self.symbols, Symbol::NAME);
        if name == Some(Value::symbol(Symbol::MAIN)) {
            // Of a module that runs as the main one, this is its own name.
            name = globals.map.get_symbol(&self.symbols, Symbol::MAIN).or(name);
        }
        let name = name.and_then(|name| self.text(name)).unwrap_or_default();
        let is_package = globals.map.get_symbol(&self.symbols, Symbol::PATH).is_some();
        let mut up = level - isize::from(is_package);
        let mut end = name.len();
        while up > 0 {
            match name[..end].iter().rposition(|&byte| byte == b'.') {
                Some(dot) => end = dot,
                None => {
                    if end == 0 {
                        return raise!(self, IMPORT_ERROR, "can't perform relative import");
                    }
                    end = 0;
                }
            }
            up -= 1;
        }
        if end == 0 {
            return raise!(self, IMPORT_ERROR, "can't perform relative import");
        }
        if full.push(&name[..end]).is_none() {
            return raise!(self, IMPORT_ERROR, "name too long");
        }
        Ok(())
    }

    /// Imports a module whose parent is imported.
    fn import_part(&mut self, full: &[u8], last: &[u8], parent: Option<Value>) -> Res {
        let symbol = self.intern(full)?;
        // Without a path, built-in modules are wanted, even if files have taken their names.
        if self.path_entry(0).is_some()
            && let Some(module) = self.root_dict(Root::Modules).map.get_symbol(&self.symbols, symbol)
        {
            return Ok(module);
        }
        let Some(parent) = parent else {
            if let Some(module) = self.native_named(full, false)? {
                return Ok(module);
            }
            if let Some(found) = self.import_file_on_path(full, symbol)? {
                return Ok(found);
            }
            return match self.native_named(full, true)? {
                Some(module) => Ok(module),
                None => self.not_found(full),
            };
        };
        let own = self.intern(last)?;
        if let Some(module) = parent.get::<Module>().filter(|module| module.members.get().is_some())
            && let Some(value) = self.module_attribute(module, own)?
            && value.kind() == Kind::Module
        {
            return Ok(value);
        }
        let path = parent.get::<Module>().and_then(|module| module.globals.get());
        let path = path.and_then(|globals| globals.get::<Dict>());
        let path = path.and_then(|globals| globals.map.get_symbol(&self.symbols, Symbol::PATH));
        let Some(path) = path.and_then(|path| self.text(path)) else {
            return self.not_found(full);
        };
        match self.import_from_directory(path, last, symbol)? {
            Some(module) => {
                self.store_attribute(parent, own, Some(module))?;
                Ok(module)
            }
            None => self.not_found(full),
        }
    }

    #[cold]
    fn not_found(&mut self, name: &[u8]) -> Res {
        raise!(self, IMPORT_ERROR, "no module named '{}'", crate::print::lossy(name))
    }

    /// An entry of `sys.path`, which is a list or a tuple.
    fn path_entry(&self, at: usize) -> Word {
        let path = self.root(Root::Path)?;
        match path.get::<List>() {
            Some(list) => list.item(at),
            None => path.get::<Tuple>()?.items().get(at).copied(),
        }
    }

    /// Whether there is a file of a module on `sys.path`.
    #[cfg(feature = "repl")]
    pub(crate) fn is_on_path(&mut self, name: &[u8]) -> bool {
        let mut at = 0;
        while let Some(entry) = self.path_entry(at) {
            at += 1;
            let Some(directory) = self.text(entry) else { continue };
            let base = base_path(directory, name);
            if base.is_some_and(|base| self.module_file(base.bytes()).is_some()) {
                return true;
            }
        }
        false
    }

    fn import_file_on_path(&mut self, name: &[u8], symbol: Symbol) -> Res<Option<Value>> {
        let mut at = 0;
        while let Some(entry) = self.path_entry(at) {
            at += 1;
            let Some(directory) = self.text(entry) else { continue };
            if let Some(module) = self.import_from_directory(directory, name, symbol)? {
                return Ok(Some(module));
            }
        }
        Ok(None)
    }

    /// The file of a module, of which the path without its extension is given.
    fn module_file(&mut self, stem: &[u8]) -> Option<Path> {
        [&b".py"[..], b".mpy"].into_iter().find_map(|extension| {
            let path = Path::new(&[stem, extension])?;
            self.host.stat(path.bytes()).is_ok_and(|stat| !stat.is_directory).then_some(path)
        })
    }

    fn import_from_directory(&mut self, directory: &[u8], name: &[u8], symbol: Symbol) -> Res<Option<Value>> {
        let Some(base) = base_path(directory, name) else { return Ok(None) };
        let found = match self.host.stat(base.bytes()) {
            Ok(stat) if stat.is_directory => Some(Found::Package),
            _ => None,
        };
        let found = match found {
            Some(found) => Some((found, Path::new(&[base.bytes(), b"/__init__"]))),
            None => Some((Found::File, Path::new(&[base.bytes()]))),
        };
        let Some((found, Some(stem))) = found else { return Ok(None) };
        let file = self.module_file(stem.bytes());
        if matches!(found, Found::File) && file.is_none() {
            return Ok(None);
        }
        let scope = self.scope();
        let globals = self.dict(4)?;
        self.dict_set_symbol(globals, Symbol::NAME, Value::symbol(symbol))?;
        if matches!(found, Found::Package) {
            let path = self.str_from(base.bytes())?;
            self.dict_set_symbol(globals, Symbol::PATH, path)?;
        }
        let module = self.module_of(Value::symbol(symbol), globals)?;
        let modules = self.root_dict(Root::Modules);
        self.dict_set_symbol(modules, symbol, module)?;
        if self.run_as_main == Some(symbol) && matches!(found, Found::File) {
            self.dict_set_symbol(globals, Symbol::NAME, Value::symbol(Symbol::MAIN))?;
            self.dict_set_symbol(globals, Symbol::MAIN, Value::symbol(symbol))?;
            self.dict_set_symbol(modules, Symbol::MAIN, module)?;
        }
        if let Some(file) = file {
            let name = self.str_from(file.bytes())?;
            self.dict_set_symbol(globals, Symbol::FILE_NAME, name)?;
            if let Err(raised) = self.run_file(file.bytes(), globals) {
                let exception = self.caught(raised);
                self.keep(exception)?;
                self.map_remove(&modules.map, Value::symbol(symbol), 2)?;
                return Err(self.raise_value(exception));
            }
        }
        self.end_with(scope, module).map(Some)
    }

    /// Runs a file, source or `.mpy`, with a dict for its global variables.
    ///
    /// # Errors
    ///
    /// OSError if it cannot be read, or whatever it raises.
    pub fn run_file(&mut self, path: &[u8], globals: Gc<Dict>) -> Res {
        self.scoped_value(|vm| vm.load_and_run(path, globals))
    }

    fn load_and_run(&mut self, path: &[u8], globals: Gc<Dict>) -> Res {
        if path.ends_with(b".mpy")
            && let Some(file) = self.host.permanent(path)
        {
            let function = self.load_mpy_in_place(file, globals)?;
            return self.run(function, None);
        }
        let content = self.read_whole(path)?;
        let bytes = content.bytes();
        let function = if bytes.first() == Some(&b'M') && path.ends_with(b".mpy") {
            self.load_mpy(bytes, globals)?
        } else {
            self.compile_source(bytes, path, crate::compile::Mode::Module, globals)?
        };
        let block = content.block.take();
        content.len.set(0);
        self.free_block(block);
        self.run(function, None)
    }

    /// The content of a file.
    pub(crate) fn read_whole(&mut self, path: &[u8]) -> Res<Gc<Buffer>> {
        let buffer = self.make::<Buffer>(Kind::ByteArray, 0)?;
        let file = match self.host.open(path, "rb") {
            Ok(file) => file,
            Err(number) => return Err(self.os_error(number)),
        };
        let size = self.host.stat(path).map_or(0, |stat| stat.size as usize);
        let result = self.read_all(file, buffer, size);
        self.host.close_file(file);
        result.map(|()| buffer)
    }

    fn read_all(&mut self, file: usize, buffer: Gc<Buffer>, size: usize) -> Res<()> {
        self.buffer_reserve(buffer, size)?;
        let mut chunk = [0; 1024];
        loop {
            match self.host.read_file(file, &mut chunk) {
                Ok(0) => return Ok(()),
                Ok(count) => self.buffer_append(buffer, &chunk[..count])?,
                Err(number) => return Err(self.os_error(number)),
            }
        }
    }

    /// Raises OSError with a number.
    pub(crate) fn os_error(&mut self, number: i32) -> crate::error::Raised {
        self.raise_with(&OS_ERROR, Value::small_unchecked(number as isize))
    }

    /// `from module import name`
    #[inline(never)]
    pub(crate) fn import_from(&mut self, module: Value, name: Symbol) -> Res {
        if let Some(value) = self.attribute_maybe(module, name)? {
            return Ok(value);
        }
        // A module of a package that is not imported yet.
        let globals = module.get::<Module>().and_then(|module| module.globals.get());
        if let Some(globals) = globals.and_then(|globals| globals.get::<Dict>())
            && globals.map.get_symbol(&self.symbols, Symbol::PATH).is_some()
        {
            let package = globals.map.get_symbol(&self.symbols, Symbol::NAME);
            let package = package.and_then(|name| self.text(name)).unwrap_or_default();
            if let Some(full) = Path::new(&[package, b".", self.symbol_text(name)]) {
                return match self.import(full.bytes(), 0, globals, true) {
                    Ok(module) => Ok(module),
                    Err(raised) => {
                        let exception = self.caught(raised);
                        if self.exception_match(exception, IMPORT_ERROR.value())? {
                            return self.cannot_import(name);
                        }
                        Err(self.raise_value(exception))
                    }
                };
            }
        }
        self.cannot_import(name)
    }

    #[cold]
    fn cannot_import(&mut self, name: Symbol) -> Res {
        raise!(self, IMPORT_ERROR, "can't import name {}", crate::print::lossy(self.symbol_text(name)))
    }

    /// `from module import *`, where the module may be any object (MicroPython, py/runtime.c, `mp_import_all`).
    pub(crate) fn import_star(&mut self, link: Link, code: Gc<Code>, module: Value) -> Res<()> {
        let target = self.names_of(link, code);
        if let Some(names) = self.attribute_quietly(module, Symbol::ALL)? {
            return self.each(names, |vm, name| {
                let name = vm.intern_str(name)?;
                let value = vm.load_attribute(module, name)?;
                vm.dict_set_symbol(target, name, value)
            });
        }
        let names = self.load_attribute(module, Symbol::DICT)?;
        let Some(names) = names.get::<Dict>() else { return Ok(()) };
        let mut at = 0;
        while let Some((place, key)) = names.map.next(at, 2) {
            at = place + 1;
            let is_public = self.text(key).is_some_and(|name| !name.starts_with(b"_"));
            if is_public && let Some(value) = names.map.value(place) {
                self.map_set(&target.map, key, value)?;
            }
        }
        let Some(native) = module.get::<Module>().and_then(|module| module.members.get()) else {
            return Ok(());
        };
        for member in native.members.iter().filter(|member| !member.name().starts_with('_')) {
            let name = self.intern(member.name().as_bytes())?;
            let value = self.load_attribute(module, name)?;
            self.dict_set_symbol(target, name, value)?;
        }
        Ok(())
    }
}

/// The path of a name in a directory.
fn base_path(directory: &[u8], name: &[u8]) -> Option<Path> {
    let separator: &[u8] = if directory.is_empty() || directory.ends_with(b"/") { b"" } else { b"/" };
    Path::new(&[directory, separator, name])
}
