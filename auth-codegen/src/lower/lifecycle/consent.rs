//! Lowers the result of the user's consent: an authorization code and its PKCE verifier.

use auth_language::problem::Code;
use auth_language::spanned::Spanned;

use super::calls::{Called, Calls};
use super::replies::{Made, Replies};
use super::steps::question_of;
use crate::lower::context::Context;
use crate::lower::value::field::sound;
use crate::model::{EndpointId, Field, GoesInto, Input, InputKind, Prompt, Record, Step, Type};
use crate::read::{CredentialSpec, StepSpec, Steps, Text, TokenSpec};
use crate::text::Spot;

/// The fields of the code exchange (RFC 6749 §4.1.3, RFC 7636 §4.5).
const CODE: &str = "code";
const CODE_VERIFIER: &str = "code_verifier";

/// What happens before the steps of a login.
#[derive(Default)]
pub(super) struct Consent<'s> {
    /// The page that the user's browser visits.
    pub(super) visit: Option<(EndpointId, &'s StepSpec)>,
    /// The calls before the visit.
    pub(super) opening: Vec<&'s StepSpec>,
    /// The other calls. Without a visit, the last of them is shown to the user.
    pub(super) calls: Vec<&'s StepSpec>,
    /// Whether one of them is broken.
    pub(super) is_broken: bool,
}

impl Consent<'_> {
    /// Returns all calls of a credential.
    pub(super) fn called<'a>(&'a self, mint: &'a [Step], refresh: &'a [Step], revoke: &'a [Step]) -> Called<'a> {
        let (authorize, visited) = self.visit.map(|(id, step)| (id, &step.call)).unzip();
        Called { authorize, visited, mint, refresh, revoke }
    }
}

/// Divides `authorize` into the visit and the calls.
pub(super) fn lower<'s>(steps: &'s Steps, calls: &Calls<'_>, cx: &mut Context<'_>) -> Consent<'s> {
    let mut consent = Consent::default();
    for step in steps {
        let Some(id) = Calls::find(&step.call, cx).filter(|id| !Calls::is_broken(*id, cx)) else {
            consent.is_broken = true;
            continue;
        };
        match (calls.is_visit(id), &consent.visit) {
            (false, _) => consent.calls.push(step),
            (true, None) => {
                consent.visit = Some((id, step));
                consent.opening = std::mem::take(&mut consent.calls);
            }
            (true, Some(_)) => {
                let message = format!("`{}` is a second visit", step.call.value);
                cx.report(Code::CONSENT, step.call.at, message, "a person is sent to one page: remove one of the two");
            }
        }
    }
    consent
}

/// Returns what is shown to the user: the reply of the last call of `authorize`, if there is no visit.
pub(super) fn prompt(
    consent: &Consent<'_>,
    made: &[Made<'_, '_>],
    calls: &Calls<'_>,
    inputs: &[Input],
) -> Option<Prompt> {
    let shown = made.get(..consent.calls.len()).filter(|_| consent.visit.is_none())?;
    let question = question_of(&Replies::of(shown, calls))?;
    let is_free = |name: &&str| !inputs.iter().any(|input| input.field.ident.value == **name);
    let ident = ["prompt", "prompt_user", "show_user"].into_iter().find(is_free)?.to_owned();
    Some(Prompt { ident, question })
}

/// Whether an earlier call is broken, or is another one: the log-in takes a code and does not say which page gives it, or
/// has a page and takes no code.
pub(super) fn is_cut(consent: &Consent<'_>, spec: &CredentialSpec, token: &TokenSpec, calls: &Calls<'_>) -> bool {
    let takes_code = |name: &Text| {
        let mut called = calls.endpoints.iter().filter(|endpoint| endpoint.spec_name() == name.value);
        called.any(|endpoint| endpoint.fields().iter().any(is_code))
    };
    let from = first(token).map(takes_code);
    let is_said = spec.authorize.is_some() || token.once.is_some();
    let has_page = calls.visits().next().is_some();
    let is_other = consent.visit.is_some_and(|(visit, _)| calls.callback(visit).is_none()) && from == Some(false);
    consent.is_broken
        || matches!(spec.authorize, Some(Err(_)))
        || is_other
        || (!is_said && has_page && from == Some(true))
}

/// Combines the fields for the code and its verifier into one input, if the credential has `authorize`.
pub(super) fn mark_code(
    calls: &Calls<'_>,
    inputs: &mut Vec<Input>,
    spec: &CredentialSpec,
    token: &TokenSpec,
    called: &Called<'_>,
    cx: &mut Context<'_>,
) {
    let (Some(visit), Some(authorize), Some(from)) = (called.authorize, called.visited, first(token)) else {
        if is_authorize_known(spec, cx) && called.authorize.is_none() && token.once.is_none() {
            check_code_is_used_once(calls, inputs, token, cx);
        }
        return;
    };
    let verifier = inputs.iter().find(|input| input.field.is_called(CODE_VERIFIER) && is_secret(input));
    let is_required = verifier.is_some_and(|input| !input.field.optional);
    let verifier = verifier.map(|input| input.field.ident.value.clone());
    inputs.retain(|input| Some(&input.field.ident.value) != verifier.as_ref());
    let is_verified = verifier.is_some();
    let is_shown = |name: &str| called.mint.iter().any(|step| Calls::is_in_example(step.endpoint, name, cx));
    let is_read = called.mint.iter().all(|step| !calls.is_open(step.endpoint, cx));
    let (is_open, is_verified) = (!is_read || is_shown(CODE), is_verified || is_shown(CODE_VERIFIER) || !is_read);
    let before = cx.problems().count();
    if calls.has_no_pkce(visit) && is_required {
        report_needless_verifier(authorize, from, cx);
    }
    if let Some(callback) = calls.callback(visit) {
        if !is_open && !takes_from(authorize, called) {
            check_callback(callback, (authorize, from), cx);
        }
        inputs.push(grant(visit, verifier, callback, inputs, called));
    } else {
        mark_plain(inputs, verifier, is_open, (authorize, from), cx);
    }
    // One report says that it is not the call for a code.
    if calls.has_pkce(visit) && !is_verified && cx.problems().count() == before {
        report_no_verifier(authorize, from, cx);
    }
}

/// Reports a callback of which no step takes a value.
fn check_callback(callback: &Record, (authorize, from): (&Text, &Text), cx: &mut Context<'_>) {
    match callback.fields.as_slice() {
        fields if fields.iter().any(crate::lower::value::field::is_open) => {}
        [field] if field.wire == CODE => report_no_code(authorize, from, cx),
        _ => report_unused(authorize, callback, cx),
    }
}

/// Whether the endpoints of `authorize` exist, if there are any, and what they are.
fn is_authorize_known(spec: &CredentialSpec, cx: &Context<'_>) -> bool {
    let exists = |step: &StepSpec| {
        let mut sound = cx.spec.endpoints.sound().filter(|(_, endpoint)| endpoint.method.is_ok());
        sound.any(|(name, _)| name.value == step.call.value)
    };
    spec.authorize.iter().all(|steps| steps.as_ref().is_ok_and(|steps| steps.iter().all(exists)))
}

/// Combines the fields for the code and its verifier.
fn mark_plain(
    inputs: &mut [Input],
    verifier: Option<String>,
    is_open: bool,
    (authorize, from): (&Text, &Text),
    cx: &mut Context<'_>,
) {
    match inputs.iter_mut().find(|input| is_code(&input.field)) {
        Some(input) => input.kind = InputKind::AuthorizationCode { verifier },
        None if !is_open => report_no_code(authorize, from, cx),
        None => {}
    }
}

/// Returns the input for what a visit with a callback of its own gives back. Without secrets it can be used again.
fn grant(
    visit: EndpointId,
    verifier: Option<String>,
    callback: &Record,
    inputs: &[Input],
    called: &Called<'_>,
) -> Input {
    let is_taken = |name: &&str| inputs.iter().any(|input| input.field.ident.value == **name);
    let has_code = callback.fields.iter().any(|field| field.ident.value == CODE);
    let name = if has_code { CODE } else { "grant" };
    let name = [name, "authorization", "authorization_grant"].into_iter().find(|name| !is_taken(name)).unwrap_or(name);
    let at = callback.fields.first().map_or(Spot::default(), |field| field.ident.at);
    let mut field = Field::new(Spanned::new(name.to_owned(), at), name, Spanned::new(Type::Secret, at));
    field.doc = Some("What the user's consent gave back.".to_owned());
    let once = callback.fields.iter().any(|field| field.ty.value.is_secret());
    let goes_into = GoesInto { mint: true, ..GoesInto::default() };
    let endpoint = called.mint.first().map_or(visit, |step| step.endpoint);
    Input { field, endpoint, kind: InputKind::Grant { visit, verifier, once }, goes_into }
}

/// Checks that an authorization code is declared as usable once: when it is sent twice, the server refuses it and may
/// revoke the tokens (RFC 6749 §4.1.2).
fn check_code_is_used_once(calls: &Calls<'_>, inputs: &[Input], token: &TokenSpec, cx: &mut Context<'_>) {
    let is_lasting = |input: &&Input| is_code(&input.field) && input.kind == InputKind::Lasting;
    let Some(input) = inputs.iter().find(is_lasting) else { return };
    let mut steps = token.from.iter().flatten();
    let Some(step) = steps.find(|step| step.call.value == calls.endpoints[input.endpoint].spec_name()) else { return };
    // What is asked for when the call is made is used once.
    if sound(&step.ask).is_some_and(|asked| asked.iter().any(|name| name.value == CODE)) {
        return;
    }
    let from = &step.call;
    let visits = calls.visits().map(|name| format!("`authorize: {name}`, or "));
    let help = format!("add {}`once: code`", visits.collect::<String>());
    let message = format!("`{}` takes a `code`, which can be used once", from.value);
    cx.report(Code::ONCE, from.at, message, help);
}

/// Returns the first call.
fn first(token: &TokenSpec) -> Option<&Text> {
    token.from.as_ref().ok()?.first().map(|step| &step.call)
}

/// Whether a step takes a value of the callback.
fn takes_from(authorize: &Text, called: &Called<'_>) -> bool {
    let mut taken = called.mint.iter().flat_map(|step| &step.takes).flat_map(|(_, taken)| taken.replies());
    taken.any(|found| found.step == authorize.value)
}

/// Reports a callback of which no step takes a value.
fn report_unused(authorize: &Text, callback: &Record, cx: &mut Context<'_>) {
    let names: Vec<String> = callback.fields.iter().map(|field| format!("`{}`", field.wire)).collect();
    let message = format!("no step of the login takes what `{}` gives back", authorize.value);
    let help = format!("declare a field of the same name and type there: {}", names.join(", "));
    cx.report(Code::CONSENT, authorize.at, message, help);
}

/// Reports a code exchange without a code.
fn report_no_code(authorize: &Text, from: &Text, cx: &mut Context<'_>) {
    let message = format!("`{}` has no `code` for what `{}` gives", from.value, authorize.value);
    let help = "declare a field `code: secret` there (RFC 6749 §4.1.3)";
    cx.report(Code::CONSENT, authorize.at, message, help);
}

/// Reports a code exchange without a verifier: a server that received a challenge requires it (RFC 7636 §4.6).
fn report_no_verifier(authorize: &Text, from: &Text, cx: &mut Context<'_>) {
    let message = format!("`{}` has `pkce: S256`, and `{}` sends no `code_verifier`", authorize.value, from.value);
    let help = "declare a field `code_verifier: secret` there (RFC 7636 §4.5)";
    cx.report(Code::CONSENT, authorize.at, message, help);
}

/// Reports a verifier that never is there: its visit sends no challenge.
fn report_needless_verifier(authorize: &Text, from: &Text, cx: &mut Context<'_>) {
    let message = format!("`{}` has `pkce: off`, and `{}` needs a `code_verifier`", authorize.value, from.value);
    let help = "remove the field `code_verifier`, or say `pkce: S256` at the visit (RFC 7636 §4.5)";
    cx.report(Code::CONSENT, authorize.at, message, help);
}

fn is_code(field: &Field) -> bool {
    field.is_called(CODE) && field.ty.value.is_secret() && !field.optional
}

fn is_secret(input: &Input) -> bool {
    input.field.ty.value.is_secret()
}
