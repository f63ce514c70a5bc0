//! Running a whole program: where it imports from, what it is given, how it ends.

use crate::error::Res;
use crate::host::Errno;
use crate::object::*;
use crate::symbol::Symbol;
use crate::types::exceptions::SYSTEM_EXIT;
use crate::types::int::low_bits;
use crate::value::Value;
use crate::vm::{Root, Vm};

/// What a program asked for that ended itself with SystemExit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Exit {
    /// An exit code, of which an operating system takes the lowest 8 bits. None means 0.
    Code(u8),
    /// A failure, and what to say about it.
    Message(Value),
}

impl<'h> Vm<'h> {
    /// Sets `sys.path`: the directories that modules are imported from.
    ///
    /// # Errors
    ///
    /// There is no memory.
    pub fn set_path<'a>(&mut self, entries: impl IntoIterator<Item = &'a [u8]>) -> Res<()> {
        self.fill_list(Root::Path, entries)
    }

    /// Sets `sys.argv`: what the program was called with.
    ///
    /// # Errors
    ///
    /// There is no memory.
    pub fn set_argv<'a>(&mut self, arguments: impl IntoIterator<Item = &'a [u8]>) -> Res<()> {
        self.fill_list(Root::Argv, arguments)
    }

    fn fill_list<'a>(&mut self, root: Root, texts: impl IntoIterator<Item = &'a [u8]>) -> Res<()> {
        self.scoped(|vm| {
            let list = vm.list(&[])?;
            vm.set_root(root, list);
            if let Some(list) = list.get::<List>() {
                for text in texts {
                    vm.scoped(|vm| {
                        let text = vm.str_from(text)?;
                        vm.list_append(list, text)
                    })?;
                }
            }
            Ok(())
        })
    }

    /// Sets `__file__` of `__main__`.
    ///
    /// # Errors
    ///
    /// There is no memory.
    pub fn set_main_file(&mut self, path: &[u8]) -> Res<()> {
        self.scoped(|vm| {
            let path = vm.str_from(path)?;
            let globals = vm.main_globals();
            vm.dict_set_symbol(globals, Symbol::FILE_NAME, path)
        })
    }

    /// Runs a module by its dotted name as `__main__`; of a package, its module `__main__`.
    ///
    /// # Errors
    ///
    /// ImportError, or whatever running the module raises.
    pub fn run_module(&mut self, name: &[u8]) -> Res<()> {
        self.scoped(|vm| {
            let module = vm.import_main(name)?;
            if vm.attribute_maybe(module, Symbol::PATH)?.is_some() {
                let inner = vm.build_str(|vm, out| {
                    vm.write(out, name)?;
                    vm.write(out, b".__main__")
                })?;
                let inner = vm.text(inner).unwrap_or_default();
                vm.import_main(inner)?;
            }
            Ok(())
        })
    }

    fn import_main(&mut self, name: &[u8]) -> Res {
        let symbol = self.intern(name)?;
        let globals = self.main_globals();
        self.run_as_main = Some(symbol);
        let result = self.import(name, 0, globals, true);
        self.run_as_main = None;
        result
    }

    /// What a SystemExit asks for; nothing if the exception is another one.
    pub fn exit(&mut self, exception: Value) -> Option<Exit> {
        let class = self.class_of(exception);
        if !self.extends(class, SYSTEM_EXIT.value()) {
            return None;
        }
        let value = self.exception_value(exception);
        if value == Value::NONE {
            return Some(Exit::Code(0));
        }
        if let Some(code) = value.as_small() {
            return Some(Exit::Code(code as u8));
        }
        Some(match value.kind() {
            Kind::Int => Exit::Code(low_bits(value) as u8),
            _ => Exit::Message(value),
        })
    }

    /// Calls what was given to `sys.atexit`.
    ///
    /// # Errors
    ///
    /// Whatever it raises.
    pub fn run_at_exit(&mut self) -> Res<()> {
        let Some(function) = self.root(Root::AtExit) else { return Ok(()) };
        self.roots[Root::AtExit as usize] = None;
        if function != Value::NONE {
            // The call keeps it alive.
            self.scoped(|vm| vm.call(function, &[]))?;
        }
        Ok(())
    }

    /// Makes calls that were scheduled, and raises KeyboardInterrupt if that is pending.
    ///
    /// # Errors
    ///
    /// KeyboardInterrupt.
    pub fn settle(&mut self) -> Res<()> {
        self.handle_pending()
    }

    /// Reads from standard input: at least one byte, or 0 at its end. An interrupt may cut it short.
    pub(crate) fn read_input(&mut self, to: &mut [u8]) -> Res<Result<usize, Errno>> {
        loop {
            let result = self.host.read(to);
            if result != Ok(0) || !self.interrupt.is_pending() {
                return Ok(result);
            }
            // That was not the end of input: the host has let something come in between.
            self.handle_pending()?;
        }
    }

    /// Undoes every `micropython.heap_lock()`, as a prompt has to that its user cannot get out of otherwise.
    pub fn unlock_heap(&mut self) {
        while self.heap.locks() > 0 {
            self.heap.unlock();
        }
    }

    /// A prompt, which a program can choose as `sys.ps1` and `sys.ps2`.
    pub fn prompt(&mut self, name: &str, default: &'static [u8]) -> &[u8] {
        let chosen = self.prompt_maybe(name);
        chosen.unwrap_or(default)
    }

    /// Writes a prompt.
    #[cfg(feature = "repl")]
    pub(crate) fn show_prompt(&mut self, name: &str, default: &'static [u8]) {
        let scope = self.scope();
        let prompt = self.prompt_maybe(name).unwrap_or(default);
        self.host.write(prompt);
        self.end(scope);
    }

    fn prompt_maybe<'a>(&mut self, name: &str) -> Option<&'a [u8]> {
        let name = self.intern(name.as_bytes()).ok()?;
        let natives = self.root_dict(Root::Natives);
        let sys = natives.map.get_symbol(&self.symbols, Symbol::SYS)?;
        let value = self.attribute_maybe(sys, name).ok()??;
        self.text(value)
    }
}

// Completing names at a prompt

impl Vm<'_> {
    /// Gives the names that can follow, to be continued from the last of them in `text`: what a prompt offers. The answer
    /// is how much of `text`, in bytes from its end, the names take the place of.
    pub fn complete(&mut self, text: &[u8], visit: &mut dyn FnMut(&[u8])) -> usize {
        let is_part = |byte: &u8| byte.is_ascii_alphanumeric() || *byte == b'_' || *byte == b'.';
        let start = text.iter().rposition(|byte| !is_part(byte)).map_or(0, |at| at + 1);
        let mut words = text[start..].split(|&byte| byte == b'.');
        let prefix = words.next_back().unwrap_or_default();
        let scope = self.scope();
        if let Err(raised) = self.offer(&text[..start], words, prefix, visit) {
            // Nobody wants to see that while typing.
            self.caught(raised);
        }
        self.end(scope);
        prefix.len()
    }

    fn offer<'a>(
        &mut self,
        before: &[u8],
        mut words: impl Iterator<Item = &'a [u8]>,
        prefix: &[u8],
        visit: &mut dyn FnMut(&[u8]),
    ) -> Res<()> {
        let mut offered = |name: &[u8]| {
            // Names with an underscore are offered to who asks for them.
            if name.starts_with(prefix) && (!prefix.is_empty() || !name.starts_with(b"_")) {
                visit(name);
            }
        };
        let Some(first) = words.next() else {
            if before.starts_with(b"import ") || before == b"from " {
                crate::modules::ALL.iter().for_each(|module| offered(module.name.as_bytes()));
                return Ok(());
            }
            let main = self.root_dict(Root::Modules).map.get_symbol(&self.symbols, Symbol::MAIN);
            return self.names_of_object(main.unwrap_or(Value::NONE), &mut offered);
        };
        let Some(mut object) = self.named(first)? else { return Ok(()) };
        for word in words {
            let word = self.intern(word)?;
            match self.attribute_maybe(object, word)? {
                Some(found) => object = found,
                None => return Ok(()),
            }
        }
        self.names_of_object(object, &mut offered)
    }

    /// A global variable of the main module, or a builtin.
    fn named(&mut self, name: &[u8]) -> Res<Option<Value>> {
        let name = self.intern(name)?;
        let global = self.main_globals().map.get_symbol(&self.symbols, name);
        if global.is_some() {
            return Ok(global);
        }
        let builtins = self.native_module(&crate::modules::builtins::BUILTINS)?;
        self.attribute_maybe(builtins, name)
    }

    /// The names that `dir(object)` gives.
    fn names_of_object(&mut self, object: Value, visit: &mut dyn FnMut(&[u8])) -> Res<()> {
        let Some(dir) = self.named(b"dir")? else { return Ok(()) };
        let names = self.call(dir, &[object])?;
        self.each(names, |vm, name| {
            if let Some(name) = vm.text(name) {
                visit(name);
            }
            Ok(())
        })
    }
}
