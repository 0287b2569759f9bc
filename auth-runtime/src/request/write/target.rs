//! Builds the URL of a request.

use crate::call::Call;
use crate::host::site::Site;
use crate::request::Fields;
use crate::request::RequestProblem;
use crate::request::header::text;
use crate::request::place::Place;
use crate::request::write::percent::percent_encode;
use crate::request::write::raw;
use crate::value::Value;
use crate::value::wiped::WipedBuffer;

/// The maximum length of `http::Uri`. A longer URL would fail in reqwest as if there were no connection.
#[cfg(feature = "client")]
pub(crate) const LONGEST_URL: usize = 65_534;

/// Builds the URL without its query, for values that are computed from it.
pub(crate) fn render_endpoint(call: &Call, fields: &Fields<'_>, site: &Site) -> Result<WipedBuffer, RequestProblem> {
    let url = render_path_of(call, fields, site)?;
    if open_parameters(call.path, &url).next().is_none() {
        return Ok(url);
    }
    let reason = "a parameter of the path is not known yet";
    Err(RequestProblem::Computed { name: "request.endpoint", reason })
}

/// Returns the URL without its query of a request to which a credential is added.
pub(crate) fn without_query(url: &str) -> WipedBuffer {
    WipedBuffer::from(url.split('?').next().unwrap_or_default())
}

/// Returns the path of a page, without the fragment that follows its query. A fragment with a slash is a path by which the
/// scripts of the page route, so that the query follows it.
fn path_of(call: &Call) -> &'static str {
    fragment(call).and_then(|fragment| call.path.strip_suffix(fragment)).unwrap_or(call.path)
}

/// Returns the fragment that follows the query of a page, with its `#`.
pub(crate) fn fragment(call: &Call) -> Option<&'static str> {
    let start = call.path.find('#')?;
    call.path.get(start..).filter(|fragment| !fragment.contains('/'))
}

fn render_path_of(call: &Call, fields: &Fields<'_>, site: &Site) -> Result<WipedBuffer, RequestProblem> {
    let mut url = WipedBuffer::new();
    url.push_str(site.url(call.host).ok_or_else(|| site.missing(call.host))?);
    let start = url.as_slice().len();
    render_path(path_of(call), fields, site, &mut url)?;
    let raw = fields.parts_at(Place::Path).find(|part| part.is_raw);
    match raw.filter(|_| !raw::is_straight(url.as_str().get(start..).unwrap_or_default())) {
        Some(part) => Err(RequestProblem::Raw { name: part.name }),
        None => Ok(url),
    }
}

/// Builds the URL: the base URL of the host, the path with its parameters, and the query.
pub(crate) fn render_url(call: &Call, fields: &Fields<'_>, site: &Site) -> Result<WipedBuffer, RequestProblem> {
    let mut url = render_path_of(call, fields, site)?;
    // A captured URL may have a query.
    let mut separator = if url.as_slice().contains(&b'?') { "&" } else { "?" };
    for part in fields.parts_at(Place::Query) {
        each_text(part.name, &part.value, &mut |text| {
            url.push_str(separator);
            separator = "&";
            if part.is_raw {
                push_raw(part.name, text, &mut url)
            } else {
                push_pair(part.name, text, &mut url);
                Ok(())
            }
        })?;
    }
    Ok(url)
}

/// Adds `name=text`, with the text as it is.
fn push_raw(name: &'static str, text: &str, url: &mut WipedBuffer) -> Result<(), RequestProblem> {
    percent_encode(name, url);
    url.push_str("=");
    url.push_str(text);
    if raw::fits_query(text) { Ok(()) } else { Err(RequestProblem::Raw { name }) }
}

/// Adds `name=text` to a URL that may already have a query.
pub(crate) fn add_query(name: &str, text: &str, url: &mut WipedBuffer) {
    let separator = if url.as_slice().contains(&b'?') { "&" } else { "?" };
    url.push_str(separator);
    push_pair(name, text, url);
}

/// Calls `each` with the name and the text of each field that has a value, and with each item of a list.
pub(crate) fn each_pair(
    fields: &Fields<'_>,
    place: Place,
    each: &mut dyn FnMut(&'static str, &str),
) -> Result<(), RequestProblem> {
    for (name, value) in fields.at(place) {
        each_text(name, value, &mut |text| {
            each(name, text);
            Ok(())
        })?;
    }
    Ok(())
}

/// Calls `each` with the text of a value, if it has one, and with each item of a list.
fn each_text(
    name: &'static str,
    value: &Value<'_>,
    each: &mut dyn FnMut(&str) -> Result<(), RequestProblem>,
) -> Result<(), RequestProblem> {
    match value {
        Value::Absent => Ok(()),
        Value::List(items) => items.iter().try_for_each(|item| each(text(name, item)?.as_str())),
        value => each(text(name, value)?.as_str()),
    }
}

fn push_pair(name: &str, text: &str, url: &mut WipedBuffer) {
    percent_encode(name, url);
    url.push_str("=");
    percent_encode(text, url);
}

fn render_path(
    template: &'static str,
    fields: &Fields<'_>,
    site: &Site,
    url: &mut WipedBuffer,
) -> Result<(), RequestProblem> {
    let mut rest = template;
    while let Some((literal, (name, after))) = rest.split_once('{').and_then(|(l, r)| Some((l, r.split_once('}')?))) {
        url.push_str(literal);
        push_parameter(name, fields, site, url)?;
        rest = after;
    }
    url.push_str(rest);
    Ok(())
}

fn push_parameter(
    name: &'static str,
    fields: &Fields<'_>,
    site: &Site,
    url: &mut WipedBuffer,
) -> Result<(), RequestProblem> {
    let segment = match fields.parts_at(Place::Path).find(|part| part.name == name) {
        Some(part) if part.is_raw => return push_raw_segments(part.name, &text(part.name, &part.value)?, url),
        Some(part) => text(part.name, &part.value)?,
        None if site.settings().is_known(name) => setting(name, site)?,
        None => {
            // The credential supplies it.
            url.push_str("{");
            url.push_str(name);
            url.push_str("}");
            return Ok(());
        }
    };
    push_segment(name, &segment, url)
}

/// Adds a part of a path as it is. It may have several segments.
fn push_raw_segments(name: &'static str, text: &WipedBuffer, url: &mut WipedBuffer) -> Result<(), RequestProblem> {
    url.push_str(text.as_str());
    if raw::fits_path(text.as_str()) { Ok(()) } else { Err(RequestProblem::Raw { name }) }
}

fn push_segment(name: &'static str, segment: &WipedBuffer, url: &mut WipedBuffer) -> Result<(), RequestProblem> {
    if matches!(segment.as_str(), "" | "." | "..") {
        return Err(RequestProblem::PathParameter { name });
    }
    percent_encode(segment.as_str(), url);
    Ok(())
}

/// Returns the path parameters that are not filled in yet, because the credential supplies them.
pub(crate) fn open_parameters(path: &'static str, url: &WipedBuffer) -> impl Iterator<Item = &'static str> {
    let names = path.split('{').skip(1).filter_map(|rest| Some(rest.split_once('}')?.0));
    names.filter(move |name| url.as_str().contains(&format!("{{{name}}}")))
}

/// Returns the URL with the path parameters and query parameters of a credential.
pub(crate) fn complete_url(
    path: &'static str,
    url: &WipedBuffer,
    parts: &Fields<'_>,
) -> Result<Option<WipedBuffer>, RequestProblem> {
    let mut open = open_parameters(path, url).peekable();
    if open.peek().is_none() && parts.at(Place::Query).next().is_none() {
        return Ok(None);
    }
    let mut complete = WipedBuffer::new();
    let mut rest = url.as_str();
    for name in open {
        let Some((before, after)) = rest.split_once(&format!("{{{name}}}")) else { continue };
        let value = parts.at(Place::Path).find(|(known, _)| *known == name).map(|(_, value)| value);
        complete.push_str(before);
        push_segment(name, &text(name, value.ok_or(RequestProblem::NoSetting { name })?)?, &mut complete)?;
        rest = after;
    }
    complete.push_str(rest);
    each_pair(parts, Place::Query, &mut |name, text| add_query(name, text, &mut complete))?;
    Ok(Some(complete))
}

/// Returns the value of a placeholder without a field of its name, which is a setting of the connection.
fn setting(name: &'static str, site: &Site) -> Result<WipedBuffer, RequestProblem> {
    let mut text = WipedBuffer::new();
    if let Some(captured) = site.captured().get(name) {
        text.push_str(captured.text.expose());
        return Ok(text);
    }
    let missing = || site.settings().missing(name);
    text.push_str(site.settings().get(name).ok_or_else(missing)?);
    Ok(text)
}
