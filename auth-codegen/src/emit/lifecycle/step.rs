//! The calls of a credential.

use auth_language::name;
use auth_language::template::escape;
use proc_macro2::{Literal, TokenStream};
use quote::{ToTokens as _, quote};

use super::reply;
use crate::emit::names::ident;
use crate::emit::part::property::list;
use crate::emit::value::expression::emit_expr;
use crate::model::{
    Endpoint, Expr, HttpCall, Input, InputKind, NameKind, Provider, Repeats, Step, Taken, TakenPiece, Time, Token,
    TokenSource,
};

pub(super) fn emit(source: &TokenSource, provider: &Provider) -> Vec<TokenStream> {
    let lists = [("mint", &source.mint), ("refresh", &source.refresh), ("revoke", &source.revoke)];
    let lists = lists.into_iter().filter(|(_, steps)| !steps.is_empty());
    lists.map(|(list, steps)| emit_list(list, steps, source, provider)).collect()
}

/// Emits the calls for the first token.
pub(super) fn emit_login(source: &TokenSource, provider: &Provider) -> TokenStream {
    emit_list("mint", &source.mint, source, provider)
}

/// Emits the calls that renew and revoke one of several tokens. One that is `renewed` with another has no renewal itself.
pub(super) fn emit_renewal(source: &TokenSource, renewed: bool, provider: &Provider) -> Vec<TokenStream> {
    let refresh = Some(("refresh", &source.refresh)).filter(|_| !renewed);
    let lists = refresh.into_iter().chain([("revoke", &source.revoke)]).filter(|(_, steps)| !steps.is_empty());
    lists.map(|(list, steps)| emit_list(list, steps, source, provider)).collect()
}

fn emit_list(list: &str, steps: &[Step], source: &TokenSource, provider: &Provider) -> TokenStream {
    let has_grant = source.inputs.iter().any(|input| matches!(input.kind, InputKind::Grant { .. }));
    let anonymous = is_anonymous(list, steps, provider).then(|| quote!(anonymous));
    let is_several = anonymous.is_some() || is_told(steps, provider);
    let is_told = is_several || (list == "mint" && (has_grant || reply::has_variants(source)));
    let steps = steps.iter().map(|step| {
        let attached = (is_several && is_attached(step, provider)).then(|| quote!(attached));
        emit_of(step, is_told, attached.or_else(|| anonymous.clone()), source, provider)
    });
    let list = ident(list);
    quote!(#list(#(#steps),*))
}

/// Whether the calls of a renewal or a revocation send no token: the provider knows it by what else they send.
fn is_anonymous(list: &str, steps: &[Step], provider: &Provider) -> bool {
    list != "mint" && steps.iter().all(|step| step.carries.is_none() && !is_attached(step, provider))
}

/// Whether each step must list the fields of its request. A single call sends all inputs that are for it.
fn is_told(steps: &[Step], provider: &Provider) -> bool {
    let has_more = |step: &Step| {
        (step.carries.is_some() && is_attached(step, provider))
            || !step.takes.is_empty()
            || step.is_optional
            || step.keep.is_some()
            || step.repeats.is_some()
            || step.auth.is_some()
            || !step.expects.is_empty()
    };
    steps.len() > 1 || steps.iter().any(has_more)
}

/// Whether the token is attached to a step.
fn is_attached(step: &Step, provider: &Provider) -> bool {
    step.auth.is_none() && provider.endpoints[step.endpoint].http().is_some_and(HttpCall::is_protected)
}

/// Emits a call before a visit.
pub(super) fn emit_step(step: &Step, source: &TokenSource, provider: &Provider) -> TokenStream {
    emit_of(step, true, None, source, provider)
}

fn emit_of(
    step: &Step,
    is_told: bool,
    word: Option<TokenStream>,
    source: &TokenSource,
    provider: &Provider,
) -> TokenStream {
    let endpoint = &provider.endpoints[step.endpoint];
    let given = if is_told { emit_given(step, endpoint, source) } else { Vec::new() };
    let verified = is_verified(endpoint, source).then(|| quote!(verified));
    emit_call(step, given, &[word, verified], provider)
}

/// Emits a call before the registration of a client, for which the caller gives nothing.
pub(in crate::emit) fn emit_before(step: &Step, provider: &Provider) -> TokenStream {
    emit_call(step, Vec::new(), &[], provider)
}

fn emit_call(step: &Step, given: Vec<TokenStream>, words: &[Option<TokenStream>], provider: &Provider) -> TokenStream {
    let endpoint = &provider.endpoints[step.endpoint];
    let request = ident(&endpoint.ident);
    let carries = step.carries.as_ref().map(|(field, token)| match token {
        Token::Access => emit_pair(field, "access_token"),
        Token::Refresh => emit_pair(field, "refresh_token"),
        Token::Each => ident(field).into_token_stream(),
    });
    let takes = step.takes.iter().map(|(field, from)| {
        let (field, from) = (ident(field), emit_taken(from));
        quote!(#field = #from)
    });
    let arguments: Vec<TokenStream> = carries.into_iter().chain(given).chain(takes).collect();
    let arguments = (!arguments.is_empty()).then(|| quote!((#(#arguments),*)));
    let is_named = name::plain(&name::field_ident(name::plain(&endpoint.ident))) != step.name;
    let name = is_named.then(|| ident(&step.name)).map(|name| quote!(as #name));
    let optional = step.is_optional.then(|| quote!(optional));
    let keep = step.keep.map(emit_seconds).map(|seconds| quote!(keep = #seconds));
    let auth = step.auth.map(|id| ident(&name::field_ident(&provider.credentials[id].name)));
    let auth = auth.map(|auth| quote!(auth = #auth));
    let when = step.when.as_ref().map(|(step, variant)| emit_when(step, variant));
    let repeats = step.repeats.as_ref().map(emit_repeats);
    let expects = emit_expects(step);
    quote!(#request #arguments #name #(#words)* #auth #when #optional #keep #repeats #expects)
}

/// Emits what a reply must be: `expect(issuer = "{issuer}")`.
fn emit_expects(step: &Step) -> Option<TokenStream> {
    let expects = step.expects.iter().map(|(field, value)| {
        let (field, value) = (ident(field), emit_expr(value));
        quote!(#field = #value)
    });
    let expects: Vec<TokenStream> = expects.collect();
    (!expects.is_empty()).then(|| quote!(expect(#(#expects),*)))
}

/// Emits the reply after which alone a step is made: `when = log_in.MfaChallenge`.
fn emit_when(step: &str, variant: &str) -> TokenStream {
    let (step, variant) = (ident(&name::field_ident(step)), ident(variant));
    quote!(when = #step.#variant)
}

/// Emits how a step is repeated: `every = 5 until = request_device_code.expires_in`.
fn emit_repeats(Repeats { every, until }: &Repeats) -> TokenStream {
    let time = |time: &Time| match time {
        Time::Fixed(seconds) => emit_seconds(*seconds).into_token_stream(),
        Time::Reply(field) => reply::emit_path(field),
    };
    let until = until.as_ref().map(time).map(|until| quote!(until = #until));
    let every = time(every);
    quote!(every = #every #until)
}

/// Emits a value of an earlier reply, or the template that it is a part of.
fn emit_taken(taken: &Taken) -> TokenStream {
    match taken {
        Taken::Reply(field) => reply::emit_path(field),
        Taken::Text(pieces) => {
            let text: String = pieces.iter().map(as_template).collect();
            quote!(#text)
        }
    }
}

/// Emits the list of the settings that templates of steps, and the expressions `also`, use.
pub(in crate::emit) fn emit_settings<'s>(
    steps: impl IntoIterator<Item = &'s Step>,
    also: impl IntoIterator<Item = &'s Expr>,
) -> Option<TokenStream> {
    let steps: Vec<&Step> = steps.into_iter().collect();
    let texts = steps.iter().flat_map(|step| &step.takes).filter_map(|(_, taken)| match taken {
        Taken::Text(pieces) => Some(pieces),
        Taken::Reply(_) => None,
    });
    let taken = texts.flatten().filter_map(|piece| match piece {
        TakenPiece::Setting(name) => Some(name.as_str()),
        TakenPiece::Text(_) | TakenPiece::Reply(_) | TakenPiece::Input(_) => None,
    });
    let expected = steps.iter().flat_map(|step| &step.expects).map(|(_, value)| value);
    let named = expected.chain(also).flat_map(Expr::names).filter(|name| name.kind == NameKind::Setting);
    let mut settings: Vec<&str> = Vec::new();
    for name in taken.chain(named.map(|name| name.name.as_str())) {
        if !settings.contains(&name) {
            settings.push(name);
        }
    }
    list("settings", settings.into_iter().map(ident))
}

fn as_template(piece: &TakenPiece) -> String {
    match piece {
        TakenPiece::Text(text) => escape(text),
        TakenPiece::Reply(found) => format!("{{{}}}", reply::path_text(found)),
        TakenPiece::Input(field) => format!("{{{}}}", name::plain(&field.ident.value)),
        TakenPiece::Setting(name) => format!("{{{name}}}"),
    }
}

/// Returns the inputs that a step sends.
fn emit_given(step: &Step, endpoint: &Endpoint, source: &TokenSource) -> Vec<TokenStream> {
    let is_taken = |ident: &str| {
        let is_carried = step.carries.as_ref().is_some_and(|(carried, _)| carried == ident);
        is_carried || step.takes.iter().any(|(taken, _)| taken == ident)
    };
    let given = endpoint.fields().iter().map(|field| &field.ident.value).filter(|ident| !is_taken(ident));
    given.filter(|given| !is_verifier(given, &source.inputs)).map(|given| ident(given).into_token_stream()).collect()
}

/// Whether a field is a PKCE verifier, which is sent with its code.
fn is_verifier(given: &str, inputs: &[Input]) -> bool {
    inputs.iter().any(|input| match &input.kind {
        InputKind::AuthorizationCode { verifier } | InputKind::Grant { verifier, .. } => {
            verifier.as_deref() == Some(given)
        }
        InputKind::Asked(_) | InputKind::Once | InputKind::Lasting => false,
    })
}

/// Whether a step sends the PKCE verifier of what a visit gave back.
fn is_verified(endpoint: &Endpoint, source: &TokenSource) -> bool {
    let has = |name: &str| endpoint.fields().iter().any(|field| field.ident.value == name);
    source.inputs.iter().any(|input| match &input.kind {
        InputKind::Grant { verifier, .. } => verifier.as_deref().is_some_and(has),
        InputKind::AuthorizationCode { .. } | InputKind::Asked(_) | InputKind::Once | InputKind::Lasting => false,
    })
}

/// Emits `one = other`, or only the name if both are equal.
fn emit_pair(one: &str, other: &str) -> TokenStream {
    let (left, right) = (ident(one), ident(other));
    if one == other { quote!(#left) } else { quote!(#left = #right) }
}

/// Formats seconds with an underscore every three digits, as clippy requires.
pub(super) fn emit_seconds(seconds: u64) -> Literal {
    let digits = seconds.to_string();
    let groups: Vec<&str> =
        digits.as_bytes().rchunks(3).rev().filter_map(|group| std::str::from_utf8(group).ok()).collect();
    groups.join("_").parse().unwrap_or_else(|_| Literal::u64_unsuffixed(seconds))
}
