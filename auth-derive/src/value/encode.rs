//! `#[derive(Encode)]`: a record inside a request body.

use proc_macro2::TokenStream;
use quote::{ToTokens, quote, quote_spanned};
use syn::{Attribute, DeriveInput, Field, Ident, LitStr, Type};

use crate::attr::args::Args;
use crate::attr::generics::bound_parameters;
use crate::attr::input::{at, docs, field_types, named_fields, wire_name};
use crate::attr::problems::Problems;
use crate::attr::shape::Shape;
use crate::value::constructor::{Part, emit_builder};

pub(crate) fn expand_encode(input: &DeriveInput, problems: &mut Problems) -> TokenStream {
    let mut args = Args::read(&input.attrs, "encode", input.ident.span(), problems);
    let has_new = args.flag("new", problems);
    args.finish(problems);
    let fields = named_fields(input, "Encode", problems);
    let members: Vec<_> = fields.into_iter().map(|(ident, field)| Member::parse(ident, field, problems)).collect();
    let parts: Vec<_> = members.iter().map(|member| member.part(problems, has_new)).collect();
    let builder = has_new.then(|| emit_builder(input, &parts));
    let ident = &input.ident;
    let bounded = bound_parameters(&input.generics, field_types(input), &quote!(::auth_runtime::__private::Encode));
    let (impl_generics, ty_generics, where_clause) = bounded.split_for_impl();
    quote! {
        #builder
        #[automatically_derived]
        impl #impl_generics ::auth_runtime::__private::Encode for #ident #ty_generics #where_clause {
            fn encode(&self) -> ::auth_runtime::__private::Value<'_> {
                ::auth_runtime::__private::Value::Object(::std::vec![#(#members),*])
            }
        }
    }
}

struct Member<'a> {
    ident: &'a Ident,
    ty: &'a Type,
    name: String,
    shape: Shape<'a>,
    docs: Vec<&'a Attribute>,
    separator: Option<LitStr>,
}

impl<'a> Member<'a> {
    fn parse(ident: &'a Ident, field: &'a Field, problems: &mut Problems) -> Self {
        let mut args = Args::read(&field.attrs, "encode", ident.span(), problems);
        let name = args.text("rename", problems).map_or_else(|| wire_name(ident), |name| name.value());
        let separator = args.text("separator", problems);
        args.finish(problems);
        Self { ident, ty: &field.ty, name, shape: Shape::of(&field.ty), docs: docs(&field.attrs), separator }
    }

    /// A setter may not have the name of a method that every record has.
    fn part(&self, problems: &mut Problems, has_new: bool) -> Part<'_> {
        let is_taken = self.shape.is_optional() && ["new", "clone"].iter().any(|name| self.ident == name);
        if is_taken && has_new {
            let message =
                format!("`{}` is a method of the record already: name the field otherwise and `rename` it", self.ident);
            problems.push(self.ident.span(), message);
        }
        Part { ident: self.ident, name: &self.name, shape: &self.shape, docs: &self.docs, is_taken }
    }
}

impl ToTokens for Member<'_> {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        let Self { ident, ty, name, shape: _, docs: _, separator } = self;
        let joined = separator.as_ref().map(|separator| quote!(.joined(#separator)));
        let value = quote_spanned!(at(ty)=> ::auth_runtime::__private::Encode::encode(&self.#ident));
        tokens.extend(quote!((#name, #value #joined)));
    }
}
