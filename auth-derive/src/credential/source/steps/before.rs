//! Emits the calls before a visit or a registration, which are made at once.

use auth_language::problem::Code;
use proc_macro2::TokenStream;
use quote::quote;

use super::{emit_taken, given};
use crate::attr::problems::Problems;
use crate::credential::source::calls::emit_field;
use crate::credential::source::input::Input;
use crate::credential::source::path::{OPENING, Replies, variable};
use crate::credential::source::reply::Reply;
use crate::credential::source::request::{Argument, Request};

/// Reports what only the calls of a log-in can have. `what` is what these calls are made before.
pub(crate) fn refuse_words(step: &Request, what: &str, problems: &mut Problems) {
    let is_odd = step.is_optional || step.keep.is_some() || step.when.is_some();
    if is_odd || step.is_attached || step.every.is_some() {
        let message = format!("a call before {what} is made each time, asks nobody, and must succeed");
        let help = "remove the words after it, or make it in the log-in: move it to `mint`";
        problems.report(Code::STEP, syn::spanned::Spanned::span(&step.path), message, help);
    }
}

/// Reports a credential of a call for which the caller gives nothing.
pub(crate) fn refuse_auth(step: &Request, problems: &mut Problems) {
    if let Some(auth) = &step.auth {
        let message = "a call before a registration is made without a credential";
        problems.report(Code::STEP, auth.span(), message, "remove `auth`");
    }
}

pub(crate) fn replies(steps: &[Request]) -> Replies<'_> {
    Replies { steps: steps.iter().map(|step| (&step.name, false)).collect(), ..Replies::default() }
}

/// Emits the calls, each followed by what it captures.
pub(crate) fn emit_before(steps: &[Request], captured: &Reply, inputs: &[Input<'_>]) -> Vec<TokenStream> {
    let (mut earlier, mut emitted) = (Vec::new(), Vec::new());
    for request in steps {
        let step = emit_step(request, &replies(&earlier), inputs);
        earlier.push(request.clone());
        let known = captured.emit_known(&request.name, &replies(&earlier));
        emitted.push(quote!(#step #known));
    }
    emitted
}

fn emit_step(request: &Request, replies: &Replies<'_>, inputs: &[Input<'_>]) -> TokenStream {
    let (path, own, at) = (&request.path, variable(&request.name.to_string()), variable("at"));
    let fields = emit_fields(request, replies, inputs);
    let expects = request.emit_expects(&own, &at, inputs);
    let request_ = variable("request");
    let sent = match &request.auth {
        Some(auth) => quote!(#at.with(::core::clone::Clone::clone(&self.#auth)).call_protected(#request_)),
        None => quote!(#at.call(#request_)),
    };
    quote! {
        let #request_ = #path { #(#fields),* };
        let #own = #sent
            .await
            .map_err(::auth_runtime::__private::session::SessionError::from)?
            .into_value();
        #(#expects)*
    }
}

/// Emits the fields of a request: inputs, state and challenge, and values of earlier replies.
pub(crate) fn emit_fields(request: &Request, replies: &Replies<'_>, inputs: &[Input<'_>]) -> Vec<TokenStream> {
    let own = request.arguments.iter().filter_map(emit_own);
    let given = given(request, inputs).into_iter().map(emit_field);
    given.chain(own).chain(emit_taken(request, replies, inputs)).collect()
}

/// Emits the state or the challenge of the authorization.
fn emit_own(argument: &Argument) -> Option<TokenStream> {
    let (field, path) = argument.of_opening()?;
    let own = variable(OPENING);
    let name = path.field.to_string();
    let value = if name == "state" {
        quote!(::core::option::Option::Some(#own.state()))
    } else {
        quote!(#own.challenge_text().as_ref())
    };
    Some(quote!(#field: ::auth_runtime::__private::session::Kept::of(#value, #name)?))
}
