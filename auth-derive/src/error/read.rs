//! Emits the methods that turn a reply into a variant.

use auth_language::error::{Case, Is, Test};
use proc_macro2::{Span, TokenStream};
use quote::{quote, quote_spanned};
use syn::Ident;

use super::case::Variant;
use crate::attr::input::at;
use crate::value::origin::emit_literal;

/// Emits one method for error replies, and one for 2xx replies that are errors.
pub(crate) fn emit_reading(variants: &[Variant<'_>], is_sound: bool) -> TokenStream {
    let other = variants.iter().find(|variant| variant.is_other).filter(|_| is_sound);
    let read = other.map_or_else(emit_stub, |other| emit_read(variants, other));
    let is_read = other.is_none()
        || cases(variants, false).next().is_some()
        || variants.iter().any(|variant| variant.body.is_some());
    let reply = if is_read { quote!(reply) } else { quote!(_) };
    let success = if is_sound { emit_read_success(variants) } else { None };
    quote! {
        fn read(#reply: &::auth_runtime::__private::Reply<'_>) -> Self {
            #read
        }
        #success
    }
}

/// Returns the cases with 2xx statuses, or those with other statuses, and these statuses.
fn cases<'v, 'a>(
    variants: &'v [Variant<'a>],
    is_success: bool,
) -> impl Iterator<Item = (&'v Variant<'a>, &'v Case<Span>, Vec<u16>)> {
    variants.iter().filter_map(move |variant| {
        let case = variant.case.as_ref()?;
        let statuses = case.statuses.iter().map(|status| status.value);
        let statuses: Vec<u16> = statuses.filter(|status| (*status < 300) == is_success).collect();
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

/// Emits the method for error replies. Cases with conditions are tested first, in order.
fn emit_read(variants: &[Variant<'_>], other: &Variant<'_>) -> TokenStream {
    let other = emit_value(other);
    if cases(variants, false).next().is_none() {
        return other;
    }
    let conditional = cases(variants, false).filter(|(_, case, _)| !case.when.is_empty());
    let conditional =
        conditional.map(|(variant, case, statuses)| emit_conditional(variant, case, &statuses, |value| value));
    let plain = cases(variants, false).filter(|(_, case, _)| case.when.is_empty()).map(|(variant, _, statuses)| {
        let value = emit_value(variant);
        quote!(#(#statuses)|* => #value,)
    });
    quote! {
        let status = reply.status().as_u16();
        #(#conditional)*
        match status {
            #(#plain)*
            _ => #other,
        }
    }
}

fn emit_read_success(variants: &[Variant<'_>]) -> Option<TokenStream> {
    let some = |value: TokenStream| quote!(::core::option::Option::Some(#value));
    let conditional: Vec<_> = cases(variants, true)
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

fn emit_conditional(
    variant: &Variant<'_>,
    case: &Case<Span>,
    statuses: &[u16],
    answer: impl Fn(TokenStream) -> TokenStream,
) -> TokenStream {
    let (ident, body) = (variant.ident, variant.body);
    let (tests, answer) = (case.when.iter().map(emit_test), answer(quote!(Self::#ident(body))));
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
