//! Paths to values in the replies of steps: `field`, `step.field`, `step.Variant.field`, `step.field["claim"]`, and several
//! of them joined by `or`, of which the first that is there counts.

use proc_macro2::{Span, TokenStream};
use quote::quote;
use syn::ext::IdentExt as _;
use syn::parse::{Parse, ParseStream};
use syn::{Ident, LitStr, Token, bracketed, token};

use crate::request::one_of::accessor;

/// The name of the secrets of an authorization, in the requests before its visit: `opening.state`.
pub(crate) const OPENING: &str = "opening";

/// The name of the key that a session makes itself, in the requests of its login: `session_key.proof_key`.
pub(crate) const SESSION_KEY: &str = "session_key";

/// A path to a value: a field of a step's reply, or a claim of the JWT in that field.
#[derive(Clone)]
pub(crate) struct ReplyPath {
    /// The step; `None` for the last one.
    pub(crate) step: Option<Ident>,
    /// The variant of its reply, if it has several.
    pub(crate) variant: Option<Ident>,
    pub(crate) field: Ident,
    pub(crate) claim: Option<LitStr>,
    /// Where the value is if this reply is absent.
    pub(crate) otherwise: Option<Box<ReplyPath>>,
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
        let next = || input.parse::<Option<Token![.]>>()?.map(|_| input.call(Ident::parse_any)).transpose();
        let (second, third) = (next()?, next()?);
        let (step, variant, field) = match (second, third) {
            (None, _) => (None, None, first.clone()),
            (Some(field), None) => (Some(first.clone()), None, field),
            (Some(variant), Some(field)) => (Some(first.clone()), Some(variant), field),
        };
        let claim = if input.peek(token::Bracket) {
            let content;
            bracketed!(content in input);
            Some(content.parse()?)
        } else {
            None
        };
        let otherwise = if is_or(input) {
            input.call(Ident::parse_any)?;
            Some(Box::new(input.parse()?))
        } else {
            None
        };
        Ok(Self { step, variant, field: raw(&field), claim, otherwise })
    }

    /// Returns a path to a field of the last step.
    pub(crate) fn of_field(field: Ident) -> Self {
        Self { step: None, variant: None, field, claim: None, otherwise: None }
    }

    /// Returns all places of the value.
    pub(crate) fn places(&self) -> impl Iterator<Item = &Self> {
        std::iter::successors(Some(self), |path| path.otherwise.as_deref())
    }

    /// Returns the path that a name in a template means: `step.field`, `step.Variant.field`, or either with a claim after
    /// it. `None` if it has no step.
    pub(crate) fn qualified(name: &str, span: Span) -> Option<Self> {
        let is_variant = |name: &&str| name.starts_with(|first: char| first.is_ascii_uppercase());
        let is_ident = |name: &str| syn::parse_str::<Ident>(&format!("r#{name}")).is_ok();
        let ident = |name: &str| is_ident(name).then(|| raw(&Ident::new_raw(name, span)));
        let (step, rest) = name.split_once('.')?;
        let variant = rest.split_once('.').map(|(first, _)| first).filter(is_variant);
        let rest = variant.map_or(rest, |variant| rest.get(variant.len() + 1..).unwrap_or_default());
        let (field, claim) = rest.split_once('.').map_or((rest, None), |(field, claim)| (field, Some(claim)));
        let claim = claim.map(|claim| LitStr::new(claim, span));
        let variant = variant.map(|variant| Ident::new(variant, span));
        Some(Self { step: Some(ident(step)?), variant, field: ident(field)?, claim, otherwise: None })
    }

    /// Returns the name of a value that is kept: `request_token.oauth_token_secret`.
    pub(crate) fn name(&self) -> String {
        let step = self.step.as_ref().map(|step| format!("{}.", step.unraw())).unwrap_or_default();
        format!("{step}{}", self.field.unraw())
    }

    /// Whether it is the state or the challenge of an authorization.
    pub(crate) fn is_of_opening(&self) -> bool {
        self.step.as_ref().is_some_and(|step| step == OPENING)
    }

    /// Whether it is the key that the session makes itself.
    pub(crate) fn is_session_key(&self) -> bool {
        self.step.as_ref().is_some_and(|step| step == SESSION_KEY)
    }

    /// Returns the path for the reply of a single step.
    pub(crate) fn without_step(&self) -> Self {
        Self { step: None, ..self.clone() }
    }
}

/// Whether the word `or` follows.
fn is_or(input: ParseStream<'_>) -> bool {
    input.fork().call(Ident::parse_any).is_ok_and(|word| word == "or")
}

/// `type` means the field `r#type`.
fn raw(ident: &Ident) -> Ident {
    let name = ident.unraw().to_string();
    let is_keyword = syn::parse_str::<Ident>(&name).is_err();
    if is_keyword { Ident::new_raw(&name, ident.span()) } else { Ident::new(&name, ident.span()) }
}

/// The replies that are available to emitted code.
#[derive(Default)]
pub(crate) struct Replies<'r> {
    /// The names of the steps, and whether their replies may be absent.
    pub(crate) steps: Vec<(&'r Ident, bool)>,
    /// The visit whose callback is available too.
    pub(crate) visit: Option<&'r Ident>,
    /// The steps before the visit, of whose replies some values are kept.
    pub(crate) after: &'r [Ident],
    /// The step and the variant that its reply is known to be.
    pub(crate) known: Option<&'r When>,
}

/// A reply after which alone a step is made: `log_in.MfaChallenge`.
#[derive(Clone)]
pub(crate) struct When {
    pub(crate) step: Ident,
    pub(crate) variant: Ident,
}

impl Parse for When {
    fn parse(input: ParseStream<'_>) -> syn::Result<Self> {
        let step = input.call(Ident::parse_any)?;
        input.parse::<Token![.]>()?;
        Ok(Self { step, variant: input.call(Ident::parse_any)? })
    }
}

impl When {
    /// Emits the reply, if it is this one: `Option<&MfaChallenge>`.
    pub(crate) fn emit(&self) -> TokenStream {
        let (reply, method) = (variable(&self.step.to_string()), accessor(&self.variant));
        quote!(#reply.#method())
    }

    /// The variable of the reply within the step that is made after it.
    pub(crate) fn variable() -> Ident {
        variable("seen")
    }
}

/// A reply in emitted code.
pub(crate) enum Found {
    /// It is always there.
    Always(TokenStream),
    /// An `Option` of a reference.
    Perhaps(TokenStream),
}

impl Replies<'_> {
    /// Whether a path names a parameter of the callback.
    pub(crate) fn is_of_visit(&self, path: &ReplyPath) -> bool {
        path.step.is_some() && path.step.as_ref() == self.visit
    }

    /// Whether a path names a value of a request before the visit.
    pub(crate) fn is_kept(&self, path: &ReplyPath) -> bool {
        path.step.as_ref().is_some_and(|step| self.after.contains(step))
    }

    /// Emits a value of a request before the visit, if a path names one: an `Option` of a reference.
    pub(crate) fn kept(&self, path: &ReplyPath) -> Option<TokenStream> {
        let visit = self.visit.filter(|_| self.is_kept(path)).map(|visit| variable(&visit.to_string()))?;
        let name = path.name();
        Some(quote!(#visit.kept(#name)))
    }

    /// Returns the reply that a path names.
    pub(crate) fn of(&self, path: &ReplyPath) -> Found {
        if let Some(visit) = self.visit.filter(|_| self.is_of_visit(path)) {
            let visit = variable(&visit.to_string());
            return Found::Always(quote!(#visit.callback));
        }
        if let (Some(known), Some(variant)) = (self.known, &path.variant)
            && path.step.as_ref() == Some(&known.step)
            && *variant == known.variant
        {
            return Found::Always(quote_ident(&When::variable()));
        }
        let known = |name: &Ident| self.steps.iter().find(|(step, _)| *step == name);
        let found = path.step.as_ref().map_or(self.steps.last(), known);
        let Some((step, is_optional)) = found else { return Found::Always(quote_ident(&variable("token"))) };
        let reply = variable(&step.to_string());
        match (&path.variant, is_optional) {
            (None, false) => Found::Always(quote!(#reply)),
            (None, true) => Found::Perhaps(quote!(#reply.as_deref())),
            (Some(variant), false) => {
                let method = accessor(variant);
                Found::Perhaps(quote!(#reply.#method()))
            }
            (Some(variant), true) => {
                let method = accessor(variant);
                Found::Perhaps(quote!(#reply.as_deref().and_then(|reply| reply.#method())))
            }
        }
    }

    /// Whether there is a step with this name.
    pub(crate) fn has(&self, name: &Ident) -> bool {
        self.visit == Some(name) || self.after.contains(name) || self.steps.iter().any(|(step, _)| *step == name)
    }

    /// Emits a value of a reply, for a text: without ownership, and absent if the reply is.
    pub(crate) fn borrowed(&self, path: &ReplyPath) -> TokenStream {
        if let Some(kept) = self.kept(path) {
            return quote!(#kept.cloned());
        }
        match self.of(path) {
            Found::Always(reply) => borrowed(path, &reply),
            Found::Perhaps(reply) => {
                let value = borrowed(path, &quote!(reply));
                if path.claim.is_some() {
                    quote!(#reply.and_then(|reply| #value))
                } else {
                    quote!(#reply.map(|reply| &#value))
                }
            }
        }
    }

    /// Emits a reference to a value that a request sends, which its reply must have.
    pub(crate) fn given(&self, path: &ReplyPath) -> TokenStream {
        let (name, value) = (path.field.unraw().to_string(), self.borrowed(path));
        quote!(::auth_runtime::__private::session::given_of(#name, &#value)?)
    }

    /// Emits the value for a field of a request, which its reply must have.
    pub(crate) fn field(&self, path: &ReplyPath) -> TokenStream {
        if let Some(kept) = self.kept(path) {
            let name = path.name();
            return quote!(::auth_runtime::__private::session::Kept::of(#kept, #name)?);
        }
        let into = quote!(::core::convert::Into::into);
        let value = match self.of(path) {
            Found::Always(reply) => {
                let value = value(path, &reply);
                quote!(#into(#value))
            }
            Found::Perhaps(reply) => {
                let value = value(path, &quote!(reply));
                quote!(#reply.and_then(|reply| #into(#value)))
            }
        };
        let name = path.field.unraw().to_string();
        quote!(::auth_runtime::__private::session::given(#name, #value)?)
    }
}

fn quote_ident(ident: &Ident) -> TokenStream {
    quote!(#ident)
}

fn value(path: &ReplyPath, reply: &TokenStream) -> TokenStream {
    let field = &path.field;
    if let Some(claim) = &path.claim {
        quote!(::auth_runtime::__private::session::claim(&#reply.#field, #claim))
    } else {
        quote!(::core::clone::Clone::clone(&#reply.#field))
    }
}

fn borrowed(path: &ReplyPath, reply: &TokenStream) -> TokenStream {
    let field = &path.field;
    match &path.claim {
        Some(claim) => quote!(::auth_runtime::__private::session::claim(&#reply.#field, #claim)),
        None => quote!(#reply.#field),
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
