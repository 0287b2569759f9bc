//! A credential: what it consists of, where it is sent, how it lives.

mod inputs;

use auth_codegen::model::{Credential, Identity, Issuer, Provider};
use maud::{Markup, html};

use super::endpoint::rust;
use super::part::context::Page;
use super::part::names::{Row, heading, instead, list};
use crate::docs::text::prose;
use crate::docs::value;
use crate::docs::{anchor, lifecycle};

pub(super) fn write(credential: &Credential, page: &Page<'_>) -> Markup {
    let id = anchor::credential(credential);
    html! {
        section.card id=(id) {
            (heading(&id, &credential.ident))
            (instead(credential.deprecated.as_ref()))
            p { (prose(&credential.doc)) }
            @for fact in facts(credential, page.provider) { p.quiet { (prose(&fact)) } }
            (inputs::write(credential, page))
            (sent(credential))
            h4 { "Its life" }
            (lifecycle::write(credential, page.provider))
            h4 { "In Rust" }
            (rust(&page.snippets.credential(credential)))
        }
    }
}

/// What is special about a credential, each a sentence.
fn facts(credential: &Credential, provider: &Provider) -> Vec<String> {
    let name = |id| provider.endpoints[id].spec_name();
    let member = credential.member.as_ref().map(|member| {
        let optional = if member.is_optional { " A log-in may not bring it." } else { "" };
        format!("The token `{}` of a log-in with `{}`.{optional}", member.name, member.log_in)
    });
    let tls = credential.tls.as_ref().map(|_| "Its calls show a client certificate (RFC 8705).".to_owned());
    let identity = credential.identity.as_ref().map(|identity| match identity {
        Identity::Call { endpoint, subject } => {
            format!("Who logged in: `{subject}` in the reply of `{}`: `session.identity(&client)`.", name(*endpoint))
        }
        Identity::Token { field, issuer, keys } => {
            let issuer = match issuer {
                Issuer::Said(url) => format!("`{}`", value::show(url)),
                Issuer::Captured(name) => format!("`{{{name}}}`"),
            };
            format!("Who logged in: the JWT `{field}`, issued by {issuer}, checked with the keys of `{}`.", name(*keys))
        }
    });
    member.into_iter().chain(tls).chain(identity).collect()
}

/// Where calls carry it.
fn sent(credential: &Credential) -> Markup {
    let rows: Vec<Row> =
        credential.parts.iter().map(|part| Row { name: value::part(part), ..Row::default() }).collect();
    let computed: Vec<Row> = credential
        .computed
        .iter()
        .map(|one| Row {
            name: one.name.value.clone(),
            ty: Some(html! { "= " code { (value::show(&one.value)) } }),
            ..Row::default()
        })
        .collect();
    html! {
        @if !rows.is_empty() || credential.sign.is_some() { h4 { "Sent with each call" } }
        (list(&rows))
        @if let Some(sign) = &credential.sign { p { "Signed by " code { (value::signature(sign)) } "." } }
        @if !computed.is_empty() { h5 { "Computed for each call" } (list(&computed)) }
    }
}
