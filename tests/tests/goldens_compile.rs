//! The code that is generated from the generator's fixtures compiles: one language feature each, and an obstacle course of
//! names that could collide. The build script writes it.

#![allow(dead_code, unreachable_pub, clippy::enum_variant_names, reason = "the modules are compiled, not called")]

include!(concat!(env!("OUT_DIR"), "/goldens.rs"));
