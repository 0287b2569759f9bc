//! Lowers credentials that obtain tokens from endpoints.

mod calls;
mod capture;
mod consent;
mod inputs;
mod lifetime;
mod opening;
mod refresh;
pub(super) mod registration;
mod replies;
mod reply;
mod scopes;
mod steps;

use self::calls::Called;
pub(super) use calls::{Calls, Returned};
pub(super) use capture::{elsewhere, own_name};
pub(super) use steps::implied;

use auth_language::id::Table;
use auth_language::lifecycle::check_grace;
use auth_language::problem::Code;
use auth_language::word;

use self::capture::{captured, log_out};
use self::consent::Consent;
use self::replies::{Made, Replies};
use self::steps::{companion, qualified};
use crate::lower::context::Context;
use crate::lower::host::setting::Settings;
use crate::lower::value::field::sound;
use crate::model::{
    Credential, CredentialId, Endpoint, EndpointId, Facts, Host, HostId, Input, Opening, Record, RecordId, SessionKey,
    Step, TokenReply, TokenSource,
};
use crate::read::{CredentialSpec, Member, StepSpec, Steps, TokenSpec};

/// Declares what logins find: captured values, and the replies of their steps.
pub(super) fn declare(settings: &mut Settings, records: &Table<RecordId, Record>, cx: &mut Context<'_>) {
    settings.keeps_more = registration::may_keep_more(cx);
    if settings.keeps_more || !cx.are_captures_known() {
        settings.allow_more();
    }
    settings.captured = captured::declared(records, cx);
    settings.replies = qualified::declared(records, cx);
    elsewhere::declare(settings, cx);
}

/// Checks the uses of what logins find.
pub(super) fn check_found(
    endpoints: &Table<EndpointId, Endpoint>,
    hosts: &Table<HostId, Host>,
    credentials: &Table<CredentialId, Credential>,
    records: &Table<RecordId, Record>,
    cx: &mut Context<'_>,
) {
    captured::check(endpoints, hosts, credentials, records, cx);
    registration::order::check(endpoints, hosts, credentials, cx);
    companion::check(cx);
    qualified::check(endpoints, credentials, cx);
}

fn lower_facts(spec: &CredentialSpec, token: &TokenSpec, cx: &mut Context<'_>) -> Facts {
    let mut seconds = |text| sound(text).and_then(|text| lifetime::lower(text, cx));
    let (lifetime, idle, early) = (seconds(&token.lifetime), seconds(&token.idle), seconds(&token.early));
    let grace = sound(&spec.grace).and_then(|text| check_grace(text, cx.problems()).ok());
    let rotation = sound(&spec.rotation).and_then(|text| word::check(text, "`rotation`", cx.problems()).ok());
    let reuse = sound(&spec.reuse).and_then(|text| word::check(text, "`reuse`", cx.problems()).ok());
    lifetime::check_facts(spec, token, rotation, cx);
    let one_session = scopes::is_one(spec, cx);
    Facts { lifetime, idle, early, rotation, reuse, grace, one_session }
}

/// Lowers a token source; `None` if a required part of it is broken. `ident` is the Rust name of the credential.
pub(super) fn lower(
    spec: &CredentialSpec,
    token: &TokenSpec,
    ident: &str,
    calls: &Calls<'_>,
    cx: &mut Context<'_>,
) -> Option<TokenSource> {
    let consent = sound(&spec.authorize).map(|steps| consent::lower(steps, calls, cx)).unwrap_or_default();
    let calls = &calls.cut(consent::is_cut(&consent, spec, token, calls));
    let made = token.from.as_ref().ok().and_then(|steps| find_mint(&consent.calls, steps, calls, cx));
    let (opened, before) = before(&consent, calls, cx);
    let (reply, renewal) = made.as_deref().map(|made| lower_replies(spec, token, (&before, made), calls, cx)).unzip();
    let (reply, renewal) = (reply.flatten(), renewal.flatten());
    let mut revoke = lower_revoke(spec, token, reply.as_ref(), calls, cx);
    let facts = lower_facts(spec, token, cx);
    let made = made.as_deref()?;
    let mut mint = steps::lower(&before, made, &vec![None; made.len()], Some(token), calls, cx);
    let (mut refresh, renewed) = renewal.unwrap_or_default();
    let session_key = lower_key(spec, [&mut mint, &mut refresh, &mut revoke], (&opened, &consent), calls, cx);
    let called = consent.called(&mint, &refresh, &revoke);
    let opening = lower_opening(&opened, &consent, (&mint, reply.as_ref()), ident, calls, cx);
    let inputs = lower_inputs(spec, token, made, &called, calls, cx);
    let reply = reply?;
    Some(TokenSource {
        session_key,
        log_out: sound(&spec.log_out).and_then(|steps| log_out::lower(steps, &reply, calls, cx)),
        authorize: called.authorize,
        opening,
        prompt: consent::prompt(&consent, made, calls, &inputs),
        inputs,
        mint,
        refresh,
        revoke,
        reply,
        renewed,
        captured: None,
        facts,
        exact_scopes: scopes::are_exact(spec, token, cx),
    })
}

/// Lowers what the caller gives, some of it when a call is made.
fn lower_inputs(
    spec: &CredentialSpec,
    token: &TokenSpec,
    made: &[Made<'_, '_>],
    called: &Called<'_>,
    calls: &Calls<'_>,
    cx: &mut Context<'_>,
) -> Vec<Input> {
    let asked = steps::asked(made, calls, cx);
    inputs::lower(calls, spec, token, (called, &asked), cx)
}

/// Lowers the key that the session makes itself.
fn lower_key(
    spec: &CredentialSpec,
    lists: [&mut Vec<Step>; 3],
    (opened, consent): (&[Made<'_, '_>], &Consent<'_>),
    calls: &Calls<'_>,
    cx: &mut Context<'_>,
) -> Option<SessionKey> {
    let name = sound(&spec.session_key).filter(|name| steps::session_key::check_single(spec, name, cx))?;
    let visit = consent.visit.map(|(endpoint, _)| endpoint);
    let opening: Vec<EndpointId> = opened.iter().map(|step| step.endpoint).chain(visit).collect();
    steps::session_key::lower(name, lists, &opening, calls, cx)
}

/// Returns the calls before the visit; and all steps before the first token request, the visit included.
fn before<'s, 'k>(
    consent: &Consent<'s>,
    calls: &Calls<'k>,
    cx: &mut Context<'_>,
) -> (Vec<Made<'s, 'k>>, Vec<Made<'s, 'k>>) {
    let opened: Vec<_> = consent.opening.iter().filter_map(|step| steps::find_one(step, calls, cx)).collect();
    let all = opened.iter().copied().chain(visited(consent, calls)).collect();
    (opened, all)
}

/// Lowers the reply to the first token requests, and how tokens are renewed.
fn lower_replies(
    spec: &CredentialSpec,
    token: &TokenSpec,
    (before, made): (&[Made<'_, '_>], &[Made<'_, '_>]),
    calls: &Calls<'_>,
    cx: &mut Context<'_>,
) -> (Option<TokenReply>, Option<(Vec<Step>, TokenReply)>) {
    let first = Replies::of(made, calls);
    // A page that could not be read may give back what is captured.
    let has_page = !matches!(spec.authorize, Some(Err(_)));
    let reply = lower_reply(before, &first, (token, spec.member.as_ref(), has_page), cx);
    let renewal = lower_refresh(spec, token, &first, reply.as_ref(), calls, cx);
    (reply, renewal)
}

/// Returns the visit as a step whose reply is the callback, if that is more than a code.
fn visited<'s, 'k>(consent: &Consent<'s>, calls: &Calls<'k>) -> Option<Made<'s, 'k>> {
    let (endpoint, spec) = consent.visit?;
    let returned = Returned::Record(calls.callback(endpoint)?);
    Some(Made { spec, endpoint, returned })
}

/// Lowers the calls before the visit, with what the steps of the first token need of their replies.
fn lower_opening(
    opened: &[Made<'_, '_>],
    consent: &Consent<'_>,
    (mint, reply): (&[Step], Option<&TokenReply>),
    ident: &str,
    calls: &Calls<'_>,
    cx: &mut Context<'_>,
) -> Option<Opening> {
    let (endpoint, spec) = consent.visit?;
    let visit = Made { spec, endpoint, returned: Returned::Other };
    let mut opening = opening::lower(opened, visit, ident, calls, cx)?;
    opening.captures = opening::captures(&opening.steps, reply);
    opening.keep = opening::keep(opened, mint, reply, &spec.call, cx);
    Some(opening)
}

/// Lowers the type of what is captured, if anything is.
pub(super) fn lower_captured(ident: &str, reply: &TokenReply, cx: &mut Context<'_>) -> Option<Record> {
    let captures = &reply.captures;
    (!captures.is_empty()).then(|| capture::record(&format!("{ident}Captured"), ident, captures, cx))
}

/// Resolves the steps that request the first token, which must not need a token themselves.
fn find_mint<'s, 'k>(
    opening: &[&'s StepSpec],
    steps: &'s Steps,
    calls: &Calls<'k>,
    cx: &mut Context<'_>,
) -> Option<Vec<Made<'s, 'k>>> {
    let made = steps::find(opening.iter().copied().chain(steps), calls, cx)?;
    refresh::refuse_nothing(&made, cx);
    companion::check_given(&made, calls, cx).ok()?;
    let last = made.last()?;
    if !calls.are_cut && made.iter().all(|step| matches!(step.returned, Returned::Other)) {
        let message = format!("`{}` does not return a type with fields", last.spec.call.value);
        let help = "declare its reply under `types` and name it in `returns`";
        cx.report(Code::TOKEN, last.spec.call.at, message, help);
        return None;
    }
    Some(made)
}

/// Lowers the fields that are read from the replies to the first token requests.
fn lower_reply(
    before: &[Made<'_, '_>],
    replies: &Replies<'_, '_, '_>,
    (token, member, has_page): (&TokenSpec, Option<&Member>, bool),
    cx: &mut Context<'_>,
) -> Option<TokenReply> {
    if replies.idents().is_empty() {
        return None;
    }
    let reply = reply::lower(replies, (token, member), cx);
    let all: Vec<Made<'_, '_>> = before.iter().chain(replies.steps).copied().collect();
    let all = if before.is_empty() { *replies } else { Replies::of(&all, replies.calls) };
    let captured = sound(&token.capture).filter(|_| has_page);
    let captures = captured.map(|names| capture::lower(&all, names, cx)).unwrap_or_default();
    let reply = reply.map(|reply| TokenReply { captures, ..reply });
    lifetime::check(replies, reply.as_ref(), (token, member), cx);
    reply
}

fn lower_refresh(
    spec: &CredentialSpec,
    token: &TokenSpec,
    first: &Replies<'_, '_, '_>,
    reply: Option<&TokenReply>,
    calls: &Calls<'_>,
    cx: &mut Context<'_>,
) -> Option<(Vec<Step>, TokenReply)> {
    let made = steps::find(sound(&spec.refresh)?, calls, cx)?;
    steps::refuse_waiting(&made, cx);
    let replies = Replies::of(&made, calls);
    let mut renewed = reply::lower_renewed(&replies, token);
    renewed.captures = reply.map(|reply| capture::lower_renewed(&replies, &reply.captures)).unwrap_or_default();
    // The renewal of another of several tokens sends that one's refresh token.
    let carrier = spec.member.as_ref().and_then(|member| member.carrier.as_deref()).unwrap_or(token);
    let carries = refresh::carries_of_refresh(&made, first, carrier, calls, cx)?;
    // A token of the wrong type is found in no reply.
    let is_sound = reply.is_some_and(reply::has_sound_token);
    if first.idents().is_empty() || !is_sound || !refresh::check_renewed(&made, &renewed, &carries, (first, token), cx)
    {
        return None;
    }
    Some((steps::lower(&[], &made, &carries, None, calls, cx), renewed))
}

/// Lowers the calls that revoke a token; none if there are none, or one of them is broken.
/// `reply` is where the token is found.
fn lower_revoke(
    spec: &CredentialSpec,
    token: &TokenSpec,
    reply: Option<&TokenReply>,
    calls: &Calls<'_>,
    cx: &mut Context<'_>,
) -> Vec<Step> {
    let steps = sound(&spec.revoke);
    let Some(made) = steps.and_then(|steps| steps::find(steps, calls, cx)) else { return Vec::new() };
    steps::refuse_waiting(&made, cx);
    steps::expect::refuse(&made, cx);
    let has_value = reply.is_some_and(|reply| reply.access_token.is_some());
    let carries = refresh::carries_of_revoke(&made, token, has_value, calls, cx);
    carries.map_or_else(Vec::new, |carries| steps::lower(&[], &made, &carries, None, calls, cx))
}
