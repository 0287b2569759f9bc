//! Parses the places of a reply from which a field is read, and emits them for the runtime.

use auth_language::problem::{Broken, Code};
use auth_language::spanned::Spanned;
use auth_language::value::{Item, MemberPath, Origin, Scalar, check_challenge, check_cookie, check_header};
use proc_macro2::{Span, TokenStream};
use quote::quote;
use syn::parse::{Parse, ParseStream};
use syn::punctuated::Punctuated;
use syn::{Ident, LitStr, Token, parenthesized};

use crate::attr::args::Args;
use crate::attr::item::{Constant, scalar, spanned};
use crate::attr::member::Member;
use crate::attr::problems::Problems;

type Origins = Vec<Spanned<Origin, Span>>;
type Name = Spanned<String, Span>;

/// Parses the places of a field, which are all of one kind. Broken ones were reported.
pub(super) fn read(args: &mut Args, problems: &mut Problems) -> Origins {
    let at: Vec<LitStr> = args.lists("at", problems);
    let paths = at.iter().filter_map(|path| {
        MemberPath::check(&spanned(path), problems).ok().map(|read| Spanned::new(Origin::Body(read), path.span()))
    });
    let paths: Origins = paths.collect();
    let item = read_item(args, problems);
    let mut named = |key: &'static str, check: fn(&Name, &mut Problems) -> Result<Origin, Broken>| {
        let name = spanned(&args.text(key, problems)?);
        check(&name, problems).ok().map(|origin| Spanned::new(origin, name.at))
    };
    let others = [named("header", check_header), named("cookie", check_cookie), named("challenge", check_challenge)];
    let others = others.into_iter().flatten();
    let mut places = std::iter::once(paths).chain(item.into_iter().chain(others).map(|origin| vec![origin]));
    let mut origins: Origins = Vec::new();
    for place in places.by_ref().filter(|place| !place.is_empty()) {
        if origins.is_empty() { origins = place } else { report_second(&place, problems) }
    }
    origins
}

fn report_second(place: &Origins, problems: &mut Problems) {
    for origin in place.iter().take(1) {
        let message = "it is said already where the field is";
        problems.report(Code::CONFLICT, origin.at, message, "keep one of the two");
    }
}

/// Parses `item(list = "accounts", wanted("is_default" = true), field = "id")`.
fn read_item(args: &mut Args, problems: &mut Problems) -> Option<Spanned<Origin, Span>> {
    let (at, parts) = args.list_at::<ItemPart>("item", problems)?;
    let (mut list, mut field, mut wanted) = (None, None, Vec::new());
    for part in parts {
        match part {
            ItemPart::Path(name, text) if name == "list" => list = Some(text),
            ItemPart::Path(name, text) if name == "field" => field = Some(text),
            ItemPart::Path(name, _) => {
                let message = format!("unknown `{name}`");
                problems.report(Code::UNKNOWN_KEY, name.span(), message, "write `list`, `wanted(…)` and `field`");
            }
            ItemPart::Wanted(constants) => wanted.extend(constants),
        }
    }
    let (Some(list), Some(field), false) = (list, field, wanted.is_empty()) else {
        let help = "write `item(list = \"accounts\", wanted(\"is_default\" = true), field = \"id\")`";
        problems.report(Code::ATTRIBUTE, at, "an item needs `list`, `wanted` and `field`", help);
        return None;
    };
    let mut check = |text: &LitStr| MemberPath::check(&spanned(text), problems).ok();
    let (list, field) = (check(&list), check(&field));
    let paths: Vec<_> = wanted.iter().map(|constant| check(&constant.name)).collect();
    let values: Option<Vec<(MemberPath, Scalar)>> = paths
        .into_iter()
        .zip(&wanted)
        .map(|(path, constant)| Some((path?, scalar(&constant.value, problems)?)))
        .collect();
    Some(Spanned::new(Origin::Item(Item { list: list?, wanted: values?, field: field? }), at))
}

enum ItemPart {
    Path(Ident, LitStr),
    Wanted(Vec<Constant>),
}

impl Parse for ItemPart {
    fn parse(input: ParseStream<'_>) -> syn::Result<Self> {
        let name: Ident = input.parse()?;
        if name != "wanted" {
            input.parse::<Token![=]>()?;
            return Ok(Self::Path(name, input.parse()?));
        }
        let content;
        parenthesized!(content in input);
        let constants = Punctuated::<Constant, Token![,]>::parse_terminated(&content)?;
        Ok(Self::Wanted(constants.into_iter().collect()))
    }
}

/// Emits the place for the runtime; `None` for paths, which the runtime takes as texts.
pub(crate) fn emit(member: &Member<'_>) -> Option<TokenStream> {
    let origin = quote!(::auth_runtime::__private::Origin);
    match member.field.at.first().map(|origin| &origin.value)? {
        Origin::Body(_) => None,
        Origin::Item(Item { list, wanted, field }) => {
            let (list, field) = (list.escaped(), field.escaped());
            let wanted = wanted.iter().map(|(path, value)| (path.escaped(), emit_literal(value)));
            let wanted = wanted.map(|(path, value)| quote!((#path, #value)));
            Some(quote!(#origin::Item { list: #list, wanted: &[#(#wanted),*], field: #field }))
        }
        Origin::Header(name) => Some(quote!(#origin::Header(#name))),
        Origin::Cookie(name) => Some(quote!(#origin::Cookie(#name))),
        Origin::Challenge(name) => Some(quote!(#origin::Challenge(#name))),
    }
}

/// Emits a constant that a value is compared with.
pub(crate) fn emit_literal(value: &Scalar) -> TokenStream {
    let literal = quote!(::auth_runtime::__private::Literal);
    match value {
        Scalar::Text(text) => quote!(#literal::Text(#text)),
        // A condition is never `null`, a list or an object.
        Scalar::Number(number) | Scalar::Json(number) => quote!(#literal::Number(#number)),
        Scalar::Boolean(boolean) => quote!(#literal::Boolean(#boolean)),
    }
}

/// Emits the constants that mean "never".
pub(crate) fn emit_never(member: &Member<'_>) -> Option<TokenStream> {
    let values = member.field.never.as_ref()?.value.iter().map(|value| emit_literal(&value.value));
    Some(quote!(&[#(#values),*]))
}

/// Returns the paths that the runtime follows.
pub(crate) fn paths(member: &Member<'_>) -> Vec<String> {
    member.field.paths().iter().map(MemberPath::escaped).collect()
}

/// Whether a field is read from the head of the reply.
pub(crate) fn reads_head(members: &[Member<'_>]) -> bool {
    members.iter().any(|member| member.field.is_in_head())
}

/// Whether the reply may be something else than a JSON object.
pub(crate) fn takes_any(members: &[Member<'_>]) -> bool {
    members.iter().any(|member| member.field.at.iter().any(|origin| origin.value.is_in_any()))
}

/// Emits the method which says that the head of the reply is read.
pub(crate) fn emit_reads_head(members: &[Member<'_>]) -> Option<TokenStream> {
    reads_head(members).then(|| {
        quote! {
            fn reads_head() -> ::core::primitive::bool {
                true
            }
        }
    })
}
