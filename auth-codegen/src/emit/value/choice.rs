//! Emits scopes and enumerations.

use proc_macro2::TokenStream;
use quote::quote;

use crate::emit::docs::{deprecated, doc};
use crate::emit::names::{Names, ident};
use crate::model::{Choice, ChoiceValue};

pub(in crate::emit) fn emit(choice: &Choice, names: &Names) -> TokenStream {
    let docs = doc(&choice.doc);
    let name = ident(&choice.ident);
    let string = names.std("String");
    let (derive, attribute) = if choice.is_scopes { ("Scopes", "scope") } else { ("Choice", "choice") };
    let (renamed, derive, attribute) = (names.crate_attribute(attribute), names.runtime(derive), ident(attribute));
    let values = choice.values.iter().map(|ChoiceValue { ident: variant, wire, doc: meaning, deprecated: note }| {
        let (docs, deprecated, variant) = (doc(meaning), deprecated(note.as_ref()), ident(variant));
        quote!(#docs #deprecated #[#attribute(#wire)] #variant)
    });
    quote! {
        #docs
        #[derive(Clone, Debug, PartialEq, Eq, Hash, #derive)]
        #renamed
        #[non_exhaustive]
        pub enum #name {
            #(#values,)*
            /// A value that the provider does not document.
            #[#attribute(other)]
            Other(#string),
        }
    }
}
