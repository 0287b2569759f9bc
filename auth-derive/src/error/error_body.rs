//! `#[derive(ErrorBody)]`: the body of an error reply.

use auth_language::error::check_body;
use auth_language::problem::Code;
use auth_language::spanned::Spanned;
use auth_language::value::Field;
use auth_language::word::{Meaning, Word as _};
use proc_macro2::{Span, TokenStream};
use quote::{format_ident, quote};
use syn::{DeriveInput, Ident};

use crate::attr::args::Args;
use crate::attr::generics::{bound_parameters, implement};
use crate::attr::input::{field_types, named_fields};
use crate::attr::member::Member;
use crate::attr::problems::Problems;
use crate::value::origin::{self, emit_never, emit_reads_head, paths};
use crate::value::read::read_member;

pub(crate) fn expand_error_body(input: &DeriveInput, problems: &mut Problems) -> TokenStream {
    let fields = named_fields(input, "ErrorBody", problems);
    let members: Vec<_> = fields.into_iter().map(|(ident, field)| read(ident, field, problems)).collect();
    let language: Vec<Field<Span>> = members.iter().map(|member| member.field.clone()).collect();
    check_body(&language, problems);
    let read = if problems.is_empty() { emit_read(&members) } else { emit_stub() };
    let json = if members.is_empty() { quote!(_) } else { quote!(json) };
    let texts = Meaning::ALL.iter().filter_map(|(meaning, name, _)| emit_text(*meaning, name, &members));
    let reads_head = emit_reads_head(&members);
    let bounded = bound_parameters(&input.generics, field_types(input), &quote!(::auth_runtime::__private::Decode));
    let items = quote! {
        fn read(#json: ::core::option::Option<::auth_runtime::__private::JsonRef<'_>>) -> Self {
            #read
        }
        #reads_head
        #(#texts)*
    };
    implement(&quote!(ErrorBody), &input.ident, &bounded, &items)
}

fn read<'a>(ident: &Ident, field: &'a syn::Field, problems: &mut Problems) -> Member<'a> {
    let mut args = Args::read(&field.attrs, "error_body", ident.span(), problems);
    let mut member = read_member(ident, field, &mut args, problems);
    for (meaning, name, _) in Meaning::ALL {
        if let Some(at) = args.flag_at(name, problems) {
            report_second(&member, at, problems);
            member.field.means = Some(Spanned::new(*meaning, at));
        }
    }
    args.finish(problems);
    member
}

/// Reports a field that is both the code and the message, because it would be shown twice.
fn report_second(member: &Member<'_>, at: Span, problems: &mut Problems) {
    if let Some(first) = &member.field.means {
        let message = format!("this member is the {} already", first.value.text());
        problems.report(Code::CONFLICT, at, message, "keep one of the two");
    }
}

fn emit_read(members: &[Member<'_>]) -> TokenStream {
    let values = members.iter().map(|member| {
        let (ident, value) = (&member.ident, emit_value(member));
        quote!(#ident: #value)
    });
    quote!(Self { #(#values),* })
}

/// Emits the call that reads a member.
fn emit_value(member: &Member<'_>) -> TokenStream {
    let paths = paths(member);
    let (place, suffix) = match origin::emit(member) {
        Some(origin) => (quote!(&#origin), "_at"),
        None => (quote!(&[#(#paths),*]), ""),
    };
    let (kind, argument) = match (emit_never(member), member.separator()) {
        (Some(never), _) => ("_ending", quote!(, #never)),
        (None, Some(separator)) => ("_separated", quote!(, #separator)),
        (None, None) => ("", quote!()),
    };
    let function = format_ident!("lenient{kind}{suffix}");
    quote!(::auth_runtime::__private::#function(json, #place #argument))
}

/// Emits a body that never runs, because the reported errors end the compilation.
fn emit_stub() -> TokenStream {
    quote!({
        let _ = json;
        loop {}
    })
}

/// Emits the method that returns the code or the message.
fn emit_text(meaning: Meaning, name: &str, members: &[Member<'_>]) -> Option<TokenStream> {
    let has_meaning = |member: &&Member<'_>| member.field.means.as_ref().is_some_and(|means| means.value == meaning);
    let ident = &members.iter().find(has_meaning)?.ident;
    let method = format_ident!("{name}", span = ident.span());
    Some(quote! {
        fn #method(&self) -> ::core::option::Option<&str> {
            self.#ident.as_deref()
        }
    })
}
