//! What the stages before code generation make of a source, as text.
