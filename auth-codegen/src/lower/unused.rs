//! A declaration that nothing refers to is a mistake: a misspelt reference, or a fact that was lost on the way.

use crate::lower::value::choice::SCOPE;
use crate::lower::value::types::Types;
use crate::read::{Spec, Text};
use crate::text::diagnostics::Diagnostics;

pub(super) fn check(spec: &Spec, types: &Types<'_>, diagnostics: &mut Diagnostics) {
    if diagnostics.has_lost() {
        return;
    }
    let types_and_enums = spec.types.iter().map(|named| &named.name).chain(spec.enums.iter().map(|named| &named.name));
    for name in types_and_enums.filter(|name| !types.used.contains(&name.value)) {
        report(name, "type", diagnostics);
    }
    if let Some(scope) = spec.scopes.first().filter(|_| !types.used.contains(SCOPE) && !diagnostics.is_spared(SCOPE)) {
        diagnostics.report(
            scope.name.spot,
            "nothing refers to the scopes",
            "give a field the type `list of Scope`, or remove `scopes`",
        );
    }
    for host in spec.hosts.iter().map(|named| &named.name) {
        if !spec
            .endpoints
            .iter()
            .any(|endpoint| endpoint.value.host.as_ref().is_some_and(|used| used.value == host.value))
        {
            report(host, "host", diagnostics);
        }
    }
}

fn report(name: &Text, what: &str, diagnostics: &mut Diagnostics) {
    if diagnostics.is_spared(&name.value) {
        return;
    }
    diagnostics.report(
        name.spot,
        format!("nothing refers to the {what} `{}`", name.value),
        "refer to it, or remove it",
    );
}
