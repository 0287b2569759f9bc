//! `#[derive(Credential)]`: a static credential.

use auth_language::credential::{Attachment, check_attachment, is_taken};
use auth_language::problem::Code;
use auth_language::value::{Name, NameKind, ScopeEntry, Type, check_sent};
use proc_macro2::{Span, TokenStream};
use quote::quote;
use syn::{Data, DeriveInput, Fields};

use super::attachment::{Parts, read_parts};
use super::check::Check;
use super::emit::{emit_credential, emit_key_source};
use super::environment::input::{Env, emit_from_env};
use crate::attr::args::Args;
use crate::attr::member::Member;
use crate::attr::problems::Problems;
use crate::value::constructor::emit_constructor;
use crate::value::template::{field_name, scope};

/// The name that templates use for the only field of a tuple struct, as for a `key` of a spec.
const KEY: &str = "key";

pub(crate) fn expand_credential(input: &DeriveInput, problems: &mut Problems) -> TokenStream {
    let mut args = Args::read(&input.attrs, "credential", input.ident.span(), problems);
    let (members, envs): (Vec<_>, Vec<_>) = read_members(input, problems).into_iter().unzip();
    let provider = args.ty("provider", problems);
    let before = problems.count();
    let names: Vec<Name> = members.iter().map(|member| field_name(member, NameKind::Input)).collect();
    let settings: Vec<syn::Ident> = args.names("settings", problems);
    let prefix = args.text("env_prefix", problems);
    let checked = Check::read(&mut args, problems);
    let scope = scope(names.iter().cloned().map(ScopeEntry::Known), &settings);
    let parts = read_parts(&mut args, &scope, secret(&names), problems);
    let is_sound = problems.count() == before && !members.is_empty();
    let span = args.span;
    args.finish(problems);
    if provider.is_none() {
        problems.report(Code::ATTRIBUTE, span, "the provider is missing", "write `#[credential(provider = Acme, …)]`");
    }
    if is_sound {
        check(&members, &parts, span, problems);
    }
    let from_env = emit_from_env(input, prefix.as_ref(), &members.iter().zip(&envs).collect::<Vec<_>>(), problems);
    let members: Vec<_> = members.iter().collect();
    let constructor = emit_constructor(input, &members, is_taken);
    let credential = emit_credential(input, provider.as_deref(), &parts, &members);
    let source = provider.as_deref().and_then(|provider| emit_key_source(input, provider, &parts, &members));
    let checks = provider.as_deref().zip(checked).and_then(|(provider, check)| check.emit(input, provider, true));
    quote!(#constructor #credential #source #checks #from_env)
}

fn check(members: &[Member<'_>], parts: &Parts, at: Span, problems: &mut Problems) {
    if parts.parts.is_empty() && parts.sign.is_none() && parts.tls.is_none() {
        let help = "write `bearer`, `basic`, `header = \"Name\"` or `header(\"Name\" = \"{key}\")`";
        problems.report(Code::ATTACH, at, "the credential is not attached to requests", help);
        return;
    }
    let inputs = members.iter().map(|member| member.field.clone()).collect();
    let Parts { parts, encoding: _, computed, sign, tls } = parts;
    let (parts, computed, sign, tls) = (parts.clone(), computed.clone(), sign.clone(), tls.clone());
    check_attachment(&Attachment { inputs, parts, computed, sign, tls, at }, problems);
}

/// Returns the fields of a struct with named fields, or the only one of a tuple struct.
fn read_members<'a>(input: &'a DeriveInput, problems: &mut Problems) -> Vec<(Member<'a>, Env)> {
    let fields = match &input.data {
        Data::Struct(data) => Some(&data.fields),
        Data::Enum(_) | Data::Union(_) => None,
    };
    match fields {
        Some(Fields::Named(fields)) if !fields.named.is_empty() => {
            let named = fields.named.iter().filter_map(|field| Some((field.ident.as_ref()?, field)));
            named.map(|(ident, field)| read_member(ident, field, problems)).collect()
        }
        Some(Fields::Unnamed(fields)) if fields.unnamed.len() == 1 => {
            fields.unnamed.iter().map(|field| read_properties(Member::of_tuple(KEY, field), field, problems)).collect()
        }
        _ => {
            let message = "`Credential` is for a struct with named fields, or with one field";
            problems.report(Code::DERIVE, input.ident.span(), message, "write `struct Key(Secret);`");
            Vec::new()
        }
    }
}

fn read_member<'a>(ident: &syn::Ident, field: &'a syn::Field, problems: &mut Problems) -> (Member<'a>, Env) {
    read_properties(Member::new(ident, field), field, problems)
}

/// Parses the attribute on a field.
fn read_properties<'a>(mut member: Member<'a>, field: &syn::Field, problems: &mut Problems) -> (Member<'a>, Env) {
    let mut args = Args::read(&field.attrs, "credential", member.ident.span(), problems);
    if let Some(rename) = args.text("rename", problems) {
        member.field.wire = rename.value();
    }
    member.read_limits(&mut args, problems);
    member.read_in_url(&mut args, problems);
    let env = Env::read(&mut args, problems);
    args.finish(problems);
    check_sent(&member.field, problems);
    (member, env)
}

/// Returns the value that `bearer` sends: the only field, or the only secret. A private key signs, and is not sent.
fn secret(names: &[Name]) -> Option<&Name> {
    let secrets: Vec<&Name> = names.iter().filter(|name| name.ty.is_secret() && name.ty != Type::PrivateKey).collect();
    match (names, secrets.as_slice()) {
        ([only], _) => Some(only),
        (_, [only]) => Some(only),
        _ => None,
    }
}
