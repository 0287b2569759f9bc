//! Whatever `auth_codegen::parse` accepts, the derives accept, and rustc: the two front ends of the language agree.
//!
//! The specs are all that the project has, the rows below, and thousands of mutations of both. The derives run here, as
//! a library.

#![allow(clippy::expect_used, clippy::panic, clippy::unwrap_used, reason = "a test that fails may panic")]

mod derives;
mod mutate;
mod sources;

use std::collections::HashSet;

use self::mutate::mutants;
use self::sources::{Source, sources};

/// The Rust of a spec, if it is accepted.
fn generate(spec: &str) -> Option<String> {
    auth_codegen::parse("parity.yaml", spec).ok().map(|provider| auth_codegen::generate(&provider))
}

#[test]
fn every_source_is_accepted_by_the_derives() {
    for Source { name, text } in sources() {
        let code = generate(&text).unwrap_or_else(|| panic!("{name} is refused"));
        assert_eq!(derives::refusals(&code, &mut HashSet::new()), Vec::<String>::new(), "{name}");
    }
}

#[test]
#[ignore = "the parser of specs does not call the rules of auth-language yet"]
fn every_accepted_mutant_is_accepted_by_the_derives() {
    let (mut seen, mut items) = (HashSet::new(), HashSet::new());
    let mut refused = Vec::new();
    for source in sources() {
        for mutant in mutants(&source) {
            let Some(code) = generate(&mutant.text).filter(|code| seen.insert(code.clone())) else { continue };
            let refusals = derives::refusals(&code, &mut items);
            if !refusals.is_empty() {
                refused.push(format!("{}: {}\n    {}", source.name, mutant.change, refusals.join("\n    ")));
            }
        }
    }
    assert!(refused.is_empty(), "{} mutants:\n{}", refused.len(), refused.join("\n"));
    assert!(seen.len() > 2000, "the mutations leave too few specs right: {}", seen.len());
}
