//! The parameters of a call.

use serde_json::Value as Json;

use super::reading::Reading;
use super::select::Call;
use crate::import::draft::{Draft, Endpoint, Field, Part, Ty};
use crate::import::write::prose;

/// Headers that `OpenAPI` does not describe as parameters, or that the runtime sets.
const IGNORED: [&str; 9] = [
    "accept",
    "content-type",
    "authorization",
    "host",
    "content-length",
    "connection",
    "cookie",
    "transfer-encoding",
    "user-agent",
];

/// Adds the parameters of a call and of its path.
pub(super) fn add(call: &Call<'_>, reading: &mut Reading<'_, '_>) {
    let list = |node: &Json| node.get("parameters").and_then(Json::as_array).cloned().unwrap_or_default();
    let mut seen: Vec<(String, String)> = Vec::new();
    for node in list(call.operation).iter().chain(&list(call.item)) {
        let document = reading.schemas.document;
        let Some(parameter) = document.resolve(node) else {
            reading.remark("A parameter is in another document.");
            continue;
        };
        let text = |key: &str| parameter.get(key).and_then(Json::as_str).unwrap_or_default().to_owned();
        let (name, place) = (text("name"), text("in"));
        // The operation's parameter replaces that of the path.
        if name.is_empty() || seen.contains(&(name.clone(), place.clone())) {
            continue;
        }
        seen.push((name.clone(), place.clone()));
        add_one(parameter, &name, &place, reading);
    }
    add_undeclared(reading.endpoint);
}

fn add_one(parameter: &Json, name: &str, place: &str, reading: &mut Reading<'_, '_>) {
    if place == "header" && IGNORED.contains(&name.to_ascii_lowercase().as_str()) {
        return;
    }
    if place == "path" && !reading.endpoint.path.contains(&format!("{{{name}}}")) {
        return;
    }
    let Some(part) = part(parameter, name, place, reading) else { return };
    let endpoint = &mut *reading.endpoint;
    match place {
        "path" => endpoint.path_parts.push(part),
        "query" => endpoint.query.push(part),
        "header" if auth_language::header::is_name(name) => endpoint.headers.push(part),
        "cookie" => endpoint.cookies.push(part),
        place => reading.remark(format!("The parameter `{name}` is in `{place}`, which the language does not have.")),
    }
}

fn part(parameter: &Json, name: &str, place: &str, reading: &mut Reading<'_, '_>) -> Option<Part> {
    let is_required = parameter.get("required") == Some(&Json::Bool(true)) || place == "path";
    let Some(schema) = parameter.get("schema") else {
        if is_required {
            reading.remark(format!("`{name}` is encoded in a way that the language does not have; it is a text."));
        }
        return is_required.then(|| Field::new(name, Ty::STRING).into());
    };
    let typed = reading.typed(schema, name);
    if let (Some(constant), true) = (&typed.constant, is_required && place != "path") {
        let text = constant.as_str().map_or_else(|| constant.to_string(), str::to_owned);
        return Some(Part::constant(name, text));
    }
    let (ty, separator) = kept(typed.ty, parameter, (name, place, is_required), reading.endpoint)?;
    let doc = parameter.get("description").and_then(Json::as_str).and_then(prose::sentence);
    let field = Field {
        optional: !is_required,
        separator,
        doc,
        deprecated: parameter.get("deprecated") == Some(&Json::Bool(true)),
        ..Field::new(name, ty)
    };
    Some(field.into())
}

/// Returns the type of a parameter that is a text. An object is a text if it is required, and else left out.
fn kept(
    ty: Ty,
    parameter: &Json,
    (name, place, is_required): (&str, &str, bool),
    endpoint: &mut Endpoint,
) -> Option<(Ty, Option<&'static str>)> {
    let found = one_text(ty, parameter, place);
    if found.is_none() && is_required {
        endpoint.remarks.push(format!("`{name}` is an object; it is a text here."));
        return Some((Ty::STRING, None));
    }
    if found.is_none() {
        endpoint.remarks.push(format!("The optional parameter `{name}` is an object, and was left out."));
    }
    found
}

/// Returns the type of a value that is a text, with what joins the items of a list. `None` for objects.
fn one_text(ty: Ty, parameter: &Json, place: &str) -> Option<(Ty, Option<&'static str>)> {
    let is_object = |ty: &Ty, draft_name: bool| {
        matches!(ty, Ty::Word("json" | "bytes") | Ty::Map(_)) || (draft_name && matches!(ty, Ty::List(_)))
    };
    let style =
        parameter.get("style").and_then(Json::as_str).unwrap_or(if place == "query" { "form" } else { "simple" });
    let explodes = parameter.get("explode").and_then(Json::as_bool).unwrap_or(style == "form");
    match ty {
        Ty::List(item) if place != "path" && !is_object(&item, true) && style != "deepObject" => {
            let separator = match style {
                "spaceDelimited" => Some(" "),
                "pipeDelimited" => Some("|"),
                _ if explodes && place == "query" => None,
                _ => Some(","),
            };
            Some((Ty::List(Box::new(placed(*item, place))), separator))
        }
        // The items of a list in a path are joined by the caller.
        Ty::List(_) if place == "path" => Some((Ty::STRING, None)),
        Ty::Map(_) | Ty::List(_) => None,
        ty if is_object(&ty, false) => None,
        ty => Some((placed(ty, place), None)),
    }
}

/// The type of a parameter in this place.
fn placed(ty: Ty, place: &str) -> Ty {
    if place == "query" || place == "path" { ty.in_url() } else { ty }
}

/// Placeholders of a path that no parameter describes.
fn add_undeclared(endpoint: &mut Endpoint) {
    let names: Vec<String> =
        endpoint.path.split('{').skip(1).filter_map(|rest| rest.split('}').next()).map(str::to_owned).collect();
    for name in names {
        if !endpoint.path_parts.iter().any(|part| part.name == name) {
            endpoint.path_parts.push(Field::new(name, Ty::STRING).into());
        }
    }
}

/// Removes the parameters whose type is a record, which a URL or a header cannot hold.
pub(super) fn remove_records(endpoint: &mut Endpoint, draft: &Draft) {
    let is_record = |part: &Part| {
        part.field().is_some_and(|field| field.ty.named().is_some_and(|name| draft.record(name).is_some()))
    };
    for parts in [&mut endpoint.query, &mut endpoint.headers, &mut endpoint.cookies] {
        let lost: Vec<String> = parts.iter().filter(|part| is_record(part)).map(|part| part.name.clone()).collect();
        parts.retain(|part| !is_record(part));
        endpoint
            .remarks
            .extend(lost.iter().map(|name| format!("The parameter `{name}` is an object, and was left out.")));
    }
    for part in endpoint.path_parts.iter_mut().filter(|part| is_record(part)) {
        *part = Field::new(part.name.clone(), Ty::STRING).into();
    }
}
