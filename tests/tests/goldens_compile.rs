//! What is generated of the generator's fixtures is Rust: one language feature each, and an obstacle course of names that
//! collide elsewhere. The build script writes it.

#![allow(dead_code, unreachable_pub, clippy::enum_variant_names, reason = "the modules are compiled, not called")]

include!(concat!(env!("OUT_DIR"), "/goldens.rs"));
