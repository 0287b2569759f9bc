//! Reports declarations that nothing uses, which are usually misspelled references or forgotten facts. A mention in a
//! broken part counts as a use.

use auth_language::problem::Code;

use crate::lower::context::{Context, Declared, SCOPE};
use crate::read::Text;

pub(super) fn check(cx: &mut Context<'_>) {
    let spec = cx.spec;
    for name in spec.types.names().chain(spec.enums.names()) {
        report(name, Declared::Type, "type", "use it, or remove it", cx);
    }
    for name in spec.hosts.names() {
        report(name, Declared::Host, "host", "use it, or remove it", cx);
    }
    for name in spec.settings.names() {
        let help = format!("write `{{{}}}` into a URL, a path or a header, or remove it", name.value);
        report(name, Declared::Setting, "setting", &help, cx);
    }
    spec.error_sets.names().for_each(|name| check_error_set(name, cx));
    if let Some(scope) = spec.scopes.names().next().filter(|_| !cx.is_used(Declared::Type, SCOPE)) {
        let help = "give a field the type `list of Scope`, or remove `scopes`";
        cx.report(Code::UNUSED, scope.at, "the scopes are never used", help);
    }
}

fn check_error_set(name: &Text, cx: &mut Context<'_>) {
    if cx.is_used(Declared::ErrorSet, &name.value) {
        return;
    }
    let message = format!("no endpoint uses the error set `{}`", name.value);
    let help = format!("say `errors: {}` at an endpoint, or remove it", name.value);
    cx.report(Code::ERROR_SET, name.at, message, help);
}

fn report(name: &Text, declared: Declared, what: &str, help: &str, cx: &mut Context<'_>) {
    if !cx.is_used(declared, &name.value) {
        cx.report(Code::UNUSED, name.at, format!("the {what} `{}` is never used", name.value), help);
    }
}
