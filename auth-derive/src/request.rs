//! `#[derive(Endpoint)]`: a request.

mod answer;
mod call;
mod destination;
mod emit;
pub(crate) mod one_of;
mod resolve;

use auth_language::request::{check_inputs, check_request, is_taken};
use proc_macro2::TokenStream;
use quote::quote;
use syn::DeriveInput;

use self::call::read_call;
use self::destination::{Destination, read_field};
use crate::attr::args::Args;
use crate::attr::input::named_fields;
use crate::attr::member::Member;
use crate::attr::problems::Problems;
use crate::value::basic::read_basic;
use crate::value::constructor::emit_constructor;

pub(crate) fn expand_endpoint(input: &DeriveInput, problems: &mut Problems) -> TokenStream {
    let mut args = Args::read(&input.attrs, "endpoint", input.ident.span(), problems);
    let before = problems.found().len();
    let mut call = read_call(&mut args, problems);
    let fields = named_fields(input, "Endpoint", problems);
    let fields: Vec<(Member<'_>, Destination)> =
        fields.into_iter().map(|(ident, field)| read_field(ident, field, &call, problems)).collect();
    let scope = resolve::scope_of(&call, &fields);
    let (basic, encoding) = read_basic(&mut args, &scope, problems);
    let span = args.span;
    args.finish(problems);
    if problems.found().len() > before {
        call.allow_body(span);
    }
    let request = resolve::resolve(&call, &scope, basic, &fields, problems);
    check_request(&request, problems);
    if call.is_sound {
        check_inputs(&request.fields, &request.parts, problems);
    }
    let members: Vec<_> = fields.iter().map(|(member, _)| member).collect();
    let constructor = emit_constructor(input, &members, |name| is_taken(name, request.is_visit()));
    let endpoint = emit::emit_endpoint(input, &call, &request, encoding, &members);
    quote!(#constructor #endpoint)
}
