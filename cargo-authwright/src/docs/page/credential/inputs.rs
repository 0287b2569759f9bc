//! What a credential consists of: what the caller gives, and in which calls it is sent.

use auth_codegen::model::{Credential, EndpointId, Field, GoesInto, Input, InputKind, Source, TokenSource, Type};
use maud::{Markup, html};

use crate::docs::page::part::context::Page;
use crate::docs::page::part::names::{Row, list};
use crate::docs::page::part::{field, ty};

pub(super) fn write(credential: &Credential, page: &Page<'_>) -> Markup {
    let log_in = page.provider.log_in(credential).map(|log_in| log_in.source);
    let gathered: Vec<Row> = match &credential.source {
        Source::Static => Vec::new(),
        Source::Token(source) => {
            let inputs = &log_in.as_ref().unwrap_or(source).inputs;
            let own = inputs.iter().map(|input| token_input(input, credential, page));
            own.chain(others(log_in.as_ref().unwrap_or(source), page)).collect()
        }
    };
    let further = credential.further_inputs().map(|input| own_input(input, credential, page));
    let rows: Vec<Row> = gathered.into_iter().chain(further).collect();
    html! { @if !rows.is_empty() { h4 { "Inputs" } (list(&rows)) } }
}

/// The credentials with which steps are made, and what shows a reply to the person.
fn others(source: &TokenSource, page: &Page<'_>) -> Vec<Row> {
    let provider = page.provider;
    let companions = source.companions().into_iter().map(|id| {
        let (companion, name) = (&provider.credentials[id], &provider.credentials[id].ident);
        let ty = match companion.source {
            Source::Static => name.clone(),
            Source::Token(_) => format!("Session<{}, {name}>", provider.ident),
        };
        let doc = Some(companion.doc.clone());
        Row { name: companion.name.clone(), ty: Some(ty::linked(&ty, provider)), required: true, doc, ..Row::default() }
    });
    let prompt = source.prompt.iter().map(|prompt| {
        let ty = format!("Ask<{}>", provider.records[prompt.question.record].ident);
        let doc = Some(format!("Shows the person what `{}` answers.", prompt.question.step));
        Row { name: prompt.ident.clone(), ty: Some(ty::linked(&ty, provider)), required: true, doc, ..Row::default() }
    });
    companions.chain(prompt).collect()
}

fn own_input(input: &Field, credential: &Credential, page: &Page<'_>) -> Row {
    let mut row = field::given(input, page);
    row.facts.extend(environment(input, credential, page));
    row
}

/// The variable that `from_env` reads; `None` for a value that is no text.
fn environment(input: &Field, credential: &Credential, page: &Page<'_>) -> Option<String> {
    let ty = &input.ty.value;
    let is_text = !matches!(ty.item(), Type::Record(_) | Type::Map(_) | Type::Upload | Type::Foreign) && !is_nested(ty);
    is_text.then(|| format!("Environment: `{}`.", credential.variable(input, &page.provider.name)))
}

fn is_nested(ty: &Type) -> bool {
    match ty {
        Type::List(item) => item.is_list() || matches!(**item, Type::Map(_)),
        Type::Map(_) => true,
        _ => false,
    }
}

/// An input of the calls for a token: how often it can be used, and in which of them.
fn token_input(input: &Input, credential: &Credential, page: &Page<'_>) -> Row {
    let Input { field, endpoint: _, kind, goes_into } = input;
    let mut row = field::given(field, page);
    row.ty = Some(ty::linked(&input_type(input, page), page.provider));
    row.facts.extend(match kind {
        InputKind::Lasting => environment(field, credential, page),
        InputKind::Asked(question) => Some(format!("Asked for during the log-in, after `{}`.", question.step)),
        InputKind::Once => Some("It can be used once.".to_owned()),
        InputKind::AuthorizationCode { .. } | InputKind::Grant { once: true, .. } => {
            Some("What the browser brought back, good for one use.".to_owned())
        }
        InputKind::Grant { once: false, .. } => Some("What the browser brought back.".to_owned()),
    });
    row.facts.push(calls(*goes_into));
    row
}

/// The Rust type of an input, which may be used once or asked for.
fn input_type(input: &Input, page: &Page<'_>) -> String {
    let own = page.snippets.field(&input.field);
    let callback = |visit: EndpointId| {
        let record = page.provider.endpoints[visit].visit().and_then(|visit| visit.callback);
        record.map(|record| format!("<{}>", page.provider.records[record].ident)).unwrap_or_default()
    };
    match &input.kind {
        InputKind::Lasting => own,
        InputKind::Asked(question) => format!("Ask<{}, {own}>", page.provider.records[question.record].ident),
        InputKind::Once => format!("OneTime<{own}>"),
        InputKind::AuthorizationCode { .. } => "OneTime<AuthorizationCode>".to_owned(),
        InputKind::Grant { visit, once: true, .. } => format!("OneTime<AuthorizationGrant{}>", callback(*visit)),
        InputKind::Grant { visit, once: false, .. } => format!("AuthorizationGrant{}", callback(*visit)),
    }
}

fn calls(GoesInto { mint, refresh, revoke }: GoesInto) -> String {
    let calls = [(mint, "to log in"), (refresh, "to renew"), (revoke, "to log out")];
    let calls: Vec<String> = calls.into_iter().filter(|(is, _)| *is).map(|(_, call)| call.to_owned()).collect();
    format!("Sent {}.", crate::docs::text::list(&calls))
}
