//! Converts the computations in an attribute to the language's model.

use auth_language::expression::{self, Member, Operand, What, Written, WrittenJwt, WrittenPiece};
use auth_language::problem::Code;
use auth_language::request::Computed;
use auth_language::spanned::Spanned;
use auth_language::value::{Expr, Name, NameKind, Scalar, Scope, Type};
use auth_language::word::{Digest, Word as _};
use proc_macro2::{Span, TokenStream};
use syn::parse::{Parse, Parser as _};
use syn::punctuated::Punctuated;
use syn::{Ident, Lit, LitStr, Token};

use super::item::{Argument, Call, Constant, Named, Property, Valued};
use crate::attr::item::{scalar, spanned};
use crate::attr::problems::{self, Problems};

/// Reads a value: a text is a template, any other literal a constant, and a call a computation.
pub(crate) fn read_expr(value: &Valued, scope: &Scope, problems: &mut Problems) -> Option<Expr> {
    match value {
        Valued::Literal(Lit::Str(text)) => scope.resolve(&spanned(text), problems).ok(),
        Valued::Literal(other) => scalar(other, problems).map(Expr::Literal),
        Valued::Call(call) if is_json(call) => read_json(call, problems).map(|json| Expr::Literal(json.value)),
        Valued::Call(call) => {
            let written = read_call(call, problems)?;
            expression::resolve_text(&written, scope, problems).ok()
        }
    }
}

/// Whether a call is a constant that only JSON has: `json("[1, null]")`.
fn is_json(call: &Call) -> bool {
    call.name == "json"
}

fn read_json(call: &Call, problems: &mut Problems) -> Option<Spanned<Scalar, Span>> {
    let texts = items::<LitStr>(&call.arguments, problems)?;
    if let [text] = texts.as_slice() {
        return Some(Spanned::new(Scalar::Json(text.value()), text.span()));
    }
    problems.report(Code::ATTRIBUTE, call.name.span(), "`json` is one text", "write `json(\"null\")`, for example");
    None
}

/// Reads named computed values. Returns them with a scope that includes them.
pub(crate) fn read_named(named: &[Named], mut scope: Scope, problems: &mut Problems) -> (Vec<Computed<Span>>, Scope) {
    let mut computed = Vec::new();
    for Named { name, value } in named {
        let text = name.to_string();
        match read_expr(value, &scope, problems) {
            Some(value) => {
                let ty = if value.is_secret() { Type::Secret } else { Type::String };
                let (kind, optional) = (NameKind::Computed, value.is_optional());
                scope = scope.with(Name { kind, name: text.clone(), ident: text.clone(), ty, optional });
                computed.push(Computed { name: Spanned::new(text, name.span()), value });
            }
            None => scope = scope.with_broken(&text),
        }
    }
    (computed, scope)
}

/// Parses the items in parentheses.
pub(crate) fn items<T: Parse>(tokens: &TokenStream, problems: &mut Problems) -> Option<Vec<T>> {
    let parser = Punctuated::<T, Token![,]>::parse_terminated;
    problems::take(parser.parse2(tokens.clone()), problems).map(|items| items.into_iter().collect())
}

/// The arguments of a call, by kind.
#[derive(Default)]
struct Said {
    operands: Vec<Operand<Span>>,
    properties: Vec<(Ident, Property)>,
    words: Vec<Ident>,
    members: Vec<(Ident, TokenStream)>,
}

impl Said {
    fn of(call: &Call, problems: &mut Problems) -> Option<Self> {
        let mut said = Self::default();
        for argument in items(&call.arguments, problems)? {
            match argument {
                Argument::Operand(value) => said.operands.push(read_operand(&value, problems)?),
                Argument::Property(name, value) => said.properties.push((name, value)),
                Argument::Word(word) => said.words.push(word),
                Argument::Members(name, tokens) => said.members.push((name, tokens)),
            }
        }
        Some(said)
    }

    /// Returns the word after `name =`. Words of several parts are joined by `_`.
    fn word(&mut self, name: &str, problems: &mut Problems) -> Option<Spanned<String, Span>> {
        let (ident, property) = self.take(name)?;
        match property {
            Property::Word(word) => Some(Spanned::new(word.to_string(), word.span())),
            Property::Value(_) => {
                let message = format!("`{name}` is a word");
                problems.report(
                    Code::ATTRIBUTE,
                    ident.span(),
                    message,
                    format!("write `{name} = word`, without quotes"),
                );
                None
            }
        }
    }

    fn take(&mut self, name: &str) -> Option<(Ident, Property)> {
        let index = self.properties.iter().position(|(known, _)| known == name)?;
        Some(self.properties.swap_remove(index))
    }

    fn number(&mut self, name: &str, problems: &mut Problems) -> Option<Spanned<u32, Span>> {
        match self.take(name)? {
            (_, Property::Value(Valued::Literal(Lit::Int(number)))) => {
                Some(Spanned::new(number.base10_parse().unwrap_or(u32::MAX), number.span()))
            }
            (ident, _) => {
                let message = format!("`{name}` is a number");
                problems.report(Code::ATTRIBUTE, ident.span(), message, format!("write `{name} = 16`, for example"));
                None
            }
        }
    }

    fn text(&mut self, name: &str, problems: &mut Problems) -> Option<Spanned<String, Span>> {
        match self.take(name)? {
            (_, Property::Value(Valued::Literal(Lit::Str(text)))) => Some(spanned(&text)),
            (ident, _) => {
                let message = format!("`{name}` is a text");
                problems.report(Code::ATTRIBUTE, ident.span(), message, format!("write `{name} = \":\"`, for example"));
                None
            }
        }
    }

    /// Takes a word, and returns whether it was there.
    fn flag(&mut self, word: &str) -> bool {
        self.spotted(word).is_some()
    }

    /// Takes a word, and returns where it was.
    fn spotted(&mut self, word: &str) -> Option<Span> {
        let index = self.words.iter().position(|known| known == word)?;
        Some(self.words.swap_remove(index).span())
    }

    fn key(&mut self, problems: &mut Problems) -> Option<Operand<Span>> {
        match self.take("key")? {
            (_, Property::Value(value)) => read_operand(&value, problems),
            (_, Property::Word(word)) => Some(Operand::Template(Spanned::new(format!("{{{word}}}"), word.span()))),
        }
    }

    /// Returns one operand, or several, whose bytes are joined.
    fn operand(&mut self, at: Span, problems: &mut Problems) -> Option<Operand<Span>> {
        match self.operands.len() {
            0 => {
                let message = "what is computed with is missing";
                problems.report(Code::ATTRIBUTE, at, message, "write a template, as in `sha256(\"{nonce}\")`");
                None
            }
            1 => self.operands.pop(),
            _ => Some(Operand::List(std::mem::take(&mut self.operands))),
        }
    }

    fn kind(&mut self, at: Span, problems: &mut Problems) -> Option<Spanned<String, Span>> {
        if self.words.is_empty() {
            problems.report(Code::ATTRIBUTE, at, "a word is missing", "write `now(unix_seconds)` or `random(uuid)`");
            return None;
        }
        let word = self.words.remove(0);
        Some(Spanned::new(word.to_string().replace('_', " "), word.span()))
    }

    /// Returns the form of a time: a word, or a pattern.
    fn time(&mut self, at: Span, problems: &mut Problems) -> Option<Spanned<String, Span>> {
        match self.operands.pop() {
            Some(Operand::Template(pattern)) => Some(pattern),
            other => {
                self.operands.extend(other);
                self.kind(at, problems)
            }
        }
    }

    fn spanned_flag(&mut self, word: &str) -> Option<Spanned<bool, Span>> {
        self.spotted(word).map(|at| Spanned::new(true, at))
    }

    /// Returns the one operand, which is a template.
    fn template(&mut self, at: Span, problems: &mut Problems) -> Option<Spanned<String, Span>> {
        if let [Operand::Template(text)] = self.operands.as_slice() {
            return Some(text.clone());
        }
        let help = "write one text, as in `sorted(\"{name}={value}\", separator = \"&\")`";
        problems.report(Code::ATTRIBUTE, at, "it is not said how each parameter is written", help);
        None
    }

    /// Takes what is in the parentheses after a name.
    fn inside(&mut self, name: &str) -> TokenStream {
        let index = self.members.iter().position(|(known, _)| known == name);
        index.map(|index| self.members.swap_remove(index).1).unwrap_or_default()
    }

    /// Reports the arguments that were not taken.
    fn finish(&self, problems: &mut Problems) {
        let names = self.properties.iter().map(|(name, _)| name).chain(self.members.iter().map(|(name, _)| name));
        for name in names.chain(&self.words) {
            let message = format!("`{name}` has no meaning here");
            problems.report(Code::ATTRIBUTE, name.span(), message, "remove it");
        }
    }
}

pub(crate) fn read_call(call: &Call, problems: &mut Problems) -> Option<Written<Span>> {
    let mut said = Said::of(call, problems)?;
    let (at, before) = (call.name.span(), problems.count());
    let increasing = said.spanned_flag("increasing");
    let what = read_what(call, &mut said, problems)?;
    let written = Written {
        at,
        what,
        increasing,
        length: said.number("length", problems),
        key: said.key(problems),
        algorithm: said.word("algorithm", problems),
        encoding: said.word("encoding", problems),
        case: said.word("case", problems),
        der: said.spanned_flag("der"),
        separator: said.text("separator", problems),
        without: items::<LitStr>(&said.inside("without"), problems)?.iter().map(spanned).collect(),
        without_empty: said.spanned_flag("without_empty"),
        zone: said.text("zone", problems),
    };
    said.finish(problems);
    (problems.count() == before).then_some(written)
}

fn read_what(call: &Call, said: &mut Said, problems: &mut Problems) -> Option<What<Span>> {
    let (name, at) = (call.name.to_string(), call.name.span());
    if let Some(digest) = name.strip_prefix("hmac_").and_then(Digest::find) {
        return said.operand(at, problems).map(|of| What::Keyed(digest, of));
    }
    if let Some(digest) = Digest::find(&name) {
        return said.operand(at, problems).map(|of| What::Digest(digest, of));
    }
    match name.as_str() {
        "now" => said.time(at, problems).map(What::Now),
        "random" => said.kind(at, problems).map(What::Random),
        "bytes" | "concat" => said.operand(at, problems).map(What::Bytes),
        "decoded" => said.operand(at, problems).map(What::Decoded),
        "piece" => {
            let piece = read_piece(at, said, problems);
            said.operand(at, problems).and_then(|of| Some(What::Piece(of, piece?)))
        }
        "signature" => said.operand(at, problems).map(What::Signature),
        "sorted" => said.template(at, problems).map(What::Sorted),
        "jwt" => read_jwt(call, said, problems).map(What::Jwt),
        other => {
            let help = "write `now`, `random`, `bytes`, `decoded`, `piece`, `signature`, `sorted`, `jwt`, a digest such as `sha256`, or `hmac_sha256`";
            problems.report(Code::ATTRIBUTE, at, format!("nothing is computed by `{other}`"), help);
            None
        }
    }
}

fn read_operand(value: &Valued, problems: &mut Problems) -> Option<Operand<Span>> {
    match value {
        Valued::Literal(Lit::Str(text)) => Some(Operand::Template(spanned(text))),
        Valued::Literal(other) => {
            scalar(other, problems).map(|value| Operand::Literal(Spanned::new(value, other.span())))
        }
        Valued::Call(call) if is_json(call) => read_json(call, problems).map(Operand::Literal),
        Valued::Call(call) if call.name == "object" => {
            read_members(&call.arguments, problems).map(|members| Operand::Object(call.name.span(), members))
        }
        Valued::Call(call) if call.name == "list" => {
            let items: Option<Vec<_>> =
                items::<Valued>(&call.arguments, problems)?.iter().map(|item| read_operand(item, problems)).collect();
            items.map(|items| Operand::Items(call.name.span(), items))
        }
        Valued::Call(call) => read_call(call, problems).map(|written| Operand::Computed(Box::new(written))),
    }
}

/// Reads which text of several is meant: `piece("{key}", by = ":", index = 0, count = 2, public)`.
fn read_piece(at: Span, said: &mut Said, problems: &mut Problems) -> Option<WrittenPiece<Span>> {
    let (by, index) = (said.text("by", problems), said.number("index", problems));
    let (count, public, in_url) = (said.number("count", problems), said.flag("public"), said.flag("in_url"));
    let (Some(by), Some(index), Some(count)) = (by, index, count) else {
        let help = "write `piece(\"{key}\", by = \":\", index = 0, count = 2)`";
        problems.report(Code::ATTRIBUTE, at, "a piece needs `by`, `index` and `count`", help);
        return None;
    };
    let ty = match (public, in_url) {
        (true, _) => Type::String,
        (false, true) => Type::SecretInUrl,
        (false, false) => Type::Secret,
    };
    Some(WrittenPiece { by, index, count, ty })
}

fn read_jwt(call: &Call, said: &mut Said, problems: &mut Problems) -> Option<WrittenJwt<Span>> {
    let at = call.name.span();
    let algorithm = said.word("algorithm", problems);
    let key = said.take("key").map(|(_, key)| read_key(key, problems));
    let [header, claims] = ["header", "claims"].map(|name| read_members(&said.inside(name), problems));
    let (Some(algorithm), Some(key)) = (algorithm, key) else {
        let help = "write `jwt(algorithm = RS256, key = private_key, claims(\"iss\" = \"{app_id}\"))`";
        problems.report(Code::ATTRIBUTE, at, "a JWT needs an `algorithm` and a `key`", help);
        return None;
    };
    Some(WrittenJwt { algorithm, key: key?, header: header?, claims: claims? })
}

/// Reads a key: a name, with or without braces, or what is computed from a secret.
fn read_key(key: Property, problems: &mut Problems) -> Option<Operand<Span>> {
    let name = |name: Spanned<String, Span>| Operand::Template(Spanned::new(format!("{{{}}}", name.value), name.at));
    match key {
        Property::Word(word) => Some(name(Spanned::new(word.to_string(), word.span()))),
        Property::Value(Valued::Literal(Lit::Str(text))) => Some(name(bare(&text))),
        Property::Value(Valued::Literal(other)) => {
            problems.report(Code::ATTRIBUTE, other.span(), "a key is named", "write `key = private_key`");
            None
        }
        Property::Value(call @ Valued::Call(_)) => read_operand(&call, problems),
    }
}

/// Returns a name without its braces.
pub(crate) fn bare(text: &LitStr) -> Spanned<String, Span> {
    let value = text.value();
    let name = value.strip_prefix('{').and_then(|name| name.strip_suffix('}')).unwrap_or(&value);
    Spanned::new(name.to_owned(), text.span())
}

fn read_members(tokens: &TokenStream, problems: &mut Problems) -> Option<Vec<Member<Span>>> {
    let members = items::<Constant>(tokens, problems)?.into_iter();
    let members = members.map(|Constant { name, value }| {
        let value = read_operand(&value, problems)?;
        Some(Member { name: spanned(&name), value })
    });
    members.collect()
}
