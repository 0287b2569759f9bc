//! Lowers the way in which a credential is attached to a request.

use auth_language::credential::{Attachment, check_attachment, check_session_parts, check_token_part, with_computed};
use auth_language::host::Tls;
use auth_language::problem::Code;
use auth_language::request::{Computed, Part, Place};
use auth_language::sign::Sign;
use auth_language::spanned::Spanned;
use auth_language::value::{Expr, Name, NameKind, Scope};

use crate::lower::context::Context;
use crate::lower::request::{lower_basic, lower_bearer, lower_made};
use crate::model::{self, Field};
use crate::read::{AttachSpec, BasicSpec, CredentialSpec, FieldSpec, PlacedSpec, Read, Text};
use crate::text::Spot;

/// The parts, computed values and signature that a credential adds to a request.
#[derive(Default)]
pub(super) struct Attached {
    pub(super) parts: Vec<model::Part>,
    pub(super) computed: Vec<Computed<Spot>>,
    pub(super) sign: Option<Sign<Spot>>,
    pub(super) tls: Option<Tls>,
}

/// Returns what a credential adds to a request. `also` contains all but its parts.
pub(super) fn lower(
    spec: &CredentialSpec,
    inputs: &[Field],
    scope: &Scope,
    also: Attached,
    cx: &mut Context<'_>,
) -> Attached {
    let Ok(attach) = spec.attach.as_deref() else { return Attached::default() };
    let parts = lower_placed(attach, spec, scope, cx);
    let Attached { computed, sign, tls, .. } = also;
    let is_signed = sign.is_some() == spec.sign.is_some() && (tls.is_some() || spec.tls.is_none());
    let is_whole = computed.len() == spec.computed.iter().count() && is_signed;
    let Some(parts) = parts.filter(|_| is_whole) else { return Attached::default() };
    let attachment = Attachment { inputs: inputs.to_vec(), parts, computed, sign, tls, at: position(attach) };
    check_attachment(&attachment, cx.problems());
    let at = attachment.at;
    let attached = settle(attachment, spec, cx);
    // Without a name for the token, its log-in is broken.
    let token = scope.known().find(|name| name.kind == NameKind::Token && spec.token.is_some());
    if let Some(token) = token.filter(|_| !matches!(attach, AttachSpec::Nothing { .. })) {
        check_token_part(&attached.parts, &token.name, at, cx.problems());
    }
    attached
}

/// Returns what is added to a request. The parts of a session are made once for each token, and computed with it.
fn settle(attachment: Attachment<Spot>, spec: &CredentialSpec, cx: &mut Context<'_>) -> Attached {
    let Attachment { parts, computed, sign, tls, .. } = attachment;
    if spec.token.is_none() {
        return Attached { parts, computed, sign, tls };
    }
    check_session_parts(&parts, &computed, cx.problems());
    let (parts, sign) = with_computed(parts, sign, &computed);
    Attached { parts, computed: Vec::new(), sign, tls }
}

/// Returns the parts of an attachment; `None` if one of them is broken.
fn lower_placed(
    attach: &AttachSpec,
    spec: &CredentialSpec,
    scope: &Scope,
    cx: &mut Context<'_>,
) -> Option<Vec<model::Part>> {
    match attach {
        AttachSpec::Bearer { spot } => {
            let name = Spanned::new("Authorization".to_owned(), *spot);
            one_header(&name, "Bearer ", spec, scope, cx)
        }
        AttachSpec::Header { name, prefix } => lower_header(name, prefix.as_ref(), spec, scope, cx),
        AttachSpec::Parts { placed, basic, bearer, .. } => {
            lower_parts(placed, basic.as_ref(), bearer.as_ref(), scope, cx)
        }
        AttachSpec::Nothing { .. } => Some(Vec::new()),
    }
}

fn position(attach: &AttachSpec) -> Spot {
    match attach {
        AttachSpec::Bearer { spot } | AttachSpec::Parts { spot, .. } | AttachSpec::Nothing { spot } => *spot,
        AttachSpec::Header { name, .. } => name.at,
    }
}

/// Returns the header part; `None` if its prefix or its value is broken.
fn lower_header(
    name: &Text,
    prefix: Option<&Read<Text>>,
    spec: &CredentialSpec,
    scope: &Scope,
    cx: &mut Context<'_>,
) -> Option<Vec<model::Part>> {
    let prefix = prefix.map(Result::as_ref).transpose().ok()?;
    if let Some(prefix) = prefix {
        check_prefix(&name.value, prefix, cx);
    }
    one_header(name, prefix.map_or("", |prefix| prefix.value.as_str()), spec, scope, cx)
}

/// Returns a header part with the only secret as its value.
fn one_header(
    name: &Text,
    prefix: &str,
    spec: &CredentialSpec,
    scope: &Scope,
    cx: &mut Context<'_>,
) -> Option<Vec<model::Part>> {
    let secret = Expr::Name(the_secret(name, spec, scope, cx)?);
    let value = if prefix.is_empty() { secret } else { Expr::Concat(vec![Expr::text(prefix), secret]) };
    Some(vec![Part { place: Place::Header, name: name.clone(), value, at: name.at }])
}

/// Returns the token, or the only secret among the inputs.
fn the_secret(name: &Text, spec: &CredentialSpec, scope: &Scope, cx: &mut Context<'_>) -> Option<Name> {
    let kind = if spec.token.is_some() { NameKind::Token } else { NameKind::Input };
    let secrets: Vec<&Name> = scope.known().filter(|known| known.kind == kind && may_be_secret(known)).collect();
    match secrets.as_slice() {
        [secret] => Some((*secret).clone()),
        [] if spec.token.is_some() || spec.inputs.broken().is_some() || spec.inputs.is_empty() => None,
        [] => {
            let message = "none of the inputs is a secret";
            cx.report(Code::ATTACH, name.at, message, "declare the one that is sent as `secret`");
            None
        }
        // A broken input may be another type.
        several if several.iter().filter(|name| name.ty != model::Type::Foreign).count() < 2 => None,
        [first, ..] => {
            let template = format!("{{ headers: {{ {}: \"{{{}}}\" }} }}", name.value, first.name);
            let message = "several inputs are secrets, and this sends one";
            cx.report(Code::ATTACH, name.at, message, format!("say which is sent where: `{template}`, for example"));
            None
        }
    }
}

fn may_be_secret(name: &Name) -> bool {
    // A private key signs, and is not sent.
    let is_sent = name.ty != model::Type::PrivateKey;
    is_sent && (name.ty.is_secret() || name.ty == model::Type::Foreign)
}

fn lower_parts(
    placed: &[PlacedSpec],
    basic: Option<&Read<BasicSpec>>,
    bearer: Option<&Read<FieldSpec>>,
    scope: &Scope,
    cx: &mut Context<'_>,
) -> Option<Vec<model::Part>> {
    let mut is_whole = placed.iter().all(|placed| placed.entries.broken().is_none());
    let mut parts = Vec::new();
    for (place, named) in placed.iter().flat_map(|placed| placed.entries.iter().map(|named| (placed.place, named))) {
        let part = named.value.as_ref().ok().and_then(|field| lower_part(place, &named.name, field, scope, cx));
        is_whole &= part.is_some();
        parts.extend(part);
    }
    if let Some(basic) = basic {
        let halves = basic.as_ref().map(|basic| lower_basic(basic, scope, cx)).unwrap_or_default();
        is_whole &= halves.len() == 2;
        parts.extend(halves);
    }
    if let Some(bearer) = bearer {
        let part = bearer.as_ref().ok().and_then(|bearer| lower_bearer(bearer, scope, cx));
        is_whole &= part.is_some();
        parts.extend(part);
    }
    is_whole.then_some(parts)
}

fn lower_part(place: Place, name: &Text, spec: &FieldSpec, scope: &Scope, cx: &mut Context<'_>) -> Option<model::Part> {
    let message = "a credential sends only what its inputs give";
    let help = format!(
        "declare `{}` under `inputs`, and write a template such as `\"{{api_key}}\"` here; or `{{ const: … }}`, if it is always the same",
        name.value
    );
    let (value, at) = lower_made(spec, scope, (Code::ATTACH, message, &help), cx)?;
    if let Some(at) = spec.raw {
        let message = "what a credential adds to a URL is percent-encoded";
        cx.report(Code::FIELD_PROPERTY, at, message, "remove this");
    }
    Some(Part { place, name: name.clone(), value, at })
}

/// Checks that a prefix is separated from the secret, and that `Bearer` is written as `bearer`.
fn check_prefix(header: &str, prefix: &Text, cx: &mut Context<'_>) {
    let text = &prefix.value;
    if header.eq_ignore_ascii_case("authorization") && text.trim_end().eq_ignore_ascii_case("bearer") {
        let message = "this is the same as `bearer` (RFC 6750)";
        cx.report(Code::ATTACH, prefix.at, message, "write `attach: bearer`");
    } else if text.ends_with(|c: char| c.is_ascii_alphanumeric()) {
        let help = format!("write `\"{text} \"`, with a space at the end");
        cx.report(Code::ATTACH, prefix.at, format!("`{text}` and the secret would be one word"), help);
    }
}
