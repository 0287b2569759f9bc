//! Lowers credentials: their inputs, and how they are attached to a request.

mod attach;
mod check;
pub(super) mod client_authentication;
pub(super) mod fit;
mod identity;
mod inputs;

use self::attach::Attached;
use auth_language::id::Table;
use auth_language::name;
use auth_language::problem::Code;
use auth_language::value::{NameKind, Scope, ScopeEntry, add_pieces};
use auth_language::word;

use crate::lower::context::Context;
use crate::lower::error::Errors;
use crate::lower::expression;
use crate::lower::host::setting::Settings;
use crate::lower::host::tls;
use crate::lower::lifecycle::{self, Calls, elsewhere};
use crate::lower::sign;
use crate::lower::value::field::{self, sound, trimmed};
use crate::model::{
    Auth, BasicEncoding, Credential, CredentialId, Endpoint, EndpointId, Field, Input, InputKind, Member, Record,
    RecordId, Source, TokenSource,
};
use crate::read::{self, AttachSpec, CredentialSpec, Named, Read, Text};

pub(super) fn lower(
    settings: &Settings,
    endpoints: &Table<EndpointId, Endpoint>,
    records: &mut Table<RecordId, Record>,
    errors: &Errors,
    cx: &mut Context<'_>,
) -> Table<CredentialId, Credential> {
    check_needed(endpoints, cx);
    client_authentication::check(cx);
    let spec = cx.spec;
    let calls = Calls { endpoints, records: &*records, settings, are_cut: false };
    let mut credentials = Table::with_capacity(spec.credentials.iter().len());
    let mut captured = Vec::new();
    for named in spec.credentials.iter() {
        let (credential, record) = lower_credential(named, settings, &calls, cx);
        let id = credentials.push(credential);
        captured.extend(record.map(|record| (id, record)));
    }
    fit::check(&credentials, cx);
    add_captured(captured, &mut credentials, records);
    check::lower(&mut credentials, &Calls { endpoints, records, settings, are_cut: false }, errors, cx);
    check_variables(&credentials, cx);
    credentials
}

/// Lowers what a credential adds to a request: its parts, its signature and its certificate.
fn lower_attached(
    name: &Text,
    spec: &CredentialSpec,
    inputs: &[Field],
    (scope, is_broken): (Scope, bool),
    cx: &mut Context<'_>,
) -> Attached {
    let scope = scope.with_encodings(expression::encodings([&spec.inputs], cx));
    let scope = scope.with_encodings(inputs::encoding_of_key(spec, cx));
    let (computed, scope) = expression::lower_named(&spec.computed, scope, cx);
    let sign = sound(&spec.sign).filter(|sign| !(is_broken && sign::refer_only(sign, cx)));
    let sign = sign.and_then(|spec| sign::lower(spec, &scope, cx));
    let hosts = fit::tls(&name.value, cx);
    let tls = tls::of_credential(name, spec, &hosts, &scope, cx);
    // A broken certificate of a host may be the one that uses an input.
    let is_broken = hosts.contains(&None) || (tls.is_none() && !hosts.is_empty());
    let inputs = if is_broken { &[] } else { inputs };
    let also = Attached { parts: Vec::new(), computed, sign, tls };
    attach::lower(spec, inputs, &scope, also, cx)
}

/// Checks that each environment variable is read for one input of a credential.
fn check_variables(credentials: &Table<CredentialId, Credential>, cx: &mut Context<'_>) {
    let spec = cx.spec;
    let Ok(provider) = spec.name.as_ref().map(|name| name.value.as_str()) else { return };
    // The tokens of a log-in have the same inputs.
    let is_first = |credential: &&Credential| credential.member.as_ref().is_none_or(|member| member.is_first);
    for credential in credentials.iter().filter(is_first) {
        let gathered: &[Input] = match &credential.source {
            Source::Static => &[],
            Source::Token(source) => &source.inputs,
        };
        let gathered = gathered.iter().filter(|input| input.kind == InputKind::Lasting).map(|input| &input.field);
        let further = credential.further_inputs().filter(|input| !field::is_open(input));
        let variables = gathered.chain(further).map(|input| {
            let at = input.env.as_ref().map_or(input.ident.at, |env| env.at);
            (credential.variable(input, provider), input.wire.clone(), at)
        });
        let variables: Vec<_> = variables.collect();
        let variables = variables.iter().map(|(variable, input, at)| (variable.as_str(), input.as_str(), *at));
        auth_language::credential::check_variables(variables, cx.problems());
    }
}

/// Adds the records of captured values to the provider's records.
fn add_captured(
    captured: Vec<(CredentialId, Record)>,
    credentials: &mut Table<CredentialId, Credential>,
    records: &mut Table<RecordId, Record>,
) {
    for (credential, record) in captured {
        if let Source::Token(source) = &mut credentials[credential].source {
            source.captured = Some(records.push(record));
        }
    }
}

/// Checks that a credential is declared if a call requires one.
fn check_needed(endpoints: &Table<EndpointId, Endpoint>, cx: &mut Context<'_>) {
    let spec = cx.spec;
    if !spec.credentials.is_empty() {
        return;
    }
    let is_protected = |endpoint: &Endpoint| endpoint.http().is_some_and(|call| call.auth == Auth::Any);
    let calls = spec.endpoints.iter().zip(endpoints).filter(|(_, endpoint)| is_protected(endpoint));
    let auth = calls.filter_map(|(named, _)| named.value.as_ref().ok()).find_map(|endpoint| sound(&endpoint.auth));
    if let Some(auth) = auth.filter(|auth| auth.any.is_none()) {
        cx.report_no_credential(auth.at);
    }
}

fn lower_credential(
    named: &Named<Read<CredentialSpec>>,
    settings: &Settings,
    calls: &Calls<'_>,
    cx: &mut Context<'_>,
) -> (Credential, Option<Record>) {
    let member = named.value.as_ref().ok().and_then(|spec| spec.member.as_ref());
    check_name(&named.name, member, cx);
    let Ok(spec) = &named.value else { return (stand_in(&named.name), None) };
    check_source(&named.name, spec, cx);
    let inputs = inputs::lower(spec, cx);
    let ident = name::type_ident(&named.name.value);
    let source = lower_source(spec, &ident, calls, cx);
    let captured = source.as_ref().and_then(|source| lifecycle::lower_captured(&ident, &source.reply, cx));
    let scope = scope(spec, &inputs, source.as_ref(), settings);
    let is_open = spec.calls().any(|call| cx.is_partly_read(&call.value));
    let scope = if is_open { scope.with_broken_names() } else { scope };
    let is_broken = spec.token.is_some() && source.is_none();
    let Attached { parts, computed, sign, tls } = lower_attached(&named.name, spec, &inputs, (scope, is_broken), cx);
    let identity = identity::lower(spec, &identity::Around { settings, calls, source: source.as_ref() }, cx);
    let credential = Credential {
        name: named.name.value.clone(),
        ident,
        doc: spec.doc.as_ref().map(trimmed).unwrap_or_default(),
        deprecated: sound(&spec.deprecated).map(trimmed),
        example: inputs::lower_example(spec, &inputs),
        inputs,
        source: source.map_or(Source::Static, |source| Source::Token(Box::new(source))),
        parts,
        computed,
        sign,
        tls,
        basic_encoding: encoding(spec, cx),
        check: None,
        identity,
        registration: lifecycle::registration::call(sound(&spec.registration), cx),
        member: member.map(lower_member),
    };
    (credential, captured)
}

fn lower_source(spec: &CredentialSpec, ident: &str, calls: &Calls<'_>, cx: &mut Context<'_>) -> Option<TokenSource> {
    let log_in = spec.member.as_ref().map(|member| name::type_ident(&member.log_in.value));
    match &spec.token {
        Some(Ok(token)) if spec.key.is_none() => {
            lifecycle::lower(spec, token, log_in.as_deref().unwrap_or(ident), calls, cx)
        }
        Some(_) | None => None,
    }
}

/// Lowers which of several tokens of a log-in it is.
fn lower_member(member: &read::Member) -> Member {
    let read::Member { log_in, name, is_first, is_optional, with, carrier: _ } = member;
    Member {
        log_in: name::type_ident(&log_in.value),
        name: name.value.clone(),
        is_first: *is_first,
        is_optional: *is_optional,
        with: with.clone(),
    }
}

/// Returns the placeholder for a broken credential.
fn stand_in(name: &Text) -> Credential {
    Credential {
        name: name.value.clone(),
        ident: name::type_ident(&name.value),
        doc: String::new(),
        deprecated: None,
        inputs: Vec::new(),
        example: Vec::new(),
        source: Source::Static,
        parts: Vec::new(),
        computed: Vec::new(),
        sign: None,
        tls: None,
        basic_encoding: BasicEncoding::Plain,
        check: None,
        identity: None,
        registration: None,
        member: None,
    }
}

fn check_name(name: &Text, member: Option<&read::Member>, cx: &mut Context<'_>) {
    if let Some(member) = member {
        check_name(&member.log_in, None, cx);
        if !name::is_snake_case(&member.name.value) {
            let message = format!("`{}` cannot be the name of a token", member.name.value);
            cx.report(Code::NAME, member.name.at, message, "use lower-case words joined by `_`");
        }
        return;
    }
    if !name::is_snake_case(&name.value) {
        let message = format!("`{}` cannot be the name of a credential", name.value);
        cx.report(Code::NAME, name.at, message, "use lower-case words joined by `_`");
    } else if name.value == read::request::auth::REQUIRED {
        let message = "`auth: required` means any credential";
        cx.report(Code::TAKEN, name.at, message, "choose another name");
    }
}

/// Checks that a credential has either static inputs or a token that endpoints issue.
fn check_source(name: &Text, spec: &CredentialSpec, cx: &mut Context<'_>) {
    if let Some(key) = spec.without_token() {
        let message = format!("`{}` has `{key}`, and does not say which call makes its token", name.value);
        cx.report(Code::CREDENTIAL, name.at, message, "add `token: { from: ENDPOINT, value: FIELD }`");
        return;
    }
    check_one_source(name, spec, cx);
    if spec.token.is_some() {
        return;
    }
    if let Some(name) = sound(&spec.session_key) {
        let message = "a session makes a key for the tokens that it asks for";
        cx.report(Code::SIGN, name.at, message, "remove this, or say `token`");
    }
    if let Some(Ok(registration)) = &spec.registration {
        let message = "a client registers itself for the tokens that it asks for";
        cx.report(Code::REGISTRATION, registration.spot, message, "remove this, or say `token`");
    }
    let CredentialSpec { authorize, refresh, revoke, rotation, reuse, grace, scopes, sessions, log_out, .. } = spec;
    let texts = [rotation, reuse, grace, scopes, sessions].into_iter().filter_map(sound).map(|text| text.at);
    let steps = [authorize, refresh, revoke, log_out].into_iter().filter_map(sound);
    for at in texts.chain(steps.filter_map(|steps| Some(steps.first()?.call.at))) {
        let message = "a static credential is not made by endpoints";
        cx.report(Code::CREDENTIAL, at, message, "remove this, or say `token` instead");
    }
}

/// Checks that a secret comes from one place: `key`, `inputs` or `token`.
fn check_one_source(name: &Text, spec: &CredentialSpec, cx: &mut Context<'_>) {
    let CredentialSpec { key, inputs, token, .. } = spec;
    match (key, token) {
        (Some(Ok(key)), Some(Ok(token))) => {
            let message = "a credential has a `key` or a `token`, not both";
            cx.report(Code::CREDENTIAL, key.spot.max(token.spot), message, "remove one, or make two credentials");
        }
        (Some(Ok(key)), None) if inputs.iter().next().is_some() => {
            let message = "`key` is one input, and `inputs` declares several";
            cx.report(Code::CREDENTIAL, key.spot, message, "remove `key`, and declare the secret under `inputs`");
        }
        (None, None) if inputs.is_empty() => {
            let message = format!("`{}` does not say where its secret comes from", name.value);
            let help =
                "add `key: {}` or `inputs` for what does not change, or `token: { from: ENDPOINT, value: FIELD }`";
            cx.report(Code::CREDENTIAL, name.at, message, help);
        }
        (Some(_) | None, Some(_) | None) => {}
    }
}

/// Returns the scope of an attachment: its names, and the texts that inputs consist of.
fn scope(spec: &CredentialSpec, inputs: &[Field], source: Option<&TokenSource>, settings: &Settings) -> Scope {
    let scope = settings.scope(names(spec, inputs, source));
    let scope = scope.with_elsewhere(elsewhere::of_credential(spec, settings));
    // A broken log-in may have the inputs that `attach` names, and so may what is missing.
    let is_missing = spec.key.is_none() && spec.inputs.is_empty();
    let is_broken = source.is_none() && (spec.token.is_some() || is_missing) || spec.inputs.broken().is_some();
    let scope = if is_broken { scope.with_broken_names() } else { scope };
    let gathered = source.iter().flat_map(|source| &source.inputs).map(|input| &input.field);
    inputs.iter().chain(gathered).fold(scope, |scope, input| {
        if field::is_open(input) {
            scope.with_broken_pieces(&input.wire)
        } else {
            add_pieces(input, NameKind::Input, scope)
        }
    })
}

/// Returns the names that an attachment can use: inputs, and the reply's field that is the token.
fn names(spec: &CredentialSpec, inputs: &[Field], source: Option<&TokenSource>) -> Vec<ScopeEntry> {
    let own = inputs.iter().map(|input| field::as_name(input, NameKind::Input));
    let gathered =
        source.iter().flat_map(|source| &source.inputs).filter(|input| !matches!(input.kind, InputKind::Asked(_)));
    let own_key = source.and_then(|source| source.session_key.as_ref()).map(|key| &key.field);
    let gathered = gathered.map(|input| &input.field).chain(own_key);
    let gathered = gathered.map(|input| field::as_name(input, NameKind::Input));
    let token = source.and_then(TokenSource::first).map(|(_, field)| field::as_name(field, NameKind::Token));
    let known: Vec<ScopeEntry> = token.into_iter().chain(own).chain(gathered).map(ScopeEntry::Known).collect();
    let value = spec.token.as_ref().and_then(|token| token.as_ref().ok()).and_then(|token| token.value.as_ref().ok());
    let value = value.and_then(|names| names.first()).filter(|_| source.is_none());
    let broken = value.map(|value| ScopeEntry::Broken(value.value.clone()));
    known.into_iter().chain(broken).collect()
}

fn encoding(spec: &CredentialSpec, cx: &mut Context<'_>) -> BasicEncoding {
    let Ok(AttachSpec::Parts { basic: Some(Ok(basic)), .. }) = spec.attach.as_deref() else {
        return BasicEncoding::Plain;
    };
    let encode = sound(&basic.encode).map(|text| word::check(text, "`encode`", cx.problems()));
    encode.and_then(Result::ok).unwrap_or(BasicEncoding::Plain)
}
