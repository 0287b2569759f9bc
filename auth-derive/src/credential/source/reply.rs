//! Parses the fields that are read from token replies: `token(access_token, expires_at = introspect.exp)`,
//! `capture(instance_url)`.

use auth_language::name;
use auth_language::problem::Code;
use auth_language::suggest;
use auth_language::value::{Name, NameKind, ScopeEntry, Type};
use auth_language::word::{TokenMember, Word as _};
use proc_macro2::TokenStream;
use quote::quote;
use syn::ext::IdentExt as _;
use syn::parse::{Parse, ParseStream};
use syn::{Ident, LitStr, Token};

use super::path::{Found, Replies, ReplyPath, variable};
use crate::attr::args::Args;
use crate::attr::problems::Problems;

/// The fields that are read from the replies of a list of steps.
#[derive(Clone, Default)]
pub(crate) struct Reply {
    pub(crate) members: Vec<(TokenMember, ReplyPath)>,
    /// The captured values, by the names under which they are kept.
    pub(crate) captures: Vec<(LitStr, ReplyPath)>,
}

impl Reply {
    pub(crate) fn read(token: &'static str, capture: &'static str, args: &mut Args, problems: &mut Problems) -> Self {
        let members = read_members(args.lists(token, problems), problems);
        Self { members, captures: read_captures(capture, args, problems) }
    }

    /// Returns the captured values as names for templates.
    pub(crate) fn names(&self) -> impl Iterator<Item = ScopeEntry> {
        self.captures.iter().map(|(name, _)| {
            let (name, ident) = (name.value(), name::field_ident(&name.value()));
            // Its type is in another struct, so that its place cannot be checked here.
            let ty = Type::SecretInUrl;
            ScopeEntry::Known(Name { kind: NameKind::Captured, ident, name, ty, optional: true })
        })
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.members.is_empty() && self.captures.is_empty()
    }

    /// Whether a value is in one of several replies of a call, so that the steps need names.
    pub(crate) fn has_variants(&self) -> bool {
        let paths = self.members.iter().map(|(_, path)| path).chain(self.captures.iter().map(|(_, path)| path));
        paths.flat_map(ReplyPath::places).any(|path| path.variant.is_some())
    }

    /// Returns the path of a member of the token reply.
    pub(crate) fn member(&self, member: TokenMember) -> Option<&ReplyPath> {
        self.members.iter().find(|(known, _)| *known == member).map(|(_, path)| path)
    }

    /// Checks that paths name existing steps.
    pub(crate) fn check(&self, replies: &Replies<'_>, problems: &mut Problems) {
        let paths = self.members.iter().map(|(_, path)| path).chain(self.captures.iter().map(|(_, path)| path));
        let paths = paths.flat_map(ReplyPath::places);
        for step in paths.filter_map(|path| path.step.as_ref()).filter(|step| !replies.has(step)) {
            let message = format!("there is no step `{step}`");
            problems.report(Code::STEP, step.span(), message, "name a step of the list, or add it");
        }
    }

    /// Returns the fields for the reply of a single call.
    pub(crate) fn without_steps(&self) -> Self {
        Self {
            members: self.members.iter().map(|(member, path)| (*member, path.without_step())).collect(),
            captures: self.captures.iter().map(|(name, path)| (name.clone(), path.without_step())).collect(),
        }
    }

    /// Emits code that passes the values which a step captures to the next steps. `replies` are those that are there.
    pub(crate) fn emit_known(&self, step: &Ident, replies: &Replies<'_>) -> TokenStream {
        let at = variable("at");
        let of_step =
            self.captures.iter().filter(|(_, path)| path.variant.is_none() && path.step.as_ref() == Some(step));
        let known = of_step.map(|(name, path)| {
            let value = replies.borrowed(path);
            quote!(let #at = &#at.capture(#name, &#value);)
        });
        quote!(#(#known)*)
    }

    /// Emits the token of the replies. If they contain none, the lifetime of `with` is extended.
    pub(crate) fn emit(&self, replies: &Replies<'_>) -> TokenStream {
        self.emit_from(&self.emit_new(replies), replies)
    }

    /// Emits one of several tokens, which the replies may not contain.
    pub(crate) fn emit_found(&self, replies: &Replies<'_>) -> TokenStream {
        let minted = quote!(::auth_runtime::__private::session::Minted);
        let absent = quote!(#minted::absent());
        let Some(path) = self.member(TokenMember::AccessToken) else {
            return quote!(::core::result::Result::Ok(#absent));
        };
        let call = emit_call(path, replies, |value| quote!(#minted::found(#value)));
        let new = if call.is_always() {
            call.places.into_iter().map(|place| place.call).collect()
        } else {
            let chosen = call.choose(&absent);
            quote!((#chosen))
        };
        self.emit_from(&new, replies)
    }

    fn emit_from(&self, new: &TokenStream, replies: &Replies<'_>) -> TokenStream {
        let minted = variable("minted");
        let members = self.members.iter().filter_map(|(member, path)| emit_member(*member, path, replies));
        let captures = self.captures.iter().map(|(name, path)| emit_capture(name, path, replies));
        let (always, sometimes): (Vec<_>, Vec<_>) = members.chain(captures).partition(Call::is_always);
        let always: Vec<TokenStream> =
            always.into_iter().flat_map(|call| call.places).map(|place| place.call).collect();
        if sometimes.is_empty() {
            return quote!(::core::result::Result::Ok(#new #(#always)*));
        }
        let sometimes = sometimes.into_iter().map(|call| call.emit(&minted));
        quote! {
            let #minted = #new #(#always)*;
            #(#sometimes)*
            ::core::result::Result::Ok(#minted)
        }
    }

    /// Emits the token itself: the first that is there.
    fn emit_new(&self, replies: &Replies<'_>) -> TokenStream {
        let new = quote!(::auth_runtime::__private::session::Minted::new);
        let Some(path) = self.member(TokenMember::AccessToken) else { return quote!(#new(with)) };
        let call = emit_call(path, replies, |value| quote!(#new(#value)));
        if call.is_always() {
            return call.places.into_iter().map(|place| place.call).collect();
        }
        let none = quote!(return ::core::result::Result::Err(::auth_runtime::__private::session::no_token()));
        call.choose(&none)
    }
}

/// Emits several tokens, each with its name.
pub(crate) fn emit_several<'t>(tokens: impl Iterator<Item = (&'t LitStr, TokenStream)>) -> TokenStream {
    let tokens = tokens.map(|(name, minted)| {
        quote! {
            (#name, {
                let minted: ::core::result::Result<
                    ::auth_runtime::__private::session::Minted,
                    ::auth_runtime::__private::session::SessionError,
                > = { #minted };
                minted?
            })
        }
    });
    quote!(::auth_runtime::__private::session::Minted::several([#(#tokens),*]))
}

/// A method call that adds a value to a token, for each place in which the value may be.
struct Call {
    places: Vec<Place>,
}

/// One place of a value.
struct Place {
    call: TokenStream,
    /// The reply, as an `Option` of a reference, if it may be absent. The call names it `reply`.
    reply: Option<TokenStream>,
}

impl Call {
    fn is_always(&self) -> bool {
        self.places.first().is_some_and(|place| place.reply.is_none())
    }

    /// Emits the statement that adds the value, if there is one.
    fn emit(self, minted: &Ident) -> TokenStream {
        let places = self.places.into_iter().map(|Place { call, reply }| Place { call: quote!(#minted #call), reply });
        let chosen = Self { places: places.collect() }.choose(&quote!(#minted));
        quote!(let #minted = #chosen;)
    }

    /// Emits the call for the first place that is there.
    fn choose(self, none: &TokenStream) -> TokenStream {
        let mut chosen = TokenStream::new();
        for Place { call, reply } in self.places {
            match reply {
                Some(reply) => {
                    chosen.extend(quote!(if let ::core::option::Option::Some(reply) = #reply { #call } else));
                }
                None => {
                    chosen.extend(quote!({ #call }));
                    return chosen;
                }
            }
        }
        chosen.extend(quote!({ #none }));
        chosen
    }
}

fn emit_member(member: TokenMember, path: &ReplyPath, replies: &Replies<'_>) -> Option<Call> {
    let has_claim = path.claim.is_some();
    let method = match (member, has_claim) {
        (TokenMember::AccessToken, _) => return None,
        (TokenMember::ExpiresIn, _) => "with_lifetime",
        (TokenMember::ExpiresAt, false) => "with_end",
        (TokenMember::ExpiresAt, true) => "with_claimed_end",
        (TokenMember::RefreshToken, _) => "with_refresh_token",
        (TokenMember::RefreshExpiresIn, _) => "with_refresh_lifetime",
        (TokenMember::Scope, _) => "with_scope",
        (TokenMember::TokenType, _) => "with_token_type",
    };
    let (method, claim) = (Ident::new(method, proc_macro2::Span::call_site()), path.claim.as_ref().into_iter());
    let claim: Vec<_> = claim.collect();
    Some(emit_call(path, replies, |value| quote!(.#method(#value #(, #claim)*))))
}

fn emit_capture(name: &LitStr, path: &ReplyPath, replies: &Replies<'_>) -> Call {
    emit_call(path, replies, |value| {
        if let Some(claim) = &path.claim {
            quote!(.with_captured_claim(#name, #value, #claim))
        } else {
            quote!(.with_capture(#name, #value))
        }
    })
}

fn emit_call(path: &ReplyPath, replies: &Replies<'_>, call: impl Fn(TokenStream) -> TokenStream) -> Call {
    let places = path.places().map(|path| {
        let field = &path.field;
        if replies.is_kept(path) {
            let value = replies.borrowed(path);
            return Place { call: call(quote!(&#value)), reply: None };
        }
        match replies.of(path) {
            Found::Always(reply) => Place { call: call(quote!(&#reply.#field)), reply: None },
            Found::Perhaps(reply) => Place { call: call(quote!(&reply.#field)), reply: Some(reply) },
        }
    });
    Call { places: places.collect() }
}

/// An argument of `token(…)`: `role`, or `role = path`.
struct ReplyMember {
    role: Ident,
    path: ReplyPath,
}

impl Parse for ReplyMember {
    fn parse(input: ParseStream<'_>) -> syn::Result<Self> {
        let role = input.call(Ident::parse_any)?;
        let path = if input.parse::<Option<Token![=]>>()?.is_some() {
            input.parse()?
        } else {
            ReplyPath::of_field(role.clone())
        };
        Ok(Self { role, path })
    }
}

fn read_members(members: Vec<ReplyMember>, problems: &mut Problems) -> Vec<(TokenMember, ReplyPath)> {
    let read = members.into_iter().filter_map(|ReplyMember { role, path }| {
        let name = role.to_string();
        let member = TokenMember::find(&name);
        if member.is_none() {
            let help = suggest::help(&name, role.span(), &TokenMember::texts(), TokenMember::ALL_ARE);
            problems.report(Code::TOKEN, role.span(), format!("a token has no `{name}`"), help);
        }
        member.map(|member| (member, path))
    });
    read.collect()
}

/// Parses the values that are captured, with the names under which they are kept.
pub(crate) fn read_captures(word: &'static str, args: &mut Args, problems: &mut Problems) -> Vec<(LitStr, ReplyPath)> {
    let captures = args.lists::<Capture>(word, problems);
    captures.into_iter().map(|Capture { name, path }| (name, path)).collect()
}

/// An argument of `capture(…)`: `name`, `name = path`, or `"name" = path`.
struct Capture {
    name: LitStr,
    path: ReplyPath,
}

impl Parse for Capture {
    fn parse(input: ParseStream<'_>) -> syn::Result<Self> {
        if input.peek(LitStr) {
            let name: LitStr = input.parse()?;
            input.parse::<Token![=]>()?;
            return Ok(Self { name, path: input.parse()? });
        }
        let own = input.call(Ident::parse_any)?;
        let name = LitStr::new(name::plain(&own.to_string()), own.span());
        let path = match input.parse::<Option<Token![=]>>()? {
            Some(_) => input.parse()?,
            None => ReplyPath::of_field(own),
        };
        Ok(Self { name, path })
    }
}
