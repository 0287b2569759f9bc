//! Emits the impls of a request.

use auth_language::host::Tls;
use auth_language::request::{Compared, Content, Kind, Part, Place, Request};
use auth_language::sign::Sign;
use auth_language::word::{BasicEncoding, Method, Pkce, ReplyEncoding};
use proc_macro2::{Span, TokenStream};
use quote::{ToTokens, format_ident, quote};
use syn::{DeriveInput, Generics, Ident, Type, Visibility, parse_quote};

use super::answer::{Answer, Auth};
use super::call::Call;
use super::registers;
use crate::attr::generics::{add_methods, bound_parameters, bound_types, implement};
use crate::attr::member::Member;
use crate::client::tls::emit_tls;
use crate::expression::emit::emit_named;
use crate::sign::emit::emit_of_request;
use crate::value::part::{emit_checks, emit_collector, emit_expr, emit_parts_of};

/// What a request has beside its parts.
pub(crate) struct Also<'s> {
    /// The encoding of `basic`.
    pub(crate) encoding: BasicEncoding,
    pub(crate) sign: Option<&'s Sign<Span>>,
    /// The client certificate.
    pub(crate) tls: Option<&'s Tls>,
    /// What is compared in a callback.
    pub(crate) compared: &'s Compared<Span>,
}

/// Emits the impls. If the input has problems, missing parts are replaced, so that uses of the request are not reported
/// too.
pub(crate) fn emit_endpoint(
    input: &DeriveInput,
    call: &Call,
    request: &Request<Span>,
    also: &Also<'_>,
    members: &[&Member<'_>],
) -> TokenStream {
    let generics = bound(&input.generics, &call.answer, members);
    let items = emit_items(input, call, request, also, members);
    match &call.answer {
        Answer::Response { auth, response, error } => {
            let answers = (response.as_deref(), error.as_deref());
            let sent = emit_send(&input.ident, &generics, answers, auth, &items, !call.captured.is_empty());
            let registers = registers::emit(input, &generics, &call.registers);
            quote!(#sent #registers)
        }
        Answer::Callback { provider: Some(provider), pkce, back } => {
            let compared = super::callback::emit(back, also.compared, request, members);
            let visit = Page { provider, pkce: *pkce, callback: back.ty.as_deref() };
            emit_visit(input, &generics, &visit, &quote!(#compared #items))
        }
        Answer::Callback { provider: None, .. } => quote!(),
    }
}

/// Adds the bounds that fields can be encoded, and the reply and the error decoded.
fn bound(generics: &Generics, answer: &Answer, members: &[&Member<'_>]) -> Generics {
    let encode = quote!(::auth_runtime::__private::Encode);
    let bounded = bound_parameters(generics, members.iter().map(|member| member.ty), &encode);
    let Answer::Response { response, error, .. } = answer else { return bounded };
    let bounded = bound_types(&bounded, response.as_deref(), &quote!(::auth_runtime::__private::FromResponse));
    bound_types(&bounded, error.as_deref(), &quote!(::auth_runtime::__private::ApiError))
}

fn emit_items(
    input: &DeriveInput,
    call: &Call,
    request: &Request<Span>,
    also: &Also<'_>,
    members: &[&Member<'_>],
) -> TokenStream {
    let constant = emit_call(input, call, request);
    let to = Ident::new("to", Span::call_site());
    let Also { encoding, sign, tls, compared: _ } = *also;
    // What is computed may use the URL, which is known once the path is.
    let is_early = |part: &&Part<Span>| part.place == Place::Path && !part.value.is_computed();
    let (early, late): (Vec<_>, Vec<_>) = request.parts.iter().partition(is_early);
    let mut parts = emit_checks(members, &to);
    let is_raw = |part: &Part<Span>| request.is_raw(part);
    parts.extend(emit_parts_of(&early, encoding, members, &to, &is_raw));
    parts.extend(emit_named(&request.computed, members, &to, emit_expr));
    parts.extend(emit_parts_of(&late, encoding, members, &to, &is_raw));
    let fields = emit_collector("fields", &input.generics, &parts, &to);
    let (signer, tls) = (emit_of_request(sign, members), emit_tls(tls, members));
    quote!(#constant #fields #signer #tls)
}

fn emit_send(
    ident: &Ident,
    generics: &Generics,
    (response, error): (Option<&Type>, Option<&Type>),
    auth: &Auth,
    items: &TokenStream,
    is_captured: bool,
) -> TokenStream {
    let response = response.map_or_else(|| quote!(()), Type::to_token_stream);
    let error = error.map_or_else(|| quote!(()), Type::to_token_stream);
    let items = quote!(type Response = #response; type Error = #error; #items);
    let endpoint = implement(&quote!(Endpoint), ident, generics, &items);
    let accepted = emit_accepted(ident, generics, auth);
    let sent = sent(generics);
    let captured = (is_captured && !matches!(auth, Auth::Open))
        .then(|| implement(&quote!(CapturedEndpoint), ident, &sent, &quote!()));
    let (marker, auth) = emit_marker(auth);
    let marked = implement(&marker, ident, &sent, &auth);
    quote!(#endpoint #marked #accepted #captured)
}

/// Returns the parameters of a type whose values are sent from any thread.
fn sent(generics: &Generics) -> Generics {
    let mut sent = generics.clone();
    if sent.type_params().next().is_some() {
        sent.make_where_clause().predicates.push(parse_quote!(Self: Send));
    }
    sent
}

/// Emits the trait that says whether a call needs a credential, and the type in it.
fn emit_marker(auth: &Auth) -> (TokenStream, TokenStream) {
    match auth {
        Auth::Open => (quote!(OpenEndpoint), quote!()),
        Auth::Any => (
            quote!(ProtectedEndpoint),
            quote!(
                type Auth = ();
            ),
        ),
        Auth::One(credential) => (quote!(ProtectedEndpoint), quote!(type Auth = #credential;)),
        Auth::Several { .. } => (
            quote!(ProtectedEndpoint),
            quote!(
                type Auth = Self;
            ),
        ),
    }
}

/// Emits the impls for the credentials that the request accepts, if there are several.
fn emit_accepted(ident: &Ident, generics: &Generics, auth: &Auth) -> Option<TokenStream> {
    let Auth::Several { credentials, optional } = auth else { return None };
    let names = credentials.iter().map(|credential| quote!(Accepts<#credential>));
    let names = names.chain(optional.then(|| quote!(AcceptsNone)));
    Some(names.map(|name| implement(&name, ident, generics, &quote!())).collect())
}

/// A page that a browser visits.
struct Page<'p> {
    provider: &'p Type,
    pkce: Pkce,
    callback: Option<&'p Type>,
}

fn emit_visit(input: &DeriveInput, generics: &Generics, page: &Page<'_>, items: &TokenStream) -> TokenStream {
    let Page { provider, pkce, .. } = *page;
    let is_on = pkce == Pkce::S256;
    let refuses = (pkce == Pkce::Off).then(|| {
        quote!(
            const ACCEPTS_PKCE: bool = false;
        )
    });
    let items = quote! {
        type Provider = #provider;
        const PKCE: bool = #is_on;
        #refuses
        #items
    };
    let request = implement(&quote!(AuthorizationRequest), &input.ident, generics, &items);
    let methods = add_methods(&input.ident, generics, &emit_start(&input.vis, page));
    quote!(#request #methods)
}

/// Emits the methods by which a visit begins.
fn emit_start(vis: &Visibility, page: &Page<'_>) -> TokenStream {
    let Page { provider, pkce, callback } = *page;
    let callback = callback.map(|callback| quote!(<#callback>));
    let request = quote!(::auth_runtime::__private::AuthorizationRequest);
    let with_pkce = (pkce != Pkce::Off).then(|| emit_with_pkce(vis, &request));
    quote! {
        /// The URL to send the user to, with a fresh `state`. `at` is a client of the provider.
        #vis fn start(
            &self,
            at: &impl ::auth_runtime::__private::HasHosts<#provider>,
        ) -> ::core::result::Result<::auth_runtime::__private::Authorization #callback, ::auth_runtime::__private::RequestError> {
            #request::start(self, at)
        }
        #with_pkce
    }
}

fn emit_with_pkce(vis: &Visibility, request: &TokenStream) -> TokenStream {
    quote! {
        /// Uses PKCE (RFC 7636).
        #[must_use]
        #vis fn with_pkce(self) -> ::auth_runtime::__private::WithPkce<Self> {
            #request::with_pkce(self)
        }
    }
}

fn emit_content(content: Content) -> TokenStream {
    match content {
        Content::Json => quote!(.json()),
        Content::Form => quote!(.form()),
        Content::Xml => quote!(.xml()),
        Content::JsonValue => quote!(.json_value()),
        Content::Text => quote!(.text()),
        Content::Multipart => quote!(.multipart()),
        Content::Bytes => quote!(.bytes()),
    }
}

fn emit_call(input: &DeriveInput, call: &Call, request: &Request<Span>) -> TokenStream {
    let (name, path, method) = (input.ident.to_string(), &call.path.text, emit_method(&request.kind));
    let host = call.host.as_ref().map(|host| quote!(.host(#host)));
    let content = request.content.as_ref().map(|content| emit_content(content.value));
    let repeat = call.repeat.map(|_| quote!(.repeat()));
    let successes = &call.successes;
    let successes = (!successes.is_empty()).then(|| quote!(.successes(&[#(#successes),*])));
    let redirects = &call.redirects;
    let redirects = (!redirects.is_empty()).then(|| quote!(.redirects(&[#(#redirects),*])));
    let scopes = &call.scopes;
    let scopes = (!scopes.is_empty()).then(|| quote!(.scopes(&[#(#scopes),*])));
    let reply = (call.reply != ReplyEncoding::Json).then(|| {
        let reply = call.reply;
        let encoding = format_ident!("{reply:?}");
        quote!(.reply(::auth_runtime::__private::ReplyEncoding::#encoding))
    });
    quote! {
        const CALL: ::auth_runtime::__private::Call =
            ::auth_runtime::__private::Call::new(#name, ::auth_runtime::__private::Method::#method, #path) #host #content #reply #repeat #successes #scopes #redirects;
    }
}

/// Returns the variant of the runtime's `Method`; `GET` for a page that a browser visits.
fn emit_method(kind: &Kind<Span>) -> Ident {
    let method = match kind {
        Kind::Call(method) => method.value,
        Kind::Visit => Method::Get,
    };
    format_ident!("{method:?}")
}
