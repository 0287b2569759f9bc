//! Parses and emits the call that shows that a credential works.

use auth_language::problem::Code;
use proc_macro2::TokenStream;
use quote::quote;
use syn::parse::{Parse, ParseStream};
use syn::punctuated::Punctuated;
use syn::{DeriveInput, Ident, LitStr, Token, Type, parenthesized, token};

use crate::attr::args::Args;
use crate::attr::generics::implement;
use crate::attr::problems::Problems;
use crate::credential::ready::Ready;

/// `check(GetUser)`, `check(CreateOrder::new(), accepts("MissingAmount"))`.
pub(crate) struct Check {
    request: Ready,
    accepts: Vec<LitStr>,
}

/// An item of the list.
enum Item {
    Request(Ready),
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
        input.parse().map(Self::Request)
    }
}

impl Check {
    /// Parses `check(…)`.
    pub(crate) fn read(args: &mut Args, problems: &mut Problems) -> Option<Self> {
        let (at, items) = args.list_at::<Item>("check", problems)?;
        let (mut requests, mut accepts) = (Vec::new(), Vec::new());
        for item in items {
            match item {
                Item::Request(request) => requests.push(request),
                Item::Accepts(names) => accepts.extend(names),
            }
        }
        let is_one = requests.len() == 1;
        let Some(request) = requests.pop().filter(|_| is_one) else {
            let help = "write `check(GetUser)`, or `check(GetUser::new())` if it has fields";
            problems.report(Code::ATTRIBUTE, at, "a check is one request", help);
            return None;
        };
        Some(Self { request, accepts })
    }

    /// Emits the impl of `Checks`, and a method if the credential needs no session. A credential that borrows its
    /// inputs has none.
    pub(crate) fn emit(&self, input: &DeriveInput, provider: &Type, is_static: bool) -> Option<TokenStream> {
        if !input.generics.params.is_empty() {
            return None;
        }
        let (ident, Self { request, accepts }) = (&input.ident, self);
        let (new, request) = (request.emit(), &request.path);
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
        let (ident, vis, request) = (&input.ident, &input.vis, &self.request.path);
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
