//! Parses and emits the call that shows that a credential works.

use auth_language::problem::Code;
use proc_macro2::TokenStream;
use quote::quote;
use syn::parse::{Parse, ParseStream};
use syn::punctuated::Punctuated;
use syn::{DeriveInput, Ident, LitStr, Path, PathSegment, Token, Type, parenthesized, token};

use crate::attr::args::Args;
use crate::attr::generics::implement;
use crate::attr::problems::Problems;

/// `check(GetUser)`, `check(CreateOrder::new(), accepts("MissingAmount"))`.
pub(crate) struct Check {
    request: Path,
    /// Whether the request is made by its `new`.
    is_new: bool,
    accepts: Vec<LitStr>,
}

/// An item of the list.
enum Item {
    Request(Path, bool),
    Accepts(Vec<LitStr>),
}

impl Parse for Item {
    fn parse(input: ParseStream<'_>) -> syn::Result<Self> {
        let is_accepts = input.fork().parse::<Ident>().is_ok_and(|ident| ident == "accepts");
        if is_accepts && input.peek2(token::Paren) {
            input.parse::<Ident>()?;
            let names;
            parenthesized!(names in input);
            let names = Punctuated::<LitStr, Token![,]>::parse_terminated(&names)?;
            return Ok(Self::Accepts(names.into_iter().collect()));
        }
        let mut path: Path = input.parse()?;
        if !input.peek(token::Paren) {
            return Ok(Self::Request(path, false));
        }
        let none;
        parenthesized!(none in input);
        let _: syn::parse::Nothing = none.parse()?;
        let method: Option<PathSegment> = path.segments.pop();
        path.segments.pop_punct();
        if method.is_none_or(|method| method.ident != "new") || path.segments.is_empty() {
            return Err(none.error("write `Request::new()`"));
        }
        Ok(Self::Request(path, true))
    }
}

impl Check {
    /// Parses `check(…)`.
    pub(crate) fn read(args: &mut Args, problems: &mut Problems) -> Option<Self> {
        let (at, items) = args.list_at::<Item>("check", problems)?;
        let (mut requests, mut accepts) = (Vec::new(), Vec::new());
        for item in items {
            match item {
                Item::Request(path, is_new) => requests.push((path, is_new)),
                Item::Accepts(names) => accepts.extend(names),
            }
        }
        let is_one = requests.len() == 1;
        let Some((request, is_new)) = requests.pop().filter(|_| is_one) else {
            let help = "write `check(GetUser)`, or `check(GetUser::new())` if it has fields";
            problems.report(Code::ATTRIBUTE, at, "a check is one request", help);
            return None;
        };
        Some(Self { request, is_new, accepts })
    }

    /// Emits the impl of `Checks`, and a method if the credential needs no session. A credential that borrows its
    /// inputs has none.
    pub(crate) fn emit(&self, input: &DeriveInput, provider: &Type, is_static: bool) -> Option<TokenStream> {
        if !input.generics.params.is_empty() {
            return None;
        }
        let (ident, Self { request, is_new, accepts }) = (&input.ident, self);
        let new = if *is_new { quote!(#request::new()) } else { quote!(#request) };
        let method = is_static.then(|| self.emit_method(input, provider));
        let items = quote! {
            type Request = #request;
            const ACCEPTS: &'static [&'static ::core::primitive::str] = &[#(#accepts),*];
            fn request() -> #request {
                #new
            }
        };
        let checks = implement(&quote!(session::Checks<#provider>), ident, &input.generics, &items);
        Some(quote!(::auth_runtime::__private::if_client! { #checks #method }))
    }

    fn emit_method(&self, input: &DeriveInput, provider: &Type) -> TokenStream {
        let (ident, vis, request) = (&input.ident, &input.vis, &self.request);
        let error = quote!(<#request as ::auth_runtime::__private::Endpoint>::Error);
        quote! {
            #[automatically_derived]
            #[allow(deprecated)]
            impl #ident {
                /// Makes a call that shows whether the credential works.
                #vis async fn check(
                    &self,
                    client: &impl ::auth_runtime::__private::HasConnection<#provider>,
                ) -> ::auth_runtime::__private::session::Checked<#error> {
                    ::auth_runtime::__private::session::check(self, client).await
                }
            }
        }
    }
}
