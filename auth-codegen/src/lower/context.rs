//! The context of lowering: the spec, what is wrong with it so far, and what it refers to.

use std::collections::{HashMap, HashSet};

use auth_language::problem::{Broken, Code, Help, Problems};
use auth_language::suggest;
use auth_language::value::Type;

use crate::model::{ChoiceId, RecordId};
use crate::read::{Reader, Spec, Text, TypeSpec};
use crate::text::Spot;

/// The Rust name of the scopes.
pub(super) const SCOPE: &str = "Scope";

/// The context of lowering.
pub(super) struct Context<'s> {
    pub(super) spec: &'s Spec,
    reader: &'s mut Reader,
    /// The types that the spec declares.
    pub(super) types: HashMap<&'s str, Type>,
    /// The declarations that something refers to.
    used: HashSet<(Declared, String)>,
}

/// What a name declares. A setting and a host may have the same name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Declared {
    /// A record, or an enumeration.
    Type,
    Host,
    Setting,
    ErrorSet,
}

impl<'s> Context<'s> {
    pub(super) fn new(spec: &'s Spec, reader: &'s mut Reader) -> Self {
        Self { spec, reader, types: declared(spec), used: HashSet::new() }
    }

    pub(super) fn report(
        &mut self,
        code: Code,
        at: Spot,
        message: impl Into<String>,
        help: impl Into<Help<Spot>>,
    ) -> Broken {
        self.reader.report(code, at, message, help)
    }

    /// The proof that something was reported, for whoever finds a stand-in.
    pub(super) fn broken(&self) -> Option<Broken> {
        self.reader.problems.broken()
    }

    /// For the rules of [`auth_language`].
    pub(super) fn problems(&mut self) -> &mut Problems<Spot> {
        &mut self.reader.problems
    }

    /// Reports a reference to something that does not exist. `all` introduces what there is: `the endpoints are`.
    pub(super) fn report_unknown(&mut self, code: Code, what: &str, name: &Text, known: &[&str], all: &str) -> Broken {
        self.mention(&name.value);
        let help = suggest::help(&name.value, name.at, known, all);
        self.report(code, name.at, format!("there is no {what} `{}`", name.value), help)
    }

    /// Remembers that something refers to a declaration.
    pub(super) fn refer(&mut self, what: Declared, name: &str) {
        self.used.insert((what, name.to_owned()));
    }

    /// Remembers that something broken has these words.
    pub(super) fn mention(&mut self, text: &str) {
        self.reader.mentions.add_text(text);
    }

    /// Whether something broken mentions a name.
    pub(super) fn is_mentioned(&self, name: &str) -> bool {
        self.reader.mentions.has(name)
    }

    /// Whether something refers to a declaration, or may: what is broken mentions it.
    pub(super) fn is_used(&self, what: Declared, name: &str) -> bool {
        self.used.contains(&(what, name.to_owned())) || self.reader.mentions.has(name)
    }
}

/// The types that a spec declares. One that is broken fits everything.
fn declared(spec: &Spec) -> HashMap<&str, Type> {
    let mut types = HashMap::new();
    let (mut choices, mut records) = (0, 0);
    let next = |count: &mut usize| std::mem::replace(count, *count + 1);
    if !spec.scopes.is_empty() {
        types.insert(SCOPE, choice(next(&mut choices)));
    }
    for named in spec.enums.iter() {
        let ty = if named.value.is_ok() { choice(next(&mut choices)) } else { Type::Foreign };
        types.insert(named.name.value.as_str(), ty);
    }
    for named in spec.types.iter() {
        let is_whole = named.value.as_ref().is_ok_and(TypeSpec::is_whole);
        let ty = if is_whole { Type::Record(auth_language::id::Id::new(next(&mut records))) } else { Type::Foreign };
        types.insert(named.name.value.as_str(), ty);
    }
    types
}

fn choice(number: usize) -> Type {
    let id: ChoiceId = auth_language::id::Id::new(number);
    Type::Choice(id)
}

/// The record that a type is, or a list of it.
pub(super) fn record_of(ty: &Type) -> Option<RecordId> {
    match ty.item() {
        Type::Record(id) => Some(*id),
        _ => None,
    }
}
