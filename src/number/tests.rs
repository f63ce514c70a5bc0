//! Tests of the number semantics.
