//! `#[derive(TokenSource)]`: an input that becomes tokens.

mod attribute;
mod emit;
mod field;

use proc_macro2::TokenStream;
use syn::DeriveInput;

use self::attribute::Lifecycle;
use self::field::Input;
use crate::attr::input::{named_fields, refuse_generics};
use crate::attr::problems::Problems;

pub(crate) fn expand_token_source(input: &DeriveInput, problems: &mut Problems) -> TokenStream {
    refuse_generics(input, problems);
    let lifecycle = Lifecycle::parse(input, problems);
    let fields = named_fields(input, "TokenSource", problems).into_iter();
    let inputs: Vec<_> = fields.map(|(ident, field)| Input::parse(ident, field, &lifecycle, problems)).collect();
    emit::emit_token_source(input, &lifecycle, &inputs, problems.is_empty()).unwrap_or_default()
}
