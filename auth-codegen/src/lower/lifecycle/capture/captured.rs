//! Checks the uses of captured values: which names exist, and whether their values are known there.

use auth_language::id::Table;
use auth_language::name;
use auth_language::problem::Code;
use auth_language::suggest;
use auth_language::value::{Name, NameKind, ScopeEntry, Type};

use super::own_name;
use crate::lower::context::{Context, record_of};
use crate::lower::host;
use crate::lower::lifecycle::registration;
use crate::lower::request::auth;
use crate::lower::value::field::sound;
use crate::lower::value::record::callback_ident;
use crate::lower::value::types;
use crate::model::{
    Auth, Credential, CredentialId, Endpoint, EndpointId, Field, Host, HostId, Identity, Record, RecordId, Source,
    Step, TokenSource,
};
use crate::read::{CredentialSpec, EndpointSpec, Named, Names, Read, ReturnedSpec, StepSpec, Text};
use crate::text::Spot;

/// Returns the names of all values that logins capture, for templates. Problems with them are reported elsewhere.
pub(in crate::lower) fn declared(records: &Table<RecordId, Record>, cx: &mut Context<'_>) -> Vec<ScopeEntry> {
    let spec = cx.spec;
    let mut entries: Vec<ScopeEntry> = Vec::new();
    for (_, credential) in spec.credentials.sound() {
        if let Some(registration) = sound(&credential.registration) {
            let steps = registration.from.as_deref().unwrap_or_default();
            let names = registration.capture.iter().flatten().filter(|name| !spec.settings.has(own_name(&name.value)));
            entries.extend(names.map(|name| entry(&name.value, field(&name.value, steps, records, cx))));
        }
        let token = credential.token.as_ref().and_then(|token| token.as_ref().ok());
        for name in token.and_then(|token| sound(&token.capture)).into_iter().flatten() {
            // Its name was reported.
            if spec.settings.has(own_name(&name.value)) {
                continue;
            }
            let steps = token.and_then(|token| token.from.as_deref().ok()).unwrap_or_default();
            let of_callback = || callback_field(&name.value, credential, records);
            let found = field(&name.value, steps, records, cx)
                .or_else(of_callback)
                .or_else(|| claim(&name.value, credential, steps, records, cx));
            // A broken reply may always have it.
            let are_known = token.is_some_and(|token| token.from.is_ok());
            let is_read = are_known && !steps.iter().any(|step| is_reply_broken(&step.call, cx));
            let found = found.filter(|(_, is_optional)| is_read || !is_optional);
            entries.push(entry(&name.value, found));
        }
    }
    entries
}

/// Returns the name of a captured value for templates. `found` is its type, and whether it may be absent.
fn entry(name: &str, found: Option<(Type, bool)>) -> ScopeEntry {
    let own = own_name(name).to_owned();
    match found {
        Some((ty, optional)) if *ty.item() != Type::Foreign => {
            let ident = name::field_ident(&own);
            ScopeEntry::Known(Name { kind: NameKind::Captured, name: own, ident, ty, optional })
        }
        Some(_) | None => ScopeEntry::Broken(own),
    }
}

/// Returns the type of a captured value, and whether it may be absent.
fn field(name: &str, steps: &[StepSpec], records: &Table<RecordId, Record>, cx: &Context<'_>) -> Option<(Type, bool)> {
    let (step, wire) = name.split_once('.').unwrap_or(("", name));
    let of_step = |named: &str| steps.iter().find(|known| known.name().value == named);
    let found = |wire: &str| {
        steps.iter().rev().find_map(|step| {
            let field = fields_of(&step.call, records, cx)?.iter().find(|field| field.wire == wire)?;
            Some((field.ty.value.clone(), field.optional || field.never.is_some() || step.is_optional))
        })
    };
    let qualified = of_step(step).and_then(|step| {
        let field = fields_of(&step.call, records, cx)?.iter().find(|field| field.wire == wire)?;
        Some((field.ty.value.clone(), field.optional || field.never.is_some() || step.is_optional))
    });
    found(name).or(qualified)
}

/// Whether the reply of an endpoint could not be read: it may have the value.
fn is_reply_broken(call: &Text, cx: &Context<'_>) -> bool {
    let called = cx.spec.endpoints.sound().find(|(name, _)| name.value == call.value);
    called.is_none_or(|(_, endpoint)| {
        let is_unsaid = !endpoint.is_visit() && endpoint.returns.iter().next().is_none();
        is_unsaid
            || endpoint.returns.broken().is_some()
            || endpoint.returns.iter().any(|named| is_returned_broken(&named.value, cx))
    })
}

fn is_returned_broken(returned: &Read<ReturnedSpec>, cx: &Context<'_>) -> bool {
    match returned {
        Ok(ReturnedSpec::Type(ty) | ReturnedSpec::Success(ty)) => !types::is_known(&ty.value.name, cx),
        Ok(ReturnedSpec::OneOf(_)) => false,
        Err(_) => true,
    }
}

/// Returns the type of a claim, or of a field of a call before the visit: a text that may be absent.
fn claim(
    name: &str,
    credential: &CredentialSpec,
    steps: &[StepSpec],
    records: &Table<RecordId, Record>,
    cx: &Context<'_>,
) -> Option<(Type, bool)> {
    let (first, _) = name.split_once('.')?;
    let is_step = credential.steps().any(|step| step.name().value == first);
    (is_step || field(first, steps, records, cx).is_some()).then_some((Type::String, true))
}

/// Returns the type of a parameter of the callback, and whether it may be absent.
fn callback_field(name: &str, credential: &CredentialSpec, records: &Table<RecordId, Record>) -> Option<(Type, bool)> {
    let mut calls = sound(&credential.authorize)?.iter().map(|step| &step.call.value);
    let (visit, record) = calls.find_map(|visit| Some((visit, callback_of(visit, records)?)))?;
    let own = name.strip_prefix(visit.as_str()).and_then(|rest| rest.strip_prefix('.')).unwrap_or(name);
    let field = record.fields.iter().find(|field| field.wire == own)?;
    Some((field.ty.value.clone(), field.optional))
}

/// Returns the record of what a visit gives back, if it is more than a code.
pub(in crate::lower::lifecycle) fn callback_of<'r>(
    visit: &str,
    records: &'r Table<RecordId, Record>,
) -> Option<&'r Record> {
    records.iter().find(|record| record.uses.callback && record.ident == callback_ident(visit))
}

/// Returns the fields of the first reply of an endpoint.
pub(in crate::lower::lifecycle) fn fields_of<'r>(
    call: &Text,
    records: &'r Table<RecordId, Record>,
    cx: &Context<'_>,
) -> Option<&'r [Field]> {
    let (_, endpoint) = cx.spec.endpoints.sound().find(|(name, _)| name.value == call.value)?;
    let returned = endpoint.returns.sound().find_map(|(_, returned)| match returned {
        ReturnedSpec::Type(ty) | ReturnedSpec::Success(ty) => cx.types.get(ty.value.name.as_str()),
        ReturnedSpec::OneOf(_) => None,
    });
    let id = record_of(returned?)?;
    records.iter().nth(auth_language::id::Id::number(id)).map(|record| record.fields.as_slice())
}

/// Checks that captured values are used only after the login that captures them, and only with its credential.
pub(in crate::lower) fn check(
    endpoints: &Table<EndpointId, Endpoint>,
    hosts: &Table<HostId, Host>,
    credentials: &Table<CredentialId, Credential>,
    records: &Table<RecordId, Record>,
    cx: &mut Context<'_>,
) {
    check_hosts(hosts, records, credentials, cx);
    for (id, endpoint) in endpoints.with_ids() {
        for (name, at) in used(endpoint, hosts, cx) {
            check_use(id, endpoint, &name, at, credentials, cx);
        }
    }
    credentials.iter().filter_map(source).for_each(|source| check_expected(source, cx));
    for credential in credentials.iter().filter(|credential| !is_broken(credential, cx)).collect::<Vec<_>>() {
        let parts = credential.parts.iter().flat_map(|part| part.value.names().into_iter().map(|name| (name, part.at)));
        for (name, at) in parts.filter(|(name, _)| name.kind == NameKind::Captured) {
            if !captures(credential, &name.name) && !keeps(&credential.name, &name.name, cx) {
                let message = format!("`{}` is captured by another credential", name.name);
                cx.report(Code::UNKNOWN_NAME, at, message, "name a value that this one captures");
            }
        }
    }
}

fn check_hosts(
    hosts: &Table<HostId, Host>,
    records: &Table<RecordId, Record>,
    credentials: &Table<CredentialId, Credential>,
    cx: &mut Context<'_>,
) {
    for captured in hosts.iter().filter_map(|host| host.captured.as_ref()) {
        let name = &captured.name;
        if is_captured(&name.value, credentials, cx) || may_be_captured(&name.value, records, cx) {
            continue;
        }
        let all = all(credentials);
        let all: Vec<&str> = all.iter().map(String::as_str).collect();
        let help = match (discovered(&name.value, records, cx), all.as_slice()) {
            (Some(step), _) => format!("add `{step}.{}` to `capture` of the registration", name.value).into(),
            (None, []) => format!("capture it: `token: {{ capture: {} }}`", name.value).into(),
            (None, all) => suggest::help(&name.value, name.at, all, "what is captured is"),
        };
        cx.report(Code::UNKNOWN_NAME, name.at, format!("nothing captures `{}`", name.value), help);
    }
}

/// Returns the call before a registration that answers a field.
fn discovered<'s>(name: &str, records: &Table<RecordId, Record>, cx: &Context<'s>) -> Option<&'s str> {
    let spec = cx.spec;
    let mut steps = spec.credentials.sound().flat_map(|(_, credential)| credential.before_registration());
    let answers = |step: &&StepSpec| {
        fields_of(&step.call, records, cx).is_some_and(|fields| fields.iter().any(|field| field.wire == name))
    };
    steps.find(answers).map(|step| step.name().value.as_str())
}

/// Whether a credential captures a value of this name, or may: the reply that has it, or the call, may be broken.
fn may_be_captured(name: &str, records: &Table<RecordId, Record>, cx: &Context<'_>) -> bool {
    let credentials = cx.spec.credentials.sound().map(|(_, credential)| credential);
    let of_tokens = credentials.filter_map(|credential| credential.token.as_ref()?.as_ref().ok()?.capture.as_ref());
    let is_named = |names: &Read<Names>| {
        names.as_ref().is_ok_and(|names| names.iter().any(|known| own_name(&known.value) == name))
    };
    let mut captures = of_tokens.map(is_named);
    let is_unsure = registration::may_keep_more(cx) || keeps_unknown(records, cx);
    !cx.are_calls_known || is_unsure || cx.is_mentioned(name) || captures.any(|is_named| is_named)
}

/// Whether a registration keeps a value that none of its calls answers, which was reported.
fn keeps_unknown(records: &Table<RecordId, Record>, cx: &Context<'_>) -> bool {
    let registrations = cx.spec.credentials.sound().filter_map(|(_, credential)| sound(&credential.registration));
    registrations.into_iter().any(|registration| {
        let steps = registration.from.as_deref().unwrap_or_default();
        registration.capture.iter().flatten().any(|name| field(&name.value, steps, records, cx).is_none())
    })
}

/// Returns the captured values that an endpoint uses, with their positions.
pub(in crate::lower::lifecycle) fn used(
    endpoint: &Endpoint,
    hosts: &Table<HostId, Host>,
    cx: &Context<'_>,
) -> Vec<(String, Spot)> {
    let at = endpoint.request.path.at;
    let host = hosts.iter().nth(auth_language::id::Id::number(endpoint.host)).and_then(|host| host.captured.as_ref());
    let mut specs = cx.spec.endpoints.sound().filter(|(name, _)| name.value == endpoint.name);
    let host = host.filter(|_| specs.all(|(_, spec)| host::is_known(spec, cx.spec)));
    let host = host.map(|host| (host.name.value.clone(), at));
    let names =
        endpoint.request.parts.iter().flat_map(|part| part.value.names().into_iter().map(|name| (name, part.at)));
    let names = names.filter(|(name, _)| name.kind == NameKind::Captured);
    host.into_iter().chain(names.map(|(name, at)| (name.name.clone(), at))).collect()
}

fn check_use(
    id: EndpointId,
    endpoint: &Endpoint,
    name: &str,
    at: Spot,
    credentials: &Table<CredentialId, Credential>,
    cx: &mut Context<'_>,
) {
    if !credentials.iter().any(|credential| captures(credential, name)) {
        return;
    }
    let may = |credential: &Credential| captures(credential, name) || is_broken(credential, cx);
    let has = |id: &CredentialId| may(&credentials[*id]);
    match endpoint.http().map(|call| &call.auth) {
        Some(Auth::Credential(credential)) if has(credential) => {}
        Some(Auth::OneOf { credentials, optional: false }) if credentials.iter().all(has) => {}
        Some(Auth::Any) if auth::is_unread(endpoint, cx) || credentials.iter().all(may) => {}
        Some(Auth::Any | Auth::Credential(_) | Auth::OneOf { .. }) => {
            let by = credentials.iter().find(|credential| captures(credential, name));
            let by = by.map(|credential| credential.name.clone()).unwrap_or_default();
            let message = format!("`{name}` is captured by `{by}`, and this call is made with others too");
            cx.report(Code::AUTH, at, message, format!("say `auth: {by}`"));
        }
        Some(Auth::None) | None => check_open(id, name, at, credentials, cx),
    }
}

/// Whether the token of a credential is broken, or a call that makes it, so that it may capture anything.
fn is_broken(credential: &Credential, cx: &Context<'_>) -> bool {
    let mut specs = cx.spec.credentials.iter().filter(|named| named.name.value == credential.name);
    specs.next().and_then(|named| named.value.as_ref().ok()).is_some_and(|spec| {
        let is_read = spec.are_calls_read() && spec.are_captures_read();
        !is_read || (spec.token.is_some() && matches!(credential.source, Source::Static))
    })
}

/// Checks that a call without a credential is a step of a login which has captured the value before.
fn check_open(
    id: EndpointId,
    name: &str,
    at: Spot,
    credentials: &Table<CredentialId, Credential>,
    cx: &mut Context<'_>,
) {
    let is_known = credentials.iter().any(|credential| is_known_to(id, name, credential)) || may_be_of_keys(id, cx);
    if !cx.are_calls_known || is_known || is_other_reported(cx) {
        return;
    }
    let sources = || credentials.iter().filter_map(source);
    if sources().any(|source| in_order(source).any(|step| step.endpoint == id)) {
        let message = format!("`{name}` is not known yet at this step");
        cx.report(Code::STEP, at, message, "move the step behind the one that captures it");
    } else if cx.spec.endpoints.iter().nth(auth_language::id::Id::number(id)).is_some_and(is_visit) {
        report_unvisited(id, name, at, credentials, cx);
    } else if !registration::has(id, cx) {
        let message = format!("`{name}` is known after a log-in, and this call is made without one");
        let has_no_identity = |known: &Credential| known.identity.is_none() && captures(known, "id_token");
        let help = if credentials.iter().any(has_no_identity) {
            "add `auth: …`, make it a later step of the log-in, its `refresh` or `revoke`, or let `identity` have it as `keys`"
        } else {
            "add `auth: …`, or make it a later step of the log-in, or its `refresh` or `revoke`"
        };
        cx.report(Code::AUTH, at, message, help);
    }
}

/// Whether a call of a credential is another one than is meant, which was reported where it is named.
fn is_other_reported(cx: &Context<'_>) -> bool {
    let credentials = || cx.spec.credentials.sound().map(|(_, credential)| credential);
    let tokens = credentials().filter_map(|credential| sound(&credential.token)).map(|token| token.spot);
    let calls = credentials().flat_map(CredentialSpec::calls).map(|call| call.at);
    let keys = credentials().filter_map(|credential| sound(&sound(&credential.identity)?.keys)).map(|keys| keys.at);
    tokens.chain(calls).chain(keys).any(|at| cx.is_reported(at))
}

fn is_visit(named: &Named<Read<EndpointSpec>>) -> bool {
    named.value.as_ref().is_ok_and(EndpointSpec::is_visit)
}

/// Reports a page whose URL a log-in captures, and to which no credential leads.
fn report_unvisited(
    id: EndpointId,
    name: &str,
    at: Spot,
    credentials: &Table<CredentialId, Credential>,
    cx: &mut Context<'_>,
) {
    let page = cx.spec.endpoints.names().nth(auth_language::id::Id::number(id));
    let page = page.map(|page| page.value.as_str()).unwrap_or_default();
    let mut by = credentials.iter().filter(|credential| captures(credential, name));
    let by = by.next().map_or("", |credential| credential.name.as_str());
    let message = format!("`{name}` is known after a log-in, and no credential leads to `{page}`");
    let help = format!("add `log_out: {page}` to `{by}`, if that ends the session of the browser");
    cx.report(Code::AUTH, at, message, help);
}

/// Whether a call of a log-in is made after the value is captured. The keys of an issuer are asked for, and the browser is
/// logged out, when there is a token.
fn is_known_to(id: EndpointId, name: &str, credential: &Credential) -> bool {
    let Some(source) = source(credential) else { return false };
    let Some(known) = known_from(source, name) else { return false };
    let is_later = in_order(source).skip(known).chain(&source.refresh).chain(&source.revoke);
    let is_of_keys = matches!(credential.identity, Some(Identity::Token { keys, .. }) if keys == id);
    let is_of_log_out = source.log_out.as_ref().is_some_and(|log_out| log_out.page == id);
    is_of_keys || is_of_log_out || is_later.into_iter().any(|step| step.endpoint == id)
}

/// Whether a broken identity may ask a call for the keys of an issuer.
fn may_be_of_keys(id: EndpointId, cx: &Context<'_>) -> bool {
    let name = cx.spec.endpoints.names().nth(auth_language::id::Id::number(id));
    let identities = cx.spec.credentials.sound().filter_map(|(_, credential)| credential.identity.as_ref());
    let mut keys = identities.map(|identity| identity.as_ref().map(|identity| sound(&identity.keys)));
    keys.any(|keys| keys.map_or(true, |keys| keys.zip(name).is_some_and(|(keys, name)| keys.value == name.value)))
}

/// Returns the calls of a log-in and its visit, in the order in which they are made.
fn in_order(source: &TokenSource) -> impl Iterator<Item = &Step> {
    let before = source.opening.iter().flat_map(|opening| opening.steps.iter().chain([&opening.visit]));
    before.chain(&source.mint)
}

/// Returns the number of calls after which a captured value is known. What a callback has is known after the visit, which
/// comes first.
fn known_from(source: &TokenSource, name: &str) -> Option<usize> {
    let (_, found) = source.reply.captures.iter().find(|(known, _)| known == name)?;
    Some(in_order(source).position(|known| known.name == found.step).map_or(0, |made| made + 1))
}

/// Checks that a step compares its reply only with values that earlier steps have captured. What is broken may capture them.
fn check_expected(source: &TokenSource, cx: &mut Context<'_>) {
    for (index, step) in in_order(source).enumerate() {
        let names = step.expects.iter().flat_map(|(_, expected)| expected.names());
        let captured = names.filter(|name| name.kind == NameKind::Captured);
        let may_be_known = cx.broken().is_some();
        let is_early = |name: &&Name| match known_from(source, &name.name) {
            Some(known) => known > index,
            None => !may_be_known,
        };
        let early: Vec<&Name> = captured.filter(is_early).collect();
        for name in early {
            let at = at_of(&step.name, &name.name, cx);
            let message = format!("`{}` is not known yet at this step", name.name);
            cx.report(Code::STEP, at, message, "move the step behind the one that captures it, and capture it");
        }
    }
}

/// Returns the position of an expectation of a step that uses a name.
fn at_of(step: &str, name: &str, cx: &Context<'_>) -> Spot {
    let steps = cx.spec.credentials.sound().flat_map(|(_, credential)| credential.steps());
    let texts = steps.filter(|known| known.name().value == step).flat_map(|known| known.expect.sound());
    let uses = |text: &Text| text.value.contains(&format!("{{{name}}}"));
    texts.map(|(_, text)| text).find(|text| uses(text)).map_or(Spot::default(), |text| text.at)
}

/// Whether a log-in or a registration captures a value.
pub(in crate::lower::lifecycle) fn is_captured(
    name: &str,
    credentials: &Table<CredentialId, Credential>,
    cx: &Context<'_>,
) -> bool {
    credentials.iter().any(|credential| captures(credential, name) || keeps(&credential.name, name, cx))
}

fn captures(credential: &Credential, name: &str) -> bool {
    source(credential).is_some_and(|source| source.reply.captures.iter().any(|(known, _)| known == name))
}

/// Whether the registration of a credential's client keeps a value.
fn keeps(credential: &str, name: &str, cx: &Context<'_>) -> bool {
    let mut found = cx.spec.credentials.sound().filter(|(known, _)| known.value == credential);
    let registration = found.next().and_then(|(_, spec)| sound(&spec.registration));
    registration
        .iter()
        .flat_map(|registration| &registration.capture)
        .flatten()
        .any(|known| own_name(&known.value) == name)
}

fn source(credential: &Credential) -> Option<&TokenSource> {
    match &credential.source {
        Source::Token(source) => Some(source),
        Source::Static => None,
    }
}

fn all(credentials: &Table<CredentialId, Credential>) -> Vec<String> {
    let sources = credentials.iter().filter_map(source);
    sources.flat_map(|source| source.reply.captures.iter().map(|(name, _)| name.clone())).collect()
}
