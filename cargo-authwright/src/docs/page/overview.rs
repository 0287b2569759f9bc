//! What a provider is: its description, its URLs and what they depend on.

use auth_codegen::model::{Environment, Host, Provider, Setting};
use auth_language::host::CapturedPart;
use auth_language::word::Word as _;
use maud::{Markup, html};

use super::part::context::Page;
use super::part::field::code;
use super::part::names::{Row, list};
use super::part::ty;
use crate::docs::anchor;
use crate::docs::text::{self, link, prose};
use crate::docs::value;

pub(super) fn write(page: &Page<'_>) -> Markup {
    let provider = page.provider;
    html! {
        section id=(anchor::OVERVIEW) {
            h1 { (provider.title) }
            @if let Some(doc) = &provider.doc { p.lead { (prose(doc)) } }
            @if let Some(docs) = &provider.docs { p { "From " (link(docs, "the documentation of the provider")) "." } }
            (hosts(provider))
            (environments(provider))
            (settings(page))
            (headers(provider))
        }
    }
}

fn hosts(provider: &Provider) -> Markup {
    let rows: Vec<Row> = provider.hosts.iter().map(host).collect();
    html! { h2.sub { @if rows.len() == 1 { "Base URL" } @else { "Base URLs" } } (list(&rows)) }
}

fn host(host: &Host) -> Row {
    let Some(captured) = &host.captured else {
        return Row { name: host.url.text.clone(), ty: Some(html! { (host.name) }), ..Row::default() };
    };
    let within: Vec<String> = captured.within.iter().map(|entry| code(&entry.value)).collect();
    let part = match &captured.part {
        CapturedPart::Paths => "The base URL".to_owned(),
        CapturedPart::Whole => "The whole URL".to_owned(),
        CapturedPart::WellKnown(name) => format!("The issuer, for {}", code(&format!("/.well-known/{}", name.value))),
    };
    let doc =
        format!("{part} is what the log-in captures as `{}`, within {}.", captured.name.value, text::list(&within));
    Row { name: host.name.clone(), doc: Some(doc), ..Row::default() }
}

fn environments(provider: &Provider) -> Markup {
    let rows: Vec<Row> = provider.environments.iter().map(|one| environment(one, provider)).collect();
    html! { @if !rows.is_empty() { h2.sub { "Environments" } (list(&rows)) } }
}

fn environment(environment: &Environment, provider: &Provider) -> Row {
    let urls: Vec<String> = environment.hosts.iter().map(|host| format!("{}: {}", host.name, host.url.text)).collect();
    Row {
        name: format!("{}::{}", provider.ident, environment.ident),
        doc: environment.doc.clone(),
        facts: vec![format!("{}.", urls.join(", "))],
        ..Row::default()
    }
}

fn settings(page: &Page<'_>) -> Markup {
    let rows: Vec<Row> = page.provider.settings.iter().map(|one| setting(one, page)).collect();
    html! {
        @if !rows.is_empty() {
            h2.sub { "Settings" }
            p.quiet { "A client is built with them, in " code { "Settings" } "." }
            (list(&rows))
        }
    }
}

fn setting(setting: &Setting, page: &Page<'_>) -> Row {
    let values: Vec<String> = setting.values.iter().map(|value| code(value)).collect();
    let within: Vec<String> = setting.within.iter().map(|host| code(&host.value)).collect();
    let facts = [
        (!values.is_empty()).then(|| format!("One of {}.", values.join(", "))),
        setting.pattern.as_ref().map(|pattern| format!("Matches {}.", code(&pattern.value))),
        (!within.is_empty()).then(|| format!("A host within {}.", text::list(&within))),
        setting.default.as_ref().map(|value| format!("Default: {}.", code(&value.value.as_text()))),
        setting.case.as_ref().map(|case| format!("Used in {} case.", case.value.text())),
        setting.env.as_ref().map(|env| format!("Environment: `{}`.", env.value)),
        setting.example.as_ref().map(|value| format!("Such as {}.", code(&value.value.as_text()))),
    ];
    Row {
        name: setting.name.value.clone(),
        ty: Some(ty::linked(&page.snippets.ty(&setting.ty), page.provider)),
        required: setting.default.is_none(),
        deprecated: setting.deprecated.clone(),
        doc: setting.doc.clone(),
        facts: facts.into_iter().flatten().collect(),
        ..Row::default()
    }
}

/// The headers of all requests, and those of all replies.
fn headers(provider: &Provider) -> Markup {
    let sent = provider.headers.iter().map(|part| Row { name: value::part(part), ..Row::default() });
    let sent: Vec<Row> = sent.collect();
    let answered = provider.reply_headers.iter().map(|header| Row {
        name: header.name.clone(),
        ty: Some(html! { code { (header.ident) } }),
        doc: Some(header.doc.clone()),
        ..Row::default()
    });
    let answered: Vec<Row> = answered.collect();
    html! {
        @if !sent.is_empty() { h2.sub { "Sent with every request" } (list(&sent)) }
        @if !answered.is_empty() { h2.sub { "In every reply" } (list(&answered)) }
    }
}
