//! `#[derive(TokenSource)]`: inputs with which tokens are obtained.

pub(crate) mod attach;
mod attribute;
pub(crate) mod calls;
mod emit;
mod identity;
pub(crate) mod input;
pub(crate) mod path;
mod person;
pub(crate) mod reply;
pub(crate) mod request;
mod scope;
pub(crate) mod steps;

use auth_language::credential::{Attachment, check_attachment, check_setters, check_token_part, is_taken};
use auth_language::host::Tls;
use auth_language::lifecycle::check_lifecycle;
use auth_language::request::check_inputs;
use auth_language::sign::Sign;
use auth_language::value::Expr;
use proc_macro2::TokenStream;
use quote::quote;
use syn::DeriveInput;

use self::attribute::read::read_source;
use self::attribute::{Source, TOKEN};
use self::input::{Input, read_input};
use crate::attr::input::{named_fields, refuse_generics};
use crate::attr::problems::Problems;
use crate::credential::environment::input::emit_from_env;
use crate::value::constructor::emit_constructor;

pub(crate) fn expand_token_source(input: &DeriveInput, problems: &mut Problems) -> TokenStream {
    refuse_generics(input, problems);
    let fields = named_fields(input, "TokenSource", problems).into_iter();
    let inputs: Vec<_> = fields.map(|(ident, field)| read_input(ident, field, problems)).collect();
    let source = read_source(input, &inputs, problems);
    if source.is_sound && source.tokens.is_empty() {
        check(&source, &inputs, problems);
    } else if source.is_sound {
        check_each(&source, &inputs, problems);
    }
    let members: Vec<_> = inputs.iter().map(|input| &input.member).collect();
    let constructor = emit_constructor(input, &members, is_taken);
    let env: Vec<_> = inputs.iter().map(|input| (&input.member, &input.env)).collect();
    let from_env = emit_from_env(input, source.env_prefix.as_ref(), &env, problems);
    let check = source.provider.as_deref().zip(source.check.as_ref());
    let checks = check.and_then(|(provider, check)| check.emit(input, provider, false));
    let source = emit::emit_token_source(input, &source, &inputs, problems.is_empty());
    quote!(#constructor #source #checks #from_env)
}

fn check(source: &Source, inputs: &[Input<'_>], problems: &mut Problems) {
    if let Some(lifecycle) = source.lifecycle(inputs) {
        check_lifecycle(&lifecycle, problems);
    }
    check_attached(source, &inputs.iter().collect::<Vec<_>>(), problems);
}

/// Checks the rules of each token. Those of the first requests are checked once.
fn check_each(login: &Source, inputs: &[Input<'_>], problems: &mut Problems) {
    for (index, token) in login.tokens.iter().enumerate() {
        let source = &token.source;
        source.check_steps(inputs, problems);
        if let Some(mut lifecycle) = source.lifecycle(inputs) {
            if index > 0 {
                lifecycle.mint.clear();
            }
            for input in &mut lifecycle.inputs {
                input.refresh &= !source.refresh.is_empty();
                input.revoke &= !source.revoke.is_empty();
            }
            check_lifecycle(&lifecycle, problems);
        }
        // An input may be attached with another of the tokens alone.
        let used: Vec<&Input<'_>> = inputs.iter().filter(|input| !input.is_attached()).collect();
        check_attached(source, &used, problems);
    }
}

/// Checks how a token is attached.
fn check_attached(source: &Source, inputs: &[&Input<'_>], problems: &mut Problems) {
    let parts = &source.parts.parts;
    let (sign, tls) = (&source.parts.sign, &source.parts.tls);
    let signed = sign.iter().flat_map(Sign::expressions).chain(tls.iter().flat_map(Tls::expressions));
    let expressions = parts.iter().map(|part| &part.value).chain(signed);
    let names: Vec<&str> = expressions.flat_map(Expr::names).map(|name| name.ident.as_str()).collect();
    // An input that is sent in a call need not be used by a part, too.
    let is_attached =
        |input: &&&Input<'_>| input.is_attached() || names.contains(&input.member.field.ident.value.as_str());
    let (attached, others): (Vec<_>, Vec<_>) = inputs.iter().partition(is_attached);
    check_setters(others.iter().map(|input: &&Input<'_>| &input.member.field), problems);
    let inputs: Vec<_> = attached.iter().map(|input| input.member.field.clone()).collect();
    if parts.is_empty() && sign.is_none() {
        // The token is a bearer token, and the certificate is all that uses further inputs.
        let also: Vec<&Expr> = tls.iter().flat_map(Tls::expressions).collect();
        check_inputs(&inputs, parts, &also, problems);
    } else {
        let (computed, sign, tls) = (source.parts.computed.clone(), sign.clone(), tls.clone());
        let parts = parts.clone();
        check_attachment(&Attachment { inputs, parts, computed, sign, tls, at: source.at }, problems);
    }
    if !parts.is_empty() {
        check_token_part(parts, TOKEN, source.at, problems);
    }
}
