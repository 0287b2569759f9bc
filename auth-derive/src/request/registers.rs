//! Parses and emits the registration of a client: what is kept of its reply, `registers(client_id, expires_at =
//! secret_expires_at)`, and the calls before it, which find where it is made: `after(Discover), capture(registration_endpoint =
//! discover.registration_endpoint)`.

mod before;

use auth_language::name;
use auth_language::problem::Code;
use proc_macro2::TokenStream;
use quote::quote;
use syn::ext::IdentExt as _;
use syn::parse::{Parse, ParseStream};
use syn::spanned::Spanned as _;
use syn::{DeriveInput, Generics, Ident, LitStr, Token};

use crate::attr::args::Args;
use crate::attr::generics::implement;
use crate::attr::problems::Problems;
use crate::credential::source::reply::{Reply, read_captures};
use crate::credential::source::request::Request;

/// What is kept of a registration, and the calls before it.
pub(crate) struct Registers {
    kept: Vec<Kept>,
    before: Vec<Request>,
    /// What is kept of the replies before it.
    found: Reply,
}

/// A field of the reply: one that is kept under a name, or the one that says when the registration ends.
enum Kept {
    Value(LitStr, Ident),
    End(Ident),
}

/// The word for the field that says when the registration ends.
const END: &str = "expires_at";

impl Parse for Kept {
    fn parse(input: ParseStream<'_>) -> syn::Result<Self> {
        if input.peek(LitStr) {
            let name = input.parse()?;
            input.parse::<Token![=]>()?;
            return Ok(Self::Value(name, input.call(Ident::parse_any)?));
        }
        let first = input.call(Ident::parse_any)?;
        if input.parse::<Option<Token![=]>>()?.is_none() {
            let name = LitStr::new(name::plain(&first.to_string()), first.span());
            return Ok(Self::Value(name, first));
        }
        if first != END {
            return Err(syn::Error::new(first.span(), "a name for templates is in quotes: `\"client_id\" = id`"));
        }
        Ok(Self::End(input.call(Ident::parse_any)?))
    }
}

/// Parses `registers(…)`, `after(…)` and `capture(…)`.
pub(crate) fn read(args: &mut Args, problems: &mut Problems) -> Registers {
    let kept: Vec<Kept> = args.lists("registers", problems);
    let before: Vec<Request> = args.lists("after", problems);
    let found = Reply { members: Vec::new(), captures: read_captures("capture", args, problems) };
    let stray = before.first().map(|step| step.path.span()).or(found.captures.first().map(|(name, _)| name.span()));
    if let Some(at) = stray.filter(|_| kept.is_empty()) {
        let message = "only a call that registers the client is made after others";
        problems.report(Code::REGISTRATION, at, message, "remove this, or add `registers(client_id)`");
    }
    Registers { kept, before, found }
}

impl Registers {
    /// Checks the calls before it, whose templates name settings and what earlier ones captured.
    pub(crate) fn resolve(&mut self, settings: &[Ident], problems: &mut Problems) {
        before::resolve(&mut self.before, &self.found, settings, problems);
    }
}

/// Emits the impl of a request that registers the client.
pub(crate) fn emit(input: &DeriveInput, generics: &Generics, registers: &Registers) -> Option<TokenStream> {
    let Registers { kept, before, found } = registers;
    if kept.is_empty() {
        return None;
    }
    let kept = kept.iter().map(|kept| match kept {
        Kept::Value(name, field) => quote!(.keep(#name, &reply.#field)),
        Kept::End(field) => quote!(.until(&reply.#field)),
    });
    let discover = before::emit(before, found);
    let items = quote! {
        #discover
        fn registered(
            reply: &<Self as ::auth_runtime::__private::Endpoint>::Response,
        ) -> ::auth_runtime::__private::session::Registered {
            ::auth_runtime::__private::session::Registered::default() #(#kept)*
        }
    };
    let registers = implement(&quote!(session::Registers), &input.ident, generics, &items);
    Some(quote!(::auth_runtime::__private::if_client! { #registers }))
}
