//! `#[derive(ApiError)]`: the documented errors of an endpoint.

use auth_language::error::Case;
use auth_language::problem::Code;
use proc_macro2::{Span, TokenStream};
use quote::quote;
use syn::DeriveInput;

use super::case::{Variant, read_variant};
use super::{emit, read};
use crate::attr::generics::bound_types;
use crate::attr::input::variants;
use crate::attr::problems::Problems;

pub(crate) fn expand_api_error(input: &DeriveInput, problems: &mut Problems) -> TokenStream {
    let found = variants(input, "ApiError", problems);
    let variants: Vec<_> = found.into_iter().map(|variant| read_variant(variant, problems)).collect();
    check(input, &variants, problems);
    let reading = read::emit_reading(&variants, problems.is_empty());
    let bodies = variants.iter().filter_map(|variant| variant.body);
    let generics = bound_types(&input.generics, bodies, &quote!(::auth_runtime::__private::ErrorBody));
    let items = emit::emit_impl(&input.ident, &generics, &variants, &reading);
    let display = emit::emit_display(&input.ident, &generics);
    quote!(#items #display)
}

/// Checks the cases, and that one variant is for undocumented errors.
fn check(input: &DeriveInput, variants: &[Variant<'_>], problems: &mut Problems) {
    let cases: Vec<Case<Span>> = variants.iter().filter_map(|variant| variant.case.clone()).collect();
    auth_language::error::check_cases(&cases, problems);
    let mut others = variants.iter().filter(|variant| variant.is_other);
    let Some(first) = others.next() else {
        let message = "no variant takes the errors that are not documented";
        problems.report(Code::DERIVE, input.ident.span(), message, "add one that is `#[api_error(other)]`");
        return;
    };
    for second in others {
        let message = format!("`{}` already takes the errors that are not documented", first.ident);
        problems.report(Code::UNREACHABLE, second.ident.span(), message, "give this one a status");
    }
}
