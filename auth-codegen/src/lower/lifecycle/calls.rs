//! Resolves the endpoints that a credential calls.

use auth_language::id::Table;
use auth_language::problem::Code;
use auth_language::value::Type;
use auth_language::word::Pkce;

use super::steps::implied;
use crate::lower::context::Context;
use crate::lower::credential::client_authentication;
use crate::lower::host::setting::Settings;
use crate::lower::host::tls;
use crate::lower::value::field;
use crate::model::{Call, Endpoint, EndpointId, Field, HttpCall, OneOf, Record, RecordId, Returns, Step};
use crate::read::Text;

/// The endpoints and records that a credential refers to.
pub(in crate::lower) struct Calls<'k> {
    pub(in crate::lower) endpoints: &'k Table<EndpointId, Endpoint>,
    pub(in crate::lower) records: &'k Table<RecordId, Record>,
    pub(in crate::lower) settings: &'k Settings,
    /// Whether an earlier call of the log-in is broken: its reply may have what no other has.
    pub(in crate::lower) are_cut: bool,
}

/// The calls of a credential.
pub(super) struct Called<'a> {
    /// The page that the user's browser visits first.
    pub(super) authorize: Option<EndpointId>,
    /// Its name under `authorize`.
    pub(super) visited: Option<&'a Text>,
    pub(super) mint: &'a [Step],
    pub(super) refresh: &'a [Step],
    pub(super) revoke: &'a [Step],
}

/// What a call returns, with regard to a token in it.
#[derive(Clone, Copy)]
pub(in crate::lower) enum Returned<'k> {
    Record(&'k Record),
    /// One of several replies.
    OneOf(&'k OneOf),
    /// The reply is broken.
    Unknown,
    /// The reply has no fields.
    Other,
}

impl<'k> Calls<'k> {
    /// Returns the same for a log-in of which a call may be broken.
    pub(super) fn cut(&self, are_cut: bool) -> Self {
        Self { are_cut, ..*self }
    }

    pub(in crate::lower) fn returned(&self, id: EndpointId) -> Returned<'k> {
        match self.endpoints[id].http() {
            Some(HttpCall { returns: Returns::Type(Type::Record(id)), .. }) => Returned::Record(&self.records[*id]),
            Some(HttpCall { returns: Returns::OneOf(one_of), .. }) => Returned::OneOf(one_of),
            Some(HttpCall { returns: Returns::Type(ty), .. }) if *ty.item() == Type::Foreign => Returned::Unknown,
            Some(_) | None => Returned::Other,
        }
    }

    /// Returns the record that a call returns.
    pub(super) fn record_of(&self, id: EndpointId) -> Option<RecordId> {
        if let Some(visit) = self.endpoints[id].visit() {
            return visit.callback;
        }
        match &self.endpoints[id].http()?.returns {
            Returns::Type(Type::Record(id)) => Some(*id),
            Returns::Nothing | Returns::Type(_) | Returns::Optional(_) | Returns::Bytes | Returns::OneOf(_) => None,
        }
    }

    /// Returns the fields that the caller gives for an endpoint.
    pub(in crate::lower) fn fields(&self, id: EndpointId) -> &'k [Field] {
        self.endpoints[id].fields()
    }

    /// Whether fields of a request are broken or could not be read.
    pub(in crate::lower) fn is_open(&self, id: EndpointId, cx: &Context<'_>) -> bool {
        let named = cx.spec.endpoints.iter().nth(auth_language::id::Id::number(id));
        let is_whole = named.is_some_and(|named| {
            let Ok(spec) = &named.value else { return false };
            let is_whole = spec.groups().all(|(_, group)| group.broken().is_none());
            is_whole
                && !cx.lacks_body(&named.name.value)
                && !client_authentication::is_open(&named.name, spec, cx)
                && !tls::is_broken(spec, cx.spec)
        });
        !is_whole || self.fields(id).iter().any(field::is_open)
    }

    /// Whether an example gives a value for a call: if no field has that name, it is reported there.
    pub(in crate::lower) fn is_in_example(id: EndpointId, name: &str, cx: &Context<'_>) -> bool {
        let spec = cx.spec.endpoints.iter().nth(auth_language::id::Id::number(id));
        let examples = spec.and_then(|named| field::sound(&named.value.as_ref().ok()?.examples));
        let examples = examples.into_iter().flatten().filter_map(|example| example.as_ref().ok());
        examples.filter_map(|example| field::sound(&example.request)).any(|request| request.entry(name).is_some())
    }

    /// Whether a field of a request is there only because a template names the reply of an earlier step.
    pub(super) fn is_implied(id: EndpointId, field: &Field, cx: &Context<'_>) -> bool {
        let named = cx.spec.endpoints.iter().nth(auth_language::id::Id::number(id));
        named.is_some_and(|named| named.value.as_ref().is_ok_and(|spec| implied::is_implied(field, spec)))
    }

    pub(in crate::lower) fn is_protected(&self, id: EndpointId) -> bool {
        self.endpoints[id].http().is_some_and(HttpCall::is_protected)
    }

    pub(in crate::lower) fn call(&self, name: &Text, cx: &mut Context<'_>) -> Option<EndpointId> {
        let id = Self::find(name, cx)?;
        let is_call = !self.is_visit(id);
        if !is_call {
            let message = format!("`{}` is visited by a browser", name.value);
            cx.report(Code::TOKEN_CALL, name.at, message, "name an endpoint that is called");
        }
        is_call.then_some(id)
    }

    /// Whether the method of an endpoint is broken.
    pub(in crate::lower) fn is_broken(id: EndpointId, cx: &Context<'_>) -> bool {
        let spec = cx.spec.endpoints.iter().nth(auth_language::id::Id::number(id));
        spec.and_then(|named| named.value.as_ref().ok()).is_none_or(|spec| spec.method.is_err())
    }

    /// Returns the names of the pages that a browser visits.
    pub(super) fn visits(&self) -> impl Iterator<Item = &str> {
        let is_visit = |endpoint: &&Endpoint| matches!(endpoint.call, Call::Visit(_));
        self.endpoints.iter().filter(is_visit).map(Endpoint::spec_name)
    }

    pub(super) fn is_visit(&self, id: EndpointId) -> bool {
        matches!(self.endpoints[id].call, Call::Visit(_))
    }

    /// Whether a visit always sends a PKCE challenge, without the caller asking for it.
    pub(super) fn has_pkce(&self, id: EndpointId) -> bool {
        self.endpoints[id].visit().is_some_and(|visit| visit.pkce == Pkce::S256)
    }

    /// Returns the record of what a visit gives back, if it is more than a code.
    pub(super) fn callback(&self, id: EndpointId) -> Option<&'k Record> {
        self.endpoints[id].visit().and_then(|visit| visit.callback).map(|record| &self.records[record])
    }

    /// Whether a visit refuses a PKCE challenge.
    pub(super) fn has_no_pkce(&self, id: EndpointId) -> bool {
        self.endpoints[id].visit().is_some_and(|visit| visit.pkce == Pkce::Off)
    }

    pub(super) fn find(name: &Text, cx: &mut Context<'_>) -> Option<EndpointId> {
        let endpoints = &cx.spec.endpoints;
        let number = endpoints.names().position(|known| known.value == name.value);
        if number.is_none() && endpoints.broken().is_none() {
            let known: Vec<&str> = endpoints.names().map(|known| known.value.as_str()).collect();
            if !Context::is_misnamed(&name.value, &known) {
                cx.report_unknown(Code::TOKEN_CALL, "endpoint", name, &known, "the endpoints are");
            }
        }
        number.map(auth_language::id::Id::new)
    }
}
