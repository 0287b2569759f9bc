//! `#[derive(Encode)]`: a record in a request body.

use auth_language::problem::Code;
use auth_language::request::{check_setters, is_taken};
use auth_language::spanned::Spanned;
use auth_language::value::{Constant, Expr, Scope, check_constants, check_sent};
use proc_macro2::{Span, TokenStream};
use quote::{quote, quote_spanned};
use syn::DeriveInput;

use super::constructor::emit_new_and_setters;
use super::part::emit_expr;
use crate::attr::args::Args;
use crate::attr::generics::{bound_parameters, implement};
use crate::attr::input::{at, field_types, named_fields};
use crate::attr::item::spanned;
use crate::attr::member::Member;
use crate::attr::problems::Problems;
use crate::expression::item::Constant as Written;
use crate::expression::read::read_expr;

pub(crate) fn expand_encode(input: &DeriveInput, problems: &mut Problems) -> TokenStream {
    let mut args = Args::read(&input.attrs, "encode", input.ident.span(), problems);
    let has_new = args.flag("new", problems);
    let constants = read_constants(args.lists("constants", problems), problems);
    args.finish(problems);
    let fields = named_fields(input, "Encode", problems);
    let members: Vec<_> = fields.into_iter().map(|(ident, field)| read_member(ident, field, problems)).collect();
    if has_new {
        check_setters(members.iter().map(|member| &member.field), false, problems);
    }
    check_constants(&constants, &members.iter().map(|member| member.field.clone()).collect::<Vec<_>>(), problems);
    let constructor =
        has_new.then(|| emit_new_and_setters(input, &members.iter().collect::<Vec<_>>(), |name| is_taken(name, false)));
    let encode = emit_encode(input, &constants, &members);
    quote!(#constructor #encode)
}

/// Reads the members that are always the same: `constants("kind" = "message")`.
fn read_constants(written: Vec<Written>, problems: &mut Problems) -> Vec<Constant<Span>> {
    let mut constants = Vec::new();
    for Written { name, value } in written {
        match read_expr(&value, &Scope::default(), problems) {
            Some(Expr::Literal(scalar)) => {
                constants.push(Constant { name: spanned(&name), value: Spanned::new(scalar, value.span()) });
            }
            Some(Expr::Name(_) | Expr::Concat(_) | Expr::Computed(_)) => {
                let message = "a record is sent as it is, so this is a literal";
                problems.report(Code::CONSTANT, value.span(), message, "write a text, a number, `true` or `false`");
            }
            None => {}
        }
    }
    constants
}

fn read_member<'a>(ident: &syn::Ident, field: &'a syn::Field, problems: &mut Problems) -> Member<'a> {
    let mut member = Member::new(ident, field);
    let mut args = Args::read(&field.attrs, "encode", ident.span(), problems);
    if let Some(name) = args.text("rename", problems) {
        member.field.wire = name.value();
    }
    member.field.separator = args.text("separator", problems).as_ref().map(spanned);
    args.finish(problems);
    check_sent(&member.field, problems);
    member
}

fn emit_encode(input: &DeriveInput, constants: &[Constant<Span>], members: &[Member<'_>]) -> TokenStream {
    let constants = constants.iter().map(|Constant { name, value }| {
        let (name, value) = (&name.value, emit_expr(&Expr::Literal(value.value.clone()), &[]));
        quote!((#name, #value))
    });
    let members = constants.chain(members.iter().map(emit_member));
    let bounded = bound_parameters(&input.generics, field_types(input), &quote!(::auth_runtime::__private::Encode));
    let items = quote! {
        fn encode(&self) -> ::auth_runtime::__private::Value<'_> {
            ::auth_runtime::__private::Value::Object(::std::vec![#(#members),*])
        }
    };
    implement(&quote!(Encode), &input.ident, &bounded, &items)
}

fn emit_member(member: &Member<'_>) -> TokenStream {
    let (ident, name) = (&member.ident, member.wire());
    let joined = member.separator().map(|separator| quote!(.joined(#separator)));
    let value = quote_spanned!(at(member.ty)=> ::auth_runtime::__private::Encode::encode(&self.#ident));
    quote!((#name, #value #joined))
}
