//! Paths to values in the replies of steps: `field`, `step.field`, `step.field["claim"]`.

use proc_macro2::{Span, TokenStream};
use quote::quote;
use syn::ext::IdentExt as _;
use syn::parse::{Parse, ParseStream};
use syn::{Ident, LitStr, Token, bracketed, token};

/// A path to a value: a field of a step's reply, or a claim of the JWT in that field.
#[derive(Clone)]
pub(crate) struct ReplyPath {
    /// The step; `None` for the last one.
    pub(crate) step: Option<Ident>,
    pub(crate) field: Ident,
    pub(crate) claim: Option<LitStr>,
}

impl Parse for ReplyPath {
    fn parse(input: ParseStream<'_>) -> syn::Result<Self> {
        let first = input.call(Ident::parse_any)?;
        Self::after(&first, input)
    }
}

impl ReplyPath {
    /// Parses a path after its first name.
    pub(crate) fn after(first: &Ident, input: ParseStream<'_>) -> syn::Result<Self> {
        let second = input.parse::<Option<Token![.]>>()?.map(|_| input.call(Ident::parse_any)).transpose()?;
        let (step, field) = second.map_or((None, first.clone()), |field| (Some(first.clone()), field));
        let claim = if input.peek(token::Bracket) {
            let content;
            bracketed!(content in input);
            Some(content.parse()?)
        } else {
            None
        };
        Ok(Self { step, field: raw(&field), claim })
    }

    /// Returns the path that a name in a template means: `step.field`, or `step.field.claim`. `None` if it has no step.
    pub(crate) fn qualified(name: &str, span: Span) -> Option<Self> {
        let mut names = name.splitn(3, '.');
        let (step, field) = (names.next()?, names.next()?);
        let ident = |name: &str| raw(&Ident::new_raw(name, span));
        let is_ident = |name: &str| syn::parse_str::<Ident>(&format!("r#{name}")).is_ok();
        let claim = names.next().map(|claim| LitStr::new(claim, span));
        (is_ident(step) && is_ident(field)).then(|| Self { step: Some(ident(step)), field: ident(field), claim })
    }

    /// Returns the path for the reply of a single step.
    pub(crate) fn without_step(&self) -> Self {
        Self { step: None, ..self.clone() }
    }
}

/// `type` means the field `r#type`.
fn raw(ident: &Ident) -> Ident {
    let name = ident.unraw().to_string();
    let is_keyword = syn::parse_str::<Ident>(&name).is_err();
    if is_keyword { Ident::new_raw(&name, ident.span()) } else { Ident::new(&name, ident.span()) }
}

/// The replies that are available to emitted code.
pub(crate) struct Replies<'r> {
    /// The names of the steps, and whether their replies may be absent.
    pub(crate) steps: Vec<(&'r Ident, bool)>,
    /// The visit whose callback is available too.
    pub(crate) visit: Option<&'r Ident>,
}

impl Replies<'_> {
    /// Makes the replies of a single step.
    pub(crate) fn none() -> Self {
        Self { steps: Vec::new(), visit: None }
    }

    /// Whether a path names a parameter of the callback.
    pub(crate) fn is_of_visit(&self, path: &ReplyPath) -> bool {
        path.step.is_some() && path.step.as_ref() == self.visit
    }

    /// Emits the field of a reply, or the parameter of the callback, as a place. `reply` is the variable of the reply.
    pub(crate) fn place(&self, path: &ReplyPath, reply: &Ident) -> TokenStream {
        let field = &path.field;
        if self.is_of_visit(path) { quote!(#reply.callback.#field) } else { quote!(#reply.#field) }
    }

    /// Returns the variable of a reply, and whether the reply may be absent.
    pub(crate) fn of(&self, path: &ReplyPath) -> (Ident, bool) {
        if let Some(visit) = self.visit.filter(|_| self.is_of_visit(path)) {
            return (variable(&visit.to_string()), false);
        }
        let known = |name: &Ident| self.steps.iter().find(|(step, _)| *step == name);
        let found = path.step.as_ref().map_or(self.steps.last(), known);
        found.map_or_else(
            || (variable("token"), false),
            |(step, is_optional)| (variable(&step.to_string()), *is_optional),
        )
    }

    /// Whether there is a step with this name.
    pub(crate) fn has(&self, name: &Ident) -> bool {
        self.visit == Some(name) || self.steps.iter().any(|(step, _)| *step == name)
    }

    /// Emits a value of a reply, for a text: without ownership, and absent if the reply is.
    pub(crate) fn borrowed(&self, path: &ReplyPath) -> TokenStream {
        let (reply, is_optional) = self.of(path);
        if !is_optional {
            return self.borrowed_of(path, &reply);
        }
        let value = self.borrowed_of(path, &variable("reply"));
        let value = if path.claim.is_some() { value } else { quote!(&#value) };
        let method = if path.claim.is_some() { quote!(and_then) } else { quote!(map) };
        quote!(#reply.as_ref().#method(|reply| #value))
    }

    /// Emits the value for a field of a request.
    pub(crate) fn field(&self, path: &ReplyPath) -> TokenStream {
        let (reply, is_optional) = self.of(path);
        let into = quote!(::core::convert::Into::into);
        if is_optional {
            let value = self.value(path, &variable("reply"));
            return quote!(#reply.as_ref().and_then(|reply| #into(#value)));
        }
        let value = self.value(path, &reply);
        quote!(#into(#value))
    }

    fn borrowed_of(&self, path: &ReplyPath, reply: &Ident) -> TokenStream {
        let place = self.place(path, reply);
        match &path.claim {
            Some(claim) => quote!(::auth_runtime::__private::session::claim(&#place, #claim)),
            None => place,
        }
    }

    fn value(&self, path: &ReplyPath, reply: &Ident) -> TokenStream {
        let place = self.place(path, reply);
        if let Some(claim) = &path.claim {
            quote!(::auth_runtime::__private::session::claim(&#place, #claim))
        } else {
            quote!(::core::clone::Clone::clone(&#place))
        }
    }
}

/// Returns a local variable that cannot conflict with the author's names.
pub(crate) fn variable(name: &str) -> Ident {
    let name = name.strip_prefix("r#").unwrap_or(name);
    if syn::parse_str::<Ident>(name).is_ok() {
        Ident::new(name, Span::mixed_site())
    } else {
        Ident::new_raw(name, Span::mixed_site())
    }
}
