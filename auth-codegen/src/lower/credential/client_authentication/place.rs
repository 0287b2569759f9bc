//! Finds the client authentication that is declared for several endpoints at once.

use auth_language::problem::Code;
use auth_language::template::Template;
use auth_language::word::{ClientAuthentication, Method};

use super::assertion;
use crate::lower::context::Context;
use crate::lower::host;
use crate::lower::value::field::sound;
use crate::read::{
    ClientAuthenticationSpec, CredentialSpec, EndpointSpec, Entries, FieldKind, FieldSpec, HostSpec, Spec, Text,
};

/// The client identifier (RFC 6749 §2.2), an input of endpoints with client authentication.
const CLIENT_ID: &str = "client_id";

/// Returns the method declared by the credential that calls the endpoint, or else by the endpoint's host.
pub(super) fn inherited(
    name: &Text,
    spec: &EndpointSpec,
    cx: &mut Context<'_>,
) -> Option<Box<ClientAuthenticationSpec>> {
    if !takes_client(spec) {
        return None;
    }
    let whole = cx.spec;
    let mut of_credentials = callers(name, whole).filter_map(|caller| sound(&caller.client_authentication));
    let first = of_credentials.next();
    if let Some(other) = first.and_then(|first| of_credentials.find(|other| !assertion::is_same(first, other))) {
        let message = format!("another credential calls `{}` too, and says something else", name.value);
        cx.report(Code::CLIENT_AUTHENTICATION, other.at, message, "say it at the endpoint, or make two endpoints");
    }
    let said = host::of(spec, whole).and_then(|host| sound(&host.client_authentication));
    let said = said.filter(|_| callers(name, whole).next().is_some() || has_entry(spec, CLIENT_ID));
    first.or(said).cloned()
}

/// Whether a broken declaration may give the endpoint a method, or the method has no body to be sent in.
pub(super) fn is_open(name: &Text, spec: &EndpointSpec, whole: &Spec) -> bool {
    if !takes_client(spec) {
        return false;
    }
    if !host::is_known(spec, whole) {
        return true;
    }
    let of_host = host::of(spec, whole).and_then(|host| host.client_authentication.as_ref());
    let of_callers = callers(name, whole).filter_map(|caller| caller.client_authentication.as_ref());
    let mut said = of_callers.chain(of_host);
    said.any(|said| said.as_ref().map_or(true, |method| !has_body(method, spec)))
}

/// Whether the host of an endpoint has a method, and no credential calls the endpoint. A wrong reference may mean it.
pub(super) fn is_uncalled(name: &Text, spec: &EndpointSpec, whole: &Spec) -> bool {
    let has_method = host::of(spec, whole).is_some_and(|host| host.client_authentication.is_some());
    has_method && takes_client(spec) && callers(name, whole).next().is_none()
}

/// Whether a certificate is shown where a method needs one: by the host, or by a credential that calls the endpoint.
pub(super) fn has_certificate(name: &Text, said: &ClientAuthenticationSpec, spec: &EndpointSpec, whole: &Spec) -> bool {
    let is_tls =
        matches!(said.method, ClientAuthentication::TlsClientAuth | ClientAuthentication::SelfSignedTlsClientAuth);
    let of_host = spec.captured.is_none() && host::of(spec, whole).is_none_or(|host| host.tls.is_some());
    !is_tls || of_host || callers(name, whole).any(|caller| caller.tls.is_some())
}

/// Whether the endpoint has a place for what the method sends.
pub(super) fn has_body(said: &ClientAuthenticationSpec, spec: &EndpointSpec) -> bool {
    said.method == ClientAuthentication::ClientSecretBasic || spec.json.is_some() || spec.form.is_some()
}

/// Whether an endpoint can have client authentication: it is a `POST` (RFC 6749 §3.2) and has no other authentication.
pub(in crate::lower) fn takes_client(spec: &EndpointSpec) -> bool {
    let is_post = spec.method.as_ref().is_ok_and(|method| method.is_some_and(|method| method.value == Method::Post));
    is_post && spec.auth.is_none() && spec.basic.is_none()
}

fn callers<'s>(name: &Text, spec: &'s Spec) -> impl Iterator<Item = &'s CredentialSpec> {
    let is_called = |credential: &&CredentialSpec| credential.calls().any(|call| call.value == name.value);
    spec.credentials.sound().map(|(_, credential)| credential).filter(is_called)
}

/// Whether an endpoint has a field of this name, in any place.
fn has_entry(spec: &EndpointSpec, name: &str) -> bool {
    spec.groups().any(|(_, group)| group.may_have(name))
}

/// Whether the caller gives, or may give, a value of this name to an endpoint.
pub(super) fn has_field(spec: &EndpointSpec, name: &str) -> bool {
    let is_given = |field: &FieldSpec| {
        !matches!(field.kind, Ok(FieldKind::Template(_) | FieldKind::Constant(_) | FieldKind::Computed(_)))
    };
    spec.groups().any(|(_, group)| {
        let mut known = group.iter().filter(|named| named.name.value == name);
        group.broken().is_some() || known.any(|named| named.value.as_ref().map_or(true, is_given))
    })
}

/// Whether a template of the body sends a value, possibly under another name.
pub(super) fn is_in_body(spec: &EndpointSpec, name: &str) -> bool {
    let bodies = spec.json.iter().chain(&spec.form).map(|body| &body.value);
    bodies.flat_map(Entries::sound).any(|(_, field)| match &field.kind {
        Ok(FieldKind::Template(text)) => {
            Template::parse(&text.value).is_ok_and(|template| template.names().any(|known| known == name))
        }
        Ok(FieldKind::Type(_) | FieldKind::Constant(_) | FieldKind::Computed(_)) | Err(_) => false,
    })
}

/// Checks that client authentication declared for several endpoints applies to at least one.
pub(in crate::lower) fn check(cx: &mut Context<'_>) {
    let spec = cx.spec;
    let is_whole = |endpoint: &EndpointSpec| host::is_known(endpoint, spec);
    let mut endpoints = spec.endpoints.iter();
    if !cx.are_calls_known
        || spec.endpoints.broken().is_some()
        || !endpoints.all(|named| named.value.as_ref().is_ok_and(is_whole))
    {
        return;
    }
    let hosts = spec.hosts.sound().map(|(_, host)| host).chain(&spec.base_url);
    let of_hosts = hosts.filter(|host| !takes_any_client(host, spec)).map(|host| (&host.client_authentication, "host"));
    let idle = |credential: &&CredentialSpec| !calls_any(credential, spec);
    let credentials = spec.credentials.sound().map(|(_, credential)| credential).filter(idle);
    let of_credentials = credentials.map(|credential| (&credential.client_authentication, "credential"));
    let unused: Vec<_> = of_hosts.chain(of_credentials).filter_map(|(said, what)| Some((sound(said)?, what))).collect();
    for (said, what) in unused {
        let message = format!("no endpoint of this {what} authenticates the client");
        let help =
            "a client proves who it is where a credential calls by `POST`, without `auth` and `basic`; or say it there";
        cx.report(Code::CLIENT_AUTHENTICATION, said.at, message, help);
    }
}

fn takes_any_client(host: &HostSpec, spec: &Spec) -> bool {
    spec.endpoints.sound().any(|(name, endpoint)| {
        let is_here = host::of(endpoint, spec).is_some_and(|known| std::ptr::eq(known, host));
        let is_client = callers(name, spec).next().is_some() || has_entry(endpoint, CLIENT_ID);
        is_here && takes_client(endpoint) && is_client
    })
}

fn calls_any(credential: &CredentialSpec, spec: &Spec) -> bool {
    let find = |name: &Text| spec.endpoints.sound().find(|(known, _)| known.value == name.value);
    credential.calls().filter_map(find).any(|(_, endpoint)| takes_client(endpoint))
}
