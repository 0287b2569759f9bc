//! Resolves named signature schemes and checks their rules.

use super::model::{Argument, Sign, Value};
use super::scheme::{Kind, Parameter, Scheme};
use crate::header;
use crate::problem::{Broken, Code, Dialect, Problems};
use crate::request::{Part, Place};
use crate::spanned::Spanned;
use crate::suggest;
use crate::value::{Expr, Scope, Type};
use crate::word::seconds;

/// A scheme as the author writes it.
#[derive(Clone, Debug)]
pub struct WrittenSign<P> {
    /// The name of the scheme.
    pub scheme: Spanned<String, P>,
    /// The arguments.
    pub given: Vec<(Spanned<String, P>, Given<P>)>,
}

/// The value of an argument as the author writes it.
#[derive(Clone, Debug)]
pub enum Given<P> {
    /// A text: a template, a word, a name, or a duration.
    Text(Spanned<String, P>),
    /// `true` or `false`.
    Flag(Spanned<bool, P>),
    /// A list of texts.
    Texts(Vec<Spanned<String, P>>),
}

type Resolved<T> = Result<T, Option<Broken>>;

/// Resolves a named scheme.
///
/// # Errors
/// Reports a problem if a rule is broken.
pub fn resolve_sign<P: Copy>(written: &WrittenSign<P>, scope: &Scope, problems: &mut Problems<P>) -> Resolved<Sign<P>> {
    let Some(scheme) = Scheme::find(&written.scheme.value) else {
        let known: Vec<&str> = super::scheme::SCHEMES.iter().map(|scheme| scheme.name).collect();
        let help = suggest::help(&written.scheme.value, written.scheme.at, &known, "the signers are");
        let message = format!("there is no signer `{}`", written.scheme.value);
        return Err(Some(problems.report(Code::SIGN, written.scheme.at, message, help)));
    };
    let mut arguments = Vec::new();
    let mut broken = None;
    for (name, given) in &written.given {
        match argument(scheme, name, given, scope, problems) {
            Ok(argument) => arguments.extend(argument),
            Err(error) => broken = Some(error),
        }
    }
    for name in missing(scheme, written) {
        let message = format!("`{}` needs `{name}`", scheme.name);
        broken = Some(Some(problems.report(Code::SIGN, written.scheme.at, message, format!("add `{name}`"))));
    }
    for (name, is_required) in scheme.inputs {
        match own_input(name, *is_required, scheme, scope, written.scheme.at, problems) {
            Ok(argument) => arguments.extend(argument),
            Err(error) => broken = Some(error),
        }
    }
    broken.map_or(Ok(Sign::Scheme(scheme, arguments)), Err)
}

fn missing<'s, P>(scheme: &'s Scheme, written: &WrittenSign<P>) -> Vec<&'s str> {
    let is_given = |name: &str| written.given.iter().any(|(given, _)| given.value == name);
    let missing = scheme.parameters.iter().filter(|parameter| parameter.required && !is_given(parameter.name));
    missing.map(|parameter| parameter.name).collect()
}

/// Returns an input that the scheme finds by its name: AWS inputs have AWS's names.
fn own_input<P: Copy>(
    name: &'static str,
    is_required: bool,
    scheme: &Scheme,
    scope: &Scope,
    at: P,
    problems: &mut Problems<P>,
) -> Resolved<Option<Argument>> {
    if scope.knows(name) {
        return Ok(Some(Argument { name, value: Value::Expr(Expr::Name(scope.find(name, at, problems)?)) }));
    }
    if !is_required {
        return Ok(None);
    }
    let message = format!("`{}` signs with the input `{name}`, and there is none", scheme.name);
    let help = match problems.dialect() {
        Dialect::Yaml => format!("declare `{name}` under `inputs`"),
        Dialect::Rust => format!("add a field `{name}`"),
    };
    Err(Some(problems.report(Code::SIGN, at, message, help)))
}

fn argument<P: Copy>(
    scheme: &'static Scheme,
    name: &Spanned<String, P>,
    given: &Given<P>,
    scope: &Scope,
    problems: &mut Problems<P>,
) -> Resolved<Option<Argument>> {
    let Some(parameter) = scheme.parameter(&name.value) else {
        let known: Vec<&str> = scheme.parameters.iter().map(|parameter| parameter.name).collect();
        let help = suggest::help(&name.value, name.at, &known, "it takes");
        let message = format!("`{}` takes no `{}`", scheme.name, name.value);
        return Err(Some(problems.report(Code::SIGN, name.at, message, help)));
    };
    let value = match (parameter.kind, given) {
        (Kind::Template, Given::Text(text)) => Value::Expr(scope.resolve(text, problems)?),
        (Kind::Name, Given::Text(text)) => Value::Expr(Expr::Name(scope.find(&text.value, text.at, problems)?)),
        (Kind::Key, Given::Text(text)) => Value::Expr(key(text, false, scope, problems)?),
        (Kind::AnyKey, Given::Text(text)) => Value::Expr(key(text, true, scope, problems)?),
        (Kind::Word(words), Given::Text(text)) => Value::Word(word(parameter, words, text, problems)?),
        (Kind::Length, Given::Text(text)) => Value::Seconds(length(text, problems)?),
        (Kind::Flag, Given::Flag(flag)) if flag.value => Value::Flag,
        (Kind::Flag, Given::Flag(_)) => return Ok(None),
        (Kind::Texts, Given::Texts(texts)) => Value::Texts(texts.iter().map(|text| text.value.clone()).collect()),
        _ => {
            let message = format!("`{}` is {}", parameter.name, describe(parameter.kind));
            return Err(Some(problems.report(
                Code::SIGN,
                name.at,
                message,
                format!("write {}", describe(parameter.kind)),
            )));
        }
    };
    Ok(Some(Argument { name: parameter.name, value }))
}

fn describe(kind: Kind) -> &'static str {
    match kind {
        Kind::Template => "a text, perhaps with names in braces",
        Kind::Name => "the name of an input",
        Kind::Key | Kind::AnyKey => "the name of a key",
        Kind::Word(_) => "a word",
        Kind::Flag => "`true` or `false`",
        Kind::Length => "a length of time, such as `1h`",
        Kind::Texts => "a list of texts",
    }
}

fn key<P: Copy>(
    name: &Spanned<String, P>,
    may_be_secret: bool,
    scope: &Scope,
    problems: &mut Problems<P>,
) -> Resolved<Expr> {
    let found = scope.find(&name.value, name.at, problems)?;
    let fits = matches!(found.ty, Type::PrivateKey | Type::Foreign) || (may_be_secret && found.ty.is_secret());
    if fits {
        return Ok(scope.as_bytes(found));
    }
    let message = format!("`{}` is no private key", name.value);
    Err(Some(problems.report(Code::SIGN, name.at, message, "declare it as `private_key`")))
}

fn word<P: Copy>(
    parameter: &Parameter,
    words: &[&str],
    text: &Spanned<String, P>,
    problems: &mut Problems<P>,
) -> Resolved<String> {
    if words.contains(&text.value.as_str()) {
        return Ok(text.value.clone());
    }
    let help = suggest::help(&text.value, text.at, words, "write one of");
    let message = format!("`{}` cannot be `{}`", parameter.name, text.value);
    Err(Some(problems.report(Code::WORD, text.at, message, help)))
}

fn length<P: Copy>(text: &Spanned<String, P>, problems: &mut Problems<P>) -> Resolved<u32> {
    seconds(&text.value).and_then(|seconds| u32::try_from(seconds).ok()).ok_or_else(|| {
        let message = format!("`{}` is not a length of time", text.value);
        Some(problems.report(Code::LIFETIME, text.at, message, "write a number and a unit, as in `15m`"))
    })
}

/// Checks the parts that are computed from the finished request.
pub fn check_sign<P: Copy>(sign: &Sign<P>, problems: &mut Problems<P>) {
    let Sign::Into(parts) = sign else { return };
    for part in parts {
        if part.place == Place::Header {
            let _ = header::check_name(&part.name, problems);
        }
        check_bytes(part, problems);
    }
    crate::request::check_parts(parts, problems);
}

/// Checks that a part is text, and not bytes.
fn check_bytes<P: Copy>(part: &Part<P>, problems: &mut Problems<P>) {
    if part.value.is_bytes() {
        let message = "this is bytes, and what is sent here is text";
        let help = "digest it or encode it: `{ bytes: \"{request.body}\", encoding: base64 }`, for example";
        problems.report(Code::COMPUTED, part.at, message, help);
    }
}
