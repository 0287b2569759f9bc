//! Whatever `auth_codegen::parse` accepts, the derives accept, and rustc: the two front ends of the language agree.
//!
//! The specs are all that the project has, the rows of `rows.rs`, and thousands of mutations. The derives run here, as a
//! library; rustc compiles all specs and 80 of the mutants, or 200 in `.ci/run`. What is refused, rustc reports at the attribute that
//! names the spec: the cases are in `refused/`.

#![allow(clippy::expect_used, clippy::panic, clippy::unwrap_used, reason = "a test that fails may panic")]

mod derives;
mod mutate;
mod refused;
mod rows;
mod rustc;
mod sources;

use std::collections::HashSet;
use std::sync::Mutex;

use auth_tests::{by_samples, in_parallel};

use self::mutate::{Mutant, mutants};
use self::sources::{Source, sources};

/// Texts that were met.
#[derive(Default)]
struct Seen(Mutex<HashSet<String>>);

impl Seen {
    /// Whether a text is met for the first time.
    fn insert(&self, text: &str) -> bool {
        self.0.lock().unwrap().insert(text.to_owned())
    }

    fn len(&self) -> usize {
        self.0.lock().unwrap().len()
    }
}

/// The Rust of a spec, if it is accepted.
fn generate(spec: &str) -> Option<String> {
    let provider = auth_codegen::parse("parity.yaml", spec).ok()?;
    // The head of a file documents its module from within, which a module between braces is not.
    Some(auth_codegen::generate(&provider).replace("\n//!", "\n//"))
}

#[test]
fn every_source_is_accepted_by_the_derives() {
    for Source { name, text } in sources() {
        let code = generate(&text).unwrap_or_else(|| panic!("{name} is refused"));
        assert_eq!(derives::refusals(&code, &Seen::default()), Vec::<String>::new(), "{name}");
    }
}

#[test]
fn every_accepted_mutant_is_accepted_by_the_derives() {
    let sources = sources();
    let mutants: Vec<(&str, Mutant)> = sources
        .iter()
        .flat_map(|source| mutants(source).into_iter().map(move |mutant| (&*source.name, mutant)))
        .collect();
    let (seen, items) = (Seen::default(), Seen::default());
    let refused = in_parallel(&mutants, |(name, mutant)| {
        let code = generate(&mutant.text).filter(|code| seen.insert(code))?;
        let refusals = derives::refusals(&code, &items);
        (!refusals.is_empty()).then(|| format!("{name}: {}\n    {}", mutant.change, refusals.join("\n    ")))
    });
    let refused: Vec<String> = refused.into_iter().flatten().collect();
    assert!(refused.is_empty(), "{} mutants:\n{}", refused.len(), refused.join("\n"));
    let (tried, right) = (mutants.len(), seen.len());
    assert!(tried > 1000 && right > 150, "too few: {right} specs of {tried} are right");
}

/// One source after the other, so that the mutants are of all. The sources themselves are compiled below.
#[test]
fn rustc_accepts_mutants() {
    let sources = sources();
    let mut seen: HashSet<String> = sources.iter().filter_map(|source| generate(&source.text)).collect();
    let (mut modules, wanted) = (Vec::new(), by_samples(200, 80));
    let mut mutants: Vec<_> = sources.iter().map(|source| mutants(source).into_iter()).collect();
    while modules.len() < wanted {
        let round: Vec<String> = mutants.iter_mut().filter_map(|mutants| next_accepted(mutants, &mut seen)).collect();
        assert!(!round.is_empty(), "the mutations leave too few specs right: {}", modules.len());
        modules.extend(round);
    }
    rustc::compile(&modules).unwrap_or_else(|said| panic!("{said}"));
}

/// A program uses little of its clients, and its authors may have turned on any lint.
#[test]
fn nothing_is_warned_of_in_a_program() {
    let provider = |source: &Source| auth_codegen::parse("warned.yaml", &source.text).expect("a spec without mistakes");
    let sources: Vec<String> = sources().iter().map(|source| auth_codegen::include(&provider(source))).collect();
    rustc::warn(&sources).unwrap_or_else(|said| panic!("{said}"));
}

/// With `#[provider(crate = path)]`, every derive of the generated items names that path alone.
#[test]
fn the_runtime_may_have_any_path() {
    let mut derives = HashSet::new();
    for Source { name, text } in sources() {
        let provider = auth_codegen::parse("renamed.yaml", &text).expect("a spec without mistakes");
        let items = auth_codegen::expand(&provider, "Marker", Some(quote::quote!(crate::inner::rt)));
        assert!(!items.to_string().contains("auth_runtime"), "{name}");
        for (derive, tokens) in derives::expanded(items) {
            assert!(!tokens.to_string().contains("auth_runtime"), "{name}: {derive}\n{tokens}");
            derives.insert(derive);
        }
    }
    assert!(derives.len() >= 12, "the derives were tried: {derives:?}");
}

fn next_accepted(mutants: &mut impl Iterator<Item = Mutant>, seen: &mut HashSet<String>) -> Option<String> {
    mutants.find_map(|mutant| generate(&mutant.text).filter(|code| seen.insert(code.clone())))
}
