//! From the same spec, by the build script.

include!(concat!(env!("OUT_DIR"), "/acme.rs"));
