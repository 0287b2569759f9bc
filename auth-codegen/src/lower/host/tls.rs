//! Lowers mutual TLS (RFC 8705): which inputs hold the client certificate of an endpoint or a credential.

use auth_language::host::{Tls, resolve_tls};
use auth_language::name;
use auth_language::problem::Code;
use auth_language::spanned::Spanned;
use auth_language::value::{Scope, Type};

use crate::lower::context::Context;
use crate::lower::host;
use crate::lower::value::field::sound;
use crate::model::Field;
use crate::read::{CredentialSpec, EndpointSpec, Spec, Text, TlsSpec};

/// Returns the certificate that a call without a credential shows: that of its host.
pub(in crate::lower) fn of_endpoint<'s>(endpoint: &EndpointSpec, spec: &'s Spec) -> Option<&'s TlsSpec> {
    let is_open_call = matches!(endpoint.method, Ok(Some(_))) && endpoint.auth.is_none();
    host::of(endpoint, spec).filter(|_| is_open_call).and_then(|host| sound(&host.tls))
}

/// Whether the certificate that a call without a credential shows is broken, or its host: the inputs are not known.
pub(in crate::lower) fn is_broken(endpoint: &EndpointSpec, spec: &Spec) -> bool {
    let is_here = || host::of(endpoint, spec).is_some_and(|host| matches!(host.tls, Some(Err(_))));
    endpoint.auth.is_none() && (endpoint.method.is_err() || !host::is_known(endpoint, spec) || is_here())
}

/// Whether a call that a credential makes has a broken certificate, whose inputs are those of the credential.
fn has_broken(credential: &CredentialSpec, spec: &Spec) -> bool {
    let mut calls = credential.calls();
    calls.any(|call| {
        let called = spec.endpoints.sound().find(|(name, _)| name.value == call.value);
        called.is_some_and(|(_, endpoint)| is_broken(endpoint, spec))
    })
}

/// Returns the inputs that a certificate needs and the endpoint does not declare.
pub(in crate::lower) fn fields(tls: &TlsSpec, endpoint: &EndpointSpec, name: &Text) -> Vec<Field> {
    let has = |name: &str| endpoint.groups().any(|(_, group)| group.may_have(name));
    let inputs = [
        (&tls.certificate, Type::Certificate, "The client certificate (RFC 8705), with its chain."),
        (&tls.key, Type::PrivateKey, "The private key of the client certificate."),
    ];
    let missing = inputs.into_iter().filter(|(input, ..)| !has(&input.value));
    missing
        .map(|(input, ty, doc)| {
            let ident = Spanned::new(name::field_ident(&input.value), input.at);
            let mut field = Field::new(ident, &input.value, Spanned::new(ty, name.at));
            field.doc = Some(doc.to_owned());
            field
        })
        .collect()
}

/// Resolves the inputs of a certificate; `None` if one is broken.
pub(in crate::lower) fn resolve(tls: &TlsSpec, scope: &Scope, cx: &mut Context<'_>) -> Option<Tls> {
    let found = resolve_tls(&tls.certificate, &tls.key, scope, cx.problems()).ok();
    if found.is_none() {
        cx.mention(&tls.certificate.value);
        cx.mention(&tls.key.value);
    }
    found
}

/// Lowers the certificate that a credential shows: its own, else that of a host that its calls have.
pub(in crate::lower) fn of_credential(
    name: &Text,
    spec: &CredentialSpec,
    hosts: &[Option<&TlsSpec>],
    scope: &Scope,
    cx: &mut Context<'_>,
) -> Option<Tls> {
    if let Some(own) = &spec.tls {
        return resolve(own.as_ref().ok()?, scope, cx);
    }
    let tls = hosts.iter().flatten().next()?;
    let unknown = [&tls.certificate, &tls.key].into_iter().find(|input| !scope.knows(&input.value));
    let Some(unknown) = unknown else { return resolve(tls, scope, cx) };
    let is_whole = spec.inputs.broken().is_none() && spec.inputs.sound().count() == spec.inputs.names().count();
    let is_reported = cx.problems().found().iter().any(|problem| problem.at == unknown.at);
    // A broken log-in may have it.
    if is_whole && !is_reported && !scope.is_open() && !has_broken(spec, cx.spec) {
        let message = format!("`{}` calls this host, and has no input `{}`", name.value, unknown.value);
        let help = "declare `certificate: certificate` and `private_key: private_key` under its `inputs`";
        cx.report(Code::TLS, unknown.at, message, help);
    }
    None
}
