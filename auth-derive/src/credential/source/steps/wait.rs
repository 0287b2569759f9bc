//! Emits what a login waits for: answers of the caller, and a provider that is asked again.

use proc_macro2::{Literal, TokenStream};
use quote::quote;
use syn::Ident;

use crate::credential::source::input::{Input, Kind, Seen};
use crate::credential::source::path::{Found, Replies, ReplyPath, When, variable};
use crate::credential::source::request::{Request, Time};

/// Emits the questions that the caller answers before a request.
pub(super) fn emit_answers(given: &[&Input<'_>], replies: &Replies<'_>) -> Vec<TokenStream> {
    let asked = given.iter().filter_map(|input| match &input.kind {
        Kind::Asked(seen) => Some((&input.member.ident, seen)),
        Kind::Lasting | Kind::Shown(_) | Kind::Credential | Kind::Once | Kind::Code { .. } | Kind::Grant { .. } => None,
    });
    let made = variable("made");
    let emitted = asked.map(|(ident, seen)| {
        let (step, seen) = (seen.step.to_string(), emit_seen(seen, replies));
        quote!(#made.complete(#step)?; let #ident = #made.ask(self.#ident.ask(#seen)).await?;)
    });
    emitted.collect()
}

/// Emits what the caller sees: a copy of the reply.
fn emit_seen(seen: &Seen, replies: &Replies<'_>) -> TokenStream {
    let known = replies.known.filter(|when| when.step == seen.step && Some(&when.variant) == seen.variant.as_ref());
    if known.is_some() {
        let reply = When::variable();
        return quote!(::core::clone::Clone::clone(#reply));
    }
    let reply = variable(&seen.step.to_string());
    quote!(::core::clone::Clone::clone(&*#reply))
}

/// Emits what shows the user the reply of a step.
pub(super) fn emit_shown(request: &Request, inputs: &[Input<'_>], reply: &Ident) -> Vec<TokenStream> {
    let made = variable("made");
    let shown = inputs.iter().filter_map(|input| match &input.kind {
        Kind::Shown(seen) if seen.step == request.name => Some(&input.member.ident),
        Kind::Shown(_)
        | Kind::Asked(_)
        | Kind::Credential
        | Kind::Lasting
        | Kind::Once
        | Kind::Code { .. }
        | Kind::Grant { .. } => None,
    });
    let name = request.name.to_string();
    let shown = shown.map(|ident| quote!(#made.complete(#name)?; #made.ask(self.#ident.ask(::core::clone::Clone::clone(&*#reply))).await?;));
    shown.collect()
}

/// Emits a request that is repeated while the provider waits.
pub(super) fn emit_repeated(request: &Request, replies: &Replies<'_>, answer: &TokenStream) -> TokenStream {
    let Some(every) = &request.every else { return quote!(#answer) };
    let [polling, made, answered] = ["polling", "made", "answered"].map(variable);
    let every = emit_time(every, replies);
    let until = request.until.as_ref().map(|until| emit_time(until, replies)).map(|until| quote!(.until(#until)));
    quote! {{
        let mut #polling = ::auth_runtime::__private::session::Polling::new().every(#every) #until;
        loop {
            let #answered = #answer;
            if !#made.again(&mut #polling, &#answered).await? {
                break #answered;
            }
        }
    }}
}

fn emit_time(time: &Time, replies: &Replies<'_>) -> TokenStream {
    match time {
        Time::Fixed(seconds) => {
            let seconds = seconds.base10_parse().map_or_else(|_| Literal::u64_unsuffixed(5), Literal::u64_unsuffixed);
            quote!(&::auth_runtime::__private::session::seconds(#seconds))
        }
        Time::Reply(path) => emit_reply_time(path, replies),
    }
}

fn emit_reply_time(path: &ReplyPath, replies: &Replies<'_>) -> TokenStream {
    let field = &path.field;
    match replies.of(path) {
        Found::Always(reply) => quote!(&#reply.#field),
        Found::Perhaps(reply) => {
            quote!(&#reply.map(|reply| ::core::clone::Clone::clone(&reply.#field)))
        }
    }
}
