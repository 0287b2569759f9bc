//! Paths and their parameters.

use crate::read::{FieldSpec, Named, Text};
use crate::text::diagnostics::Diagnostics;

/// The template and the declared parameters name the same things.
pub(in crate::lower) fn check_path_parameters(
    path: &Text,
    declared: &[Named<FieldSpec>],
    diagnostics: &mut Diagnostics,
) {
    if !path.value.starts_with('/') {
        let help = "begin it with `/`; another host is declared under `hosts` and named with `host:`";
        diagnostics.report(path.spot, format!("`{}` is not a path", path.value), help);
        return;
    }
    if path.value.contains(['?', '#']) || path.value.contains(char::is_whitespace) {
        diagnostics.report(
            path.spot,
            "a path has no query, no fragment and no blanks",
            "declare parameters under `query`",
        );
        return;
    }
    let Some(used) = template_parameters(&path.value) else {
        diagnostics.report(path.spot, "the braces of this path do not match", "write a parameter as `{key_id}`");
        return;
    };
    check_declared(path, &used, declared, diagnostics);
    for named in declared {
        if !used.contains(&named.name.value.as_str()) {
            let help = format!("write `{{{}}}` into the path, or remove it", named.name.value);
            diagnostics.report(named.name.spot, format!("the path has no parameter `{}`", named.name.value), help);
        }
    }
}

/// Every parameter of the template is declared. What is missing is said once, so that one line mends it.
fn check_declared(path: &Text, used: &[&str], declared: &[Named<FieldSpec>], diagnostics: &mut Diagnostics) {
    let is_declared = |name: &str| declared.iter().any(|named| named.name.value == name) || diagnostics.is_lost(name);
    let missing: Vec<&str> = used.iter().copied().filter(|name| !is_declared(name)).collect();
    let types: Vec<String> = missing.iter().map(|name| format!("{name}: string")).collect();
    let names: Vec<String> = missing.iter().map(|name| format!("`{name}`")).collect();
    let (names, types) = (names.join(", "), types.join(", "));
    match missing.len() {
        0 => {}
        1 => {
            let message = format!("the path's parameter {names} is not declared");
            diagnostics.report(path.spot, message, format!("add `path: {{ {types} }}`"));
        }
        _ => {
            let message = format!("the path's parameters {names} are not declared");
            diagnostics.report(path.spot, message, format!("add `path: {{ {types} }}`"));
        }
    }
}

/// The names in braces. `None` if the braces do not match.
fn template_parameters(path: &str) -> Option<Vec<&str>> {
    let mut names = Vec::new();
    let mut rest = path;
    while let Some((before, after)) = rest.split_once('{') {
        let (name, after) = after.split_once('}')?;
        if before.contains('}') || name.is_empty() || name.contains(['{', '/']) {
            return None;
        }
        names.push(name);
        rest = after;
    }
    (!rest.contains('}')).then_some(names)
}
