//! The context of lowering: the spec, the problems found so far, and the declarations in use.

use std::collections::{HashMap, HashSet};

use auth_language::name::is_snake_case;
use auth_language::problem::{Broken, Code, Help, Problem, Problems};
use auth_language::suggest;
use auth_language::value::Type;

use crate::model::{ChoiceId, RecordId};
use crate::read::{
    A_HOST, A_TYPE, AN_ENDPOINT, AN_ERROR_SET, CredentialSpec, EndpointSpec, Reader, Spec, Text, TypeSpec,
};
use crate::text::{Node, Spot, Value};

/// The Rust name of the scopes' enum.
pub(super) const SCOPE: &str = "Scope";

/// The context of lowering.
pub(super) struct Context<'s> {
    pub(super) spec: &'s Spec,
    reader: &'s mut Reader,
    /// The types that the spec declares.
    pub(super) types: HashMap<&'s str, Type>,
    /// Whether all calls of all credentials are known, and so what they need and what they capture.
    pub(super) are_calls_known: bool,
    /// Whether the encoding of every reply is known.
    pub(super) are_replies_read: bool,
    /// Whether examples of several calls give a client that nothing sends, which was reported.
    pub(super) lacks_client: bool,
    /// The calls that send no body, which was reported.
    bodiless: HashSet<String>,
    /// The calls of whose parts some are broken.
    partly_read: HashSet<&'s str>,
    /// The types that are named and not declared, which was reported.
    missing: HashSet<String>,
    /// The declarations that are in use.
    used: HashSet<(Declared, String)>,
    /// How many references to declarations of each kind name nothing.
    dangling: HashMap<Declared, usize>,
}

/// The kind of a declaration. A setting and a host may have the same name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Declared {
    /// A record or an enumeration.
    Type,
    Host,
    Setting,
    ErrorSet,
}

impl Declared {
    /// Returns what a reader calls it where its name is missing.
    fn unnamed(self) -> Option<&'static str> {
        match self {
            Self::Type => Some(A_TYPE),
            Self::Host => Some(A_HOST),
            Self::ErrorSet => Some(AN_ERROR_SET),
            Self::Setting => None,
        }
    }
}

impl<'s> Context<'s> {
    pub(super) fn new(spec: &'s Spec, reader: &'s mut Reader) -> Self {
        let are_calls_known = are_calls_known(spec, reader);
        let (types, used) = (declared(spec), HashSet::new());
        let are_replies_read = spec.endpoints.broken().is_none();
        Self {
            spec,
            reader,
            types,
            are_calls_known,
            are_replies_read,
            lacks_client: false,
            bodiless: HashSet::new(),
            partly_read: partly_read(spec),
            missing: HashSet::new(),
            used,
            dangling: HashMap::new(),
        }
    }

    /// Returns nothing after a problem that is not expected.
    pub(super) fn goes_on(&self) -> Option<()> {
        self.reader.goes_on()
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

    /// Returns proof that a problem was reported, for code that finds a placeholder.
    pub(super) fn broken(&self) -> Option<Broken> {
        self.reader.problems.broken()
    }

    /// Whether a problem was reported at a position: what else is wrong there is one mistake.
    pub(super) fn is_reported(&self, at: Spot) -> bool {
        self.reader.problems.found().iter().any(|found| found.at == at)
    }

    /// Returns the problems that were found until now.
    pub(super) fn found(&self) -> &[Problem<Spot>] {
        self.reader.problems.found()
    }

    /// Returns the list of problems for the rules of [`auth_language`].
    pub(super) fn problems(&mut self) -> &mut Problems<Spot> {
        &mut self.reader.problems
    }

    /// Reports a reference to something that is not declared. `all` introduces the list of declared names:
    /// `the endpoints are`.
    pub(super) fn report_unknown(&mut self, code: Code, what: &str, name: &Text, known: &[&str], all: &str) -> Broken {
        self.mention(&name.value);
        let help = self.advise(name, known, all);
        self.report(code, name.at, format!("there is no {what} `{}`", name.value), help)
    }

    /// Whether a name is one of a declaration that is in capitals, which is reported there.
    pub(super) fn is_misnamed(name: &str, known: &[&str]) -> bool {
        known.iter().any(|known| known.eq_ignore_ascii_case(name) && !is_snake_case(known))
    }

    /// Reports a call that needs a credential of a spec that has none.
    pub(super) fn report_no_credential(&mut self, at: Spot) {
        let message = "this call needs a credential, and the spec has none";
        self.report(Code::AUTH, at, message, "declare one under `credentials`");
    }

    /// Returns advice for an unknown name: one of those that are known, while there are few problems.
    pub(super) fn advise(&self, name: &Text, known: &[&str], all: &str) -> Help<Spot> {
        if self.reader.problems.are_many() {
            Help::Prose(suggest::all_of(all, known))
        } else {
            suggest::help(&name.value, name.at, known, all)
        }
    }

    /// Records that a declaration is in use.
    pub(super) fn refer(&mut self, what: Declared, name: &str) {
        self.used.insert((what, name.to_owned()));
    }

    /// Records that a reference names nothing: a declaration that is not used may be meant.
    pub(super) fn dangle(&mut self, what: Declared) {
        *self.dangling.entry(what).or_default() += 1;
    }

    /// Returns how many references to such declarations name nothing.
    pub(super) fn dangling(&self, what: Declared) -> usize {
        self.dangling.get(&what).copied().unwrap_or_default()
    }

    /// Records that a call sends no body, which was reported: whatever type is not used may be meant for that.
    pub(super) fn lack_body(&mut self, call: &str) {
        self.reader.mentions.add_unnamed(A_TYPE);
        self.bodiless.insert(call.to_owned());
    }

    /// Whether a call lacks its body: fields of it are unknown.
    pub(super) fn lacks_body(&self, call: &str) -> bool {
        self.bodiless.contains(call)
    }

    /// Whether a call may take more than is known of it.
    pub(super) fn is_partly_read(&self, call: &str) -> bool {
        self.lacks_body(call) || self.partly_read.contains(call)
    }

    /// Whether some call lacks its body.
    pub(super) fn lacks_bodies(&self) -> bool {
        !self.bodiless.is_empty()
    }

    /// Records that a type is named and not declared, and returns whether that is new.
    pub(super) fn miss(&mut self, ty: &str) -> bool {
        self.missing.insert(ty.to_owned())
    }

    /// Records the words of a broken text, which may be names of declarations.
    pub(super) fn mention(&mut self, text: &str) {
        self.reader.mentions.add_text(text);
    }

    /// Whether a broken part mentions a name.
    pub(super) fn is_mentioned(&self, name: &str) -> bool {
        self.reader.mentions.has(name)
    }

    /// Whether all values are known that the log-ins capture.
    pub(super) fn are_captures_known(&self) -> bool {
        let credentials = &self.spec.credentials;
        let mut all = credentials.iter();
        credentials.broken().is_none()
            && all.all(|named| named.value.as_ref().is_ok_and(CredentialSpec::are_captures_read))
    }

    /// Whether a mapping has a key twice, with two values.
    pub(super) fn has_twins(&self, node: &Node) -> bool {
        matches!(&node.value, Value::Map(entries) if entries.iter().any(|entry| self.reader.places.is_twice(entry)))
    }

    /// Whether a declaration is in use, or may be, because a broken part mentions it.
    pub(super) fn is_used(&self, what: Declared, name: &str) -> bool {
        let mentions = &self.reader.mentions;
        let may_be_meant = mentions.has(name) || what.unnamed().is_some_and(|what| mentions.has_unnamed(what));
        // A template that is not resolved may use a setting, and braces without a name any.
        let may_be_in_braces = || [name, ""].into_iter().any(|name| mentions.has_in_braces(name));
        let is_in_braces = what == Declared::Setting && self.broken().is_some() && may_be_in_braces();
        may_be_meant || is_in_braces || self.used.contains(&(what, name.to_owned()))
    }
}

/// Returns the calls of whose parts some are broken.
fn partly_read(spec: &Spec) -> HashSet<&str> {
    let is_whole = |endpoint: &EndpointSpec| endpoint.groups().all(|(_, fields)| fields.are_read());
    spec.endpoints.sound().filter(|(_, endpoint)| !is_whole(endpoint)).map(|(name, _)| name.value.as_str()).collect()
}

fn are_calls_known(spec: &Spec, reader: &Reader) -> bool {
    let is_known = |credential: &CredentialSpec| {
        credential.are_calls_read() && credential.calls().all(|call| spec.endpoints.has(&call.value))
    };
    let mut credentials = spec.credentials.iter();
    spec.credentials.broken().is_none()
        && credentials.all(|named| named.value.as_ref().is_ok_and(is_known))
        && !reader.mentions.has_unnamed(AN_ENDPOINT)
}

/// Returns the types that a spec declares. A broken one accepts everything.
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

/// Returns the record of a type that is a record or a list of records.
pub(super) fn record_of(ty: &Type) -> Option<RecordId> {
    match ty.item() {
        Type::Record(id) => Some(*id),
        _ => None,
    }
}
