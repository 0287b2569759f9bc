//! Emits the struct with the inputs of a credential.

use proc_macro2::TokenStream;
use quote::quote;

use crate::emit::docs::{deprecated, doc};
use crate::emit::names::{Names, ident};
use crate::emit::value::ty;
use crate::emit::value::variable;
use crate::model::{
    Credential, CredentialId, EndpointId, Field, GoesInto, Input, InputKind, Opening, Prompt, Provider, Question,
    Source, TokenSource,
};

/// Emits the struct of the inputs, with these attributes.
pub(super) fn emit_struct(
    name: &str,
    attributes: &TokenStream,
    (credential, source): (&Credential, &TokenSource),
    provider: &Provider,
    names: &Names,
) -> TokenStream {
    let (docs, deprecated) = (doc(&credential.doc), deprecated(credential.deprecated.as_ref()));
    let (derives, name) = (emit_derives(source, names), ident(name));
    let env = |input| variable::emit_input(input, credential, provider);
    let gathered = source.inputs.iter().map(|input| emit_input(input, env(&input.field), (source, provider), names));
    let companions = source.companions().into_iter();
    let companions = companions.map(|id| emit_companion(id, "token_source", provider, names));
    let prompt = source.prompt.iter().map(|prompt| emit_prompt(prompt, provider, names));
    let further = further_inputs(credential, source).map(|input| emit_attached(input, env(input), names));
    let inputs: Vec<TokenStream> = gathered.chain(companions).chain(prompt).chain(further).collect();
    let body = if inputs.is_empty() { quote!(;) } else { quote!({ #(#inputs),* }) };
    quote! {
        #docs
        #deprecated
        #[derive(#derives)]
        #attributes
        pub struct #name #body
    }
}

/// Emits the derives. An input that can be used only once must not be cloned.
fn emit_derives(source: &TokenSource, names: &Names) -> TokenStream {
    let is_lasting = |kind: &InputKind| match kind {
        InputKind::Lasting | InputKind::Asked(_) | InputKind::Grant { once: false, .. } => true,
        InputKind::Once | InputKind::AuthorizationCode { .. } | InputKind::Grant { once: true, .. } => false,
    };
    let is_lasting = source.inputs.iter().all(|input| is_lasting(&input.kind));
    let clone = is_lasting.then(|| quote!(Clone,));
    let derive = names.session("TokenSource");
    quote!(#clone Debug, #derive)
}

/// Returns the inputs that only the attachment uses.
fn further_inputs<'c>(credential: &'c Credential, source: &'c TokenSource) -> impl Iterator<Item = &'c Field> {
    let is_gathered = |field: &Field| source.inputs.iter().any(|input| input.field.ident.value == field.ident.value);
    credential.inputs.iter().filter(move |field| !is_gathered(field))
}

pub(super) fn has_no_inputs(credential: &Credential, source: &TokenSource) -> bool {
    source.inputs.is_empty() && further_inputs(credential, source).next().is_none()
}

/// Emits the field for a credential with which a step is made: a session of it, if it has a token itself.
/// `attribute` is that of the struct.
pub(super) fn emit_companion(id: CredentialId, attribute: &str, provider: &Provider, names: &Names) -> TokenStream {
    let companion = &provider.credentials[id];
    let (docs, attribute) = (doc(&companion.doc), ident(attribute));
    let (name, own) = (ident(&auth_language::name::field_ident(&companion.name)), ident(&companion.ident));
    let ty = match &companion.source {
        Source::Static => quote!(#own),
        Source::Token(_) => {
            let (session, marker) = (names.session("Session"), ident(&provider.ident));
            quote!(#session<#marker, #own>)
        }
    };
    quote! {
        #docs
        #[#attribute(credential)]
        #name: #ty
    }
}

/// Emits the field that shows the user a reply before the provider is asked again.
fn emit_prompt(prompt: &Prompt, provider: &Provider, names: &Names) -> TokenStream {
    let Prompt { ident: name, question } = prompt;
    let docs = doc(&format!("Shows the user what `{}` answers, before the provider is asked again.", question.step));
    let (name, ask, seen) = (ident(name), names.session("Ask"), emit_seen(question, provider));
    let step = ident(&auth_language::name::field_ident(&question.step));
    quote! {
        #docs
        #[token_source(shown(#step))]
        #name: #ask<#seen>
    }
}

/// Emits the type of what the caller sees.
fn emit_seen(question: &Question, provider: &Provider) -> proc_macro2::Ident {
    ident(&provider.records[question.record].ident)
}

fn emit_input(
    input: &Input,
    env: Option<TokenStream>,
    (source, provider): (&TokenSource, &Provider),
    names: &Names,
) -> TokenStream {
    let Input { field, endpoint: _, kind, goes_into } = input;
    let mut properties = input_properties(kind, *goes_into, source, names.provider);
    properties.extend(ty::emit_in_url(field).filter(|_| *kind == InputKind::Lasting));
    properties.extend(env.filter(|_| *kind == InputKind::Lasting));
    ty::emit_member(field, "token_source", &properties, &emit_type(input, provider, names))
}

/// Emits an input that is not sent in a token request but attached to calls.
fn emit_attached(input: &Field, env: Option<TokenStream>, names: &Names) -> TokenStream {
    let properties =
        std::iter::once(quote!(input)).chain(ty::emit_rename(input)).chain(ty::emit_in_url(input)).chain(env);
    ty::emit_member(input, "token_source", &properties.collect::<Vec<_>>(), &ty::emit_field(input, names))
}

/// Returns the attributes of an input. An input of the first token request alone needs none.
fn input_properties(
    kind: &InputKind,
    goes_into: GoesInto,
    source: &TokenSource,
    provider: &Provider,
) -> Vec<TokenStream> {
    let GoesInto { mint, refresh, revoke } = goes_into;
    let calls = [("mint", mint && (refresh || revoke)), ("refresh", refresh), ("revoke", revoke)];
    let calls = calls.into_iter().filter(|(_, is_said)| *is_said).map(|(call, _)| ident(call));
    let verifier = match kind {
        InputKind::AuthorizationCode { verifier } | InputKind::Grant { verifier, .. } => verifier.as_deref().map(ident),
        InputKind::Asked(_) | InputKind::Once | InputKind::Lasting => None,
    };
    let verifier = verifier.map(|verifier| quote!(verifier = #verifier));
    let visit = match kind {
        InputKind::Grant { visit, .. } => Some(ident(&provider.endpoints[*visit].name)),
        InputKind::Asked(_) | InputKind::AuthorizationCode { .. } | InputKind::Once | InputKind::Lasting => None,
    };
    let visit = visit.map(|visit| quote!(visit = #visit));
    let after = match kind {
        InputKind::Grant { .. } => emit_after(source.opening.as_ref()),
        InputKind::Asked(_) | InputKind::AuthorizationCode { .. } | InputKind::Once | InputKind::Lasting => None,
    };
    let ask = match kind {
        InputKind::Asked(question) => Some(emit_ask(question)),
        InputKind::AuthorizationCode { .. } | InputKind::Grant { .. } | InputKind::Once | InputKind::Lasting => None,
    };
    calls.map(|call| quote!(#call)).chain(visit).chain(after).chain(verifier).chain(ask).collect()
}

/// Emits the reply that the caller sees before it answers: `ask(log_in.MfaChallenge)`.
fn emit_ask(question: &Question) -> TokenStream {
    let step = ident(&auth_language::name::field_ident(&question.step));
    let variant = question.variant.as_ref().map(|variant| ident(variant)).map(|variant| quote!(.#variant));
    quote!(ask(#step #variant))
}

fn emit_type(input: &Input, provider: &Provider, names: &Names) -> TokenStream {
    let ty = match &input.kind {
        InputKind::Lasting => return ty::emit_field(&input.field, names),
        InputKind::Asked(question) => {
            let (ask, seen, ty) =
                (names.session("Ask"), emit_seen(question, provider), ty::emit_field(&input.field, names));
            return quote!(#ask<#seen, #ty>);
        }
        InputKind::Once => ty::emit_field(&input.field, names),
        InputKind::AuthorizationCode { .. } => names.runtime("AuthorizationCode"),
        InputKind::Grant { visit, once: false, .. } => return emit_grant(*visit, names),
        InputKind::Grant { visit, once: true, .. } => emit_grant(*visit, names),
    };
    let once = names.session("OneTime");
    quote!(#once<#ty>)
}

/// Emits the type of what a visit gave back.
fn emit_grant(visit: EndpointId, names: &Names) -> TokenStream {
    let provider = names.provider;
    let callback = provider.endpoints[visit].visit().and_then(|visit| visit.callback);
    let callback = callback.map(|record| ident(&provider.records[record].ident));
    let grant = names.runtime("AuthorizationGrant");
    quote!(#grant<#callback>)
}

/// Emits the names of the steps before the visit of whose replies values are kept.
fn emit_after(opening: Option<&Opening>) -> Option<TokenStream> {
    let mut steps: Vec<String> = Vec::new();
    for found in opening.iter().flat_map(|opening| &opening.keep) {
        let step = auth_language::name::field_ident(&found.step);
        if !steps.contains(&step) {
            steps.push(step);
        }
    }
    let names = steps.iter().map(|step| ident(step));
    (!steps.is_empty()).then(|| quote!(after(#(#names),*)))
}
