//! Makes the items of a module as visible as the provider type, because a public item must not use a private type.

use proc_macro2::TokenStream;
use quote::{ToTokens as _, quote};
use syn::{File, Item, Visibility, parse_quote};

/// Restricts the items of a module that is nested in the module of a type with this visibility.
pub(super) fn restrict(items: TokenStream, outer: &Visibility) -> TokenStream {
    let Some(vis) = from_within(outer) else { return items };
    // The generator's output always parses; if it did not, rustc would report the error.
    let Ok(File { mut items, .. }) = syn::parse2(items.clone()) else { return items };
    for item in &mut items {
        if let Some(slot) = visibility(item).filter(|slot| matches!(slot, Visibility::Public(_))) {
            slot.clone_from(&vis);
        }
    }
    quote!(#(#items)*)
}

/// Returns the same visibility as written one module deeper; `None` for `pub`.
fn from_within(outer: &Visibility) -> Option<Visibility> {
    match outer {
        Visibility::Public(_) => None,
        Visibility::Inherited => Some(parse_quote!(pub(super))),
        Visibility::Restricted(restricted) => {
            let path = &restricted.path;
            match path.to_token_stream().to_string().as_str() {
                "self" => Some(parse_quote!(pub(super))),
                "super" => Some(parse_quote!(pub(in super::super))),
                _ => Some(outer.clone()),
            }
        }
    }
}

fn visibility(item: &mut Item) -> Option<&mut Visibility> {
    match item {
        Item::Struct(item) => Some(&mut item.vis),
        Item::Enum(item) => Some(&mut item.vis),
        Item::Type(item) => Some(&mut item.vis),
        Item::Const(item) => Some(&mut item.vis),
        _ => None,
    }
}

#[cfg(test)]
#[allow(clippy::expect_used, reason = "a test that fails may panic")]
mod tests {
    use super::*;

    #[test]
    fn follows_the_type() {
        let rows = [
            ("pub", "pub struct A ;"),
            ("", "pub (super) struct A ;"),
            ("pub(self)", "pub (super) struct A ;"),
            ("pub(super)", "pub (in super :: super) struct A ;"),
            ("pub(crate)", "pub (crate) struct A ;"),
        ];
        for (outer, expected) in rows {
            let outer = syn::parse_str(outer).expect("a visibility");
            assert_eq!(
                restrict(
                    quote!(
                        pub struct A;
                    ),
                    &outer
                )
                .to_string(),
                expected
            );
        }
    }
}
