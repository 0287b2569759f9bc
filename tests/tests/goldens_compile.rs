//! The goldens of the generator are Rust: one language feature each, and an obstacle course of names that collide elsewhere.

#![allow(
    dead_code,
    unreachable_pub,
    clippy::enum_variant_names,
    clippy::expect_used,
    clippy::panic,
    reason = "the modules are compiled, not called"
)]

#[rustfmt::skip]
#[path = "../../auth-codegen/tests/goldens/errors_with_when.rs"]
mod errors_with_when;
#[rustfmt::skip]
#[path = "../../auth-codegen/tests/goldens/form.rs"]
mod form;
#[rustfmt::skip]
#[path = "../../auth-codegen/tests/goldens/headers.rs"]
mod headers;
#[rustfmt::skip]
#[path = "../../auth-codegen/tests/goldens/nested_record.rs"]
mod nested_record;
#[rustfmt::skip]
#[path = "../../auth-codegen/tests/goldens/obstacle_course.rs"]
mod obstacle_course;
#[rustfmt::skip]
#[path = "../../auth-codegen/tests/goldens/open_enum.rs"]
mod open_enum;
#[rustfmt::skip]
#[path = "../../auth-codegen/tests/goldens/path_parameters.rs"]
mod path_parameters;
#[rustfmt::skip]
#[path = "../../auth-codegen/tests/goldens/query_list.rs"]
mod query_list;
#[rustfmt::skip]
#[path = "../../auth-codegen/tests/goldens/token_source.rs"]
mod token_source;
#[rustfmt::skip]
#[path = "../../auth-codegen/tests/goldens/visit_with_pkce.rs"]
mod visit_with_pkce;

#[test]
fn every_golden_is_compiled_here() {
    let dir = auth_tests::here().join("../auth-codegen/tests/goldens");
    let entries = std::fs::read_dir(dir).expect("the goldens").map(|entry| entry.expect("an entry").path());
    for path in entries.filter(|path| path.extension().is_some_and(|extension| extension == "rs")) {
        let name = path.file_stem().and_then(|stem| stem.to_str()).expect("a name");
        assert!(include_str!("goldens_compile.rs").contains(&format!("\nmod {name};")), "add `{name}` to this file");
    }
}
