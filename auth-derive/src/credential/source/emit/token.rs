//! Emits what belongs to one token: its requests, the facts about it, and how it is attached.

use auth_language::lifecycle::{Carried, Grace};
use auth_language::spanned::Spanned;
use auth_language::word::JwtAlgorithm;
use proc_macro2::{Literal, Span, TokenStream};
use quote::{format_ident, quote, quote_spanned};
use syn::Type;

use crate::client::tls::emit_tls;
use crate::credential::source::attach::{emit_further_parts, emit_token_header};
use crate::credential::source::attribute::Source;
use crate::credential::source::calls::renewed::Renewed;
use crate::credential::source::calls::{emit_mint, emit_refresh, emit_revoke};
use crate::credential::source::input::Input;
use crate::credential::source::request::is_told;
use crate::credential::source::steps;
use crate::expression::emit::emit_algorithm;
use crate::sign::emit::emit_of_session;

/// Emits the requests for the first token.
pub(crate) fn emit_first(source: &Source, inputs: &[Input<'_>], provider: &Type) -> TokenStream {
    match source.mint.as_slice() {
        [mint] if !source.is_told(inputs) => emit_mint(mint, source, inputs, provider),
        _ => steps::emit_mint(source, inputs, provider),
    }
}

/// Emits what belongs to one token: its facts, its renewal and revocation, and how it is attached.
pub(crate) fn emit_token(source: &Source, renewed: &Renewed<'_>, inputs: &[Input<'_>], provider: &Type) -> TokenStream {
    let (constants, further) = (emit_constants(source, inputs), emit_further_parts(source, inputs));
    let refresh = match source.refresh.as_slice() {
        [] => None,
        [refresh] if !source.is_renewal_told() && !renewed.has_variants() => {
            Some(emit_refresh(refresh, renewed, inputs, provider))
        }
        _ => Some(steps::emit_refresh(source, renewed, inputs, provider)),
    };
    let revoke = match source.revoke.as_slice() {
        [] => None,
        [revoke] if !is_told(&source.revoke) => Some(emit_revoke(revoke, inputs, provider)),
        _ => Some(steps::emit_revoke(source, inputs, provider)),
    };
    let members: Vec<_> = inputs.iter().map(|input| &input.member).collect();
    let (key, algorithm) = source.session_key.as_ref().map(|(name, algorithm)| (name, *algorithm)).unzip();
    let session_key = algorithm.map(emit_session_key);
    let signer = emit_of_session(source.parts.sign.as_ref(), &members, key);
    let tls = emit_tls(source.parts.tls.as_ref(), &members);
    quote!(#constants #session_key #refresh #revoke #further #signer #tls)
}

fn emit_session_key(algorithm: JwtAlgorithm) -> TokenStream {
    let algorithm = emit_algorithm(algorithm);
    quote! {
        const SESSION_KEY: ::core::option::Option<::auth_runtime::__private::sign::Algorithm> =
            ::core::option::Option::Some(#algorithm);
    }
}

fn emit_constants(source: &Source, inputs: &[Input<'_>]) -> TokenStream {
    let renewal = source.renewal.map(|carried| match carried {
        Carried::Access | Carried::Each => emit_fact("RENEWAL", "Renewal", "AccessToken"),
        Carried::Refresh => emit_fact("RENEWAL", "Renewal", "RefreshToken"),
        Carried::Nothing => emit_fact("RENEWAL", "Renewal", "Inputs"),
    });
    let rotation = source.rotation.map(|rotation| emit_fact("ROTATION", "Rotation", &format!("{rotation:?}")));
    let reuse = source.reuse.map(|reuse| emit_fact("REUSE", "Reuse", &format!("{reuse:?}")));
    let lifetime = source.lifetime.as_ref().map(|seconds| emit_duration("LIFETIME", seconds));
    let idle = source.idle.as_ref().map(|seconds| emit_duration("IDLE", seconds));
    let early = source.early.as_ref().map(|seconds| emit_duration("EARLY", seconds));
    let grace = source.grace.as_ref().map(emit_grace);
    let header = emit_token_header(source);
    let exact = source.exact_scopes.then(|| {
        quote!(
            const EXACT_SCOPES: bool = true;
        )
    });
    let one = source.one_session.then(|| {
        quote!(
            const ONE_SESSION: bool = true;
        )
    });
    let waits = source.waits(inputs).then(|| {
        quote!(
            const WAITS: bool = true;
        )
    });
    let revokes = source.revokes_refresh_tokens(inputs).then(|| {
        quote!(
            const REVOKES_REFRESH_TOKENS: bool = true;
        )
    });
    quote!(#renewal #lifetime #idle #early #rotation #reuse #grace #header #revokes #exact #one #waits)
}

/// Emits a constant whose type is an enum of the module `session`.
fn emit_fact(name: &str, ty: &str, variant: &str) -> TokenStream {
    let (name, variant) = (format_ident!("{name}"), format_ident!("{variant}"));
    let ty = format_ident!("{ty}");
    let ty = quote!(::auth_runtime::__private::session::#ty);
    quote!(const #name: #ty = #ty::#variant;)
}

fn emit_grace(grace: &Spanned<Grace, Span>) -> TokenStream {
    match grace.value {
        Grace::For(seconds) => emit_duration("GRACE", &Spanned::new(seconds, grace.at)),
        Grace::UntilUsed => quote!(
            const GRACE_UNTIL_USED: bool = true;
        ),
    }
}

fn emit_duration(name: &str, seconds: &Spanned<u64, Span>) -> TokenStream {
    let (name, number) = (format_ident!("{name}"), Literal::u64_unsuffixed(seconds.value));
    let duration = quote_spanned!(seconds.at=> ::core::time::Duration::from_secs(#number));
    quote!(const #name: ::core::option::Option<::core::time::Duration> = ::core::option::Option::Some(#duration);)
}
