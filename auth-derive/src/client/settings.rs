//! `#[derive(Settings)]`: the settings of a client, which differ between the customers of a provider.

use auth_language::host::{Setting, check_setting};
use auth_language::problem::Code;
use auth_language::spanned::Spanned;
use auth_language::value::Type;
use auth_language::word::{self, Case, Encoding, Format, Instant, Lifetime, Word as _};
use proc_macro2::{Span, TokenStream};
use quote::quote;
use syn::{DeriveInput, Field, Ident, LitStr};

use super::setting::emit_setting;
use crate::attr::args::Args;
use crate::attr::generics::implement;
use crate::attr::input::{named_fields, refuse_generics};
use crate::attr::item::{scalar, spanned};
use crate::attr::member::Member;
use crate::attr::problems::Problems;
use crate::attr::shape::{Shape, is_named};
use crate::credential::environment::input::{Env, emit_from_env};
use crate::value::constructor::emit_constructor;

/// Methods that all settings have.
const METHODS: [&str; 4] = ["new", "clone", "from_env", "from_vars"];

pub(crate) fn expand_settings(input: &DeriveInput, problems: &mut Problems) -> TokenStream {
    refuse_generics(input, problems);
    let mut args = Args::read(&input.attrs, "settings", input.ident.span(), problems);
    let provider = args.ty("provider", problems);
    let prefix = args.text("env_prefix", problems);
    let span = args.span;
    args.finish(problems);
    if provider.is_none() {
        problems.report(Code::ATTRIBUTE, span, "the provider is missing", "write `#[settings(provider = Acme)]`");
    }
    let fields = named_fields(input, "Settings", problems);
    let read = fields.into_iter().map(|(ident, field)| read_setting(ident, field, problems));
    let (settings, envs): (Vec<_>, Vec<_>) = read.unzip();
    let members: Vec<_> = settings.iter().map(|(member, _)| member).collect();
    let env: Vec<_> = members.iter().copied().zip(&envs).collect();
    let from_env = emit_from_env(input, prefix.as_ref(), &env, problems);
    let constructor = emit_constructor(input, &members, |name| METHODS.contains(&name));
    let items = provider.map(|provider| emit_settings(input, &provider, &settings));
    quote!(#constructor #items #from_env)
}

fn read_case(args: &mut Args, problems: &mut Problems) -> Option<Spanned<Case, Span>> {
    let case = args.word("case", problems)?;
    let text = Spanned::new(case.to_string(), case.span());
    word::check(&text, "`case`", problems).ok().map(|word| Spanned::new(word, case.span()))
}

fn read_setting<'a>(ident: &Ident, field: &'a Field, problems: &mut Problems) -> ((Member<'a>, Setting<Span>), Env) {
    let mut member = Member::new(ident, field);
    let mut args = Args::read(&field.attrs, "settings", ident.span(), problems);
    if let Some(rename) = args.text("rename", problems) {
        member.field.wire = rename.value();
    }
    let ty = read_format(&mut args, problems).unwrap_or_else(|| language_type(&member));
    let pattern = args.text("pattern", problems).as_ref().map(spanned);
    let within: Vec<LitStr> = args.lists("within", problems);
    let default = args.literal("default", problems);
    let default = default.and_then(|default| Some(Spanned::new(scalar(&default, problems)?, default.span())));
    let case = read_case(&mut args, problems);
    let env = Env::read(&mut args, problems);
    args.finish(problems);
    let setting = Setting {
        name: Spanned::new(member.field.wire.clone(), ident.span()),
        ident: ident.to_string(),
        doc: None,
        deprecated: None,
        ty,
        values: Vec::new(),
        pattern,
        within: within.iter().map(spanned).collect(),
        default,
        example: None,
        env: None,
        case,
    };
    check(&member, &setting, problems);
    ((member, setting), env)
}

/// Parses the format of a text: `label`, `host`, `url` and others, or `format = "host and port"`.
fn read_format(args: &mut Args, problems: &mut Problems) -> Option<Type> {
    let words = Format::ALL.iter().filter(|(_, name, _)| !name.contains(' '));
    let flags = words.filter(|(_, name, _)| args.flag(name, problems));
    let format = flags.map(|(format, ..)| *format).next_back();
    let named = args.text("format", problems);
    let named = named.and_then(|name| word::check(&spanned(&name), "`format`", problems).ok());
    let url = args.flag("url", problems).then_some(Type::Url);
    format.or(named).map(Type::Format).or(url)
}

fn check(member: &Member<'_>, setting: &Setting<Span>, problems: &mut Problems) {
    check_setting(setting, problems);
    if let Some(default) = setting.default.as_ref().filter(|_| !member.field.optional) {
        let message = "a setting with a default may be left out";
        problems.report(Code::DEFAULT, default.at, message, "make the field an `Option<…>`");
    }
    if member.field.optional && METHODS.contains(&member.field.ident.value.as_str()) {
        let message = format!("there is already a method `{}`", member.field.ident.value);
        problems.report(Code::TAKEN, member.ident.span(), message, "give the field another name and `rename` it");
    }
}

/// The types of the language by the names of their Rust types.
const KNOWN: [(&str, Type); 20] = [
    ("String", Type::String),
    ("bool", Type::Boolean),
    ("i64", Type::Integer),
    ("u64", Type::Unsigned),
    ("f64", Type::Number),
    ("Code", Type::Code),
    ("Uuid", Type::Uuid),
    ("Seconds", Type::Lifetime(Lifetime::Seconds)),
    ("Milliseconds", Type::Lifetime(Lifetime::Milliseconds)),
    ("Minutes", Type::Lifetime(Lifetime::Minutes)),
    ("HoursMinutesSeconds", Type::Lifetime(Lifetime::HoursMinutesSeconds)),
    ("DaysHoursMinutes", Type::Lifetime(Lifetime::DaysHoursMinutes)),
    ("TextDuration", Type::Lifetime(Lifetime::Duration)),
    ("Timestamp", Type::Instant(Instant::Timestamp)),
    ("UnixSeconds", Type::Instant(Instant::UnixSeconds)),
    ("UnixMilliseconds", Type::Instant(Instant::UnixMilliseconds)),
    ("HttpDate", Type::Instant(Instant::HttpDate)),
    ("Date", Type::Instant(Instant::Date)),
    ("Base64", Type::Bytes(Encoding::Base64)),
    ("Hex", Type::Bytes(Encoding::Hex)),
];

/// Returns the type of a setting in the language. A derive knows only some types; for others only the compiler knows
/// more.
fn language_type(member: &Member<'_>) -> Type {
    let (Shape::Required(ty) | Shape::Optional(ty) | Shape::List(ty) | Shape::OptionalList(ty)) = &member.shape;
    let known = KNOWN.into_iter().find(|(name, _)| is_named(ty, name)).map(|(_, ty)| ty);
    known.filter(|_| !member.shape.is_list()).unwrap_or_else(|| member.field.ty.value.clone())
}

fn emit_settings(input: &DeriveInput, provider: &syn::Type, settings: &[(Member<'_>, Setting<Span>)]) -> TokenStream {
    let list = settings.iter().map(|(member, setting)| emit_setting(member, setting));
    let values = settings.iter().map(|(member, setting)| {
        let (name, field) = (&setting.name.value, &member.ident);
        quote!(to.set(#name, &self.#field);)
    });
    let to = if settings.is_empty() { quote!(_) } else { quote!(to) };
    let items = quote! {
        type Provider = #provider;
        const SETTINGS: &'static [::auth_runtime::__private::Setting] = &[#(#list),*];
        fn values(&self, #to: &mut ::auth_runtime::__private::SettingValues) {
            #(#values)*
        }
    };
    implement(&quote!(Settings), &input.ident, &input.generics, &items)
}
