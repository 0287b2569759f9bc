//! `#[derive(TokenSource)]`: an input that becomes tokens.

mod attribute;
mod emit;
mod field;

use proc_macro2::TokenStream;
use syn::DeriveInput;

use self::attribute::Lifecycle;
pub(crate) use self::emit::{emit_header, emit_session};
use self::field::Input;
use crate::input::{named_fields, refuse_generics};
use crate::problems::Problems;

pub(crate) fn expand_token_source(input: &DeriveInput, problems: &mut Problems) -> TokenStream {
    refuse_generics(input, problems);
    let lifecycle = Lifecycle::parse(input, problems);
    let fields = named_fields(input, "TokenSource", problems).into_iter();
    let inputs: Vec<_> = fields.map(|(ident, field)| Input::parse(ident, field, &lifecycle, problems)).collect();
    emit::emit_token_source(input, &lifecycle, &inputs, problems.is_empty()).unwrap_or_default()
}
