//! The examples of a recording, while it runs.

use std::collections::{BTreeMap, BTreeSet, HashSet};

use auth_codegen::model::{Endpoint, Provider};
use auth_mock::understand;
use bytes::Bytes;
use http::{Request, Response};
use serde_json::Value as Json;

use super::example::{self, Made};
use super::made_up::MadeUp;
use super::shape::shape;

/// What was recorded so far.
#[derive(Debug, Default)]
pub(crate) struct Recording {
    providers: Vec<Provider>,
    made: MadeUp,
    /// The examples, by provider and endpoint.
    examples: Vec<(usize, String, Json)>,
    /// Which members the examples of an endpoint have, so that there is one example for each.
    shapes: HashSet<(usize, String, String)>,
    /// What is not recorded, and how often.
    notes: BTreeMap<String, usize>,
    /// The members that the spec does not declare, by endpoint.
    undeclared: BTreeMap<String, BTreeSet<String>>,
    calls: usize,
}

impl Recording {
    pub(crate) fn new(providers: Vec<Provider>) -> Self {
        let made = MadeUp::new(&providers);
        Self { providers, made, ..Self::default() }
    }

    /// Records an exchange. The path of the request is one of the mock.
    pub(crate) fn take(&mut self, request: &Request<Bytes>, response: &Response<Bytes>) {
        self.calls += 1;
        let understood = match understand(&self.providers, request) {
            Ok(understood) => understood,
            Err(why) => return self.note(format!("a request: {why}")),
        };
        let Some(provider) = self.providers.get(understood.provider) else { return };
        let name = provider.endpoints[understood.endpoint].spec_name().to_owned();
        let full = format!("{}.{name}", provider.name);
        match example::make(provider, &understood, response, &mut self.made) {
            Ok(made) => self.keep(understood.provider, name, full, made),
            Err(why) => why.into_iter().for_each(|why| self.note(format!("{full}: {why}"))),
        }
    }

    fn keep(&mut self, provider: usize, name: String, full: String, made: Made) {
        let Made { example, undeclared } = made;
        if !undeclared.is_empty() {
            self.undeclared.entry(full).or_default().extend(undeclared);
        }
        let status = example.get("status").map(Json::to_string).unwrap_or_default();
        if self.shapes.insert((provider, name.clone(), shape(&example) + &status)) {
            self.examples.push((provider, name, example));
        }
    }

    /// Says what is not recorded.
    pub(crate) fn note(&mut self, note: String) {
        *self.notes.entry(note).or_default() += 1;
    }

    /// Returns the examples of a provider, each with the name of its endpoint.
    pub(super) fn of(&self, provider: usize) -> Vec<(&str, &Json)> {
        let here = self.examples.iter().filter(|(of, ..)| *of == provider);
        here.map(|(_, endpoint, example)| (endpoint.as_str(), example)).collect()
    }

    /// Returns what is not recorded.
    pub(super) fn notes(&self) -> impl Iterator<Item = String> {
        let notes = self.notes.iter().map(|(note, count)| match count {
            1 => note.clone(),
            count => format!("{note} ({count} times)"),
        });
        let undeclared = self.undeclared.iter().map(|(endpoint, names)| {
            let names: Vec<&str> = names.iter().map(String::as_str).collect();
            format!("{endpoint}: members that the spec does not declare: `{}`", names.join("`, `"))
        });
        notes.chain(undeclared)
    }

    /// Returns the number of exchanges.
    pub(super) fn calls(&self) -> usize {
        self.calls
    }

    /// Whether a browser visits the endpoint of a request, instead of a program that calls it.
    pub(crate) fn is_visit(&self, request: &Request<Bytes>) -> bool {
        let understood = understand(&self.providers, request).ok();
        let endpoint: Option<&Endpoint> = understood
            .and_then(|found| self.providers.get(found.provider).map(|provider| &provider.endpoints[found.endpoint]));
        endpoint.is_some_and(|endpoint| endpoint.visit().is_some())
    }
}
