//! Reports declarations that nothing uses, which are usually misspelled references or forgotten facts. A mention in a
//! broken part counts as a use.

use auth_language::problem::Code;

use crate::lower::context::{Context, Declared, SCOPE};
use crate::read::Text;

pub(super) fn check(cx: &mut Context<'_>) {
    let spec = cx.spec;
    // Without endpoints, nothing is used.
    if spec.endpoints.broken().is_some() && spec.endpoints.iter().next().is_none() {
        return;
    }
    let types = spec.types.names().chain(spec.enums.names());
    for name in unused(types, Declared::Type, cx) {
        report(name, "type", "use it, or remove it", cx);
    }
    for name in unused(spec.hosts.names(), Declared::Host, cx) {
        report(name, "host", "use it, or remove it", cx);
    }
    // A path that is not there may name any setting.
    let are_paths_known = spec.endpoints.sound().all(|(_, endpoint)| endpoint.route.is_ok());
    let settings = spec.settings.names().filter(|_| are_paths_known);
    for name in unused(settings, Declared::Setting, cx) {
        let help = format!("write `{{{}}}` into a URL, a path or a header, or remove it", name.value);
        report(name, "setting", &help, cx);
    }
    for name in unused(spec.error_sets.names(), Declared::ErrorSet, cx) {
        report_error_set(name, cx);
    }
    if let Some(scope) = spec.scopes.names().next().filter(|_| !cx.is_used(Declared::Type, SCOPE)) {
        let help = "give a field the type `list of Scope`, or remove `scopes`";
        cx.report(Code::UNUSED, scope.at, "the scopes are never used", help);
    }
}

/// Returns the declarations that are not used; none, if as many references name nothing, which were reported.
fn unused<'s>(names: impl Iterator<Item = &'s Text>, declared: Declared, cx: &Context<'_>) -> Vec<&'s Text> {
    let unused: Vec<&Text> = names.filter(|name| !cx.is_used(declared, &name.value)).collect();
    if unused.len() > cx.dangling(declared) { unused } else { Vec::new() }
}

fn report_error_set(name: &Text, cx: &mut Context<'_>) {
    let message = format!("no endpoint uses the error set `{}`", name.value);
    let help = format!("say `errors: {}` at an endpoint, or remove it", name.value);
    cx.report(Code::ERROR_SET, name.at, message, help);
}

fn report(name: &Text, what: &str, help: &str, cx: &mut Context<'_>) {
    // A name that is wrong itself is not the one that others use.
    if cx.is_reported(name.at) {
        return;
    }
    cx.report(Code::UNUSED, name.at, format!("the {what} `{}` is never used", name.value), help);
}
