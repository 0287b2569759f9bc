//! Lowers the provider's names, hosts, settings and headers.

pub(super) mod environment;
pub(super) mod header;
pub(super) mod setting;
pub(super) mod tls;

use auth_language::host::{self, CapturedPart, HostUrl};
use auth_language::id::Table;
use auth_language::name;
use auth_language::problem::Code;
use auth_language::template::Template;

use crate::lower::context::{Context, Declared};
use crate::lower::value::field::sound;
use crate::lower::value::template;
use crate::model::{CapturedHost, Host, HostId};
use crate::read::{CapturedSpec, EndpointSpec, HostSpec, Spec, Text};
use setting::Settings;

/// The name of the host that `base_url` declares.
pub(super) const BASE: &str = "base";

/// The names of a provider.
pub(super) struct Head {
    pub(super) name: String,
    pub(super) ident: String,
    pub(super) title: String,
    pub(super) doc: Option<String>,
    pub(super) docs: Option<String>,
}

pub(super) fn lower_head(cx: &mut Context<'_>) -> Head {
    let spec = cx.spec;
    let (name, title) = (text_or(spec.name.as_ref().ok(), "provider"), text_or(spec.title.as_ref().ok(), "Provider"));
    if let Ok(name) = &spec.name {
        check_name(name, cx);
    }
    Head {
        ident: name::provider_ident(&name, &title),
        name,
        title,
        doc: spec.doc.as_ref().and_then(|doc| doc.as_ref().ok()).map(sentence),
        docs: spec.docs.as_ref().and_then(|docs| docs.as_ref().ok()).map(|docs| check_documentation(docs, cx)),
    }
}

fn text_or(text: Option<&Text>, stand_in: &str) -> String {
    text.map_or_else(|| stand_in.to_owned(), |text| text.value.trim().to_owned())
}

/// Checks that the name is valid for a module, a cargo feature and a file.
fn check_name(name: &Text, cx: &mut Context<'_>) {
    let other = "choose another name; the display name is `title`";
    if !name::is_snake_case(&name.value) {
        let help = "use lower-case words joined by `_`, such as `acme`; the display name is `title`";
        cx.report(Code::NAME, name.at, format!("`{}` is not a valid name for a Rust module", name.value), help);
    } else if name::is_keyword(&name.value) {
        cx.report(Code::NAME, name.at, format!("`{}` is a Rust keyword", name.value), other);
    } else if ["all", "default"].contains(&name.value.as_str()) {
        cx.report(Code::TAKEN, name.at, format!("`{}` is a cargo feature already", name.value), other);
    }
}

/// Checks that the documentation page is a URL.
fn check_documentation(text: &Text, cx: &mut Context<'_>) -> String {
    let is_clean = !text.value.contains(|c: char| c.is_whitespace() || c.is_control() || "\"<>".contains(c));
    let is_host = |url: &url::Url| url.host_str().is_some_and(|host| !host.contains([',', ';']));
    let is_page = url::Url::parse(&text.value).is_ok_and(|url| url.scheme().starts_with("http") && is_host(&url));
    if !is_clean || !is_page {
        let message = format!("`{}` is not the URL of a page", text.value);
        cx.report(Code::URL, text.at, message, "write the whole URL, as in `https://docs.example.com`");
    }
    text.value.clone()
}

/// Returns the host of an endpoint.
pub(super) fn of<'s>(endpoint: &EndpointSpec, spec: &'s Spec) -> Option<&'s HostSpec> {
    match &endpoint.host {
        _ if endpoint.captured.is_some() => None,
        None => spec.base_url.as_ref().ok(),
        Some(Ok(name)) => spec.hosts.sound().find(|(host, _)| host.value == name.value).map(|(_, host)| host),
        Some(Err(_)) => None,
    }
}

/// Whether the host of an endpoint is declared, or is that of the spec, and could be read.
pub(super) fn is_known(endpoint: &EndpointSpec, spec: &Spec) -> bool {
    match &endpoint.host {
        Some(Ok(name)) if name.value != BASE => spec.hosts.sound().any(|(known, _)| known.value == name.value),
        Some(Err(_)) => false,
        Some(Ok(_)) | None => spec.base_url.is_ok(),
    }
}

pub(super) fn lower_hosts(settings: &Settings, cx: &mut Context<'_>) -> Table<HostId, Host> {
    let spec = cx.spec;
    let mut hosts: Table<HostId, Host> = Table::default();
    hosts.push(lower_host(BASE, spec.base_url.as_ref().ok(), settings, cx));
    for named in spec.hosts.iter() {
        check_host_name(&named.name, cx);
        hosts.push(lower_host(&named.name.value, named.value.as_ref().ok(), settings, cx));
    }
    for (name, endpoint) in spec.endpoints.sound() {
        if let Some(captured) = &endpoint.captured {
            hosts.push(lower_whole(name, endpoint, captured, settings, cx));
        }
    }
    hosts
}

/// Lowers a captured value that is the whole URL of an endpoint: a host of its own, with the endpoint's name.
fn lower_whole(
    name: &Text,
    endpoint: &EndpointSpec,
    spec: &CapturedSpec,
    settings: &Settings,
    cx: &mut Context<'_>,
) -> Host {
    if let Some(host) = sound(&endpoint.host) {
        cx.refer(Declared::Host, &host.value);
        let message = format!("`{}` is the whole URL", spec.name.value);
        cx.report(Code::CONFLICT, host.at, message, "remove `host`, or write a path");
    }
    if cx.spec.hosts.has(&name.value) || name.value == BASE {
        let message = format!("there is a host `{}`, and this endpoint has a URL of its own", name.value);
        cx.report(Code::HOST, name.at, message, "give one of the two another name");
    }
    let captured = lower_captured(spec, true, settings, cx);
    Host { name: name.value.clone(), url: made_up(&captured), captured: Some(captured) }
}

fn lower_host(name: &str, spec: Option<&HostSpec>, settings: &Settings, cx: &mut Context<'_>) -> Host {
    let captured =
        spec.and_then(|spec| sound(&spec.captured)).map(|captured| lower_captured(captured, false, settings, cx));
    let url = match &captured {
        Some(captured) => made_up(captured),
        None => lower_url(spec.and_then(|spec| sound(&spec.url)), settings, cx),
    };
    Host { name: name.to_owned(), url, captured }
}

/// Lowers a captured host. The settings in `within` are checked as in any URL.
fn lower_captured(spec: &CapturedSpec, is_endpoint: bool, settings: &Settings, cx: &mut Context<'_>) -> CapturedHost {
    let part = match &spec.well_known {
        Some(name) => CapturedPart::WellKnown(name.clone()),
        None if is_endpoint => CapturedPart::Whole,
        None => CapturedPart::Paths,
    };
    let captured = CapturedHost { name: spec.name.clone(), within: spec.within.clone(), part };
    host::check_captured(&captured, cx.problems());
    for entry in captured.within.iter().filter(|entry| entry.value.contains('{')) {
        template::refer_to_names(&entry.value, cx);
        template::resolve(entry, &settings.scope(Vec::new()), cx);
    }
    captured
}

/// Returns the made-up URL that the mock server and the documentation use in place of a captured one.
fn made_up(captured: &CapturedHost) -> HostUrl {
    let host = captured.within.first().map(|entry| entry.value.as_str()).filter(|entry| !entry.contains('{'));
    let text = format!("https://{}", host.unwrap_or("captured.example"));
    HostUrl { template: Template::parse(&text).unwrap_or_default(), text }
}

pub(super) fn lower_url(text: Option<&Text>, settings: &Settings, cx: &mut Context<'_>) -> HostUrl {
    let Some(text) = text else { return stand_in() };
    template::refer_to_names(&text.value, cx);
    if settings.hides_a_name(&text.value) {
        return stand_in();
    }
    let known: Vec<_> = settings.table.iter().cloned().collect();
    host::check_url(text, &known, cx.problems()).unwrap_or_else(|_| {
        // A name that is misspelled there is not unused.
        let names = Template::parse(&text.value).unwrap_or_default();
        names.names().for_each(|name| cx.mention(name));
        stand_in()
    })
}

fn stand_in() -> HostUrl {
    let text = "https://provider.example".to_owned();
    HostUrl { template: Template::parse(&text).unwrap_or_else(|_| Template::default()), text }
}

fn check_host_name(name: &Text, cx: &mut Context<'_>) {
    if name.value == BASE {
        cx.refer(Declared::Host, BASE);
        cx.report(Code::HOST, name.at, "`base` is the host of `base_url`", "give this host another name");
    } else if !name::is_snake_case(&name.value) {
        let message = format!("`{}` cannot be the name of a host", name.value);
        cx.report(Code::HOST, name.at, message, "use lower-case words joined by `_`");
    }
}

/// Returns documentation without surrounding spaces, as written to Rust.
pub(super) fn sentence(text: &Text) -> String {
    text.value.trim().to_owned()
}
