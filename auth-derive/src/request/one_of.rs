//! `#[derive(OneOf)]`: several replies of one endpoint.

use auth_language::error::{Is, Test, check_reply_statuses};
use auth_language::problem::Code;
use auth_language::request::{Alternative, Route, check_alternatives};
use auth_language::spanned::Spanned;
use proc_macro2::{Span, TokenStream};
use quote::{quote, quote_spanned};
use syn::ext::IdentExt as _;
use syn::{Attribute, DeriveInput, Fields, Ident, Lit, Type, Variant, Visibility};

use crate::attr::args::Args;
use crate::attr::condition::MemberCondition;
use crate::attr::generics::{bound_types, implement};
use crate::attr::input::{at, variants};
use crate::attr::problems::Problems;
use crate::value::origin::emit_literal;

const ATTRIBUTE: &str = "one_of";

/// A variant of the reply enum.
struct Reply<'a> {
    ident: &'a Ident,
    body: Option<&'a Type>,
    rule: Alternative<Span>,
}

pub(crate) fn expand_one_of(input: &DeriveInput, problems: &mut Problems) -> TokenStream {
    let found = variants(input, "OneOf", problems);
    let replies: Vec<_> = found.into_iter().map(|variant| read_reply(variant, problems)).collect();
    let rules: Vec<_> = replies.iter().map(|reply| reply.rule.clone()).collect();
    check_alternatives(&rules, problems);
    let bodies = replies.iter().filter_map(|reply| reply.body);
    let generics = bound_types(&input.generics, bodies, &quote!(::auth_runtime::__private::FromResponse));
    let routes = replies.iter().flat_map(emit_routes);
    let reading = quote! {
        fn from_response(
            raw: &::auth_runtime::__private::RawResponse,
        ) -> ::core::result::Result<Self, ::auth_runtime::__private::DecodeError> {
            let status = raw.status().as_u16();
            #(#routes)*
            ::core::result::Result::Err(::auth_runtime::__private::no_such_reply())
        }
    };
    let takes = emit_takes(&replies);
    let reading = quote!(#reading #takes);
    let accessors = emit_accessors(input, &replies);
    let reading = implement(&quote!(FromResponse), &input.ident, &generics, &reading);
    quote!(#accessors #reading)
}

/// Emits a method for each variant that returns its body: `as_token`.
fn emit_accessors(input: &DeriveInput, replies: &[Reply<'_>]) -> TokenStream {
    let (impl_generics, ty_generics, where_clause) = input.generics.split_for_impl();
    let (ident, methods) = (&input.ident, replies.iter().filter_map(|reply| emit_accessor(reply, &input.vis)));
    quote! {
        #[automatically_derived]
        #[allow(dead_code)]
        impl #impl_generics #ident #ty_generics #where_clause {
            #(#methods)*
        }
    }
}

fn emit_accessor(reply: &Reply<'_>, vis: &Visibility) -> Option<TokenStream> {
    let (variant, body, method) = (reply.ident, reply.body?, accessor(reply.ident));
    let doc = format!(" Returns the body, if the reply is `{variant}`.");
    Some(quote! {
        #[doc = #doc]
        #[must_use]
        #vis fn #method(&self) -> ::core::option::Option<&#body> {
            match self {
                Self::#variant(body) => ::core::option::Option::Some(body),
                #[allow(unreachable_patterns)]
                _ => ::core::option::Option::None,
            }
        }
    })
}

fn read_reply<'a>(variant: &'a Variant, problems: &mut Problems) -> Reply<'a> {
    let ident = &variant.ident;
    let attributes: Vec<&Attribute> =
        variant.attrs.iter().filter(|attribute| attribute.path().is_ident(ATTRIBUTE)).collect();
    if attributes.is_empty() {
        let help = "write `#[one_of(200)]`; `when(\"member\" = …)` says what the body says";
        problems.report(Code::STATUS, ident.span(), "this variant has no status", help);
    }
    let body = read_body(variant, problems);
    let routes = attributes.into_iter().map(|attribute| read_route(attribute, ident, problems)).collect();
    Reply { ident, body, rule: Alternative { name: Spanned::new(ident.to_string(), ident.span()), routes } }
}

fn read_body<'a>(variant: &'a Variant, problems: &mut Problems) -> Option<&'a Type> {
    match &variant.fields {
        Fields::Unit => None,
        Fields::Unnamed(fields) if fields.unnamed.len() == 1 => fields.unnamed.first().map(|field| &field.ty),
        _ => {
            let message = "a variant holds the body or nothing";
            problems.report(Code::DERIVE, variant.ident.span(), message, "write `Name(Body)` or `Name`");
            None
        }
    }
}

fn read_route(attribute: &Attribute, ident: &Ident, problems: &mut Problems) -> Route<Span> {
    let mut args = Args::read(std::slice::from_ref(attribute), ATTRIBUTE, ident.span(), problems);
    let literals = args.literals();
    if literals.is_empty() {
        problems.report(Code::STATUS, ident.span(), "this reply has no status", "write `#[one_of(200)]`");
    }
    let statuses = literals.iter().filter_map(|literal| read_status(literal, problems)).collect();
    let conditions: Vec<MemberCondition> = args.lists("when", problems);
    let when = conditions.iter().map(|condition| read_test(condition, problems)).collect();
    args.finish(problems);
    Route { statuses, when }
}

fn read_status(literal: &Lit, problems: &mut Problems) -> Option<Spanned<u16, Span>> {
    let text = match literal {
        Lit::Int(number) => number.base10_digits().to_owned(),
        other => quote!(#other).to_string(),
    };
    let statuses = check_reply_statuses(&Spanned::new(text, literal.span()), problems).ok()?;
    statuses.into_iter().next()
}

/// Converts a condition to the language's model, in which a member is identified by its paths.
fn read_test(condition: &MemberCondition, problems: &mut Problems) -> Test<Span> {
    let paths: Vec<String> = condition.paths.iter().map(syn::LitStr::value).collect();
    Test { field: Spanned::new(paths.join(PATHS), condition.span()), is: condition.is(problems) }
}

/// Separates the paths of a member. No path contains it.
const PATHS: &str = "\n";

fn emit_routes<'r>(reply: &'r Reply<'_>) -> impl Iterator<Item = TokenStream> + 'r {
    let (ident, body) = (reply.ident, reply.body);
    reply.rule.routes.iter().map(move |route| {
        let fits = emit_fits(route);
        let value = match body {
            None => quote!(::core::result::Result::Ok(Self::#ident)),
            Some(ty) => quote_spanned!(at(ty)=>
                <#ty as ::auth_runtime::__private::FromResponse>::from_response(raw).map(Self::#ident)),
        };
        quote! {
            if #fits {
                return #value;
            }
        }
    })
}

/// Emits which replies with the status of a refusal are a success.
fn emit_takes(replies: &[Reply<'_>]) -> Option<TokenStream> {
    let routes = replies.iter().flat_map(|reply| &reply.rule.routes);
    let refusing = routes.filter(|route| route.statuses.iter().any(|status| status.value >= 300));
    let fits: Vec<_> = refusing.map(emit_fits).collect();
    (!fits.is_empty()).then(|| {
        quote! {
            fn takes(raw: &::auth_runtime::__private::RawResponse) -> bool {
                let status = raw.status().as_u16();
                #(#fits)||*
            }
        }
    })
}

/// Emits whether a reply has a status and satisfies the conditions.
fn emit_fits(Route { statuses, when }: &Route<Span>) -> TokenStream {
    let statuses = statuses.iter().map(|status| status.value);
    let tests = when.iter().map(emit_test);
    let says = if when.is_empty() { quote!() } else { quote!(&& raw.says(|json| #(#tests)&&*)) };
    quote!(::core::matches!(status, #(#statuses)|*) #says)
}

fn emit_test(test: &Test<Span>) -> TokenStream {
    let paths: Vec<&str> = test.field.value.split(PATHS).collect();
    let found = quote!(::auth_runtime::__private::lenient::<::auth_runtime::__private::Json>(json, &[#(#paths),*]));
    match &test.is {
        Is::Present => quote!(#found.is_some()),
        Is::Absent => quote!(#found.is_none()),
        Is::AnyOf(values) => {
            let values = values.iter().map(emit_literal);
            quote!(::auth_runtime::__private::is(&#found, &[#(#values),*]))
        }
        Is::NoneOf(values) => {
            let values = values.iter().map(emit_literal);
            quote!({
                let found = #found;
                found.is_some() && !::auth_runtime::__private::is(&found, &[#(#values),*])
            })
        }
    }
}

/// Returns the method that returns the body of a variant: `as_mfa_challenge`.
pub(crate) fn accessor(variant: &Ident) -> Ident {
    let plain = auth_language::name::field_ident(&variant.unraw().to_string());
    Ident::new(&format!("as_{}", auth_language::name::plain(&plain)), Span::call_site())
}
