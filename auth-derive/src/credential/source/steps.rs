//! Emits the calls of a token source with several steps.

pub(crate) mod before;
mod wait;

use auth_language::word::TokenMember;
use proc_macro2::TokenStream;
use quote::{quote, quote_spanned};
use syn::{Ident, Type};

use super::attribute::Source;
use super::calls::renewed::Renewed;
use super::calls::{emit_field, emit_lent, emit_once_field, with_nonce};
use super::input::{Input, Kind};
use super::path::{Replies, When, variable};
use super::request::{Argument, Request};

/// The name under which the nonce of an authorization page is kept with the replies.
const NONCE: &str = "nonce";

/// Emits a login of several calls. The replies of an attempt that failed later are reused.
pub(crate) fn emit_mint(source: &Source, inputs: &[Input<'_>], provider: &Type) -> TokenStream {
    let grant = inputs.iter().find(|input| input.mint && input.visit().is_some());
    let visit = grant.and_then(Input::visit);
    let granted = grant.and_then(|grant| emit_granted(grant, source));
    let steps = source.mint.iter().enumerate().map(|(index, request)| {
        let replies = replies(source.mint.get(..index).unwrap_or_default(), grant);
        let made = emit_made(request, &replies, source, inputs);
        let is_passed = index + 1 < source.mint.len() && !request.is_optional && request.when.is_none();
        let known = self::replies(source.mint.get(..=index).unwrap_or_default(), grant);
        let captured = source.replies().into_iter().filter(|_| is_passed);
        let captured = captured.map(|reply| reply.emit_known(&request.name, &known));
        quote!(#made #(#captured)*)
    });
    let (minted, [at, made]) = (source.emit_minted(&replies(&source.mint, grant)), ["at", "made"].map(variable));
    let has_code = inputs.iter().any(|input| input.mint && matches!(input.kind, Kind::Code { .. }));
    let nonce = quote!(#made.recall(#NONCE).and_then(|nonce| ::core::clone::Clone::clone(&*nonce)));
    let minted = if has_code { with_nonce(&minted, &nonce) } else { minted };
    let granted_nonce = visit.map(|visit| variable(&visit.to_string()));
    let minted = granted_nonce
        .map_or(minted.clone(), |visit| with_nonce(&minted, &quote!(::core::clone::Clone::clone(&#visit.nonce))));
    quote! {
        async fn mint(
            &self,
            at: &::auth_runtime::__private::Connection<#provider>,
        ) -> ::core::result::Result<::auth_runtime::__private::session::Minted, ::auth_runtime::__private::session::SessionError> {
            let made = ::auth_runtime::__private::session::Made::default();
            ::auth_runtime::__private::session::TokenSource::<#provider>::mint_by(self, at, &made).await
        }
        async fn mint_by(
            &self,
            #at: &::auth_runtime::__private::Connection<#provider>,
            #made: &::auth_runtime::__private::session::Made,
        ) -> ::core::result::Result<::auth_runtime::__private::session::Minted, ::auth_runtime::__private::session::SessionError> {
            #granted
            #(#steps)*
            #minted
        }
    }
}

/// Emits the variable that holds what the visit gave back. All attempts of one log-in share it, unless a request uses
/// it up.
fn emit_granted(grant: &Input<'_>, source: &Source) -> Option<TokenStream> {
    let Kind::Grant { visit, once, .. } = &grant.kind else { return None };
    let (input, name) = (&grant.member.ident, visit.to_string());
    let [own, made] = [variable(&name), variable("made")];
    let taken = if *once {
        quote! {
            let #own = match #made.recall(#name) {
                ::core::option::Option::Some(grant) => grant,
                ::core::option::Option::None => #made.note(#name, self.#input.next().await?, ::core::option::Option::None),
            };
        }
    } else {
        quote!(let #own = &self.#input;)
    };
    let replies = replies(&[], Some(grant));
    let known = std::iter::once(visit).chain(grant.after()).flat_map(|step| {
        let known = source.replies().into_iter().map(|reply| reply.emit_known(step, &replies));
        known.collect::<Vec<_>>()
    });
    Some(quote!(#taken #(#known)*))
}

fn replies<'r>(steps: &'r [Request], grant: Option<&'r Input<'_>>) -> Replies<'r> {
    let is_optional = |step: &Request| step.is_optional || step.when.is_some();
    let after = grant.map(Input::after).unwrap_or_default();
    let steps = steps.iter().map(|step| (&step.name, is_optional(step))).collect();
    Replies { steps, visit: grant.and_then(Input::visit), after, known: None }
}

/// Emits a step of a login, which uses the reply of an earlier attempt if there is one.
fn emit_made(request: &Request, replies: &Replies<'_>, source: &Source, inputs: &[Input<'_>]) -> TokenStream {
    let (path, own) = (&request.path, variable(&request.name.to_string()));
    let reply = quote!(::std::sync::Arc<<#path as ::auth_runtime::__private::Endpoint>::Response>);
    let (option, some, none) =
        (quote!(::core::option::Option), quote!(::core::option::Option::Some), quote!(::core::option::Option::None));
    let made = emit_reply(request, replies, source, inputs);
    let Some(when) = &request.when else {
        let ty = if request.is_optional { quote!(#option<#reply>) } else { reply };
        return quote!(let #own: #ty = #made;);
    };
    let made = if request.is_optional { made } else { quote!(#some(#made)) };
    let (asked, seen) = (when.emit(), When::variable());
    quote! {
        let #own: #option<#reply> = match #asked {
            #none => #none,
            #some(#seen) => #made,
        };
    }
}

/// Emits the reply of a step: that of an earlier attempt, or that of its request.
fn emit_reply(request: &Request, replies: &Replies<'_>, source: &Source, inputs: &[Input<'_>]) -> TokenStream {
    let name = request.name.to_string();
    let [made, answer, reply] = ["made", "answer", "reply"].map(variable);
    let (some, none) = (quote!(::core::option::Option::Some), quote!(::core::option::Option::None));
    let asked = emit_asked(request, replies, source, inputs);
    let keep = request.keep.as_ref().map_or_else(
        || none.clone(),
        |seconds| quote_spanned!(seconds.span()=> #some(::core::time::Duration::from_secs(#seconds))),
    );
    let noted = emit_noted(request, &keep, inputs);
    let shown = wait::emit_shown(request, inputs, &reply);
    let fresh = if request.is_optional {
        quote! {
            match #answer.ok() {
                #some(#answer) => #some(#noted),
                #none => #none,
            }
        }
    } else {
        quote! {
            let #answer = #answer?;
            let #reply = #noted;
            #(#shown)*
            #reply
        }
    };
    let recalled = if request.is_optional { quote!(#some(#reply)) } else { quote!(#reply) };
    quote! {
        match #made.known(#name) {
            #some(#reply) => #recalled,
            #none => {
                #asked
                #fresh
            }
        }
    }
}

/// Emits how the reply of a step is kept, after it is compared with what it must be.
fn emit_noted(request: &Request, keep: &TokenStream, inputs: &[Input<'_>]) -> TokenStream {
    let name = request.name.to_string();
    let [at, made, answer] = ["at", "made", "answer"].map(variable);
    let expects = request.emit_expects(&answer, &at, inputs);
    if expects.is_empty() {
        return quote!(#made.note(#name, #answer.into_value(), #keep));
    }
    quote!({
        let #answer = #answer.into_value();
        #(#expects)*
        #made.note(#name, #answer, #keep)
    })
}

/// Emits the request of a step. Inputs that can be used only once are lent to it, and given back if it did not use them.
fn emit_asked(request: &Request, replies: &Replies<'_>, source: &Source, inputs: &[Input<'_>]) -> TokenStream {
    let replies = &Replies { steps: replies.steps.clone(), known: request.when.as_ref(), ..*replies };
    let given = given(request, inputs);
    let once: Vec<&Ident> = given.iter().filter(|input| input.is_once()).map(|input| &input.member.ident).collect();
    let [made, spending, answer] = ["made", "spending", "answer"].map(variable);
    let visit: Vec<String> = spent_visit(request, replies, inputs).into_iter().collect();
    let codes = given.iter().filter(|input| matches!(input.kind, Kind::Code { .. }));
    let codes: Vec<&Ident> = codes.map(|input| &input.member.ident).collect();
    let (name, none) = (NONCE, quote!(::core::option::Option::None));
    let answered = wait::emit_answers(&given, replies);
    let watching: Vec<&Ident> = once.iter().copied().chain(visit.iter().map(|_| &spending)).collect();
    let sent = emit_lent(&watching, emit_request(request, replies, (source, inputs), &given));
    let sent = wait::emit_repeated(request, replies, &quote!(#sent.await));
    quote! {
        #(#answered)*
        #(self.#once.ready().await?;)*
        #(let #once = self.#once.lend()?;)*
        #(let #spending = #made.spending(#visit);)*
        #(#made.note(#name, ::core::clone::Clone::clone(&#codes.nonce), #none);)*
        let #answer = #sent;
        #(#watching.settle(&#answer);)*
    }
}

/// Emits the request of a step itself, as a block. It ends at the first value that is not there.
fn emit_request(
    request: &Request,
    replies: &Replies<'_>,
    (source, inputs): (&Source, &[Input<'_>]),
    given: &[&Input<'_>],
) -> TokenStream {
    let fields = given.iter().map(|input| emit_once_field(input)).chain(emit_taken(request, replies, inputs));
    let fields = fields.chain(emit_verifier(request, inputs));
    let token = source.replies().into_iter().find_map(|reply| reply.member(TokenMember::AccessToken));
    let token = token.filter(|_| request.is_attached);
    let token = token.map(|path| replies.given(path));
    let [at, request_] = ["at", "request"].map(variable);
    let (path, sent) = (&request.path, quote!(#request_));
    let send = match &request.auth {
        Some(auth) => quote!(#at.with(::core::clone::Clone::clone(&self.#auth)).call_protected(#sent)),
        None => emit_call(&at, token.as_ref(), &sent),
    };
    quote! {
        async {
            let #request_ = #path { #(#fields),* };
            #send.await.map_err(::auth_runtime::__private::session::SessionError::from)
        }
    }
}

/// Emits the PKCE verifier of what a visit gave back, for the request that says `verified`.
fn emit_verifier(request: &Request, inputs: &[Input<'_>]) -> Option<TokenStream> {
    inputs.iter().filter(|_| request.is_verified).find_map(|input| match &input.kind {
        Kind::Grant { visit, verifier: Some(verifier), .. } => {
            let visit = variable(&visit.to_string());
            Some(quote!(#verifier: ::auth_runtime::__private::session::Verifier::of(&#visit)?))
        }
        Kind::Grant { .. }
        | Kind::Asked(_)
        | Kind::Shown(_)
        | Kind::Credential
        | Kind::Code { .. }
        | Kind::Once
        | Kind::Lasting => None,
    })
}

/// Returns the visit whose callback a request may use up.
fn spent_visit(request: &Request, replies: &Replies<'_>, inputs: &[Input<'_>]) -> Option<String> {
    let is_of_visit = |argument: &Argument| match argument {
        Argument::From(_, path) => replies.is_of_visit(path) || replies.is_kept(path),
        Argument::Text(_, text) => text.paths().any(|path| replies.is_of_visit(path)),
        Argument::Bare(_) | Argument::Token(..) => false,
    };
    let is_once = inputs.iter().any(|input| matches!(input.kind, Kind::Grant { once: true, .. }));
    replies.visit.filter(|_| is_once && request.arguments.iter().any(is_of_visit)).map(ToString::to_string)
}

/// Returns the inputs that a request sends.
pub(crate) fn given<'i, 'a>(request: &Request, inputs: &'i [Input<'a>]) -> Vec<&'i Input<'a>> {
    let is_given = |input: &&Input<'a>| {
        let is_it = |argument: &Argument| matches!(argument, Argument::Bare(field) if input.member.ident == *field);
        request.arguments.iter().any(is_it)
    };
    inputs.iter().filter(is_given).collect()
}

/// Emits the fields whose values come from earlier replies.
pub(crate) fn emit_taken(request: &Request, replies: &Replies<'_>, inputs: &[Input<'_>]) -> Vec<TokenStream> {
    let taken = request.arguments.iter().filter_map(|argument| match argument {
        Argument::From(_, path) if path.is_of_opening() => None,
        Argument::From(field, path) if path.is_session_key() => {
            let at = variable("at");
            Some(quote!(#field: #at.session_key()?))
        }
        Argument::From(field, path) => {
            let value = replies.field(path);
            Some(quote!(#field: #value))
        }
        Argument::Text(field, text) => {
            let value = text.emit(replies, inputs);
            Some(quote!(#field: #value))
        }
        Argument::Bare(_) | Argument::Token(..) => None,
    });
    taken.collect()
}

/// Emits a call, with a token attached if there is one.
fn emit_call(at: &Ident, token: Option<&TokenStream>, request: &TokenStream) -> TokenStream {
    if let Some(token) = token {
        quote! {
            #at.with(::auth_runtime::__private::session::Presented::new(self, #token, &#at)).call_protected(#request)
        }
    } else {
        quote!(#at.call(#request))
    }
}

/// Emits a renewal of several calls. After a call has returned a new token, later calls cannot lose it.
pub(crate) fn emit_refresh(
    source: &Source,
    renewed: &Renewed<'_>,
    inputs: &[Input<'_>],
    provider: &Type,
) -> TokenStream {
    let maker = renewed.member(TokenMember::AccessToken).and_then(|path| path.step.as_ref());
    let made_at = maker.and_then(|name| source.refresh.iter().position(|step| step.name == *name));
    let is_optional = |index: usize, step: &Request| step.is_optional || made_at.is_some_and(|made_at| index > made_at);
    let steps: Vec<(&Ident, bool)> =
        source.refresh.iter().enumerate().map(|(index, step)| (&step.name, is_optional(index, step))).collect();
    let calls = source.refresh.iter().enumerate().map(|(index, request)| {
        let steps = steps.get(..index).unwrap_or_default().to_vec();
        let replies = Replies { steps, ..Replies::default() };
        let (own, sent) = (variable(&request.name.to_string()), emit_sent(request, &replies, inputs));
        let at = variable("at");
        if is_optional(index, request) {
            quote!(let #own = #sent.await.ok().map(|reply| ::std::sync::Arc::new(reply.into_value()));)
        } else {
            let expects = request.emit_expects(&own, &at, inputs);
            quote! {
                let #own = #sent.await?.into_value();
                #(#expects)*
            }
        }
    });
    let calls: Vec<TokenStream> = calls.collect();
    let minted = renewed.emit(&Replies { steps, ..Replies::default() });
    let (at, with) = (variable("at"), emit_with(&source.refresh, inputs));
    quote! {
        async fn refresh(
            &self,
            #at: &::auth_runtime::__private::Connection<#provider>,
            #with: &::auth_runtime::__private::Secret,
        ) -> ::core::result::Result<::auth_runtime::__private::session::Minted, ::auth_runtime::__private::session::SessionError> {
            #(#calls)*
            #minted
        }
    }
}

/// Emits a revocation, in which each call is made even if others fail.
pub(crate) fn emit_revoke(source: &Source, inputs: &[Input<'_>], provider: &Type) -> TokenStream {
    let told = source.revoke.iter().map(|request| {
        let sent = emit_sent(request, &Replies::default(), inputs);
        let sent = quote!(#sent.await.map_err(::auth_runtime::__private::session::SessionError::from));
        if request.is_optional { quote!(let _ = #sent;) } else { quote!(let told = told.and(#sent.map(|_| ()));) }
    });
    let (at, with) = (variable("at"), emit_with(&source.revoke, inputs));
    quote! {
        async fn revoke(
            &self,
            #at: &::auth_runtime::__private::Connection<#provider>,
            #with: &::auth_runtime::__private::Secret,
        ) -> ::core::result::Result<(), ::auth_runtime::__private::session::SessionError> {
            let told = ::core::result::Result::Ok(());
            #(#told)*
            told
        }
    }
}

/// Emits the name of the token that is renewed or revoked, if a call sends it.
fn emit_with(requests: &[Request], inputs: &[Input<'_>]) -> TokenStream {
    let sends = |request: &Request| request.is_attached || request.carried(inputs).is_some();
    if requests.iter().any(sends) { quote!(with) } else { quote!(_) }
}

/// Emits a call with the token that is renewed or revoked.
fn emit_sent(request: &Request, replies: &Replies<'_>, inputs: &[Input<'_>]) -> TokenStream {
    let carried = request.carried(inputs).map(|(field, _)| quote!(#field: ::core::clone::Clone::clone(with)));
    let given = given(request, inputs).into_iter().map(emit_field);
    let fields = carried.into_iter().chain(given).chain(emit_taken(request, replies, inputs));
    let token = request.is_attached.then(|| quote!(with));
    let path = &request.path;
    emit_call(&variable("at"), token.as_ref(), &quote!(#path { #(#fields),* }))
}
