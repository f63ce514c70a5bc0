//! Finding members of native types and modules by name.
//!
//! Their tables are in flash as they were written: to look something up is to compare names one after the other. What was
//! found last is therefore tried first.

use crate::native::{Member, Type};
use crate::symbol::Symbol;
use crate::vm::Vm;
use core::cell::Cell;

/// How many places are remembered, a byte each.
const COUNT: usize = 128;

/// Where members were found in their tables, by table and name; each may be that of others, so it is only where to look
/// first.
pub(crate) struct MemberHints([Cell<u8>; COUNT]);

impl MemberHints {
    pub(crate) const fn new() -> MemberHints {
        MemberHints([const { Cell::new(0) }; COUNT])
    }
}

impl Vm<'_> {
    /// The member of a table that has a name.
    pub(crate) fn member(&self, members: &'static [Member], name: Symbol) -> Option<&'static Member> {
        let text = self.symbol_text(name);
        // Lengths first: where code is compiled for size, comparing texts is a call.
        let is_it = |member: &&Member| {
            let name = member.name().as_bytes();
            name.len() == text.len() && name == text
        };
        let table = members.as_ptr().addr() / size_of::<Member>();
        let hint = &self.member_hints.0[(table ^ name.index()) % COUNT];
        if let Some(member) = members.get(usize::from(hint.get())).filter(is_it) {
            return Some(member);
        }
        let place = members.iter().position(|member| is_it(&member))?;
        // Tables of more than 256 members lose by it, and still work.
        hint.set(place as u8);
        members.get(place)
    }

    /// The member of a type that has a name, its own or one of a type that it extends.
    pub(crate) fn member_of_type(&self, class: &'static Type, name: Symbol) -> Option<&'static Member> {
        let mut this = Some(class);
        while let Some(at) = this {
            if let Some(member) = self.member(at.members, name) {
                return Some(member);
            }
            this = at.base;
        }
        None
    }
}
