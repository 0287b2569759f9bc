//! Checks paths and their parameters: `/keys/{key_id}`.

mod notation;

use std::collections::HashSet;

use super::model::{Part, Request};
use super::place::Place;
use crate::problem::{Broken, Code, Dialect, Help, Problems};
use crate::spanned::Spanned;
use crate::suggest;
use crate::template::{self, Template};
use crate::value::Expr;

/// Checks a path, which is appended to the base URL and has no query.
///
/// # Errors
/// Reports a problem if the path is malformed.
pub fn check_path<P: Copy>(
    text: &Spanned<String, P>,
    problems: &mut Problems<P>,
) -> Result<Spanned<Template, P>, Broken> {
    check(text, misfit(text), problems)
}

/// Checks the path of a page that a browser visits. It may have a fragment: one with a slash is a path, by which the scripts
/// of the page route, so that the query follows it (`/#/oauth/authorize`); another one is a constant that follows the query
/// (`/qrconnect#wechat_redirect`).
///
/// # Errors
/// Reports a problem if the path is malformed.
pub fn check_page<P: Copy>(
    text: &Spanned<String, P>,
    problems: &mut Problems<P>,
) -> Result<Spanned<Template, P>, Broken> {
    let Some((before, after)) = text.value.split_once('#') else { return check_path(text, problems) };
    let path = format!("{before}{}", after.strip_prefix('/').unwrap_or(after));
    let found = if after.is_empty() {
        Some(("this fragment is empty".to_owned(), "remove the `#`".into()))
    } else if after.contains('{') && !after.contains('/') {
        let help = "write its text, or begin it with `/`, if the scripts of the page read the query after it";
        Some(("a fragment that follows the query is always the same".to_owned(), help.into()))
    } else {
        misfit(&Spanned::new(path, text.at)).map(|(message, help)| (message, help.without_edit()))
    };
    check(text, found, problems)
}

/// Divides the path of a page from the fragment that follows its query, with its `#`. A fragment with a slash belongs to the
/// path.
#[must_use]
pub fn divide_page(path: &str) -> (&str, &str) {
    let start = path.find('#').filter(|start| !path[*start..].contains('/'));
    path.split_at(start.unwrap_or(path.len()))
}

fn check<P: Copy>(
    text: &Spanned<String, P>,
    misfit: Option<(String, Help<P>)>,
    problems: &mut Problems<P>,
) -> Result<Spanned<Template, P>, Broken> {
    if let Some((message, help)) = misfit {
        return Err(problems.report(Code::PATH, text.at, message, help));
    }
    let template = template::check(&text.value, text.at, problems)?;
    let mut seen = HashSet::new();
    if let Some(twice) = template.names().find(|name| !seen.insert(*name)) {
        let message = format!("`{{{twice}}}` is in this path twice");
        return Err(problems.report(Code::PATH, text.at, message, "give each parameter a name of its own"));
    }
    Ok(Spanned::new(template, text.at))
}

fn misfit<P: Copy>(text: &Spanned<String, P>) -> Option<(String, Help<P>)> {
    let path = text.value.as_str();
    if !path.starts_with('/') {
        return Some((format!("`{path}` is not a path"), "begin it with `/`; it follows the URL of the host".into()));
    }
    if path.contains("//") {
        return Some((format!("`{path}` has an empty segment"), "write one `/` between two segments".into()));
    }
    if let Some(found) = notation::misfit(text) {
        return Some(found);
    }
    if let Some(dots) = path.split('/').find(|segment| [".", ".."].contains(segment)) {
        let message = format!("a client takes `{dots}` out of a path before it sends it");
        return Some((message, "write the path that it leads to (RFC 3986 §5.2.4)".into()));
    }
    if path.contains(['?', '#']) {
        return Some(("a path cannot have a query or a fragment".to_owned(), "declare parameters as `query`".into()));
    }
    if !path.bytes().all(|byte| byte.is_ascii_graphic()) {
        return Some((
            "a path can hold only visible ASCII characters".to_owned(),
            "percent-encode the others (RFC 3986 §2.1)".into(),
        ));
    }
    None
}

/// Checks that the placeholders of the path match its parts, and that each value is one text that is never absent.
pub(super) fn check_path_parameters<P: Copy>(request: &Request<P>, problems: &mut Problems<P>) {
    let names: Vec<&str> = request.path.value.names().collect();
    let parts = || request.parts.iter().filter(|part| part.place == Place::Path);
    let is_attached = |name: &str| request.attached.iter().any(|known| known.value == name);
    let missing: Vec<&str> = names
        .iter()
        .copied()
        .filter(|name| !is_attached(name) && !parts().any(|part| part.name.value == *name))
        .collect();
    for attached in request.attached.iter().filter(|attached| !names.contains(&attached.value.as_str())) {
        let message = format!("the path has no parameter `{}`", attached.value);
        let help = format!("write `{{{}}}` into the path, or remove it", attached.value);
        problems.report(Code::PATH_PARAMETER, attached.at, message, help);
    }
    if !missing.is_empty() {
        report_missing(&missing, request, problems);
    }
    let is_in_path = |part: &&Part<P>| names.contains(&part.name.value.as_str());
    let is_meant = |part: &Part<P>| {
        let is_it =
            |name: &str| [meant(name, request), other_name(name, &missing, request)].contains(&Some(&part.name.value));
        missing.iter().any(|name| is_it(name))
    };
    let stray: Vec<&Part<P>> = parts().filter(|part| !is_in_path(part) && !is_meant(part)).collect();
    report_stray(&stray, parts().count() == stray.len(), problems);
    for part in parts().filter(is_in_path) {
        check_value(part, problems);
    }
}

/// Reports parts that are not in the path. If none is, they are one mistake.
fn report_stray<P: Copy>(stray: &[&Part<P>], are_all: bool, problems: &mut Problems<P>) {
    match stray {
        [first, _, ..] if are_all => {
            let names: Vec<&str> = stray.iter().map(|part| part.name.value.as_str()).collect();
            let message = format!("none of these is in the path: {}", suggest::list(&names));
            let help = format!("write `{{{}}}` and the others into the path, or send them in another place", names[0]);
            problems.report(Code::PATH_PARAMETER, first.name.at, message, help);
        }
        _ => {
            for part in stray {
                let name = &part.name.value;
                let message = format!("the path has no parameter `{name}`");
                let help = format!("write `{{{name}}}` into the path, or remove it");
                problems.report(Code::PATH_PARAMETER, part.name.at, message, help);
            }
        }
    }
}

/// Reports placeholders without a part. The advice depends on whether a field has nearly that name, or a part of that
/// name is in another place.
fn report_missing<P: Copy>(missing: &[&str], request: &Request<P>, problems: &mut Problems<P>) {
    for name in missing {
        if let Some(part) = request.parts.iter().find(|part| part.name.value == *name) {
            let message = format!("`{{{name}}}` of the path is sent in {}", part.place.describe());
            let help = match problems.dialect() {
                Dialect::Yaml => "declare it under `path`".to_owned(),
                Dialect::Rust => format!("remove `{}`", part.place.word()),
            };
            problems.report(Code::PATH_PARAMETER, part.name.at, message, help);
            continue;
        }
        let at = request.path.at;
        let help = match (meant(name, request), slip(name, request)) {
            (Some(near), _) => {
                let advice = format!("did you mean `{{{near}}}`?");
                Help::Edit { at, text: format!("{{{near}}}"), advice }
            }
            (None, Some(near)) => format!("did you mean `{{{near}}}`?").into(),
            (None, None) => match other_name(name, missing, request) {
                Some(other) => {
                    format!("what is declared is `{other}`: write `{{{other}}}`, or call it `{name}` there").into()
                }
                None => missing_help(name, problems.dialect()).into(),
            },
        };
        let message = format!("the parameter `{name}` of this path is not declared");
        problems.report_name(Code::PATH_PARAMETER, (at, name), message, help);
    }
}

/// Returns the parameter that a misspelled placeholder probably means, and that the path lacks.
fn meant<'r, P>(name: &str, request: &'r Request<P>) -> Option<&'r str> {
    let has = |wanted: &str| request.path.value.names().any(|known| known == wanted);
    let parts = request.parts.iter().filter(|part| part.place == Place::Path && !has(&part.name.value));
    suggest::nearest(name, &parts.map(|part| part.name.value.as_str()).collect::<Vec<_>>())
}

/// Returns the only parameter that is declared and not in the path, if the name is the only one that is not declared.
fn other_name<'r, P>(name: &str, missing: &[&str], request: &'r Request<P>) -> Option<&'r str> {
    let has = |wanted: &str| request.path.value.names().any(|known| known == wanted);
    let mut parts = request.parts.iter().filter(|part| part.place == Place::Path && !has(&part.name.value));
    let only = parts.next().filter(|_| missing == [name] && parts.next().is_none())?;
    Some(only.name.value.as_str())
}

/// Returns the field that a misspelled placeholder probably means.
fn slip<'r, P>(parameter: &str, request: &'r Request<P>) -> Option<&'r str> {
    let fields: Vec<&str> = request.fields.iter().map(|field| field.wire.as_str()).collect();
    suggest::nearest(parameter, &fields)
}

/// Whether a field without a part is probably what a misspelled placeholder means.
pub(super) fn is_slip<P>(wire: &str, request: &Request<P>) -> bool {
    let has_part = |name: &str| request.parts.iter().any(|part| part.place == Place::Path && part.name.value == name);
    request.path.value.names().any(|name| !has_part(name) && slip(name, request) == Some(wire))
}

fn missing_help(name: &str, dialect: Dialect) -> String {
    let ident = crate::name::field_ident(name);
    match dialect {
        Dialect::Yaml => format!("add `path: {{ {name}: string }}`, or declare it under `settings`"),
        Dialect::Rust if crate::name::plain(&ident) == name => format!("add a field `{ident}: String`"),
        Dialect::Rust => format!("add a field `#[endpoint(rename = {name:?})] {ident}: String`"),
    }
}

fn check_value<P: Copy>(part: &Part<P>, problems: &mut Problems<P>) {
    let name = &part.name.value;
    if part.value.is_optional() {
        let message = format!("`{{{name}}}` is part of the path, so it cannot be optional");
        problems.report(Code::PATH_PARAMETER, part.at, message, "make it required, or make two endpoints");
    }
    let is_list = matches!(&part.value, Expr::Name(name) if name.ty.is_list());
    if is_list {
        let message = format!("`{{{name}}}` is part of the path, so it is one value");
        problems.report(Code::PATH_PARAMETER, part.at, message, "make it one value; the caller joins the items");
    }
    if matches!(part.value, Expr::Literal(_)) {
        let message = "a constant cannot be a path parameter";
        problems.report(Code::CONSTANT, part.at, message, "write it into the path itself");
    }
}
