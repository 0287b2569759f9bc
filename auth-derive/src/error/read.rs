//! Emits the methods that turn a reply into a variant.

use auth_language::error::{Case, Is, Test};
use proc_macro2::{Span, TokenStream};
use quote::{quote, quote_spanned};
use syn::Ident;

use super::case::Variant;
use crate::attr::input::at;
use crate::value::origin::emit_literal;

/// The kinds of replies, by status. Each kind of error is read by a method of its own.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    /// 2xx: an error if a condition holds.
    Success,
    /// 3xx: an error if a case is documented.
    Redirect,
    /// All others.
    Refusal,
}

impl Kind {
    fn of(status: u16) -> Self {
        match status {
            ..300 => Self::Success,
            300..400 => Self::Redirect,
            400.. => Self::Refusal,
        }
    }
}

/// Emits one method for error replies, and one each for 2xx and 3xx replies that are errors.
pub(crate) fn emit_reading(variants: &[Variant<'_>], is_sound: bool) -> TokenStream {
    let other = variants.iter().find(|variant| variant.is_other).filter(|_| is_sound);
    let read = other.map_or_else(emit_stub, |other| emit_read(variants, other));
    let is_read = other.is_none()
        || cases(variants, Kind::Refusal).next().is_some()
        || variants.iter().any(|variant| variant.body.is_some());
    let reply = if is_read { quote!(reply) } else { quote!(_) };
    let success = if is_sound { emit_read_success(variants) } else { None };
    let redirect = if is_sound { emit_read_redirect(variants) } else { None };
    quote! {
        fn read(#reply: &::auth_runtime::__private::Reply<'_>) -> Self {
            #read
        }
        #success
        #redirect
    }
}

/// Returns the cases with statuses of a kind, and these statuses.
fn cases<'v, 'a>(
    variants: &'v [Variant<'a>],
    kind: Kind,
) -> impl Iterator<Item = (&'v Variant<'a>, &'v Case<Span>, Vec<u16>)> {
    variants.iter().filter_map(move |variant| {
        let case = variant.case.as_ref()?;
        let statuses = case.statuses.iter().map(|status| status.value);
        let statuses: Vec<u16> = statuses.filter(|status| Kind::of(*status) == kind).collect();
        (!statuses.is_empty()).then_some((variant, case, statuses))
    })
}

/// Emits a body that never runs, because the reported errors end the compilation.
fn emit_stub() -> TokenStream {
    quote!({
        let _ = reply;
        loop {}
    })
}

/// Emits the method for error replies.
fn emit_read(variants: &[Variant<'_>], other: &Variant<'_>) -> TokenStream {
    let other = emit_value(other);
    if cases(variants, Kind::Refusal).next().is_none() {
        return other;
    }
    emit_choice(variants, Kind::Refusal, &other, TokenStream::clone)
}

/// Emits the choice between the cases of a kind. Those with conditions are tested first, in order.
fn emit_choice(
    variants: &[Variant<'_>],
    kind: Kind,
    otherwise: &TokenStream,
    answer: fn(&TokenStream) -> TokenStream,
) -> TokenStream {
    let conditional = cases(variants, kind).filter(|(_, case, _)| !case.when.is_empty());
    let conditional = conditional.map(|(variant, case, statuses)| emit_conditional(variant, case, &statuses, answer));
    let plain = cases(variants, kind).filter(|(_, case, _)| case.when.is_empty()).map(|(variant, _, statuses)| {
        let value = answer(&emit_value(variant));
        quote!(#(#statuses)|* => #value,)
    });
    quote! {
        let status = reply.status().as_u16();
        #(#conditional)*
        match status {
            #(#plain)*
            _ => #otherwise,
        }
    }
}

fn some(value: &TokenStream) -> TokenStream {
    quote!(::core::option::Option::Some(#value))
}

fn emit_read_success(variants: &[Variant<'_>]) -> Option<TokenStream> {
    let conditional: Vec<_> = cases(variants, Kind::Success)
        .map(|(variant, case, statuses)| emit_conditional(variant, case, &statuses, some))
        .collect();
    (!conditional.is_empty()).then(|| {
        quote! {
            const READS_SUCCESS: bool = true;
            fn read_success(reply: &::auth_runtime::__private::Reply<'_>) -> ::core::option::Option<Self> {
                let status = reply.status().as_u16();
                #(#conditional)*
                ::core::option::Option::None
            }
        }
    })
}

fn emit_read_redirect(variants: &[Variant<'_>]) -> Option<TokenStream> {
    cases(variants, Kind::Redirect).next()?;
    let choice = emit_choice(variants, Kind::Redirect, &quote!(::core::option::Option::None), some);
    Some(quote! {
        const READS_REDIRECTS: bool = true;
        fn read_redirect(reply: &::auth_runtime::__private::Reply<'_>) -> ::core::option::Option<Self> {
            #choice
        }
    })
}

fn emit_conditional(
    variant: &Variant<'_>,
    case: &Case<Span>,
    statuses: &[u16],
    answer: impl Fn(&TokenStream) -> TokenStream,
) -> TokenStream {
    let (ident, body) = (variant.ident, variant.body);
    let (tests, answer) = (case.when.iter().map(emit_test), answer(&quote!(Self::#ident(body))));
    quote! {
        if ::core::matches!(status, #(#statuses)|*) {
            let body = reply.body::<#body>();
            if #(#tests)&&* {
                return #answer;
            }
        }
    }
}

fn emit_test(test: &Test<Span>) -> TokenStream {
    let field = member(test);
    match &test.is {
        Is::Present => quote!(::auth_runtime::__private::is_present(&body.#field)),
        Is::Absent => quote!(!::auth_runtime::__private::is_present(&body.#field)),
        Is::AnyOf(values) => {
            let values = values.iter().map(emit_literal);
            quote!(::auth_runtime::__private::is(&body.#field, &[#(#values),*]))
        }
        Is::NoneOf(values) => {
            let values = values.iter().map(emit_literal);
            quote! {
                (::auth_runtime::__private::is_present(&body.#field)
                    && !::auth_runtime::__private::is(&body.#field, &[#(#values),*]))
            }
        }
    }
}

/// Returns the field that a condition tests, as a raw identifier if its name is a keyword.
fn member(test: &Test<Span>) -> Ident {
    let (name, at) = (&test.field.value, test.field.at);
    name.strip_prefix("r#").map_or_else(|| Ident::new(name, at), |name| Ident::new_raw(name, at))
}

fn emit_value(variant: &Variant<'_>) -> TokenStream {
    let ident = variant.ident;
    let body = variant.body.map(|ty| quote_spanned!(at(ty)=> (reply.body::<#ty>())));
    quote!(Self::#ident #body)
}
