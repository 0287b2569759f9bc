//! `#[derive(Consent)]`: what is asked of the provider before a browser visits its page: a pushed authorization request
//! (RFC 9126), a request token (RFC 5849 §2.1).

use auth_language::host::Tls;
use auth_language::problem::Code;
use auth_language::value::{NameKind, ScopeEntry};
use proc_macro2::TokenStream;
use quote::quote;
use syn::{DeriveInput, Ident, Type};

use super::source::input::{Input, read_opening_input};
use super::source::path::{OPENING, Replies, ReplyPath, variable};
use super::source::reply::{Reply, read_captures};
use super::source::request::{Request, check_arguments};
use super::source::steps::before::{emit_before, emit_fields, refuse_words, replies};
use crate::attr::args::Args;
use crate::attr::input::{named_fields, refuse_generics};
use crate::attr::problems::Problems;
use crate::client::tls;
use crate::value::constructor::emit_constructor;
use crate::value::template::{field_name, scope};

/// Methods that every opening has.
const METHODS: [&str; 2] = ["new", "start"];

/// The contents of `#[consent(…)]`. What is missing was reported.
struct Opening {
    provider: Option<Box<Type>>,
    steps: Vec<Request>,
    visit: Option<Request>,
    /// The values that later requests and the visit find under a name of their own.
    captured: Reply,
    /// The values that the login needs after the visit.
    keep: Vec<ReplyPath>,
    /// How long the URL can be opened.
    expires: Option<ReplyPath>,
    /// The client certificate that all requests show.
    tls: Option<Tls>,
}

pub(crate) fn expand_consent(input: &DeriveInput, problems: &mut Problems) -> TokenStream {
    refuse_generics(input, problems);
    let fields = named_fields(input, "Consent", problems).into_iter();
    let inputs: Vec<Input<'_>> = fields.map(|(ident, field)| read_opening_input(ident, field, problems)).collect();
    let opening = read(input, &inputs, problems);
    let members: Vec<_> = inputs.iter().map(|input| &input.member).collect();
    let constructor = emit_constructor(input, &members, |name| METHODS.contains(&name));
    let start = if problems.is_empty() { emit(input, &opening, &inputs) } else { None };
    quote!(#constructor #start)
}

fn read(input: &DeriveInput, inputs: &[Input<'_>], problems: &mut Problems) -> Opening {
    let mut args = Args::read(&input.attrs, "consent", input.ident.span(), problems);
    let provider = args.ty("provider", problems);
    let mut steps: Vec<Request> = args.lists("steps", problems);
    let visit = args.lists::<Request>("visit", problems).into_iter().next();
    let captured = Reply { members: Vec::new(), captures: read_captures("capture", &mut args, problems) };
    let keep = args.lists("keep", problems);
    let expires = args.lists("expires", problems).into_iter().next();
    let missing = [
        (provider.is_none(), "the provider is missing", "write `provider = Acme`"),
        (steps.is_empty(), "the requests before the visit are missing", "write `steps(Push(client_id))`"),
        (visit.is_none(), "the page is missing", "write `visit(Authorize(client_id))`"),
    ];
    for (_, message, help) in missing.iter().filter(|(is_missing, ..)| *is_missing) {
        problems.report(Code::ATTRIBUTE, args.span, *message, *help);
    }
    let settings: Vec<Ident> = args.names("settings", problems);
    let certificate = tls::take(&mut args, problems);
    args.finish(problems);
    captured.check(&replies(&steps), problems);
    check_arguments(&steps, inputs, problems);
    let names = inputs.iter().map(|input| ScopeEntry::Known(field_name(&input.member, NameKind::Input)));
    let scope = scope(names.chain(captured.names()), &settings);
    for step in &mut steps {
        refuse_words(step, "a visit", problems);
        step.resolve(&scope, problems);
    }
    let tls = tls::read_tls(certificate, &scope, problems);
    Opening { provider, steps, visit, captured, keep, expires, tls }
}

/// Emits the method that makes the requests and starts the authorization.
fn emit(input: &DeriveInput, opening: &Opening, inputs: &[Input<'_>]) -> Option<TokenStream> {
    let (provider, visit) = (opening.provider.as_deref()?, opening.visit.as_ref()?);
    let (ident, vis, page) = (&input.ident, &input.vis, &visit.path);
    let steps = emit_before(&opening.steps, &opening.captured, inputs);
    let all = replies(&opening.steps);
    let keep = opening.keep.iter().map(|path| emit_keep(path, &all));
    let expires = opening.expires.as_ref().map(|path| emit_expires(path, &all));
    let fields = emit_fields(visit, &all, inputs);
    let [at, own] = [variable("at"), variable(OPENING)];
    let members: Vec<_> = inputs.iter().map(|input| &input.member).collect();
    let identity = tls::emit_identity(opening.tls.as_ref(), &members);
    let shown = identity.map(|identity| quote!(let #at = &#at.with_tls_identity(#identity);));
    let request = quote!(::auth_runtime::__private::AuthorizationRequest);
    Some(quote! {
        #[automatically_derived]
        #[allow(deprecated)]
        impl #ident {
            /// Makes the requests before the visit, and returns the URL to which the user is sent. `at` is a client of
            /// the provider.
            #vis async fn start(
                &self,
                at: &impl ::auth_runtime::__private::HasConnection<#provider>,
            ) -> ::core::result::Result<
                ::auth_runtime::__private::Authorization<<#page as #request>::Callback>,
                ::auth_runtime::__private::session::SessionError,
            > {
                let #at = &at.anonymous();
                #shown
                let #own = ::auth_runtime::__private::session::opening::<#page>()?;
                #(#steps)*
                #(#keep)*
                let started = #request::open(&#page { #(#fields),* }, #at, #own)?;
                ::core::result::Result::Ok(started #expires)
            }
        }
    })
}

fn emit_keep(path: &ReplyPath, replies: &Replies<'_>) -> TokenStream {
    let (own, value, name) = (variable(OPENING), replies.borrowed(path), path.name());
    quote!(let #own = #own.keep(#name, &#value);)
}

fn emit_expires(path: &ReplyPath, replies: &Replies<'_>) -> TokenStream {
    let value = replies.borrowed(path);
    quote!(.expiring(&#value))
}
