//! Log-ins with several tokens, each of which is a credential of its own.

use super::credential::{Credential, Source};
use super::lifecycle::{Input, TokenSource};
use super::provider::Provider;
use super::step::Step;

/// A log-in with several tokens.
pub struct LogIn<'p> {
    /// The tokens, the first one first.
    pub tokens: Vec<(&'p Credential, &'p TokenSource)>,
    /// The source of the first token, with the inputs and the steps of all.
    pub source: TokenSource,
}

impl Provider {
    /// Returns the log-in that brings a token, and others beside it. `None` for a credential with one token.
    #[must_use]
    pub fn log_in(&self, credential: &Credential) -> Option<LogIn<'_>> {
        let name = &credential.member.as_ref()?.log_in;
        let is_of = |other: &&Credential| other.member.as_ref().is_some_and(|member| member.log_in == *name);
        let tokens = self.credentials.iter().filter(is_of).filter_map(|other| match &other.source {
            Source::Token(source) => Some((other, &**source)),
            Source::Static => None,
        });
        let tokens: Vec<_> = tokens.collect();
        let (_, first) = tokens.first()?;
        let mut source = TokenSource::clone(first);
        for (_, other) in tokens.iter().skip(1) {
            add_inputs(&mut source.inputs, &other.inputs);
            add_steps(&mut source.mint, &other.mint);
            add_kept(&mut source, other);
            source.prompt = source.prompt.or_else(|| other.prompt.clone());
        }
        Some(LogIn { tokens, source })
    }
}

impl Provider {
    /// Whether a captured value is a parameter of a callback.
    #[must_use]
    pub fn is_of_callback(&self, captured: &str) -> bool {
        let is_visit =
            |name: &str| self.endpoints.iter().any(|known| known.spec_name() == name && known.visit().is_some());
        let sources = self.credentials.iter().filter_map(|credential| match &credential.source {
            Source::Token(source) => Some(source),
            Source::Static => None,
        });
        let captures = sources.flat_map(|source| &source.reply.captures);
        let places = captures.filter(|(name, _)| name == captured).flat_map(|(_, found)| found.places());
        places.into_iter().any(|place| is_visit(&place.step))
    }
}

/// Adds the inputs that only another token needs.
fn add_inputs(inputs: &mut Vec<Input>, others: &[Input]) {
    for other in others {
        match inputs.iter_mut().find(|input| input.field.ident.value == other.field.ident.value) {
            Some(input) => {
                input.goes_into.mint |= other.goes_into.mint;
                input.goes_into.refresh |= other.goes_into.refresh;
                input.goes_into.revoke |= other.goes_into.revoke;
            }
            None => inputs.push(other.clone()),
        }
    }
}

/// Adds the values of the calls before a visit that only another token needs.
fn add_kept(source: &mut TokenSource, other: &TokenSource) {
    let (Some(opening), Some(other)) = (&mut source.opening, &other.opening) else { return };
    for kept in &other.keep {
        if !opening.keep.contains(kept) {
            opening.keep.push(kept.clone());
        }
    }
}

/// Adds the steps that only another token needs.
fn add_steps(steps: &mut Vec<Step>, others: &[Step]) {
    for other in others {
        if !steps.iter().any(|step| step.name == other.name) {
            steps.push(other.clone());
        }
    }
}
