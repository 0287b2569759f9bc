//! The servers of a document as hosts and settings.

use serde_json::Value as Json;

use super::document::Document;
use crate::import::draft::{Choice, Draft, Setting, place, tidy};
use crate::import::guess::name;
use crate::import::write::prose;

/// Where a document without servers is.
const UNKNOWN: &str = "The document does not say where the provider is: the setting `host` does.";

/// Makes the first server that can be used `base_url`.
pub(super) fn declare(document: &Document, draft: &mut Draft) {
    if !draft.base_url.is_empty() {
        return;
    }
    let servers: Vec<&Json> = document.root.get("servers").and_then(Json::as_array).into_iter().flatten().collect();
    let url_of = |server: &&Json| server.get("url").and_then(Json::as_str).map(str::to_owned);
    let is_whole = |server: &&&Json| url_of(server).is_some_and(|url| url.starts_with("https://"));
    let any = |server: &&&Json| url_of(server).is_some_and(|url| url.contains("://") && !url.contains("localhost"));
    let chosen = servers.iter().find(is_whole).or_else(|| servers.iter().find(any)).or(servers.first());
    let Some((server, url)) = chosen.and_then(|server| Some((server, url_of(server)?))) else {
        draft.base_url = relative("", draft);
        return;
    };
    draft.base_url = base_url(&url, server, draft);
    for other in servers.iter().filter(|other| !std::ptr::eq(**other, *server)).filter_map(url_of) {
        draft.left_out.push(format!("the server {other}"));
    }
}

/// Returns a URL as a template over settings.
fn base_url(url: &str, server: &Json, draft: &mut Draft) -> String {
    if !url.contains("://") {
        return relative(&filled(url, "", server, draft), draft);
    }
    if url.starts_with("http://") {
        draft.remark(format!("`{url}` is not https: the spec says https, since credentials are sent."));
    }
    let cut = place::cut(url);
    let host = filled(&cut.authority, "label", server, draft);
    let path = filled(&cut.path, "", server, draft);
    let is_local = ["localhost", "127.", "0.0.0.0", "["].iter().any(|start| host.starts_with(start));
    let plain = host.replace(['{', '}'], "x");
    if is_local || !auth_language::value::fits(auth_language::word::Format::HostAndPort, &plain) {
        return relative(&path, draft);
    }
    format!("https://{host}{}", trimmed(&path))
}

/// A server without a host of its own.
fn relative(path: &str, draft: &mut Draft) -> String {
    draft.remark(UNKNOWN);
    let host = place::setting("host", "host and port", "api.acme.example", draft);
    format!("https://{host}{}", trimmed(path))
}

fn trimmed(path: &str) -> String {
    let path = place::path(path.split(['?', '#']).next().unwrap_or_default());
    path.trim_end_matches('/').to_owned()
}

/// Declares the variables in a text as settings. In a host, one has a form that cannot lead elsewhere.
fn filled(text: &str, in_host: &str, server: &Json, draft: &mut Draft) -> String {
    let mut filled = String::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('{') {
        let Some((variable, behind)) = after.split_once('}') else { break };
        filled.push_str(before);
        filled.push_str(&declare_variable(variable, in_host, server, draft));
        rest = behind;
    }
    filled.push_str(rest);
    filled
}

fn declare_variable(variable: &str, in_host: &str, server: &Json, draft: &mut Draft) -> String {
    let found = server.get("variables").and_then(|variables| variables.get(variable)).unwrap_or(&Json::Null);
    let text = |key: &str| found.get(key).map(|json| json.as_str().map_or_else(|| json.to_string(), str::to_owned));
    let default = text("default").filter(|default| !default.is_empty());
    let values: Vec<String> = found
        .get("enum")
        .and_then(Json::as_array)
        .into_iter()
        .flatten()
        .filter_map(Json::as_str)
        .map(str::to_owned)
        .collect();
    let name = name::snake(variable);
    if draft.settings.iter().any(|setting| setting.name == name) {
        return format!("{{{name}}}");
    }
    let ty = match values.as_slice() {
        [] => in_place(in_host, default.as_deref()).to_owned(),
        values => choice(&name, values, draft),
    };
    let fits = |default: &String| values.is_empty() || values.contains(default);
    let default = default.filter(|default| fits(default) && fits_type(&ty, default));
    let example = default.is_none().then(|| values.first().cloned().unwrap_or_else(|| "acme".to_owned()));
    let doc = text("description").as_deref().and_then(prose::sentence);
    draft.settings.push(Setting { name: name.clone(), ty, doc, default, example, pattern: None });
    format!("{{{name}}}")
}

/// A host part is one label, unless its default has several.
fn in_place(in_host: &str, default: Option<&str>) -> &'static str {
    match (in_host, default) {
        ("", _) => "string",
        (_, Some(default)) if default.contains(':') => "host and port",
        (_, Some(default)) if default.contains('.') => "labels",
        (_, Some(_) | None) => "label",
    }
}

fn fits_type(ty: &str, default: &str) -> bool {
    use auth_language::word::{Format, Word as _};
    Format::find(ty).is_none_or(|format| auth_language::value::fits(format, default))
}

fn choice(name: &str, values: &[String], draft: &mut Draft) -> String {
    let wanted = tidy::type_name(&name::camel(name), draft);
    let values = values.iter().map(|value| (value.clone(), format!("`{value}`."))).collect();
    draft.enums.push(Choice { name: wanted.clone(), doc: None, open: false, values });
    wanted
}
