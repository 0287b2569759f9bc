//! Emits credentials.

use std::collections::HashSet;

use auth_language::sign::Sign;
use auth_language::value::{Expr, NameKind};
use proc_macro2::TokenStream;
use quote::{ToTokens, quote};

use crate::emit::docs::{deprecated, doc, paragraphs, prose};
use crate::emit::lifecycle;
use crate::emit::names::{Names, ident};
use crate::emit::part;
use crate::emit::value::ty;
use crate::emit::value::variable;
use crate::model::{
    Auth, Credential, CredentialId, EndpointId, Field, Name, Provider, Source, Step, TokenSource, Type,
};

/// Emits a type for each credential, and a type for each access token that is not simply a bearer token.
pub(super) fn emit(provider: &Provider, names: &Names) -> Vec<TokenStream> {
    let emitted = provider.credentials.iter().flat_map(|credential| {
        let opening = lifecycle::opening::emit(credential, provider, names);
        opening.into_iter().chain(emit_credential(credential, names))
    });
    let is_bearer = |credential: &&Credential| matches!(credential.source, Source::Token(_)) && credential.is_bearer();
    let bearer = provider.credentials.iter().find(is_bearer).map(|_| emit_bearer(provider, names));
    emitted.chain(bearer).collect()
}

fn emit_credential(credential: &Credential, names: &Names) -> Vec<TokenStream> {
    match &credential.source {
        Source::Static => vec![emit_static(credential, names)],
        Source::Token(source) => {
            let token = credential.token_ident().map(|name| {
                let docs = paragraphs(&[format!("A token of [`{}`], attached as it is.", credential.ident)]);
                let token = emit_token(&Head { name: &name, docs, credential }, source, names);
                let accepts = emit_accepts(&ident(&name), credential, names.provider, names);
                quote!(#token #(#accepts)*)
            });
            std::iter::once(lifecycle::emit(credential, source, names.provider, names)).chain(token).collect()
        }
    }
}

/// Emits a static credential, which has one secret or several inputs.
fn emit_static(credential: &Credential, names: &Names) -> TokenStream {
    let provider = names.provider;
    let (docs, deprecated) = (doc(&credential.doc), deprecated(credential.deprecated.as_ref()));
    let check = credential.check.as_ref().map(|check| part::emit_check(check, provider));
    let head = Head { name: &credential.ident, docs: quote!(#docs #deprecated), credential };
    match credential.inputs.as_slice() {
        [input] if credential.is_one_secret() => {
            let name = credential.variable(input, &provider.name);
            head.emit_one_secret(Some(&quote!(#[credential(env = #name)])), check, names)
        }
        inputs => {
            let env = |input| variable::emit_input(input, credential, provider);
            let fields: Vec<TokenStream> = inputs.iter().map(|input| emit_input(input, env(input), names)).collect();
            head.emit_fields(&fields, std::iter::once(variable::emit_prefix(provider)).chain(check), names)
        }
    }
}

/// What a credential and its token have in common: a name, documentation, and how they are attached.
struct Head<'c> {
    name: &'c str,
    docs: TokenStream,
    credential: &'c Credential,
}

impl Head<'_> {
    /// Emits a single secret, sent in a header.
    fn emit_one_secret(
        &self,
        attribute: Option<&TokenStream>,
        check: Option<TokenStream>,
        names: &Names,
    ) -> TokenStream {
        let attach = part::emit_attachment(self.credential);
        let attach = if attach.is_empty() { vec![quote!(bearer)] } else { attach };
        let secret = names.runtime("Secret");
        self.emit(attach.into_iter().chain(check), &quote!((#attribute #secret);), names)
    }

    /// Emits several fields, with further properties.
    fn emit_fields(
        &self,
        fields: &[TokenStream],
        also: impl IntoIterator<Item = TokenStream>,
        names: &Names,
    ) -> TokenStream {
        let credential = self.credential;
        let tls = part::emit_tls(credential.tls.as_ref().filter(|_| matches!(credential.source, Source::Static)));
        let properties = part::emit_attachment(credential).into_iter().chain(tls).chain(also);
        self.emit(properties, &quote!({ #(#fields),* }), names)
    }

    fn emit(&self, properties: impl Iterator<Item = TokenStream>, body: &TokenStream, names: &Names) -> TokenStream {
        let (docs, name, marker) = (&self.docs, ident(self.name), ident(&names.provider.ident));
        let (derive, renamed) = (names.runtime("Credential"), names.crate_attribute("credential"));
        quote! {
            #docs
            #[derive(Clone, Debug, #derive)]
            #renamed
            #[credential(provider = #marker, #(#properties),*)]
            pub struct #name #body
        }
    }
}

/// Emits a token together with the inputs that are sent with it.
fn emit_token(head: &Head<'_>, source: &TokenSource, names: &Names) -> TokenStream {
    let credential = head.credential;
    if credential.is_one_secret() {
        return head.emit_one_secret(None, None, names);
    }
    let mut seen = HashSet::new();
    let signed = credential.sign.iter().flat_map(Sign::expressions);
    let parts = credential.parts.iter().map(|part| &part.value).chain(signed).flat_map(Expr::names);
    let used = parts.filter(|name| name.kind != NameKind::Setting && seen.insert(name.ident.clone()));
    let own_key = source.session_key.iter().map(|key| &key.field);
    let gathered = || source.inputs.iter().map(|input| &input.field).chain(own_key.clone()).chain(&credential.inputs);
    let fields = used.map(|name| match gathered().find(|field| field.ident.value == name.ident) {
        Some(field) => emit_input(field, None, names),
        None => emit_field_of_token(name, names),
    });
    head.emit_fields(&fields.collect::<Vec<_>>(), None, names)
}

/// Emits the token itself, or another field of its reply.
fn emit_field_of_token(name: &Name, names: &Names) -> TokenStream {
    let (token, in_url) = (ident(&name.ident), emit_in_url(&name.ty));
    let ty = if name.ty.is_secret() { names.runtime("Secret") } else { names.std("String") };
    let option = name.optional.then(|| names.std("Option"));
    let ty = option.map_or_else(|| ty.clone(), |option| quote!(#option<#ty>));
    quote!(#in_url #token: #ty)
}

/// Emits the attribute of a field that may be in a URL.
fn emit_in_url(ty: &Type) -> Option<TokenStream> {
    (*ty == Type::SecretInUrl).then(|| quote!(#[credential(in_url)]))
}

/// Emits the impl by which a token is accepted wherever the credential that obtains it is required.
fn emit_accepts(
    token: &impl ToTokens,
    credential: &Credential,
    provider: &Provider,
    names: &Names,
) -> Vec<TokenStream> {
    let allow = allow_deprecated(credential);
    let asked = asked_for(credential, provider).into_iter().map(|name| {
        let (accepts, name) = (names.runtime("Accepts"), ident(name));
        quote!(#allow impl #accepts<#token> for #name {})
    });
    asked.collect()
}

/// Returns what calls that accept the credential require: its name, and the requests that list it.
fn asked_for<'p>(credential: &Credential, provider: &'p Provider) -> Vec<&'p str> {
    let is_it = |id: &CredentialId| provider.credentials[*id].ident == credential.ident;
    let mut names: Vec<&str> = Vec::new();
    for endpoint in &provider.endpoints {
        let name = match endpoint.http().map(|call| &call.auth) {
            Some(Auth::Credential(id)) if is_it(id) => provider.credentials[*id].ident.as_str(),
            Some(Auth::OneOf { credentials, .. }) if credentials.iter().any(is_it) => endpoint.ident.as_str(),
            Some(Auth::Credential(_) | Auth::OneOf { .. } | Auth::Any | Auth::None) | None => continue,
        };
        if !names.contains(&name) {
            names.push(name);
        }
    }
    names
}

/// Emits the attribute that allows the module itself to use a deprecated credential.
pub(super) fn allow_deprecated(credential: &Credential) -> Option<TokenStream> {
    credential.deprecated.as_ref().map(|_| quote!(#[allow(deprecated)]))
}

fn emit_input(input: &Field, env: Option<TokenStream>, names: &Names) -> TokenStream {
    let properties =
        ty::emit_rename(input).into_iter().chain(ty::emit_limits(input)).chain(ty::emit_in_url(input)).chain(env);
    let properties: Vec<TokenStream> = properties.collect();
    ty::emit_member(input, "credential", &properties, &ty::emit_field(input, names))
}

fn emit_bearer(provider: &Provider, names: &Names) -> TokenStream {
    let (authorizes, bearer, marker) = (names.runtime("Authorizes"), names.runtime("Bearer"), ident(&provider.ident));
    let is_bearer = |credential: &&Credential| matches!(credential.source, Source::Token(_)) && credential.is_bearer();
    let credentials = provider.credentials.iter().filter(is_bearer);
    let further = emit_accepts_bearer(&bearer, credentials, provider, names);
    if further.is_empty() {
        return quote!(impl #authorizes<#marker> for #bearer {});
    }
    let accepts = names.runtime("Accepts");
    quote! {
        impl<C: #accepts<#bearer>> #authorizes<#marker, C> for #bearer {}
        #(#further)*
    }
}

/// Emits what accepts a bearer token, once for each request that several such credentials can authenticate.
fn emit_accepts_bearer<'p>(
    bearer: &impl ToTokens,
    credentials: impl Iterator<Item = &'p Credential>,
    provider: &'p Provider,
    names: &Names,
) -> Vec<TokenStream> {
    let mut seen = HashSet::new();
    let mut emitted = Vec::new();
    for credential in credentials {
        let asked = asked_for(credential, provider).into_iter().zip(emit_accepts(bearer, credential, provider, names));
        emitted.extend(asked.filter(|(name, _)| seen.insert(*name)).map(|(_, accepts)| accepts));
    }
    emitted
}

/// Describes a credential in the module's documentation: what it is, which endpoint issues its token, and the token's
/// lifetime.
pub(super) fn describe(credential: &Credential, provider: &Provider) -> String {
    let Credential { ident, doc, source, member, .. } = credential;
    let made = match source {
        Source::Static => String::new(),
        Source::Token(source) => format!(" {}.", describe_token(source, provider)),
    };
    let of = member.as_ref().map(|member| format!(", the token `{}` of [`{}`]", member.name, member.log_in));
    format!("- [`{ident}`]{}: {}{made}", of.unwrap_or_default(), prose(doc))
}

fn describe_token(source: &TokenSource, provider: &Provider) -> String {
    let TokenSource { authorize, mint, refresh, revoke, facts, .. } = source;
    let name = |id: EndpointId| provider.endpoints[id].spec_name();
    let names = |steps: &[Step]| {
        let names: Vec<String> = steps.iter().map(|step| format!("`{}`", name(step.endpoint))).collect();
        names.join(", then ")
    };
    let mut said = vec![format!("Its tokens are made by {}", names(mint))];
    said.extend(authorize.map(|visit| format!("after `{}`", name(visit))));
    said.extend((!refresh.is_empty()).then(|| format!("renewed by {}", names(refresh))));
    said.extend((!revoke.is_empty()).then(|| format!("revoked by {}", names(revoke))));
    said.extend(facts.lifetime.map(|seconds| format!("live {}", describe_lifetime(seconds))));
    said.join(", ")
}

/// Formats a duration in the largest unit of which it is a whole number.
fn describe_lifetime(seconds: u64) -> String {
    let units = [(86_400, "day"), (3_600, "hour"), (60, "minute")];
    let (factor, unit) = units.into_iter().find(|(factor, _)| seconds.is_multiple_of(*factor)).unwrap_or((1, "second"));
    let plural = if seconds == factor { "" } else { "s" };
    format!("{} {unit}{plural}", seconds / factor)
}
