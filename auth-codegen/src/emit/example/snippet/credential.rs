//! How a client gets a credential.

use proc_macro2::TokenStream;
use quote::quote;

use super::call::{emit_client, emit_variables};
use super::context::{Context, Snippet};
use super::draft::Draft;
use super::visit::{add_return, add_visit};
use crate::emit::example::session;
use crate::emit::example::value::{emit_credential, emit_new};
use crate::emit::names::ident;
use crate::model::{Credential, CredentialId, Endpoint, Field, Opening, Provider, Source, TokenSource};

pub(super) fn write(credential: &Credential, of: &Context<'_>) -> Snippet {
    let mut draft = Draft::of(of);
    let (provider, new) = (of.provider, emit_client(of.provider));
    draft.add(None, quote!(let client = #new?;));
    add_registration(credential, &mut draft, provider);
    match &credential.source {
        Source::Static => add_static(credential, &mut draft, provider),
        Source::Token(source) => {
            let log_in = provider.log_in(credential).map(|log_in| log_in.source);
            add_session(credential, (source, log_in.as_ref().unwrap_or(source)), &mut draft, provider);
        }
    }
    draft.finish()
}

fn add_static(credential: &Credential, draft: &mut Draft<'_>, provider: &Provider) {
    let key = emit_credential(credential, provider);
    draft.add_to_last(match &credential.check {
        Some(_) => quote! {
            let credential = #key;
            println!("it works: {}", credential.check(&client).await.works());
            let client = client.with(credential);
        },
        None => quote!(let client = client.with(#key);),
    });
}

/// Adds the session of a credential. `all` has the inputs and the calls of all tokens of its log-in.
fn add_session(
    credential: &Credential,
    (source, all): (&TokenSource, &TokenSource),
    draft: &mut Draft<'_>,
    provider: &Provider,
) {
    add_consent(all, draft, provider);
    let made = session::emit_made(credential, source, all, provider)
        .unwrap_or_else(|| emit_variables(name(credential), &required(credential, all), &[], draft));
    let has_connection = all.opening.as_ref().is_some_and(|opening| !opening.companions().is_empty());
    if !has_connection {
        add_connection(&all.companions(), draft);
    }
    let further = credential.member.as_ref().filter(|member| !member.is_first).map(|_| ident(&credential.ident));
    let session = further.map_or_else(|| quote!(session), |token| quote!(session.of::<api::#token>()));
    draft.add_to_last(quote! {
        let session = #made.session(&client);
        let client = client.with(#session);
    });
}

/// Adds the connection of the sessions with which steps are made.
fn add_connection(companions: &[CredentialId], draft: &mut Draft<'_>) {
    if !companions.is_empty() {
        draft.add_to_last(quote!(let connection = &client;));
    }
}

/// Returns the name of the type that logs in.
fn name(credential: &Credential) -> &str {
    credential.member.as_ref().map_or(&credential.ident, |member| &member.log_in)
}

fn required<'c>(credential: &'c Credential, source: &'c TokenSource) -> Vec<&'c Field> {
    let gathered = source.inputs.iter().map(|input| &input.field);
    let is_gathered = |field: &Field| source.inputs.iter().any(|input| input.field.ident.value == field.ident.value);
    let further = credential.inputs.iter().filter(|field| !is_gathered(field));
    gathered.chain(further).filter(|field| !field.optional).collect()
}

/// Adds the registration of the client (RFC 7591), which is kept beside the tokens.
fn add_registration(credential: &Credential, draft: &mut Draft<'_>, provider: &Provider) {
    let Some(id) = credential.registration else { return };
    let endpoint = &provider.endpoints[id];
    let request = emit_of(&endpoint.ident, (endpoint.fields(), &[]), &[endpoint], draft, provider);
    draft.add_to_last(quote! {
        let store = auth_runtime::session::FileStore::new("client.json");
        let registered = auth_runtime::session::Registered::obtain(#request, &client, &store).await?;
        let client = api::Client::from(client.connection().with_registration(&registered));
    });
}

/// Adds the consent of a person in a browser.
fn add_consent(source: &TokenSource, draft: &mut Draft<'_>, provider: &Provider) {
    match (&source.opening, source.authorize) {
        (Some(opening), _) => {
            add_connection(&opening.companions(), draft);
            let consent = emit_opening(opening, draft, provider);
            draft.add_to_last(quote!(let mut authorization = #consent.start(&client).await?;));
            add_return(draft);
        }
        (None, Some(visit)) => add_visit(&provider.endpoints[visit], draft, provider),
        (None, None) => {}
    }
}

fn emit_opening(opening: &Opening, draft: &mut Draft<'_>, provider: &Provider) -> TokenStream {
    let steps = opening.steps.iter().chain([&opening.visit]);
    let calls: Vec<&Endpoint> = steps.map(|step| &provider.endpoints[step.endpoint]).collect();
    let companions = session::emit_companions(&opening.companions(), provider);
    emit_of(&opening.ident, (&opening.inputs, &companions), &calls, draft, provider)
}

/// Emits a request with the values of the first examples of these calls, and `further` arguments.
fn emit_of(
    name: &str,
    (fields, further): (&[Field], &[TokenStream]),
    calls: &[&Endpoint],
    draft: &mut Draft<'_>,
    provider: &Provider,
) -> TokenStream {
    let examples: Vec<_> = calls.iter().filter_map(|endpoint| endpoint.examples.first()).collect();
    let given = |field: &Field| examples.iter().find_map(|example| example.given(&field.ident.value));
    let fields: Vec<&Field> = fields.iter().collect();
    let required: Vec<&Field> = fields.iter().copied().filter(|field| !field.optional).collect();
    if required.iter().all(|field| given(field).is_some()) {
        return emit_new(name, &fields, given, further, provider);
    }
    emit_variables(name, &required, further, draft)
}
