//! `#[derive(Endpoint)]`: a request.

mod answer;
mod call;
mod callback;
mod destination;
mod emit;
pub(crate) mod one_of;
mod registers;
pub(crate) mod resolve;

use auth_language::host::Tls;
use auth_language::request::{Compared, Request, check_computed_used, check_inputs, check_request, is_taken};
use auth_language::sign::Sign;
use auth_language::value::Expr;
use proc_macro2::{Span, TokenStream};
use quote::quote;
use syn::DeriveInput;

use self::call::read_call;
use self::destination::{Destination, read_field};
use crate::attr::args::Args;
use crate::attr::input::named_fields;
use crate::attr::member::Member;
use crate::attr::problems::Problems;
use crate::client::tls::read_tls;
use crate::expression::read::read_named;
use crate::sign::read::read_sign;
use crate::value::basic::read_basic;
use crate::value::constructor::emit_constructor;

pub(crate) fn expand_endpoint(input: &DeriveInput, problems: &mut Problems) -> TokenStream {
    let mut args = Args::read(&input.attrs, "endpoint", input.ident.span(), problems);
    let before = problems.count();
    let mut call = read_call(&mut args, problems);
    let fields = named_fields(input, "Endpoint", problems);
    let fields: Vec<(Member<'_>, Destination)> =
        fields.into_iter().map(|(ident, field)| read_field(ident, field, &call, problems)).collect();
    call.registers.resolve(&call.settings, problems);
    let scope = resolve::scope_of(&call, &fields);
    let (computed, scope) = read_named(&call.computed, scope, problems);
    let sign = call.sign.take();
    let has_sign = sign.is_some();
    let sign = read_sign(sign, &scope, problems);
    let tls = call.tls.take();
    let has_tls = tls.is_some();
    let tls = read_tls(tls, &scope, problems);
    let (basic, encoding) = read_basic(&mut args, &scope, problems);
    let span = args.span;
    args.finish(problems);
    if problems.count() > before {
        call.allow_body(span);
    }
    let compared = callback::resolve(&call.answer, &scope, problems);
    let mut request = resolve::resolve(&call, &scope, basic, &fields, problems);
    let is_whole = computed.len() == call.computed.len() && has_sign == sign.is_some() && has_tls == tls.is_some();
    request.computed = computed;
    check_request(&request, problems);
    callback::check_challenge(&call.answer, &request, problems);
    if call.is_sound && is_whole {
        check_used(&request, (sign.as_ref(), tls.as_ref(), &compared), problems);
    }
    let members: Vec<_> = fields.iter().map(|(member, _)| member).collect();
    let constructor = emit_constructor(input, &members, |name| is_taken(name, request.is_visit()));
    let also = emit::Also { encoding, sign: sign.as_ref(), tls: tls.as_ref(), compared: &compared };
    let endpoint = emit::emit_endpoint(input, &call, &request, &also, &members);
    quote!(#constructor #endpoint)
}

/// Reports declarations that are not used.
fn check_used(
    request: &Request<Span>,
    (sign, tls, compared): (Option<&Sign<Span>>, Option<&Tls>, &Compared<Span>),
    problems: &mut Problems,
) {
    let computed = request.computed.iter().map(|computed| &computed.value);
    let signed = computed.chain(sign.into_iter().flat_map(Sign::expressions));
    let also = signed.chain(tls.into_iter().flat_map(Tls::expressions)).chain(compared.expressions());
    let also: Vec<&Expr> = also.collect();
    check_inputs(&request.fields, &request.parts, &also, problems);
    check_computed_used(&request.computed, &request.parts, &also, problems);
}
