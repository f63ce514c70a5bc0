//! The built-in types: for each, what its objects can do.

pub mod array;
pub mod bytes;
pub mod class;
pub mod complex;
pub mod dict;
pub mod exceptions;
pub mod float;
pub mod function;
pub mod generator;
pub mod int;
pub mod iterators;
pub mod list;
pub mod memoryview;
pub mod misc;
pub mod number;
pub mod object;
pub mod range;
pub(crate) mod sequence;
pub mod set;
pub mod slice;
pub mod str;
pub mod template;
pub mod tuple;

use crate::native::Type;
use crate::object::Kind;
use crate::value::Value;

/// The native type of objects of a kind.
#[inline(always)]
pub(crate) fn of_kind(kind: Kind, value: Value) -> &'static Type {
    match kind {
        Kind::Free | Kind::Raw | Kind::Words | Kind::Plain => &object::OBJECT,
        Kind::None => &misc::NONE_TYPE,
        Kind::Bool => &int::BOOL,
        Kind::Ellipsis => &misc::ELLIPSIS,
        Kind::NotImplemented => &misc::NOT_IMPLEMENTED,
        Kind::Int => &int::INT,
        Kind::Float => &float::FLOAT,
        Kind::Complex => &complex::COMPLEX,
        Kind::Str => &str::STR,
        Kind::Bytes => &bytes::BYTES,
        Kind::ByteArray => &bytes::BYTEARRAY,
        Kind::Array => &array::ARRAY,
        Kind::MemoryView => &memoryview::MEMORYVIEW,
        Kind::Tuple => &tuple::TUPLE,
        Kind::NamedTuple | Kind::AttrTuple => &tuple::NAMED,
        Kind::List => &list::LIST,
        Kind::Dict => &dict::DICT,
        Kind::OrderedDict => &dict::ORDERED_DICT,
        Kind::DictKeys | Kind::DictValues | Kind::DictItems => &dict::DICT_VIEW,
        Kind::Set => &set::SET,
        Kind::FrozenSet => &set::FROZENSET,
        Kind::Range => &range::RANGE,
        Kind::Slice => &slice::SLICE,
        Kind::Cell => &function::CELL,
        Kind::Function => &function::FUNCTION,
        Kind::Code | Kind::Context => &function::CODE,
        Kind::Generator => &generator::GENERATOR,
        Kind::BoundMethod => &function::BOUND_METHOD,
        Kind::Native => &function::FUNCTION,
        Kind::Type | Kind::Class => &class::TYPE,
        Kind::Instance => &class::INSTANCE,
        Kind::Module => &misc::MODULE,
        Kind::Property => &function::PROPERTY,
        Kind::StaticMethod => &function::STATICMETHOD,
        Kind::ClassMethod => &function::CLASSMETHOD,
        Kind::Super => &misc::SUPER,
        Kind::Exception => exceptions::of(value),
        Kind::SequenceIter
        | Kind::StrIter
        | Kind::BytesIter
        | Kind::RangeIter
        | Kind::DictIter
        | Kind::SetIter
        | Kind::ItemIter
        | Kind::CallIter => iterators::of(kind),
        Kind::DequeIter => &crate::modules::collections::DEQUE_ITERATOR,
        Kind::Map => &iterators::MAP,
        Kind::Filter => &iterators::FILTER,
        Kind::Zip => &iterators::ZIP,
        Kind::Enumerate => &iterators::ENUMERATE,
        Kind::Reversed => &iterators::REVERSED,
        Kind::Deque => &crate::modules::collections::DEQUE,
        Kind::StringIo => &crate::modules::io::STRING_IO,
        Kind::BytesIo => &crate::modules::io::BYTES_IO,
        Kind::TextFile => &crate::modules::io::TEXT_FILE,
        Kind::BytesFile => &crate::modules::io::BYTES_FILE,
        Kind::RingIo => &crate::modules::micropython::RING_IO,
        Kind::Opaque => misc::opaque_type(value),
    }
}
