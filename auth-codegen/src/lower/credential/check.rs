//! Lowers `check`: the call that shows that a credential works.

use auth_language::id::{CredentialId, EndpointId, Table};
use auth_language::problem::Code;
use auth_language::suggest;

use crate::lower::context::Context;
use crate::lower::error::Errors;
use crate::lower::lifecycle::Calls;
use crate::lower::value::field::{is_open, sound};
use crate::model::{Auth, Check, Class, Credential, Field};
use crate::read::{CheckSpec, Text};

/// Lowers the checks of all credentials.
pub(super) fn lower(
    credentials: &mut Table<CredentialId, Credential>,
    calls: &Calls<'_>,
    errors: &Errors,
    cx: &mut Context<'_>,
) {
    let spec = cx.spec;
    let ids: Vec<CredentialId> = credentials.ids().collect();
    for (named, id) in spec.credentials.iter().zip(ids) {
        let check = named.value.as_ref().ok().and_then(|spec| sound(&spec.check));
        credentials[id].check = check.and_then(|check| lower_check(check, &named.name, id, calls, errors, cx));
    }
}

/// Lowers a check; `None` if its call is broken.
fn lower_check(
    spec: &CheckSpec,
    credential: &Text,
    id: CredentialId,
    calls: &Calls<'_>,
    errors: &Errors,
    cx: &mut Context<'_>,
) -> Option<Check> {
    let name = spec.call.as_ref().ok()?;
    let endpoint = calls.call(name, cx)?;
    if !Calls::is_broken(endpoint, cx) {
        let auth = calls.endpoints[endpoint].http().map(|call| &call.auth);
        check_accepted(name, &credential.value, id, auth, cx);
    }
    check_ready(name, endpoint, Code::CREDENTIAL, calls, cx);
    let accepts = spec.accepts.iter().filter_map(|error| error.as_ref().ok());
    let accepts = accepts.filter_map(|error| lower_error(error, endpoint, calls, errors, cx));
    Some(Check { endpoint, accepts: accepts.collect() })
}

/// Checks that the call is made with the credential.
fn check_accepted(name: &Text, credential: &str, id: CredentialId, auth: Option<&Auth>, cx: &mut Context<'_>) {
    if !auth.is_some_and(|auth| auth.accepts(id)) {
        let message = format!("`{}` is not called with `{credential}`, so it cannot show that it works", name.value);
        let help = format!("say `auth: {credential}` there, or name another endpoint");
        cx.report(Code::CREDENTIAL, name.at, message, help);
    }
}

/// Checks that the caller need not give anything.
pub(super) fn check_ready(name: &Text, endpoint: EndpointId, code: Code, calls: &Calls<'_>, cx: &mut Context<'_>) {
    let is_asked = |field: &&Field| !field.optional && !is_open(field) && !cx.is_reported(field.ident.at);
    if let Some(field) = calls.fields(endpoint).iter().find(is_asked).filter(|_| !calls.is_open(endpoint, cx)) {
        let message = format!("`{}` needs `{}`, which nobody gives here", name.value, field.wire);
        let help = "name an endpoint without required fields, or make it `optional`";
        cx.report(code, name.at, message, help);
    }
}

/// Finds an error of the call. One after which a new credential is needed does not show that this one works.
fn lower_error(
    name: &Text,
    endpoint: EndpointId,
    calls: &Calls<'_>,
    errors: &Errors,
    cx: &mut Context<'_>,
) -> Option<String> {
    let set = calls.endpoints[endpoint].http().map(|call| call.errors)?;
    let cases = &errors.sets[set].cases;
    let Some(case) = cases.iter().find(|case| case.ident == name.value) else {
        if errors.may_have_more(set, cx) {
            return None;
        }
        let known: Vec<&str> = cases.iter().map(|case| case.ident.as_str()).collect();
        let help = suggest::help(&name.value, name.at, &known, "its errors are");
        cx.report(Code::ERROR_SET, name.at, format!("the call has no error `{}`", name.value), help);
        return None;
    };
    let asks_anew = case.class == Some(Class::Reauthenticate) || (case.class.is_none() && case.has(401));
    if asks_anew {
        let message =
            format!("after `{}` a new credential is needed, so it does not show that this one works", name.value);
        cx.report(Code::CLASS, name.at, message, "remove it, or give the error another `class`");
    }
    Some(case.ident.clone())
}
