//! The parts of a request.

use std::cell::RefCell;
use std::fmt;

use http::HeaderValue;
use smallvec::SmallVec;

use crate::expression::{Evaluator, Named};
use crate::host::SettingValues;
use crate::host::captured::Captured;
use crate::host::site::Site;
use crate::request::carried::Secrets;
use crate::request::part::{Part, Ready};
use crate::request::place::{BasicEncoding, Place};
use crate::request::rule::Rule;
use crate::request::{Context, RequestProblem};
use crate::sign::{Memory, Pending};
use crate::value::wiped::WipedBuffer;
use crate::value::{Encode, Secret, Value};

/// Collects the parts of a request, or of its credential, in the order in which they are sent.
///
/// ```
/// use auth_runtime::request::{BasicEncoding, Fields, Place};
/// use auth_runtime::value::Value;
///
/// let scopes = vec![String::from("read"), String::from("write")];
/// let mut to = Fields::default();
/// to.query("response_type", &"code");
/// to.query("scope", &scopes).separator(" ").at_least(1);
/// to.part(Place::Header, "X-Trace", Value::concat([Value::text("t-"), Value::text("1")]));
/// to.basic(Value::text("app_1"), Value::text("secret_1"), BasicEncoding::Form);
/// ```
#[derive(Debug, Default)]
pub struct Fields<'a> {
    parts: SmallVec<[Part<'a>; 4]>,
    settings: Option<&'a SettingValues>,
    captured: Option<&'a Captured>,
    context: Context,
    memory: Option<&'a Memory>,
    locate: Option<Locate<'a>>,
    named: Named<'a>,
    pending: RefCell<Vec<Pending>>,
    /// Whether a value was computed, which differs from one request to the next.
    is_computed: bool,
    problem: Option<RequestProblem>,
}

/// The function that builds the URL of the request without its query.
#[derive(Clone, Copy)]
pub(crate) struct Locate<'a>(pub(crate) &'a dyn Fn(&Fields<'_>) -> Result<WipedBuffer, RequestProblem>);

/// Shows nothing of the URL, which may contain secrets.
impl fmt::Debug for Locate<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Locate")
    }
}

impl<'a> Fields<'a> {
    /// Makes an empty collection for a request.
    pub(crate) fn of(site: &'a Site, locate: Locate<'a>) -> Self {
        let (settings, captured) = (Some(site.settings()), Some(site.captured()));
        Self { settings, captured, context: site.context(), locate: Some(locate), ..Self::default() }
    }

    /// Prepares the collection for a credential, whose JWTs can be used for several requests, and which can use the
    /// request's named values.
    pub(crate) fn of_credential(self, memory: &'a Memory, named: Named<'a>) -> Self {
        Self { memory: Some(memory), named, ..self }
    }

    /// Adds a field to the path, in place of `{name}`.
    pub fn path(&mut self, name: &'static str, field: &'a dyn Encode) -> &mut Part<'a> {
        self.push(Part::new(Place::Path, name, field.encode()))
    }

    /// Adds a field to the query.
    pub fn query(&mut self, name: &'static str, field: &'a dyn Encode) -> &mut Part<'a> {
        self.push(Part::new(Place::Query, name, field.encode()))
    }

    /// Adds a field as a header.
    pub fn header(&mut self, name: &'static str, field: &'a dyn Encode) -> &mut Part<'a> {
        self.push(Part::new(Place::Header, name, field.encode()))
    }

    /// Adds a field as a cookie.
    pub fn cookie(&mut self, name: &'static str, field: &'a dyn Encode) -> &mut Part<'a> {
        self.push(Part::new(Place::Cookie, name, field.encode()))
    }

    /// Adds a field to the body.
    pub fn body(&mut self, name: &'static str, field: &'a dyn Encode) -> &mut Part<'a> {
        self.push(Part::new(Place::Body, name, field.encode()))
    }

    /// Adds a value in this place: a template, a setting, or a computed value.
    pub fn part(&mut self, place: Place, name: &'static str, value: Value<'a>) -> &mut Part<'a> {
        let value = self.resolve(value);
        self.push(Part::new(place, name, value))
    }

    /// Computes a value once, for several parts and the signature, which refer to it with
    /// [`Computed::Named`](crate::expression::Computed::Named).
    pub fn computed(&mut self, name: &'static str, value: Value<'a>) {
        let value = self.resolve(value);
        self.named.add(name, value);
    }

    /// Checks a value that the caller gives. If it breaks a rule, the request is not sent.
    pub fn given(&mut self, name: &'static str, field: &dyn Encode, rules: &[Rule]) {
        let value = field.encode();
        if let Some(rule) = rules.iter().find(|rule| !rule.allows(&value)) {
            let expected = rule.expected(&value);
            self.problem.get_or_insert(RequestProblem::Unfit { name, expected });
        }
    }

    /// Adds `Authorization: Basic …` (RFC 7617). An absent user name or password is sent as empty. The user name must
    /// not contain a colon unless it is encoded.
    pub fn basic(&mut self, username: Value<'a>, password: Value<'a>, encoding: BasicEncoding) {
        self.part(Place::Basic, "username", username).encoding = encoding;
        self.part(Place::Basic, "password", password).encoding = encoding;
    }

    /// Adds `Authorization: Bearer …` (RFC 6750 §2.1).
    pub fn bearer(&mut self, token: &'a Secret) {
        self.push(Part::new(Place::Header, "authorization", Value::Prefixed("Bearer ", token)));
    }

    /// Adds a header that was computed before; `None` if the secret is not valid in a header.
    pub(crate) fn ready(&mut self, name: &'static str, header: Option<&HeaderValue>, secret: &Secret) {
        let ready = Ready { header: header.cloned(), secret: secret.clone() };
        self.push(Part { ready: Some(ready), ..Part::new(Place::Header, name, Value::Absent) });
    }

    fn push(&mut self, part: Part<'a>) -> &mut Part<'a> {
        let index = self.parts.len();
        self.parts.push(part);
        &mut self.parts[index]
    }

    /// Replaces settings and computations by their values.
    fn resolve(&mut self, value: Value<'a>) -> Value<'a> {
        self.is_computed |= value.is_computed();
        let endpoint = || self.endpoint();
        let evaluator = Evaluator {
            endpoint: Some(&endpoint),
            memory: self.memory,
            pending: Some(&self.pending),
            ..Evaluator::new((self.settings, self.captured), &self.context, &self.named)
        };
        match evaluator.evaluate(value) {
            Ok(value) => value,
            Err(problem) => {
                self.problem.get_or_insert(problem);
                Value::Absent
            }
        }
    }

    /// Returns the URL of the request without its query, from the parts of the path so far.
    fn endpoint(&self) -> Result<WipedBuffer, RequestProblem> {
        let unknown = RequestProblem::Computed { name: "request.endpoint", reason: "it is known to a client only" };
        self.locate.map_or(Err(unknown), |Locate(locate)| locate(self))
    }

    /// Whether the parts have to be made again for a repetition of the request, because a part is computed.
    pub(crate) fn is_computed(&self) -> bool {
        self.is_computed
    }

    /// Returns the named values, and the signatures that are still missing.
    pub(crate) fn into_computed(self) -> (Named<'static>, Vec<Pending>) {
        (self.named.into_owned(), self.pending.into_inner())
    }

    /// Whether a key that signs elsewhere still has to sign.
    pub(crate) fn is_unsigned(&self) -> bool {
        !self.pending.borrow().is_empty()
    }

    /// Returns the parts of one place.
    pub(crate) fn parts_at(&self, place: Place) -> impl Iterator<Item = &Part<'a>> {
        self.parts.iter().filter(move |part| part.place == place)
    }

    /// Returns the names and values of one place.
    pub(crate) fn at(&self, place: Place) -> impl Iterator<Item = (&'static str, &Value<'a>)> {
        self.parts_at(place).map(|part| (part.name, &part.value))
    }

    /// Returns the first problem of a part.
    pub(crate) fn check(&self) -> Result<(), RequestProblem> {
        if let Some(problem) = &self.problem {
            return Err(problem.clone());
        }
        let too_few = |part: &&Part<'_>| part.value.count().is_some_and(|count| count < part.at_least);
        match self.parts.iter().find(too_few) {
            Some(Part { name, at_least, .. }) => Err(RequestProblem::TooFew { name, at_least: *at_least }),
            None => Ok(()),
        }
    }

    /// Adds copies of the secrets in all parts.
    pub(crate) fn secrets(&self, to: &mut Secrets) {
        for part in &self.parts {
            part.each_secret(&mut |secret| to.push(secret.clone()));
        }
    }
}
