//! Emits the constructors and a redacting `Debug`.

use proc_macro2::{Span, TokenStream};
use quote::{ToTokens, quote, quote_spanned};
use syn::ext::IdentExt as _;
use syn::{DeriveInput, Generics, Ident, Member};

use super::field::{Need, Variable};
use crate::attr::generics::bound_parameters;
use crate::attr::input::at;

pub(crate) fn emit_credentials(input: &DeriveInput, variables: &[Variable<'_>], is_sound: bool) -> TokenStream {
    let constructors = emit_constructors(input, variables, is_sound);
    let debug = emit_debug(input, variables);
    quote!(#constructors #debug)
}

/// Emits `from_env` and `from_vars`. What is not read from the environment is passed to them.
pub(crate) fn emit_constructors(input: &DeriveInput, variables: &[Variable<'_>], is_sound: bool) -> TokenStream {
    let (ident, vis) = (&input.ident, &input.vis);
    let generics = bound(&input.generics, variables);
    let (impl_generics, ty_generics, where_clause) = generics.split_for_impl();
    let docs = variables.iter().filter_map(document);
    let read = Ident::new("read", Span::mixed_site());
    let given: Vec<&Variable<'_>> = variables.iter().filter(|variable| matches!(variable.need, Need::Given)).collect();
    let parameters: Vec<_> = given.iter().map(|Variable { local, ty, .. }| quote!(#local: #ty,)).collect();
    let arguments = given.iter().map(|variable| &variable.local);
    let body = if is_sound { emit_body(variables, &read) } else { emit_stub(&read) };
    quote! {
        #[automatically_derived]
        #[allow(deprecated)]
        impl #impl_generics #ident #ty_generics #where_clause {
            /// Reads the environment:
            ///
            #(#[doc = #docs])*
            ///
            /// # Errors
            /// If variables are missing, empty or unreadable: one error names them all.
            #vis fn from_env(#(#parameters)*) -> ::core::result::Result<Self, ::auth_runtime::__private::CredentialsError> {
                Self::from_vars(#(#arguments,)* |name| ::std::env::var_os(name))
            }
            /// The same from any map, as in `from_vars(|name| map.get(name))`.
            ///
            /// # Errors
            /// If variables are missing, empty or unreadable: one error names them all.
            #vis fn from_vars<__V: ::core::convert::Into<::std::ffi::OsString>>(
                #(#parameters)*
                #read: impl ::core::ops::FnMut(&::core::primitive::str) -> ::core::option::Option<__V>,
            ) -> ::core::result::Result<Self, ::auth_runtime::__private::CredentialsError> {
                #body
            }
        }
    }
}

/// Adds the bounds of the trait with which each field is parsed.
fn bound(generics: &Generics, variables: &[Variable<'_>]) -> Generics {
    let types = |parse| variables.iter().filter(move |variable| variable.parse == parse).map(|variable| variable.ty);
    let bounded = bound_parameters(generics, types(true), &quote!(::core::str::FromStr));
    bound_parameters(&bounded, types(false), &quote!(::core::convert::TryFrom<::std::string::String>))
}

fn document(variable: &Variable<'_>) -> Option<String> {
    let name = &variable.name;
    match &variable.need {
        Need::Required => Some(format!(" - `{name}`")),
        Need::Optional => Some(format!(" - `{name}`, if it is there")),
        Need::Default(default) => Some(format!(" - `{name}`, or `{default}`")),
        Need::Given | Need::Absent => None,
    }
}

/// Emits the body of the constructor. The name `variables` is hygienic, because a field may have the same name.
fn emit_body(variables: &[Variable<'_>], read: &Ident) -> TokenStream {
    let reader = Ident::new("variables", Span::mixed_site());
    let reads = variables.iter().map(|variable| emit_read(&reader, variable));
    let fields = variables.iter().map(|Variable { member, local, need, .. }| {
        let value = match need {
            Need::Required | Need::Optional | Need::Default(_) => quote!(#local?),
            Need::Given => quote!(#local),
            Need::Absent => quote!(::core::option::Option::None),
        };
        quote!(#member: #value)
    });
    quote! {
        let mut #reader = ::auth_runtime::__private::variables(#read);
        #(#reads)*
        #reader.finish(|| ::core::option::Option::Some(Self { #(#fields),* }))
    }
}

fn emit_read(reader: &Ident, variable: &Variable<'_>) -> TokenStream {
    let Variable { local, name, ty, need, parse, .. } = variable;
    let span = at(ty);
    let convert = if *parse {
        quote_spanned!(span=> ::auth_runtime::__private::parse_variable::<#ty>)
    } else {
        quote_spanned!(span=> |text| <#ty as ::auth_runtime::__private::FromVariable>::from_variable(text))
    };
    let convert = match &variable.separator {
        Some(separator) => quote!(|text| ::auth_runtime::__private::split_variable(text, #separator, #convert)),
        None => convert,
    };
    let expected = type_text(variable);
    match need {
        Need::Given | Need::Absent => quote!(),
        Need::Required => quote!(let #local = #reader.required(#name, #expected, #convert);),
        Need::Optional => quote!(let #local = #reader.optional(#name, #expected, #convert);),
        Need::Default(default) => quote!(let #local = #reader.or_default(#name, #default, #expected, #convert);),
    }
}

fn type_text(variable: &Variable<'_>) -> String {
    variable.ty.to_token_stream().to_string().replace(' ', "")
}

/// Emits a body that never runs, because the reported errors end the compilation.
fn emit_stub(read: &Ident) -> TokenStream {
    quote! {
        let _ = #read;
        loop {}
    }
}

/// Emits `Debug`, which shows only fields marked `show`, because a macro cannot know which text is a secret.
fn emit_debug(input: &DeriveInput, variables: &[Variable<'_>]) -> TokenStream {
    let (ident, name) = (&input.ident, input.ident.unraw().to_string());
    let shown = variables.iter().filter(|variable| variable.show).map(|variable| variable.ty);
    let generics = bound_parameters(&input.generics, shown, &quote!(::core::fmt::Debug));
    let (impl_generics, ty_generics, where_clause) = generics.split_for_impl();
    let is_tuple = variables.iter().any(|variable| matches!(variable.member, Member::Unnamed(_)));
    let start = if is_tuple { quote!(debug_tuple) } else { quote!(debug_struct) };
    let fields = variables.iter().map(emit_shown);
    quote! {
        #[automatically_derived]
        #[allow(deprecated)]
        impl #impl_generics ::core::fmt::Debug for #ident #ty_generics #where_clause {
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                f.#start(#name) #(#fields)* .finish()
            }
        }
    }
}

fn emit_shown(variable: &Variable<'_>) -> TokenStream {
    let member = &variable.member;
    let value = match (variable.show, &variable.need) {
        (true, _) => quote!(self.#member),
        (false, Need::Optional) => quote!(self.#member.as_ref().map(|_| ::auth_runtime::__private::Redacted)),
        (false, _) => quote!(::auth_runtime::__private::Redacted),
    };
    match member {
        Member::Named(ident) => {
            let name = ident.unraw().to_string();
            quote!(.field(#name, &#value))
        }
        Member::Unnamed(_) => quote!(.field(&#value)),
    }
}
