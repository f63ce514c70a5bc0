//! The parser that LALRPOP generates from `grammar/python.lalrpop`.

#![allow(clippy::all, unused, unreachable_pub, missing_docs)]

include!(concat!(env!("OUT_DIR"), "/parser.rs"));
