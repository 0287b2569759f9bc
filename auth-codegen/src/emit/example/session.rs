//! Emits sessions with made-up credentials.

use auth_language::name;
use proc_macro2::TokenStream;
use quote::quote;

use super::value::{emit_captures, emit_credential, emit_value};
use crate::conformance;
use crate::emit::names::ident;
use crate::model::{
    Credential, CredentialId, Endpoint, EndpointId, Example, Field, Input, InputKind, Provider, ReplyField, Source,
    Step, TokenSource, Type, as_text,
};
use crate::secrets;

/// A credential as an expression, with the first two tokens that its session receives.
type Sample = (TokenStream, String, String);

/// Emits a session with the first two tokens that it receives. `None` if the spec has no example of them.
pub(super) fn emit(credential: &Credential, provider: &Provider) -> Option<TokenStream> {
    let (marker, name, method) = (ident(&provider.ident), &provider.name, &credential.name);
    let (source, first, second) = match &credential.source {
        Source::Static => {
            let key = secrets::input(credential, credential.session_secret()?)?;
            (emit_credential(credential, provider), key.clone(), key)
        }
        Source::Token(source) => emit_source(credential, source, provider)?,
    };
    let connection = emit_connection(credential, provider);
    Some(quote! {
        visitor.session(
            api::#marker,
            crate::Tokens::new(#name, #method, [#first, #second]),
            |connection| auth_runtime::session::Session::builder(#source, #connection),
        );
    })
}

/// Emits the connection of a session, with what the registration of the client keeps.
fn emit_connection(credential: &Credential, provider: &Provider) -> TokenStream {
    let registers = credential.registration.and_then(|id| provider.endpoints[id].http()?.registers.as_ref());
    let kept = registers.iter().flat_map(|registers| {
        let own = registers.captures.iter().map(|field| &field.wire);
        own.chain(registers.found.iter().map(|(name, _)| name))
    });
    let kept = emit_captures(kept, provider);
    if kept.is_empty() { quote!(connection) } else { quote!(&connection #kept) }
}

fn emit_source(credential: &Credential, source: &TokenSource, provider: &Provider) -> Option<Sample> {
    let (id, field) = first_made(source, provider)?;
    let mint = &provider.endpoints[id];
    let example = mint.examples.first()?;
    let first = secrets::token(mint, example, &field.ident.value, provider)?;
    let second = second_token(source, (mint, example), (field, &first), provider)?;
    let log_in = provider.log_in(credential);
    let all = log_in.as_ref().map_or(source, |log_in| &log_in.source);
    let made = emit_made(credential, source, all, provider)?;
    Some((emit_token_of(made, credential), first, second))
}

/// Emits the type that logs in, with the inputs of all its tokens. `None` if the spec has no example of a required one.
pub(super) fn emit_made(
    credential: &Credential,
    source: &TokenSource,
    all: &TokenSource,
    provider: &Provider,
) -> Option<TokenStream> {
    let examples = examples(source, all, provider);
    let value = |input: &Input| emit_input(input, all, &examples, provider);
    let required = all.inputs.iter().filter(|input| !input.field.optional).map(value).collect::<Option<Vec<_>>>()?;
    let optional = all.inputs.iter().filter(|input| input.field.optional).filter_map(|input| {
        let (setter, value) = (ident(&input.field.ident.value), value(input)?);
        Some(quote!(.#setter(#value)))
    });
    let is_gathered = |field: &Field| all.inputs.iter().any(|input| input.field.ident.value == field.ident.value);
    let further = credential
        .inputs
        .iter()
        .filter(|field| !is_gathered(field))
        .filter_map(|input| emit_further(input, credential, provider));
    let prompt = all.prompt.iter().map(|_| quote!(crate::answer(())));
    let companions = emit_companions(&all.companions(), provider).into_iter();
    let further: Vec<TokenStream> = companions.chain(prompt).chain(further).collect();
    let name = ident(credential.member.as_ref().map_or(&credential.ident, |member| &member.log_in));
    let has_none = all.inputs.is_empty() && credential.inputs.is_empty() && further.is_empty();
    Some(if has_none {
        quote!(api::#name)
    } else {
        quote!(api::#name::new(#(#required,)* #(#further),*) #(#optional)*)
    })
}

/// Returns the first examples of the calls of a login: of the one with the token, of the others, of the renewal.
fn examples<'p>(source: &TokenSource, all: &TokenSource, provider: &'p Provider) -> Vec<&'p Example> {
    let maker = source.first().map(|(id, _)| id);
    let others = all.mint.iter().map(|step| step.endpoint).filter(|id| Some(*id) != maker);
    let refreshed = source.refresh.first().map(|step| step.endpoint);
    let calls = maker.into_iter().chain(others).chain(refreshed);
    calls.filter_map(|id| provider.endpoints[id].examples.first()).collect()
}

/// Returns the endpoint and the field that make the first token, if each call is answered by its first example.
fn first_made<'s>(source: &'s TokenSource, provider: &Provider) -> Option<(EndpointId, &'s Field)> {
    let places = source.reply.access_token.iter().flat_map(ReplyField::places);
    let step_of = |place: &ReplyField| source.mint.iter().find(|step| step.name == place.step);
    let mut makers = places.filter_map(|place| Some((step_of(place)?, &place.field)));
    makers.find(|(step, _)| is_made(step, source, provider)).map(|(step, field)| (step.endpoint, field))
}

/// Whether a step takes place: one with a condition does after that reply alone.
fn is_made(step: &Step, source: &TokenSource, provider: &Provider) -> bool {
    let Some((earlier, variant)) = &step.when else { return true };
    let earlier = source.mint.iter().find(|step| step.name == *earlier);
    let endpoint = earlier.map(|step| &provider.endpoints[step.endpoint]);
    endpoint.is_some_and(|endpoint| {
        let (call, example) = (endpoint.http(), endpoint.examples.first());
        let body = |example: &Example| example.response.clone().unwrap_or_default();
        let answers = |call, example: &Example| {
            conformance::is_variant(call, variant, example.status, &body(example), &example.headers)
        };
        call.zip(example).is_some_and(|(call, example)| answers(call, example))
    })
}

/// Returns the token that a session receives next.
fn second_token(
    source: &TokenSource,
    (mint, example): (&Endpoint, &Example),
    (field, first): (&Field, &str),
    provider: &Provider,
) -> Option<String> {
    match (source.next(), source.refresh.is_empty()) {
        (Some((id, field)), _) => {
            let endpoint = &provider.endpoints[id];
            let renewal = renewal(source, endpoint, example).or(endpoint.examples.first())?;
            secrets::token(endpoint, renewal, &field.ident.value, provider)
        }
        (None, true) => secrets::token(mint, next_turn(mint, example), &field.ident.value, provider),
        (None, false) => Some(first.to_owned()),
    }
}

/// Returns the example of a renewal that sends the refresh token of this log-in: each of several tokens has its own.
fn renewal<'p>(source: &TokenSource, endpoint: &'p Endpoint, example: &Example) -> Option<&'p Example> {
    let refresh_token = secrets::answered_by(example, &source.reply.refresh_token.as_ref()?.field)?;
    let (carried, _) = source.refresh.iter().find_map(|step| step.carries.as_ref())?;
    endpoint.examples.iter().find(|other| other.given(carried) == Some(&refresh_token))
}

/// Emits the credentials with which steps are made.
pub(super) fn emit_companions(ids: &[CredentialId], provider: &Provider) -> Vec<TokenStream> {
    ids.iter().filter_map(|id| emit_companion(&provider.credentials[*id], provider)).collect()
}

/// Emits the credential of a step, or a session of it.
fn emit_companion(credential: &Credential, provider: &Provider) -> Option<TokenStream> {
    let Source::Token(source) = &credential.source else { return Some(emit_credential(credential, provider)) };
    let (made, ..) = emit_source(credential, source, provider)?;
    Some(quote!(auth_runtime::session::Session::builder(#made, connection).tagged().build()))
}

/// Emits the source of one of several tokens. The first is that of the credential itself.
fn emit_token_of(made: TokenStream, credential: &Credential) -> TokenStream {
    let is_first = credential.member.as_ref().is_none_or(|member| member.is_first);
    let name = ident(&credential.ident);
    if is_first { made } else { quote!(api::#name::from(#made)) }
}

/// Returns the example that is used when the first request is repeated: examples with equal requests take turns.
fn next_turn<'p>(endpoint: &'p Endpoint, example: &'p Example) -> &'p Example {
    let is_equal = |other: &&Example| {
        endpoint.fields().iter().all(|field| other.given(&field.ident.value) == example.given(&field.ident.value))
    };
    endpoint.examples.iter().filter(is_equal).nth(1).unwrap_or(example)
}

/// Emits the made-up value of an input that only the attachment uses.
fn emit_further(input: &Field, credential: &Credential, provider: &Provider) -> Option<TokenStream> {
    let value = secrets::input(credential, input)?;
    (!input.optional).then(|| emit_value(input, &value.into(), provider))
}

/// Emits the value of an input; `None` if no example has one.
fn emit_input(input: &Input, source: &TokenSource, examples: &[&Example], provider: &Provider) -> Option<TokenStream> {
    let Input { field, endpoint: _, kind, goes_into: _ } = input;
    if let InputKind::Grant { visit, verifier, once } = kind {
        let kept = emit_kept(source, provider);
        let grant = emit_grant(&provider.endpoints[*visit], verifier.as_deref(), &kept, examples, provider)?;
        return Some(if *once { quote!(auth_runtime::session::OneTime::new(#grant)) } else { grant });
    }
    let given = examples.iter().find_map(|example| example.given(&field.ident.value))?;
    let value = emit_value(field, given, provider);
    Some(match kind {
        InputKind::AuthorizationCode { verifier } => {
            let (code, verifier) = (given.as_str()?, emit_verifier(verifier.as_deref(), examples));
            quote!(crate::code(#code, #verifier))
        }
        InputKind::Once => emit_once(&field.ty.value, &value),
        InputKind::Lasting | InputKind::Grant { .. } => value,
        InputKind::Asked(_) => quote!(crate::answer(#value)),
    })
}

fn emit_once(ty: &Type, value: &TokenStream) -> TokenStream {
    match ty {
        Type::Secret => quote!(auth_runtime::session::OneTime::<auth_runtime::Secret>::new(#value.into())),
        Type::String | Type::Url => quote!(auth_runtime::session::OneTime::<String>::new(#value.into())),
        _ => quote!(auth_runtime::session::OneTime::new(#value)),
    }
}

/// Emits what a visit gave back: the parameters of its example, without those that are compared, such as `state`.
fn emit_grant(
    visit: &Endpoint,
    verifier: Option<&str>,
    kept: &[TokenStream],
    examples: &[&Example],
    provider: &Provider,
) -> Option<TokenStream> {
    let record = visit.visit().and_then(|visit| visit.callback)?;
    let callback = ident(&provider.records[record].ident);
    let members = visit.examples.first()?.response.as_ref()?.as_object()?;
    let compared = visit.visit().map(|visit| visit.compared.expected.as_slice()).unwrap_or_default();
    let read = members.iter().filter(|(name, _)| !compared.iter().any(|part| part.name.value == **name));
    let pairs = read.map(|(name, value)| {
        let value = as_text(value);
        quote!((#name, #value))
    });
    let verifier = emit_verifier(verifier, examples);
    Some(quote!(crate::grant::<api::#callback>(&[#(#pairs),*], #verifier, &[#(#kept),*])))
}

/// Emits the values that are kept of the calls before the visit.
fn emit_kept(source: &TokenSource, provider: &Provider) -> Vec<TokenStream> {
    let Some(opening) = &source.opening else { return Vec::new() };
    let kept = opening.keep.iter().filter_map(|found| {
        let step = opening.steps.iter().find(|step| step.name == found.step)?;
        let value = secrets::answered(&provider.endpoints[step.endpoint], &found.field)?;
        let (value, name) = (as_text(&value), format!("{}.{}", found.step, name::plain(&found.field.ident.value)));
        Some(quote!((#name, #value)))
    });
    kept.collect()
}

/// Emits the PKCE verifier of the example's code exchange, if the request has a field for it.
fn emit_verifier(field: Option<&str>, examples: &[&Example]) -> TokenStream {
    let mut given = examples.iter().filter_map(|example| example.given(field?)?.as_str());
    given.next().map_or_else(|| quote!(None), |verifier| quote!(Some(#verifier)))
}
