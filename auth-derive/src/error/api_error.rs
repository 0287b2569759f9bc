//! `#[derive(ApiError)]`: the documented errors of an endpoint.

use proc_macro2::TokenStream;
use quote::{quote, quote_spanned};
use syn::{DeriveInput, Fields, Generics, Ident, Lit, Type, Variant};

use crate::attr::args::{Args, Condition};
use crate::attr::generics::{bound_self, bound_types};
use crate::attr::input::{at, variants};
use crate::attr::problems::{Problems, suggest};

pub(crate) fn expand_api_error(input: &DeriveInput, problems: &mut Problems) -> TokenStream {
    let variants = variants(input, "ApiError", problems);
    let cases: Vec<_> = variants.into_iter().map(|variant| Case::parse(variant, problems)).collect();
    check_order(&cases, problems);
    let read = match cases.iter().find(|case| case.status.is_none()) {
        Some(other) if problems.is_empty() => emit_read(&cases, other),
        Some(_) => emit_stub(),
        None => {
            problems.push(input.ident.span(), "one variant must be `#[api_error(other)]`, for what is not documented");
            emit_stub()
        }
    };
    let generics = bound_types(
        &input.generics,
        cases.iter().filter_map(|case| case.body),
        &quote!(::auth_runtime::__private::ErrorBody),
    );
    let items = emit_impl(&input.ident, &generics, &cases, &read);
    let display = emit_display(&input.ident, &generics);
    quote!(#items #display)
}

/// One variant.
struct Case<'a> {
    ident: &'a Ident,
    body: Option<&'a Type>,
    /// `None` for `other`.
    status: Option<u16>,
    conditions: Vec<(Ident, TokenStream)>,
    class: Option<Ident>,
}

impl<'a> Case<'a> {
    fn parse(variant: &'a Variant, problems: &mut Problems) -> Self {
        let ident = &variant.ident;
        let body = parse_body(variant, problems);
        let mut args = Args::read(&variant.attrs, "api_error", ident.span(), problems);
        let is_other = args.flag("other", problems);
        let status = parse_status(&mut args, is_other, problems);
        let conditions = parse_conditions(&mut args, body.is_some(), is_other, problems);
        let class = args.word("class", problems).and_then(|word| parse_class(&word, problems));
        args.finish(problems);
        Self { ident, body, status, conditions, class }
    }
}

fn parse_body<'a>(variant: &'a Variant, problems: &mut Problems) -> Option<&'a Type> {
    match &variant.fields {
        Fields::Unit => None,
        Fields::Unnamed(fields) if fields.unnamed.len() == 1 => fields.unnamed.first().map(|field| &field.ty),
        _ => {
            problems.push(variant.ident.span(), "a variant holds the error body, as in `Name(Body)`, or nothing");
            None
        }
    }
}

/// A 2xx is success and a 3xx a redirect: neither reaches the error.
fn parse_status(args: &mut Args, is_other: bool, problems: &mut Problems) -> Option<u16> {
    let wanted = "write the status, as in `#[api_error(400)]`, or `#[api_error(other)]`";
    match (args.positional(problems), is_other) {
        (None, true) => None,
        (Some(literal), true) => {
            problems.push(literal.span(), "`other` takes every status: remove this one");
            None
        }
        (Some(Lit::Int(number)), false) => {
            let status = number.base10_parse().ok().filter(|status| matches!(status, 100..=199 | 400..=599));
            if status.is_none() {
                problems.push(number.span(), "an error has a status of 4xx or 5xx");
            }
            Some(status.unwrap_or(0))
        }
        (literal, false) => {
            problems.push(literal.map_or(args.span, |literal| literal.span()), wanted);
            Some(0)
        }
    }
}

fn parse_conditions(
    args: &mut Args,
    has_body: bool,
    is_other: bool,
    problems: &mut Problems,
) -> Vec<(Ident, TokenStream)> {
    let conditions: Vec<Condition> = args.lists("when", problems);
    if let Some(first) = conditions.first() {
        if !has_body {
            problems.push(first.field.span(), "`when` looks into the body: give the variant one, as in `Name(Body)`");
        }
        if is_other {
            problems.push(first.field.span(), "`other` takes the rest: remove `when`");
        }
    }
    conditions.into_iter().map(|Condition { field, value }| (field, emit_literal(&value, problems))).collect()
}

/// What the field is compared with.
fn emit_literal(literal: &Lit, problems: &mut Problems) -> TokenStream {
    let literals = quote!(::auth_runtime::__private::Literal);
    match literal {
        Lit::Str(text) => quote!(#literals::Text(#text)),
        Lit::Bool(boolean) => quote!(#literals::Boolean(#boolean)),
        Lit::Int(number) => {
            let digits = number.base10_digits();
            quote!(#literals::Number(#digits))
        }
        other => {
            problems.push(other.span(), "write a text, an integer, `true` or `false`");
            quote!()
        }
    }
}

fn parse_class(word: &Ident, problems: &mut Problems) -> Option<Ident> {
    let variant = match word.to_string().as_str() {
        "reauthenticate" => "Reauthenticate",
        "retry" => "Retry",
        "rate_limited" => "RateLimited",
        "configuration" => "Configuration",
        "denied" => "Denied",
        other => {
            let known = ["reauthenticate", "retry", "rate_limited", "configuration", "denied"];
            problems.push(word.span(), format!("unknown class `{other}`: {}", suggest(other, &known)));
            return None;
        }
    };
    Some(Ident::new(variant, word.span()))
}

/// The first variant that fits wins, so one without conditions ends its status.
fn check_order(cases: &[Case<'_>], problems: &mut Problems) {
    for (index, case) in cases.iter().enumerate() {
        let ends_status = |before: &&Case<'_>| before.status == case.status && before.conditions.is_empty();
        if let Some(before) = cases.iter().take(index).find(ends_status).filter(|_| case.status != Some(0)) {
            let before = before.ident;
            let message = case.status.map_or_else(
                || format!("`{before}` takes the rest already: give this one a status"),
                |status| {
                    format!("this is never reached: `{before}` takes every {status}; put `{before}` after this one")
                },
            );
            problems.push(case.ident.span(), message);
        }
    }
}

fn emit_read(cases: &[Case<'_>], other: &Case<'_>) -> TokenStream {
    let conditional = cases.iter().filter(|case| !case.conditions.is_empty()).map(emit_conditional);
    let plain = cases.iter().filter(|case| case.status.is_some() && case.conditions.is_empty()).map(|case| {
        let (status, value) = (case.status, emit_value(case));
        quote!(#status => #value,)
    });
    let other = emit_value(other);
    if !has_statuses(cases) {
        return other;
    }
    quote! {
        let status = reply.status().as_u16();
        #(#conditional)*
        match status {
            #(#plain)*
            _ => #other,
        }
    }
}

fn has_statuses(cases: &[Case<'_>]) -> bool {
    cases.iter().any(|case| case.status.is_some())
}

fn has_bodies(cases: &[Case<'_>]) -> bool {
    cases.iter().any(|case| case.body.is_some())
}

fn emit_conditional(case: &Case<'_>) -> TokenStream {
    let Case { ident, body, status, conditions, class: _ } = case;
    let (fields, literals): (Vec<_>, Vec<_>) = conditions.iter().map(|(field, literal)| (field, literal)).unzip();
    quote! {
        if status == #status {
            let body = <#body as ::auth_runtime::__private::ErrorBody>::read(reply.json());
            if #(::auth_runtime::__private::is(&body.#fields, &[#literals]))&&* {
                return Self::#ident(body);
            }
        }
    }
}

fn emit_value(case: &Case<'_>) -> TokenStream {
    let ident = case.ident;
    let body = case
        .body
        .map(|ty| quote_spanned!(at(ty)=> (<#ty as ::auth_runtime::__private::ErrorBody>::read(reply.json()))));
    quote!(Self::#ident #body)
}

/// Never runs: the errors beside it end the compilation.
fn emit_stub() -> TokenStream {
    quote!(loop {})
}

fn emit_impl(ident: &Ident, generics: &Generics, cases: &[Case<'_>], read: &TokenStream) -> TokenStream {
    let names = cases.iter().map(|case| {
        let (ident, name) = (case.ident, case.ident.to_string());
        quote!(Self::#ident { .. } => #name,)
    });
    let bodies = cases.iter().filter(|case| case.body.is_some()).map(|case| {
        let ident = case.ident;
        quote!(Self::#ident(body) => ::core::option::Option::Some(body),)
    });
    let none = cases.iter().any(|case| case.body.is_none()).then(|| quote!(_ => ::core::option::Option::None,));
    let class = emit_class(cases);
    let reply = if has_statuses(cases) || has_bodies(cases) { quote!(reply) } else { quote!(_) };
    let (impl_generics, ty_generics, where_clause) = generics.split_for_impl();
    quote! {
        #[automatically_derived]
        impl #impl_generics ::auth_runtime::__private::ApiError for #ident #ty_generics #where_clause {
            fn read(#reply: &::auth_runtime::__private::Reply<'_>) -> Self {
                #read
            }
            fn name(&self) -> &'static str {
                match self { #(#names)* }
            }
            fn body(&self) -> ::core::option::Option<&dyn ::auth_runtime::__private::ErrorBody> {
                match self { #(#bodies)* #none }
            }
            #class
        }
    }
}

/// For people, and so that `?` takes the errors along.
fn emit_display(ident: &Ident, generics: &Generics) -> TokenStream {
    let (impl_generics, ty_generics, where_clause) = generics.split_for_impl();
    let is_debug = bound_self(generics, &quote!(::core::fmt::Debug));
    let debug_clause = &is_debug.where_clause;
    quote! {
        #[automatically_derived]
        impl #impl_generics ::core::fmt::Display for #ident #ty_generics #where_clause {
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                ::auth_runtime::__private::fmt_api_error(self, f)
            }
        }
        #[automatically_derived]
        impl #impl_generics ::std::error::Error for #ident #ty_generics #debug_clause {}
    }
}

fn emit_class(cases: &[Case<'_>]) -> Option<TokenStream> {
    let classes = cases.iter().filter_map(|case| {
        let (ident, class) = (case.ident, case.class.as_ref()?);
        Some(quote!(Self::#ident { .. } => ::core::option::Option::Some(::auth_runtime::__private::Class::#class),))
    });
    let classes: Vec<_> = classes.collect();
    let rest = (classes.len() < cases.len()).then(|| quote!(_ => ::core::option::Option::None,));
    (!classes.is_empty()).then(|| {
        quote! {
            fn class(&self) -> ::core::option::Option<::auth_runtime::__private::Class> {
                match self { #(#classes)* #rest }
            }
        }
    })
}
