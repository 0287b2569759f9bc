//! Lowers `session_key`: the private key of a log-in's calls that the session makes itself (RFC 9449).

use auth_language::problem::Code;
use auth_language::sign::{Sign, Value};
use auth_language::suggest;
use auth_language::value::{Expr, Type};
use auth_language::word::{JwtAlgorithm, Word as _};

use crate::lower::context::Context;
use crate::lower::lifecycle::calls::Calls;
use crate::lower::value::field::is_open;
use crate::model::{EndpointId, Field, ReplyField, SESSION_KEY, SessionKey, Step, Taken};
use crate::read::{CredentialSpec, Text};

/// Checks that a log-in makes one token, which has the key.
pub(in crate::lower::lifecycle) fn check_single(spec: &CredentialSpec, name: &Text, cx: &mut Context<'_>) -> bool {
    if spec.member.is_some() {
        let message = "a key belongs to one token, and this log-in makes several";
        cx.report(Code::SIGN, name.at, message, "let the caller give the key: remove this");
    }
    spec.member.is_none()
}

/// Gives the key to the calls that send it; `None` if none does, which is reported.
pub(in crate::lower::lifecycle) fn lower(
    name: &Text,
    lists: [&mut Vec<Step>; 3],
    opening: &[EndpointId],
    calls: &Calls<'_>,
    cx: &mut Context<'_>,
) -> Option<SessionKey> {
    if opening.iter().any(|call| field_of(*call, &name.value, calls).is_some()) {
        let message = "this key is made after the visit, and the visit or a call before it needs it";
        cx.report(Code::SIGN, name.at, message, "let the caller give the key: remove this");
        return None;
    }
    let endpoints: Vec<EndpointId> = lists.iter().flat_map(|steps| steps.iter().map(|step| step.endpoint)).collect();
    let Some(field) = endpoints.iter().find_map(|call| field_of(*call, &name.value, calls)) else {
        if !endpoints.iter().any(|call| calls.is_open(*call, cx)) {
            report_unknown(name, &endpoints, calls, cx);
        }
        return None;
    };
    for step in lists.into_iter().flatten() {
        if let Some(field) = field_of(step.endpoint, &name.value, calls) {
            let own = Taken::Reply(ReplyField::of(SESSION_KEY, field));
            step.takes.push((field.ident.value.clone(), own));
        }
    }
    let algorithm = algorithm(field, name, &endpoints, calls, cx)?;
    Some(SessionKey { field: field.clone(), algorithm })
}

fn field_of<'k>(call: EndpointId, wire: &str, calls: &Calls<'k>) -> Option<&'k Field> {
    let is_key = |field: &&Field| field.ty.value == Type::PrivateKey && !field.optional;
    calls.fields(call).iter().find(|field| field.wire == wire && (is_key(field) || is_open(field)))
}

fn report_unknown(name: &Text, endpoints: &[EndpointId], calls: &Calls<'_>, cx: &mut Context<'_>) {
    let fields = || endpoints.iter().flat_map(|call| calls.fields(*call));
    if fields().any(|field| field.wire == name.value) {
        let message = format!("`{}` is not a key that each call needs", name.value);
        cx.report(Code::SIGN, name.at, message, format!("declare it: `inputs: {{ {}: private_key }}`", name.value));
        return;
    }
    let keys = fields().filter(|field| field.ty.value == Type::PrivateKey);
    let known: Vec<&str> = keys.map(|field| field.wire.as_str()).collect();
    let all = "declare it where the token is asked for: `inputs: { proof_key: private_key }`; the keys so far are";
    let help = suggest::help(&name.value, name.at, &known, all);
    cx.report(Code::SIGN, name.at, format!("no call of the log-in has a key `{}`", name.value), help);
}

/// Returns the algorithm with which a call is signed with the key.
fn algorithm(
    field: &Field,
    name: &Text,
    endpoints: &[EndpointId],
    calls: &Calls<'_>,
    cx: &mut Context<'_>,
) -> Option<String> {
    let found = endpoints.iter().find_map(|call| signed_with(calls.endpoints[*call].sign.as_ref()?, field));
    let Some(found) = found else {
        if !is_open(field) {
            let message = format!("no call of the log-in is signed with `{}`", name.value);
            let help = format!(
                "sign the call that makes the token: `sign: {{ dpop: {{ algorithm: ES256, key: {} }} }}`",
                name.value
            );
            cx.report(Code::SIGN, name.at, message, help);
        }
        return None;
    };
    let can_be_made = JwtAlgorithm::find(found).is_some_and(JwtAlgorithm::can_be_made);
    if !can_be_made {
        let message = format!("a session makes no keys for `{found}`");
        cx.report(Code::SIGN, name.at, message, "sign with `ES256`, or let the caller give the key");
        return None;
    }
    Some(found.to_owned())
}

/// Returns the algorithm of a signature, if it is made with this key.
fn signed_with<'s, P>(sign: &'s Sign<P>, key: &Field) -> Option<&'s str> {
    let Sign::Scheme(_, arguments) = sign else { return None };
    let value = |name: &str| arguments.iter().find(|known| known.name == name).map(|known| &known.value);
    let is_it = matches!(value("key")?, Value::Expr(Expr::Name(name)) if name.ident == key.ident.value);
    match value("algorithm")? {
        Value::Word(word) if is_it => Some(word),
        Value::Word(_) | Value::Expr(_) | Value::Flag | Value::Seconds(_) | Value::Texts(_) => None,
    }
}
