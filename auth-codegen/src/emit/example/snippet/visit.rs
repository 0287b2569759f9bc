//! A page that the user's browser visits.

use quote::quote;

use super::call::{emit_client, emit_whole_request, session_type};
use super::context::{Context, Given, Snippet};
use super::draft::Draft;
use crate::emit::names::ident;
use crate::model::{Credential, Endpoint, Provider, Source, Visit};

/// Writes a visit. `None` if only a session or an earlier call can start it.
pub(super) fn write(endpoint: &Endpoint, visit: &Visit, of: &Context<'_>) -> Option<Snippet> {
    match log_out_of(endpoint, of.provider) {
        Some(credential) => Some(write_log_out(endpoint, credential, of)),
        None if visit.pushed || !of.provider.captured_by(endpoint).is_empty() => None,
        None => Some(write_visit(endpoint, of)),
    }
}

fn write_visit(endpoint: &Endpoint, of: &Context<'_>) -> Snippet {
    let mut draft = Draft::of(of);
    let new = emit_client(of.provider);
    draft.add(None, quote!(let client = #new?;));
    add_visit(endpoint, &mut draft, of.provider);
    draft.finish()
}

/// Adds the visit of a page, and what it gives back.
pub(super) fn add_visit(endpoint: &Endpoint, draft: &mut Draft<'_>, provider: &Provider) {
    let page = emit_whole_request(endpoint, draft, provider).unwrap_or_else(|| {
        let page = ident(&endpoint.ident);
        quote!(api::#page)
    });
    draft.add_to_last(quote!(let mut authorization = #page.start(&client)?;));
    add_return(draft);
}

/// Adds how the user is sent to a page, and comes back.
pub(super) fn add_return(draft: &mut Draft<'_>) {
    draft.given.push(Given::Callback);
    draft.add_to_last(quote!(println!("open {}", authorization.url());));
    draft.add(
        Some("`callback` is the URL that the browser ended at."),
        quote!(let grant = authorization.finish(callback)?;),
    );
}

/// Returns the credential whose log-out ends with this page.
fn log_out_of<'p>(endpoint: &Endpoint, provider: &'p Provider) -> Option<&'p Credential> {
    let is_it = |credential: &&Credential| match &credential.source {
        Source::Token(source) => {
            source.log_out.as_ref().is_some_and(|log_out| provider.endpoints[log_out.page].name == endpoint.name)
        }
        Source::Static => false,
    };
    provider.credentials.iter().find(is_it)
}

fn write_log_out(endpoint: &Endpoint, credential: &Credential, of: &Context<'_>) -> Snippet {
    let mut draft = Draft::of(of);
    let (new, none) = (emit_client(of.provider), ident(&endpoint.ident));
    let page = emit_whole_request(endpoint, &mut draft, of.provider).unwrap_or_else(|| quote!(api::#none));
    draft.given.push(Given::Session(session_type(credential, of)));
    let comment = format!("`session` is one of `{}`.", credential.ident);
    draft.add(
        Some(&comment),
        quote! {
            let client = #new?;
            let ended = session.log_out(#page, &client).await?;
            println!("open {}", ended.url());
        },
    );
    draft.finish()
}
