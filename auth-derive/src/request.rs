//! `#[derive(Endpoint)]`: a request.

mod call;
mod emit;
mod field;
mod place;
mod template;

use proc_macro2::TokenStream;
use quote::quote;
use syn::DeriveInput;

use self::call::Call;
use self::field::Field;
use crate::attr::args::Args;
use crate::attr::input::named_fields;
use crate::attr::problems::Problems;
use crate::value::constructor::emit_builder;

pub(crate) fn expand_endpoint(input: &DeriveInput, problems: &mut Problems) -> TokenStream {
    let mut args = Args::read(&input.attrs, "endpoint", input.ident.span(), problems);
    let mut call = Call::parse(&mut args, problems);
    args.finish(problems);
    call.is_sound = problems.is_empty();
    let before = problems.count();
    let parameters = template::parse_parameters(call.path.as_ref(), problems);
    let is_path_sound = problems.count() == before;
    let fields = named_fields(input, "Endpoint", problems);
    let fields: Vec<_> =
        fields.into_iter().map(|(ident, field)| Field::parse(ident, field, &call, &parameters, problems)).collect();
    if is_path_sound {
        template::check_parameters(call.path.as_ref(), &parameters, &fields, problems);
    }
    field::check_names(&call, &fields, problems);
    let parts: Vec<_> = fields.iter().map(|field| field.part(&call)).collect();
    let builder = emit_builder(input, &parts);
    let endpoint = emit::emit_endpoint(input, &call, &fields);
    quote!(#builder #endpoint)
}
