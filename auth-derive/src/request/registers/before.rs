//! The calls before a registration, which find where it is made (RFC 8414).

use auth_language::problem::Code;
use proc_macro2::TokenStream;
use quote::quote;
use syn::Ident;

use crate::attr::problems::Problems;
use crate::credential::source::path::variable;
use crate::credential::source::reply::Reply;
use crate::credential::source::request::{Argument, Request, check_arguments};
use crate::credential::source::steps::before::{emit_before, refuse_auth, refuse_words, replies};
use crate::value::template::scope;

/// Checks the calls, which ask the caller for nothing, and resolves the names in their templates.
pub(super) fn resolve(steps: &mut [Request], found: &Reply, settings: &[Ident], problems: &mut Problems) {
    found.check(&replies(steps), problems);
    check_arguments(steps, &[], problems);
    let scope = scope(found.names(), settings);
    for step in steps {
        refuse_words(step, "the registration of a client", problems);
        refuse_auth(step, problems);
        step.arguments.iter().for_each(|argument| refuse_input(argument, problems));
        step.resolve(&scope, problems);
    }
}

/// Reports a field without a value.
fn refuse_input(argument: &Argument, problems: &mut Problems) {
    match argument {
        Argument::Bare(field) | Argument::Token(field, _) => {
            let message = format!("nobody gives `{field}` before the registration of a client");
            let help = format!("say where its value is: `{field} = step.field`");
            problems.report(Code::REGISTRATION, field.span(), message, help);
        }
        Argument::From(..) | Argument::Text(..) => {}
    }
}

/// Emits the method that makes the calls; nothing if there are none.
pub(super) fn emit(steps: &[Request], found: &Reply) -> Option<TokenStream> {
    let first = &steps.first()?.path;
    let made = emit_before(steps, found, &[]);
    let known = replies(steps);
    let kept = found.captures.iter().map(|(name, path)| {
        let value = known.borrowed(path);
        quote!(.keep(#name, &#value))
    });
    let at = variable("at");
    Some(quote! {
        const FIRST: ::auth_runtime::__private::Call = <#first as ::auth_runtime::__private::Endpoint>::CALL;
        async fn discover<P: ::auth_runtime::__private::Provider>(
            #at: &::auth_runtime::__private::Connection<P>,
        ) -> ::core::result::Result<
            ::auth_runtime::__private::session::Registered,
            ::auth_runtime::__private::session::SessionError,
        > {
            #(#made)*
            ::core::result::Result::Ok(::auth_runtime::__private::session::Registered::default() #(#kept)*)
        }
    })
}
