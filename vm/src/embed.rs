//! Rust for Python: functions, types and modules of the embedder, with arguments that are checked and converted.
//!
//! A function is written with [`function!`](crate::function): its parameters have Rust types, and whatever is
//! [`IntoValue`] can be its result. A type is a Rust type that is [`Data`] and a [`Type`] that says what its objects can do:
//! [`constructor!`](crate::constructor) makes them, [`getter!`](crate::getter) are their attributes. Both are members of a
//! [`NativeModule`], which [`Vm::register`] makes importable. All of it is read-only memory, nothing of it is built at run
//! time.
//!
//! ```
//! use constrictor_vm::embed::{Console, Data};
//! use constrictor_vm::native::{Member, NativeModule, Type};
//! use constrictor_vm::{Config, Interrupt, Vm, constructor, function, getter};
//! use core::cell::Cell;
//!
//! /// A counter, which Python code counts with.
//! struct Counter {
//!     count: Cell<u32>,
//!     step: u32,
//! }
//!
//! impl Data for Counter {
//!     const TYPE: &'static Type = &COUNTER;
//! }
//!
//! static COUNTER: Type = Type {
//!     make: constructor!(|vm, step: Option<u32>| Counter { count: Cell::new(0), step: step.unwrap_or(1) }),
//!     members: &[
//!         Member::Function(function!("add", |vm, this: &Counter, times: u32| {
//!             this.count.set(this.count.get() + times * this.step);
//!         })),
//!         getter!("count", |vm, this: &Counter| this.count.get()),
//!     ],
//!     ..Type::holding::<Counter>("Counter")
//! };
//!
//! static COUNTING: NativeModule = NativeModule {
//!     members: &[
//!         Member::Type("Counter", &COUNTER),
//!         Member::Function(function!("half", |vm, x: f64| x / 2.0)),
//!     ],
//!     ..NativeModule::new("counting")
//! };
//!
//! let mut region = [0; 256 * 1024];
//! let mut printed = Vec::new();
//! let mut console = Console::new(|text: &[u8]| printed.extend_from_slice(text));
//! let interrupt = Interrupt::new();
//! let mut vm = Vm::new(&mut region, Config::default(), &mut console, &interrupt).expect("enough memory");
//! vm.register(&COUNTING).expect("enough memory");
//! let script = b"
//! import counting
//! counter = counting.Counter(step=2)
//! counter.add(3)
//! print(counter.count, counting.half(3))
//! ";
//! vm.exec(script, "script.py").expect("a script that works");
//! drop(vm);
//! assert_eq!(printed, b"6 1.5\n");
//! ```

#[cfg(feature = "compiler")]
use crate::compile::Mode;
use crate::error::Res;
use crate::host::Host;
use crate::native::{Args, NativeModule, Type};
use crate::object::*;
use crate::raise;
use crate::types::exceptions::*;
use crate::types::int::{to_real, wide};
use crate::types::number::int_of;
use crate::value::{Gc, Value};
use crate::vm::Vm;
use core::any::TypeId;

/// What a value of Python can be converted to, as a parameter of [`function!`](crate::function) for example.
///
/// `'a` is how long the value is kept alive: what is borrowed from an argument can be used during the call.
pub trait FromValue<'a>: Sized {
    /// Whether an argument of this type may be left out.
    const IS_OPTIONAL: bool = false;

    /// Converts a value.
    ///
    /// # Errors
    ///
    /// TypeError if it is of another type, OverflowError if it is a number that is too large.
    fn from_value(vm: &mut Vm<'_>, value: &'a Value) -> Res<Self>;

    /// What an argument is that was left out.
    fn absent() -> Option<Self> {
        None
    }
}

/// What can become a value of Python, as a result of [`function!`](crate::function) for example.
pub trait IntoValue {
    /// Makes the value. It is kept alive as everything that native code makes (see [`crate::heap`]).
    ///
    /// # Errors
    ///
    /// There is no memory.
    fn into_value(self, vm: &mut Vm<'_>) -> Res;
}

/// A Rust type whose values objects of a Python type hold.
///
/// What changes in it is in cells, because any number of references to it can be in use. It is dropped when its object is
/// freed. The collector does not look into it: it must not hold a [`Value`]; values go into the object's own
/// [slots](Opaque::slot).
pub trait Data: 'static + Sized {
    /// The type of the objects, made with [`Type::holding`] for this Rust type.
    const TYPE: &'static Type;
}

// From values

impl<'a> FromValue<'a> for Value {
    fn from_value(_: &mut Vm<'_>, value: &'a Value) -> Res<Self> {
        Ok(*value)
    }
}

impl<'a, T: FromValue<'a>> FromValue<'a> for Option<T> {
    const IS_OPTIONAL: bool = true;

    fn from_value(vm: &mut Vm<'_>, value: &'a Value) -> Res<Self> {
        if *value == Value::NONE { Ok(None) } else { T::from_value(vm, value).map(Some) }
    }

    fn absent() -> Option<Self> {
        Some(None)
    }
}

impl<'a> FromValue<'a> for bool {
    /// Anything is true or false.
    fn from_value(vm: &mut Vm<'_>, value: &'a Value) -> Res<Self> {
        vm.truth(*value)
    }
}

/// Declares conversions of types of ints.
macro_rules! ints {
    ($($type:ident)*) => {$(
        impl<'a> FromValue<'a> for $type {
            fn from_value(vm: &mut Vm<'_>, value: &'a Value) -> Res<Self> {
                if let Some(small) = value.as_small() {
                    return $type::try_from(small).or_else(|_| out_of_range(vm));
                }
                let value = vm.native_part(*value);
                match wide(int_of(value)) {
                    Some(number) => $type::try_from(number).or_else(|_| out_of_range(vm)),
                    None if value.kind() == Kind::Int => out_of_range(vm),
                    None => {
                        let index = vm.to_index(value)?;
                        $type::try_from(index).or_else(|_| out_of_range(vm))
                    }
                }
            }
        }

        impl IntoValue for $type {
            fn into_value(self, vm: &mut Vm<'_>) -> Res {
                vm.wide_int(self as i128)
            }
        }
    )*};
}

ints! { i8 i16 i32 i64 isize u8 u16 u32 u64 usize }

#[cold]
fn out_of_range<T>(vm: &mut Vm<'_>) -> Res<T> {
    raise!(vm, OVERFLOW_ERROR, "value out of range")
}

#[allow(clippy::useless_conversion)]
impl<'a> FromValue<'a> for f64 {
    // Floats of the machine may have 32 bits.
    #[allow(clippy::useless_conversion)]
    fn from_value(vm: &mut Vm<'_>, value: &'a Value) -> Res<Self> {
        real(vm, *value).map(f64::from)
    }
}

#[allow(clippy::unnecessary_cast)]
impl<'a> FromValue<'a> for f32 {
    fn from_value(vm: &mut Vm<'_>, value: &'a Value) -> Res<Self> {
        real(vm, *value).map(|real| real as f32)
    }
}

fn real(vm: &mut Vm<'_>, value: Value) -> Res<crate::Real> {
    let value = vm.native_part(value);
    if let Some(float) = value.get::<Float>() {
        return Ok(float.value.get());
    }
    if let Some(small) = value.as_small() {
        return Ok(small as crate::Real);
    }
    match value.kind() {
        Kind::Int | Kind::Bool => Ok(to_real(int_of(value))),
        _ => raise!(vm, TYPE_ERROR, "can't convert {} to float", vm.type_name(value)),
    }
}

impl<'a> FromValue<'a> for &'a str {
    fn from_value(vm: &mut Vm<'_>, value: &'a Value) -> Res<Self> {
        let part = vm.native_part(*value);
        let Some(text) = vm.text(part) else {
            return raise!(vm, TYPE_ERROR, "can't convert '{}' object to str implicitly", vm.type_name(part));
        };
        match core::str::from_utf8(text) {
            Ok(text) => Ok(text),
            Err(_) => Err(vm.raise_plain(&UNICODE_ERROR)),
        }
    }
}

/// The bytes of a `bytes` or a str, which never change. For what can change there is [`Vm::with_bytes`].
impl<'a> FromValue<'a> for &'a [u8] {
    fn from_value(vm: &mut Vm<'_>, value: &'a Value) -> Res<Self> {
        let part = vm.native_part(*value);
        if let Some(text) = vm.text(part) {
            return Ok(text);
        }
        match part.get_kind::<Text>(Kind::Bytes) {
            Some(bytes) => Ok(bytes.bytes()),
            None => raise!(vm, TYPE_ERROR, "can't convert '{}' object to bytes", vm.type_name(part)),
        }
    }
}

impl<'a, T: Data> FromValue<'a> for &'a T {
    fn from_value(vm: &mut Vm<'_>, value: &'a Value) -> Res<Self> {
        let part = vm.native_part(*value);
        match part.get::<Opaque>().and_then(data_of::<T>) {
            Some(data) => Ok(data),
            None => {
                let (wanted, given) = (T::TYPE.name, vm.type_name(*value));
                raise!(vm, TYPE_ERROR, "'{given}' object isn't a {wanted}")
            }
        }
    }
}

// Into values

impl IntoValue for Value {
    fn into_value(self, _: &mut Vm<'_>) -> Res {
        Ok(self)
    }
}

impl IntoValue for () {
    fn into_value(self, _: &mut Vm<'_>) -> Res {
        Ok(Value::NONE)
    }
}

impl IntoValue for bool {
    fn into_value(self, _: &mut Vm<'_>) -> Res {
        Ok(Value::bool(self))
    }
}

impl IntoValue for f64 {
    fn into_value(self, vm: &mut Vm<'_>) -> Res {
        vm.float(self as crate::Real)
    }
}

impl IntoValue for f32 {
    fn into_value(self, vm: &mut Vm<'_>) -> Res {
        vm.float(self as crate::Real)
    }
}

impl IntoValue for &str {
    fn into_value(self, vm: &mut Vm<'_>) -> Res {
        vm.str(self)
    }
}

/// Becomes a `bytes`.
impl IntoValue for &[u8] {
    fn into_value(self, vm: &mut Vm<'_>) -> Res {
        vm.bytes(self)
    }
}

impl<T: IntoValue> IntoValue for Option<T> {
    fn into_value(self, vm: &mut Vm<'_>) -> Res {
        self.map_or(Ok(Value::NONE), |value| value.into_value(vm))
    }
}

impl<T: IntoValue> IntoValue for Res<T> {
    fn into_value(self, vm: &mut Vm<'_>) -> Res {
        self?.into_value(vm)
    }
}

/// Becomes a tuple.
impl<T: IntoValue, const N: usize> IntoValue for [T; N] {
    fn into_value(self, vm: &mut Vm<'_>) -> Res {
        let mut items = [Value::NONE; N];
        for (item, value) in items.iter_mut().zip(self) {
            *item = value.into_value(vm)?;
        }
        vm.tuple(&items)
    }
}

/// Becomes a tuple.
impl<A: IntoValue, B: IntoValue> IntoValue for (A, B) {
    fn into_value(self, vm: &mut Vm<'_>) -> Res {
        let items = [self.0.into_value(vm)?, self.1.into_value(vm)?];
        vm.tuple(&items)
    }
}

/// Becomes a tuple.
impl<A: IntoValue, B: IntoValue, C: IntoValue> IntoValue for (A, B, C) {
    fn into_value(self, vm: &mut Vm<'_>) -> Res {
        let items = [self.0.into_value(vm)?, self.1.into_value(vm)?, self.2.into_value(vm)?];
        vm.tuple(&items)
    }
}

/// Becomes an object of its type.
impl<T: Data> IntoValue for T {
    fn into_value(self, vm: &mut Vm<'_>) -> Res {
        vm.object(self)
    }
}

// Objects that hold Rust values

/// Where the Rust value is, from the end of the object's own layout.
const fn offset_of_data<T>() -> usize {
    const { assert!(align_of::<T>() <= GRANULE, "objects are not aligned to that") };
    size_of::<Opaque>().next_multiple_of(align_of::<T>()) - size_of::<Opaque>()
}

/// Whether objects of a type hold a `T`.
fn holds<T: Data>(kind: &'static Type) -> bool {
    kind.data.is_some_and(|data| data() == TypeId::of::<T>())
}

fn pointer_to_data<T: Data>(object: Gc<Opaque>) -> *mut T {
    object.tail_bytes().wrapping_add(offset_of_data::<T>()).cast()
}

/// The Rust value of an object, if it holds a `T`.
///
/// As long as the caller keeps the object alive.
fn data_of<'a, T: Data>(object: Gc<Opaque>) -> Option<&'a T> {
    let kind = object.class.get()?.as_type()?;
    // The class alone would do if nobody ever declared one type for two Rust types.
    if !core::ptr::eq(kind, T::TYPE) || !holds::<T>(kind) {
        return None;
    }
    // SAFETY: objects of a type that holds a `T` are made by `Vm::object` only, which writes one; when it is dropped, the
    // object loses its type.
    Some(unsafe { &*pointer_to_data::<T>(object) })
}

/// Drops the Rust value of an object.
fn drop_data<T: Data>(_: &mut Vm<'_>, object: Value) {
    let Some(object) = object.get::<Opaque>() else { return };
    if data_of::<T>(object).is_some() {
        // Finalisers of other objects may still come across this one.
        object.class.set(None);
        // SAFETY: the object held a `T`, and does no longer; references to it do not outlive what kept the object alive.
        unsafe { pointer_to_data::<T>(object).drop_in_place() };
    }
}

impl Type {
    /// A type whose objects hold a Rust value each.
    pub const fn holding<T: Data>(name: &'static str) -> Type {
        Type {
            data: Some(TypeId::of::<T>),
            finalise: if core::mem::needs_drop::<T>() { Some(drop_data::<T>) } else { None },
            ..Type::new(name)
        }
    }
}

impl Opaque {
    /// One of the three values that an object has room for besides its Rust value.
    pub fn slot(&self, at: usize) -> Option<Value> {
        self.values.get(at)?.get()
    }

    /// Sets one of the three values; nothing if there is no such one.
    pub fn set_slot(&self, at: usize, value: Option<Value>) {
        if let Some(slot) = self.values.get(at) {
            slot.set(value);
        }
    }
}

impl Vm<'_> {
    /// Makes an object that holds a Rust value.
    ///
    /// # Errors
    ///
    /// There is no memory. TypeError if `T::TYPE` was not made with [`Type::holding`] for `T`.
    pub fn object<T: Data>(&mut self, data: T) -> Res {
        if !holds::<T>(T::TYPE) {
            return raise!(self, TYPE_ERROR, "type {} is not for these data", T::TYPE.name);
        }
        let bytes = offset_of_data::<T>() + size_of::<T>();
        let object = self.make::<Opaque>(Kind::Opaque, bytes)?;
        // SAFETY: the object was made with room for it, suitably aligned, and has no type yet.
        unsafe { pointer_to_data::<T>(object).write(data) };
        object.class.set(Some(T::TYPE.value()));
        if core::mem::needs_drop::<T>() {
            self.set_finaliser(object.value());
        }
        Ok(object.value())
    }

    /// Converts a value.
    ///
    /// # Errors
    ///
    /// TypeError or OverflowError if it cannot be.
    pub fn get<'a, T: FromValue<'a>>(&mut self, value: &'a Value) -> Res<T> {
        T::from_value(self, value)
    }

    /// Looks at the bytes of an object that has some: a str, bytes, bytearray, array or memoryview.
    ///
    /// # Errors
    ///
    /// TypeError if it has none.
    pub fn with_bytes<R>(&mut self, value: Value, look: impl FnOnce(&[u8]) -> R) -> Res<R> {
        let span = self.bytes_of(value)?;
        Ok(look(span.bytes()))
    }

    /// Changes the bytes of an object whose bytes can change: a bytearray, an array, or a memoryview of one.
    ///
    /// # Errors
    ///
    /// TypeError for anything else.
    pub fn with_bytes_mut<R>(&mut self, value: Value, change: impl FnOnce(&mut [u8]) -> R) -> Res<R> {
        match self.bytes_of(value)?.bytes_mut() {
            Some(bytes) => Ok(change(bytes)),
            None => raise!(self, TYPE_ERROR, "object with buffer protocol required"),
        }
    }

    /// Makes a module importable.
    ///
    /// # Errors
    ///
    /// There is no memory, or its function `init` failed.
    pub fn register(&mut self, module: &'static NativeModule) -> Res<()> {
        self.scoped(|vm| vm.native_module(module).map(|_| ()))
    }

    /// Sets a global variable of `__main__`, where scripts run.
    ///
    /// # Errors
    ///
    /// There is no memory.
    pub fn set_global(&mut self, name: &str, value: impl IntoValue) -> Res<()> {
        self.scoped(|vm| {
            let value = value.into_value(vm)?;
            let name = vm.intern(name.as_bytes())?;
            let globals = vm.main_globals();
            vm.dict_set_symbol(globals, name, value)
        })
    }

    /// A global variable of `__main__`.
    pub fn global(&mut self, name: &str) -> Option<Value> {
        let name = self.intern(name.as_bytes()).ok()?;
        let globals = self.main_globals();
        globals.map.get_symbol(&self.symbols, name)
    }

    /// Runs source in `__main__`. `name` is what tracebacks call it.
    ///
    /// # Errors
    ///
    /// SyntaxError, or whatever it raises: [`Vm::take_raised`] gives the exception.
    #[cfg(feature = "compiler")]
    pub fn exec(&mut self, source: &[u8], name: &str) -> Res<()> {
        self.scoped(|vm| vm.compile_and_run(source, name.as_bytes(), Mode::Module).map(|_| ()))
    }

    /// The value of an expression in `__main__`. It is kept alive until a [scope](Vm::scope) ends.
    ///
    /// # Errors
    ///
    /// As [`Vm::exec`].
    #[cfg(feature = "compiler")]
    pub fn eval(&mut self, source: &[u8]) -> Res {
        self.scoped_value(|vm| vm.compile_and_run(source, b"<string>", Mode::Eval))
    }

    #[cfg(feature = "compiler")]
    fn compile_and_run(&mut self, source: &[u8], name: &[u8], mode: Mode) -> Res {
        let globals = self.main_globals();
        let function = self.compile_source(source, name, mode, globals)?;
        self.run(function, None)
    }

    /// How much of [`Config::fuel`](crate::Config::fuel) is left.
    pub fn fuel(&self) -> u64 {
        self.fuel_left
    }

    /// Sets how many more jumps backwards and calls may be made; 0 for no limit.
    pub fn set_fuel(&mut self, fuel: u64) {
        self.config.fuel = fuel;
        self.fuel_left = fuel;
    }
}

// Arguments

/// The arguments of a call, taken one after the other: what [`function!`](crate::function) is made of.
pub struct Parameters<'a> {
    args: Args<'a>,
    at: usize,
    /// A bit for each keyword argument that was taken.
    named: u64,
}

impl<'a> Parameters<'a> {
    /// All arguments of a call.
    pub const fn new(args: Args<'a>) -> Parameters<'a> {
        Parameters { args, at: 0, named: 0 }
    }

    /// The next argument: by its place, or else by its name.
    ///
    /// # Errors
    ///
    /// TypeError if there is none, or more than one; those of its conversion.
    pub fn next<T: FromValue<'a>>(&mut self, vm: &mut Vm<'_>, name: &str) -> Res<T> {
        let at = self.at;
        self.at += 1;
        let mut pairs = self.args.keywords.chunks_exact(2);
        let named = pairs.position(|pair| vm.text(pair[0]) == Some(name.as_bytes()));
        if let Some(place) = named {
            self.named |= 1u64.checked_shl(place as u32).unwrap_or(0);
        }
        match (self.args.positional.get(at), named.and_then(|place| self.args.keywords.get(place * 2 + 1))) {
            (Some(_), Some(_)) => {
                raise!(vm, TYPE_ERROR, "function got multiple values for argument '{name}'")
            }
            (Some(value), None) | (None, Some(value)) => T::from_value(vm, value),
            (None, None) => match T::absent() {
                Some(value) => Ok(value),
                None => raise!(vm, TYPE_ERROR, "function missing required positional argument #{}", at + 1),
            },
        }
    }

    /// Checks that there were no others.
    ///
    /// # Errors
    ///
    /// TypeError.
    pub fn end(&self, vm: &mut Vm<'_>) -> Res<()> {
        if self.args.positional.len() > self.at {
            let (most, given) = (self.at, self.args.positional.len());
            return raise!(vm, TYPE_ERROR, "function expected at most {most} arguments, got {given}");
        }
        let is_known = |at: usize| 1u64.checked_shl(at as u32).is_some_and(|bit| self.named & bit != 0);
        for (at, (name, _)) in self.args.pairs().enumerate() {
            if !is_known(at) {
                let name = crate::print::lossy(vm.text(name).unwrap_or_default());
                return raise!(vm, TYPE_ERROR, "unexpected keyword argument '{name}'");
            }
        }
        Ok(())
    }
}

/// A function for Python: its name, and a closure whose first parameter is the [`Vm`] and whose others are
/// [`FromValue`]. The result is [`IntoValue`], and `?` passes exceptions on.
///
/// Arguments can be given by place or by name. Those that are `Option`s can be left out. In a type, the first one is the
/// object.
///
/// ```
/// use constrictor_vm::native::Native;
/// use constrictor_vm::{function, raise, types::exceptions::VALUE_ERROR};
///
/// static SQUARE_ROOT: Native = function!("square_root", |vm, x: f64, digits: Option<u32>| {
///     if x < 0.0 {
///         return raise!(vm, VALUE_ERROR, "negative: {x}");
///     }
///     let scale = 10f64.powi(digits.unwrap_or(2) as i32);
///     (x.sqrt() * scale).round() / scale
/// });
/// ```
#[macro_export]
macro_rules! function {
    ($name:literal, |$vm:ident $(, $argument:ident: $type:ty)* $(,)?| $body:expr) => {
        $crate::native::Native::any($name, 0, 255, |$vm, args| $crate::convert!($vm, args, [$($argument: $type)*], $body))
    };
}

/// The constructor of a [`Type`]: written as [`function!`](crate::function), without a name. Its result is [`Data`].
#[macro_export]
macro_rules! constructor {
    (|$vm:ident $(, $argument:ident: $type:ty)* $(,)?| $body:expr) => {
        Some(|$vm, _, args| $crate::convert!($vm, args, [$($argument: $type)*], $body))
    };
}

/// An attribute that is computed when it is read: its name, and a closure with the [`Vm`] and the object.
#[macro_export]
macro_rules! getter {
    ($name:literal, |$vm:ident, $this:ident: $type:ty| $body:expr) => {
        $crate::native::Member::Computed($name, |$vm, object| {
            let $this: $type = $crate::embed::FromValue::from_value($vm, &object)?;
            let result = $body;
            $crate::embed::IntoValue::into_value(result, $vm)
        })
    };
}

#[doc(hidden)]
#[macro_export]
macro_rules! convert {
    ($vm:ident, $args:ident, [$($argument:ident: $type:ty)*], $body:expr) => {{
        // Where there are no parameters, none is taken.
        #[allow(unused_mut)]
        let mut parameters = $crate::embed::Parameters::new($args);
        $(let $argument: $type = parameters.next($vm, stringify!($argument))?;)*
        parameters.end($vm)?;
        let result = $body;
        $crate::embed::IntoValue::into_value(result, $vm)
    }};
}

/// A host with nothing but a console, which is a function that takes what is printed.
pub struct Console<F: FnMut(&[u8])>(F);

impl<F: FnMut(&[u8])> Console<F> {
    /// Gives what is printed to `print`.
    pub fn new(print: F) -> Console<F> {
        Console(print)
    }
}

impl<F: FnMut(&[u8])> Host for Console<F> {
    fn write(&mut self, bytes: &[u8]) {
        (self.0)(bytes);
    }
}
