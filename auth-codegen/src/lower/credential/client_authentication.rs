//! Lowers client authentication (RFC 6749 §2.3): adds the inputs and parts of a method, so that endpoints need not
//! declare them.

mod assertion;
mod place;

use auth_language::credential::{ClientPart, client_parts};
use auth_language::name;
use auth_language::problem::Code;
use auth_language::request::{Part, Place};
use auth_language::spanned::Spanned;
use auth_language::value::{Expr, Scope};
use auth_language::word::{ClientAuthentication, Word as _};

use crate::lower::context::Context;
use crate::lower::host::setting::Settings;
use crate::model::{self, Field};
use crate::read::{ClientAuthenticationSpec, EndpointSpec, FieldSpec, Named, Read, Text};
use crate::text::Spot;

pub(in crate::lower) use place::{check, takes_client};

/// The client authentication of an endpoint.
pub(in crate::lower) struct Client {
    said: Box<ClientAuthenticationSpec>,
    /// The position of the endpoint's name.
    endpoint: Spot,
}

/// Returns the client authentication of an endpoint: its own, else that of the credential that calls it, else that of
/// its host.
pub(in crate::lower) fn of(name: &Text, spec: &EndpointSpec, cx: &mut Context<'_>) -> Option<Client> {
    let said = match &spec.client_authentication {
        Some(own) => own.as_ref().ok().filter(|own| is_possible(own, spec, cx)).cloned(),
        None => place::inherited(name, spec, cx),
    };
    let said = said.filter(|said| has_place(name, said, spec, cx));
    let Some(said) = said else {
        mention_inputs(name, spec, cx);
        return None;
    };
    check_certificate(name, &said, spec, cx);
    Some(Client { said, endpoint: name.at })
}

/// Marks the inputs of client authentication as used if the method is broken, because it may use them; all inputs, if the
/// host or the credential is broken that says which method it is.
fn mention_inputs(name: &Text, spec: &EndpointSpec, cx: &mut Context<'_>) {
    if spec.client_authentication.is_none() && takes_client(spec) && is_open(name, spec, cx) {
        spec.inputs.names().for_each(|input| cx.mention(&input.value));
    }
    for part in spec.client_authentication.iter().flat_map(|_| client_parts(ClientAuthentication::ClientSecretPost)) {
        cx.mention(part.input);
    }
}

/// Whether the endpoint may have further inputs, because its client authentication is broken.
pub(in crate::lower) fn is_open(name: &Text, spec: &EndpointSpec, cx: &Context<'_>) -> bool {
    match &spec.client_authentication {
        Some(Ok(own)) => conflict(own, spec).is_some() || !place::has_body(own, spec),
        Some(Err(_)) => true,
        None => {
            let is_uncalled = cx.broken().is_some() && place::is_uncalled(name, spec, cx.spec);
            !cx.are_calls_known || spec.method.is_err() || is_uncalled || place::is_open(name, spec, cx.spec)
        }
    }
}

fn is_possible(own: &ClientAuthenticationSpec, spec: &EndpointSpec, cx: &mut Context<'_>) -> bool {
    let conflict = conflict(own, spec);
    if let Some((code, message, help)) = conflict {
        cx.report(code, own.at, message, help);
    }
    conflict.is_none()
}

type Conflict = (Code, &'static str, &'static str);

/// Returns why a method is impossible: a browser cannot keep a secret, and there is only one `Authorization` header.
fn conflict(own: &ClientAuthenticationSpec, spec: &EndpointSpec) -> Option<Conflict> {
    let basic = own.method == ClientAuthentication::ClientSecretBasic;
    match spec.method {
        Ok(None) => {
            let help = "say it at the endpoint that exchanges the code, and send `client_id: string` in the query";
            Some((Code::VISIT, "a browser does not authenticate the client", help))
        }
        _ if basic && spec.basic.is_some() => {
            Some((Code::CONFLICT, "`client_secret_basic` is HTTP Basic with the id and the secret", "remove `basic`"))
        }
        _ if basic && spec.auth.is_some() => {
            let help = "remove one of the two, or write `client_secret_post`";
            Some((Code::CONFLICT, "`client_secret_basic` and `auth` would both be in `Authorization`", help))
        }
        _ => None,
    }
}

/// Checks that there is a body if the method sends something in it.
fn has_place(name: &Text, said: &ClientAuthenticationSpec, spec: &EndpointSpec, cx: &mut Context<'_>) -> bool {
    // What could not be read may be a body.
    let may_have_body = spec.groups().any(|(_, group)| group.broken().is_some());
    let has_place = place::has_body(said, spec) || may_have_body;
    if !has_place {
        let at = if spec.client_authentication.is_some() { said.at } else { name.at };
        let message = format!("`{}` has no body for what `{}` sends", name.value, said.method.text());
        cx.report(Code::CLIENT_AUTHENTICATION, at, message, "add `form: {}`, or write `client_secret_basic`");
    }
    has_place
}

/// Checks that a certificate is shown if the method needs one (RFC 8705 §2).
fn check_certificate(name: &Text, said: &ClientAuthenticationSpec, spec: &EndpointSpec, cx: &mut Context<'_>) {
    if !place::has_certificate(name, said, spec, cx.spec) {
        let message =
            format!("`{}` proves who the client is by its certificate, and none is shown", said.method.text());
        let help = "add `tls: { certificate: certificate, key: private_key }` to the host, or to the credential";
        cx.report(Code::TLS, said.at, message, help);
    }
}

impl Client {
    pub(in crate::lower) fn is_basic(&self) -> bool {
        self.said.method == ClientAuthentication::ClientSecretBasic
    }

    /// Returns the inputs that the method needs and the spec does not declare, with their places.
    pub(in crate::lower) fn fields(&self, spec: &EndpointSpec, settings: &Settings) -> Vec<(Option<Place>, Field)> {
        let needed = client_parts(self.said.method).iter().filter(|part| assertion::needs(&self.said, part));
        let needed = needed.map(|part| (part, assertion::input(&self.said, part)));
        let missing = needed.filter(|(_, input)| !place::has_field(spec, input) && !settings.may_have(input));
        missing
            .map(|(part, input)| {
                let ident = Spanned::new(name::field_ident(input), self.said.at);
                let mut field = Field::new(ident, input, Spanned::new(part.ty.clone(), self.endpoint));
                field.doc = Some(part.doc.to_owned());
                let is_here = part.place == Some(Place::Body) && !place::is_in_body(spec, input);
                (is_here.then_some(Place::Body), field)
            })
            .collect()
    }

    /// Returns the claims of an assertion that the caller gives.
    pub(in crate::lower) fn given<'c>(
        &'c self,
        spec: &'c EndpointSpec,
    ) -> impl Iterator<Item = &'c Named<Read<FieldSpec>>> {
        self.said.assertion.fields.iter().filter(|named| !place::has_field(spec, &named.name.value))
    }

    /// Returns the parts that the method adds to those in `sent`.
    pub(in crate::lower) fn parts(
        &self,
        sent: &[model::Part],
        scope: &Scope,
        cx: &mut Context<'_>,
    ) -> Vec<model::Part> {
        let is_sent = |needed: &&ClientPart| {
            let names = |part: &model::Part| part.value.names().iter().any(|name| name.name == needed.input);
            let is_it = |part: &model::Part| part.name.value == needed.name || names(part);
            sent.iter().any(|part| Some(part.place) == needed.place && is_it(part))
        };
        let missing = client_parts(self.said.method).iter().filter(|part| !is_sent(part));
        let parts = missing.filter_map(|part| {
            let place = part.place?;
            let value = scope.find(part.input, self.said.at, cx.problems()).ok().map(Expr::Name)?;
            let name = Spanned::new(part.name.to_owned(), self.said.at);
            Some(Part { place, name, value, at: self.said.at })
        });
        let parts: Vec<model::Part> = parts.collect();
        parts.into_iter().chain(assertion::parts(&self.said, sent, scope, cx)).collect()
    }
}
