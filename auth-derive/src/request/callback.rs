//! Resolves and emits what is compared in the callback of a page.

use auth_language::problem::Code;
use auth_language::request::{CODE_CHALLENGE, Compared, Part, Place, Request, STATE, check_compared, uses};
use auth_language::value::Scope;
use auth_language::word::Pkce;
use proc_macro2::{Ident, Span, TokenStream};
use quote::quote;

use super::answer::{Answer, Back};
use crate::attr::item::spanned;
use crate::attr::member::Member;
use crate::attr::problems::Problems;
use crate::expression::item::Constant;
use crate::expression::read::read_expr;
use crate::value::part::{emit_expr, emit_part};

/// Resolves what is compared in the callback.
pub(crate) fn resolve(answer: &Answer, scope: &Scope, problems: &mut Problems) -> Compared<Span> {
    let Answer::Callback { back, .. } = answer else { return Compared::nothing() };
    let mut part = |constant: &Constant, scope: &Scope| {
        let value = read_expr(&constant.value, scope, problems)?;
        Some(Part { place: Place::Query, name: spanned(&constant.name), value, at: constant.value.span() })
    };
    let expected = back.expected.iter().filter_map(|constant| part(constant, scope)).collect();
    let of_callback = scope.clone().of_callback();
    let signature = back.verify.first().and_then(|constant| part(constant, &of_callback));
    let compared = Compared { expected, signature, bound: back.bound.iter().map(spanned).collect() };
    check_compared(&compared, &[], problems);
    check_bound(&compared, problems);
    compared
}

/// Checks that what names the log-in is compared.
fn check_bound(compared: &Compared<Span>, problems: &mut Problems) {
    let is_compared = |name: &str| compared.expected.iter().any(|part| part.name.value == name);
    for name in compared.bound.iter().filter(|name| !is_compared(&name.value)) {
        let message = format!("`{}` is not compared", name.value);
        let help = "add it to `expected(…)`, with the value that it must have";
        problems.report(Code::CONSENT, name.at, message, help);
    }
}

/// Checks that a challenge is not named where there never is one.
pub(crate) fn check_challenge(answer: &Answer, request: &Request<Span>, problems: &mut Problems) {
    let Answer::Callback { pkce: Pkce::Off, .. } = answer else { return };
    auth_language::request::check_no_challenge(request, problems);
}

/// Emits what is compared: the constants and methods of the impl.
pub(crate) fn emit(
    back: &Back,
    compared: &Compared<Span>,
    request: &Request<Span>,
    members: &[&Member<'_>],
) -> TokenStream {
    let callback = back.ty.as_ref().map_or_else(|| quote!(::auth_runtime::__private::CodeCallback), |ty| quote!(#ty));
    let (adds, bound) = (emit_adds(back, compared, request), emit_bound(compared));
    let (expected, signature) = (emit_expected(compared, members), emit_signature(compared, members));
    quote! {
        type Callback = #callback;
        #adds
        #bound
        #expected
        #signature
    }
}

/// Emits the parameters that the runtime adds, unless these are the usual ones.
fn emit_adds(back: &Back, compared: &Compared<Span>, request: &Request<Span>) -> Option<TokenStream> {
    let sends = |name: &str| back.is_pushed || request.parts.iter().any(|part| uses(&part.value, name));
    let adds = [(STATE, !sends(STATE) && compared.compares_state()), (CODE_CHALLENGE, !sends(CODE_CHALLENGE))];
    let is_usual = adds.iter().all(|(_, is_added)| *is_added);
    let names = adds.iter().filter(|(_, is_added)| *is_added).map(|(name, _)| name);
    (!is_usual).then(|| {
        quote! {
            const ADDS: &'static [&'static ::core::primitive::str] = &[#(#names),*];
        }
    })
}

fn emit_bound(compared: &Compared<Span>) -> Option<TokenStream> {
    let names = compared.bound_names();
    (names != [STATE]).then(|| {
        quote! {
            const BOUND: &'static [&'static ::core::primitive::str] = &[#(#names),*];
        }
    })
}

fn emit_expected(compared: &Compared<Span>, members: &[&Member<'_>]) -> Option<TokenStream> {
    let to = Ident::new("to", Span::call_site());
    let parts = compared.expected.iter().map(|part| emit_part(part, members)).map(|part| quote!(#to #part;));
    let parts: Vec<TokenStream> = parts.collect();
    (!parts.is_empty()).then(|| {
        quote! {
            fn expected<'a>(&'a self, #to: &mut ::auth_runtime::__private::Fields<'a>) {
                #(#parts)*
            }
        }
    })
}

fn emit_signature(compared: &Compared<Span>, members: &[&Member<'_>]) -> Option<TokenStream> {
    let Part { name, value, .. } = compared.signature.as_ref()?;
    let of = value.names().into_iter().map(|name| name.name.as_str()).filter(|name| name.starts_with("callback."));
    let (name, of, value) = (&name.value, of.collect::<Vec<_>>(), emit_expr(value, members));
    Some(quote! {
        fn signature(&self) -> ::core::option::Option<::auth_runtime::__private::CallbackSignature<'_>> {
            ::core::option::Option::Some(::auth_runtime::__private::CallbackSignature {
                name: #name,
                value: #value,
                of: &[#(#of),*],
            })
        }
    })
}
