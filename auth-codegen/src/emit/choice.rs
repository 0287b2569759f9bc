//! Scopes and enumerations.

use proc_macro2::TokenStream;
use quote::quote;

use crate::emit::docs::doc;
use crate::emit::imports::{Names, ident};
use crate::model::{Choice, ChoiceValue};

pub(super) fn emit(choice: &Choice, names: &Names) -> TokenStream {
    let docs = doc(&choice.doc);
    let name = ident(&choice.ident);
    let string = names.std("String");
    let (derive, attribute) = match choice.is_scopes {
        true => (names.runtime("Scopes"), ident("scope")),
        false => (names.runtime("Choice"), ident("choice")),
    };
    let values = choice.values.iter().map(|ChoiceValue { ident: variant, wire, doc: meaning }| {
        let (docs, variant) = (doc(meaning), ident(variant));
        quote!(#docs #[#attribute(#wire)] #variant)
    });
    quote! {
        #docs
        #[derive(Clone, Debug, PartialEq, Eq, Hash, #derive)]
        #[non_exhaustive]
        pub enum #name {
            #(#values,)*
            /// A value that the provider does not document.
            #[#attribute(other)]
            Other(#string),
        }
    }
}
