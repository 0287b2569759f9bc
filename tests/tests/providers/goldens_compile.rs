//! The code that is generated from the generator's fixtures compiles: one language feature each, and an obstacle course of
//! names that could collide. So does that of every example in `docs/language.md`. The build script writes both.

#![allow(
    dead_code,
    missing_docs,
    unreachable_pub,
    clippy::enum_variant_names,
    reason = "the modules are compiled, not called"
)]

include!(concat!(env!("OUT_DIR"), "/goldens.rs"));
