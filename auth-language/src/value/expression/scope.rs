//! The names that an expression may refer to, and what they stand for.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::notation;
use super::reply::Replies;
use crate::problem::{Broken, Code, Dialect, Help, Problems};
use crate::spanned::Spanned;
use crate::suggest;
use crate::template::{self, Piece, Template};
use crate::value::computation::{Computation, Sent};
use crate::value::expr::Expr;
use crate::value::named::{Name, NameKind, ScopeEntry};
use crate::value::ty::Type;
use crate::word::{Encoding, Time, TimeForm, read_now};

/// What is computed of a value.
type Compute = fn(Expr) -> Computation<Expr>;

/// The names that an expression may refer to.
#[expect(clippy::struct_excessive_bools, reason = "each is about another kind of names")]
#[derive(Clone, Debug, Default)]
pub struct Scope {
    entries: Vec<ScopeEntry>,
    has_more: bool,
    /// Whether declarations of names could not be read.
    has_broken: bool,
    /// The names that are encoded bytes.
    encodings: Vec<(String, Encoding)>,
    /// The texts that inputs consist of: `admin_key.id`.
    pieces: Vec<(String, Expr)>,
    /// The inputs that consist of texts whose declaration is broken.
    broken_wholes: Vec<String>,
    /// Whether the parts of the finished request have names.
    has_request: bool,
    /// The fields of the replies of a login's steps.
    replies: Replies,
    /// Whether the parameters of a callback have names.
    has_callback: bool,
    /// Names that are known elsewhere, each with advice.
    elsewhere: Arc<BTreeMap<String, String>>,
}

impl Scope {
    /// Makes a scope of exactly these names.
    #[must_use]
    pub fn new(entries: Vec<ScopeEntry>) -> Self {
        Self { entries, ..Self::default() }
    }

    /// Takes every unknown name for a setting. Derives need this, because they do not see where the settings are
    /// declared.
    #[must_use]
    pub fn with_unknown_settings(self) -> Self {
        Self { has_more: true, ..self }
    }

    /// Takes every unknown name for one whose declaration is broken.
    #[must_use]
    pub fn with_broken_names(self) -> Self {
        Self { has_broken: true, ..self }
    }

    /// Adds a name.
    #[must_use]
    pub fn with(mut self, name: Name) -> Self {
        self.entries.insert(0, ScopeEntry::Known(name));
        self
    }

    /// Adds a name whose declaration is broken.
    #[must_use]
    pub fn with_broken(mut self, name: &str) -> Self {
        self.entries.insert(0, ScopeEntry::Broken(name.to_owned()));
        self
    }

    /// Adds names that are decoded to bytes in computations.
    #[must_use]
    pub fn with_encodings(mut self, encodings: Vec<(String, Encoding)>) -> Self {
        self.encodings.extend(encodings);
        self
    }

    /// Adds one of the texts that an input consists of, which is decoded in computations if it has an encoding.
    #[must_use]
    pub fn with_piece(mut self, name: String, value: Expr, encoding: Option<Encoding>) -> Self {
        self.encodings.extend(encoding.map(|encoding| (name.clone(), encoding)));
        self.pieces.push((name, value));
        self
    }

    /// Adds an input that consists of texts whose declaration is broken.
    #[must_use]
    pub fn with_broken_pieces(mut self, whole: &str) -> Self {
        self.broken_wholes.push(whole.to_owned());
        self
    }

    /// Whether a name is a piece of a text whose declaration is broken.
    fn is_broken_piece(&self, text: &str) -> bool {
        text.split_once('.').is_some_and(|(whole, _)| self.broken_wholes.iter().any(|known| known == whole))
    }

    /// Returns one of the texts that an input consists of.
    #[must_use]
    pub fn piece(&self, name: &str) -> Option<&Expr> {
        self.pieces.iter().find(|(known, _)| known == name).map(|(_, value)| value)
    }

    /// Adds the fields of the replies of a login's steps: `log_in.access_token`.
    #[must_use]
    pub fn with_replies(self, replies: Vec<ScopeEntry>) -> Self {
        Self { replies: Replies::new(replies), ..self }
    }

    /// Adds names that are known elsewhere, each with advice on how it is used from here.
    #[must_use]
    pub fn with_elsewhere(self, elsewhere: Arc<BTreeMap<String, String>>) -> Self {
        Self { elsewhere, ..self }
    }

    /// Returns advice on a name that is known elsewhere.
    fn advice_of_elsewhere(&self, text: &str) -> Option<String> {
        self.elsewhere.get(text).cloned()
    }

    /// Adds the parts of the finished request, from which the value is computed.
    #[must_use]
    pub fn of_finished_request(self) -> Self {
        Self { has_request: true, ..self }
    }

    /// Whether the parts of the finished request have names.
    pub(super) fn has_request(&self) -> bool {
        self.has_request
    }

    /// Adds the state and the PKCE challenge of an authorization, whose parameters are in a URL.
    #[must_use]
    pub fn of_visit(self) -> Self {
        let name = |name: &str, ty, optional| Name {
            kind: NameKind::Computed,
            name: name.to_owned(),
            ident: name.to_owned(),
            ty,
            optional,
        };
        self.with(name("state", Type::SecretInUrl, false)).with(name("code_challenge", Type::String, true))
    }

    /// Adds the parameters of a callback, from which its signature is computed: `callback.NAME`.
    #[must_use]
    pub fn of_callback(self) -> Self {
        Self { has_callback: true, ..self }
    }

    /// Whether the scope contains a name.
    #[must_use]
    pub fn knows(&self, text: &str) -> bool {
        self.entries.iter().any(|entry| entry.name() == text)
    }

    /// Whether declarations of names could not be read.
    #[must_use]
    pub fn is_open(&self) -> bool {
        self.has_broken
    }

    /// Whether the declaration of a name is broken.
    #[must_use]
    pub fn is_broken(&self, text: &str) -> bool {
        self.entries.iter().any(|entry| matches!(entry, ScopeEntry::Broken(name) if name == text))
    }

    /// Returns the value of a name in a computation, decoded to bytes if its declaration has an encoding.
    #[must_use]
    pub fn as_bytes(&self, name: Name) -> Expr {
        let encoding = self.encoding(&name.name);
        decoded(Expr::Name(name), encoding)
    }

    /// Returns one of the texts that an input consists of, decoded to bytes if it has an encoding.
    #[must_use]
    pub fn piece_as_bytes(&self, name: &str) -> Option<Expr> {
        self.piece(name).cloned().map(|piece| decoded(piece, self.encoding(name)))
    }

    /// Returns the encoding of a name that is encoded bytes.
    #[must_use]
    pub fn encoding(&self, name: &str) -> Option<Encoding> {
        self.encodings.iter().find(|(known, _)| known == name).map(|(_, encoding)| *encoding)
    }

    /// Returns the names that can be used.
    pub fn known(&self) -> impl Iterator<Item = &Name> {
        self.entries.iter().filter_map(|entry| match entry {
            ScopeEntry::Known(name) => Some(name),
            ScopeEntry::Broken(_) => None,
        })
    }

    /// Looks up a name.
    ///
    /// # Errors
    /// Reports a problem if there is no such name. If its declaration is broken, nothing more is reported.
    pub fn find<P: Copy>(&self, text: &str, at: P, problems: &mut Problems<P>) -> Result<Name, Option<Broken>> {
        if let Some(name) = self.known().find(|name| name.name == text) {
            return Ok(name.clone());
        }
        if self.is_broken(text) || self.is_broken_piece(text) {
            return Err(None);
        }
        if let Some(found) = self.replies.find(text, at, problems) {
            return found;
        }
        if self.has_broken {
            return Err(None);
        }
        if self.has_more {
            let (name, ident) = (text.to_owned(), crate::name::field_ident(text));
            return Ok(Name { kind: NameKind::Setting, name, ident, ty: Type::String, optional: false });
        }
        let help = match self.part_of_one(text).or_else(|| self.advice_of_elsewhere(text)) {
            Some(help) => Help::Prose(help),
            None => self.advise(text, at, problems),
        };
        Err(Some(problems.report_name(Code::UNKNOWN_NAME, (at, text), format!("unknown name `{{{text}}}`"), help)))
    }

    /// Returns advice for an unknown name: one of those that are known, while there are few problems.
    fn advise<P>(&self, text: &str, at: P, problems: &Problems<P>) -> Help<P> {
        const ALL: &str = "the names known here are";
        let replies = self.replies.like(text);
        let pieces = self.pieces.iter().map(|(name, _)| name.as_str());
        // A member of an object has no name in braces.
        let named = self.known().map(|name| name.name.as_str()).filter(|name| !name.starts_with('/'));
        let known: Vec<&str> = named.chain(pieces).chain(replies).collect();
        if problems.are_many() {
            return Help::Prose(suggest::all_of(ALL, &known));
        }
        match (suggest::nearest(text, &known), problems.dialect()) {
            (None, Dialect::Rust) => format!("add a field for it, or `settings({text})` if it is a setting").into(),
            _ => suggest::name_help(text, at, &known, ALL),
        }
    }

    /// Returns advice for a part of a name that has none: `pair.id`, where `pair` is one text.
    fn part_of_one(&self, text: &str) -> Option<String> {
        let (whole, _) = text.rsplit_once('.')?;
        let name = self.known().find(|name| name.name == whole)?;
        let is_whole = |known: &str| known.strip_prefix(whole).is_none_or(|rest| !rest.starts_with('.'));
        let has_no_parts =
            self.pieces.iter().all(|(known, _)| is_whole(known)) && self.replies.like(text).all(is_whole);
        let advice = match name.ty {
            Type::PrivateKey => {
                format!("of a private key there are `{{{whole}.public_key}}` and `{{{whole}.thumbprint}}`")
            }
            _ => format!("`{whole}` is one text: write `{{{whole}}}`, or say by `split` which texts it consists of"),
        };
        has_no_parts.then_some(advice)
    }

    /// Resolves the text in braces: a declared name, the time, a part of the finished request, or the public half of a key.
    fn lookup<P: Copy>(&self, text: &str, at: P, problems: &mut Problems<P>) -> Result<Expr, Option<Broken>> {
        if let Some(piece) = self.piece(text) {
            return Ok(piece.clone());
        }
        if self.knows(text) || self.replies.knows(text) {
            return self.find(text, at, problems).map(der);
        }
        if let Some(offset) = read_now(text) {
            return time(text, offset, at, problems);
        }
        if self.has_callback && text.starts_with("callback.") {
            let (name, ident) = (text.to_owned(), text.to_owned());
            let kind = NameKind::Computed;
            return Ok(Expr::Name(Name { kind, name, ident, ty: Type::Secret, optional: false }));
        }
        if let Some(sent) = Sent::find(text) {
            if self.has_request || sent == Sent::Endpoint {
                return Ok(Expr::Computed(Box::new(Computation::Sent(sent))));
            }
            let message = format!("`{{{text}}}` is known when the request is finished");
            let help = "move what is computed from it under `sign: { into: … }`";
            return Err(Some(problems.report_name(Code::TEMPLATE, (at, text), message, help)));
        }
        if self.has_request && text.starts_with("request.") {
            return Err(Some(unknown_part(text, at, problems)));
        }
        match self.public_half(text) {
            Some((key, compute)) => {
                let name = self.find(key, at, problems)?;
                is_private_key(&name, at, problems).map_err(Some)?;
                Ok(Expr::Computed(Box::new(compute(Expr::Name(name)))))
            }
            None => self.find(text, at, problems).map(Expr::Name),
        }
    }

    /// Returns the key whose public half a text names, and what is computed of it.
    fn public_half<'t>(&self, text: &'t str) -> Option<(&'t str, Compute)> {
        let (key, of) = text.rsplit_once('.').filter(|(key, _)| self.knows(key))?;
        match of {
            "public_key" => Some((key, Computation::Der)),
            "thumbprint" => Some((key, Computation::Thumbprint)),
            _ => None,
        }
    }

    /// Resolves the names of a template.
    ///
    /// # Errors
    /// Reports a problem if the template is malformed, or if a name in it is unknown or is not a single text.
    pub fn resolve<P: Copy>(
        &self,
        text: &Spanned<String, P>,
        problems: &mut Problems<P>,
    ) -> Result<Expr, Option<Broken>> {
        let template = template::check(&text.value, text.at, problems).map_err(Some)?;
        let is_known = |name: &str| self.knows(name) || self.piece(name).is_some();
        notation::check(text, is_known, problems).map_err(Some)?;
        self.resolve_template(&template, text.at, problems)
    }

    /// Resolves the names of a template that is already parsed.
    ///
    /// # Errors
    /// Same as [`resolve`](Self::resolve).
    pub fn resolve_template<P: Copy>(
        &self,
        template: &Template,
        at: P,
        problems: &mut Problems<P>,
    ) -> Result<Expr, Option<Broken>> {
        if let Some(name) = template.as_name() {
            return self.lookup(name, at, problems);
        }
        let mut pieces = Vec::new();
        let mut broken = None;
        for piece in template.pieces() {
            match self.template_piece(piece, at, problems) {
                Ok(expr) => pieces.push(expr),
                Err(found) => broken = Some(found),
            }
        }
        match (broken, pieces.as_slice()) {
            (Some(broken), _) => Err(broken),
            (None, []) => Ok(Expr::text("")),
            (None, [Expr::Literal(literal)]) => Ok(Expr::Literal(literal.clone())),
            (None, _) => Ok(Expr::Concat(pieces)),
        }
    }

    /// Resolves a piece of a template with several pieces; its value must be a single text.
    fn template_piece<P: Copy>(
        &self,
        piece: &Piece,
        at: P,
        problems: &mut Problems<P>,
    ) -> Result<Expr, Option<Broken>> {
        let name = match piece {
            Piece::Text(text) => return Ok(Expr::text(text)),
            Piece::Name(name) => match self.lookup(name, at, problems)? {
                Expr::Name(name) => name,
                computed => return Ok(computed),
            },
        };
        if name.ty.is_list() || name.ty.is_object() {
            let message = format!("`{{{}}}` is not one text", name.name);
            let help = "name a value that is text, a number or a boolean";
            return Err(Some(problems.report_name(Code::TEMPLATE, (at, &name.name), message, help)));
        }
        Ok(Expr::Name(name))
    }
}

/// Returns a value, decoded to bytes if it has an encoding.
fn decoded(value: Expr, encoding: Option<Encoding>) -> Expr {
    match encoding {
        Some(encoding) => Expr::Computed(Box::new(Computation::Decoded(value, encoding))),
        None => value,
    }
}

/// What the parts of a request are called.
const PARTS: [&str; 10] = [
    "request.method",
    "request.endpoint",
    "request.url",
    "request.host",
    "request.path",
    "request.query",
    "request.target",
    "request.body",
    "request.headers.NAME",
    "request.query.NAME",
];

/// Reports a part that no request has.
fn unknown_part<P: Copy>(text: &str, at: P, problems: &mut Problems<P>) -> Broken {
    let message = format!("unknown name `{{{text}}}`");
    if text.starts_with("request.sorted") {
        let help = "sorted parameters are computed: `{ sorted: \"{name}={value}\", separator: \"&\" }`";
        return problems.report_name(Code::UNKNOWN_NAME, (at, text), message, help);
    }
    let part = text.trim_start_matches("request.");
    let near = match part.split_once('.') {
        Some((_, name)) => {
            let all = [format!("headers.{name}"), format!("query.{name}")];
            all.into_iter().find(|whole| suggest::is_near(part, whole))
        }
        None => suggest::nearest(part, &Sent::NAMES).map(ToOwned::to_owned),
    };
    let help = match near {
        Some(near) => {
            Help::Edit { at, text: format!("{{request.{near}}}"), advice: format!("did you mean `request.{near}`?") }
        }
        None => Help::Prose(suggest::all_of("the parts of a request are", &PARTS)),
    };
    problems.report_name(Code::UNKNOWN_NAME, (at, text), message, help)
}

/// Checks that a name is that of a private key, which has a public half.
fn is_private_key<P: Copy>(name: &Name, at: P, problems: &mut Problems<P>) -> Result<(), Broken> {
    if matches!(name.ty, Type::PrivateKey | Type::Foreign) {
        return Ok(());
    }
    let message = format!("`{}` is no private key, and has no public half", name.name);
    Err(problems.report(Code::TEMPLATE, at, message, "name an input of the type `private_key`"))
}

/// Replaces a certificate by its DER.
fn der(name: Name) -> Expr {
    if name.ty == Type::Certificate {
        Expr::Computed(Box::new(Computation::Der(Expr::Name(name))))
    } else {
        Expr::Name(name)
    }
}

/// Returns a time in a template. `offset` is absent if the text is malformed.
fn time<P: Copy>(text: &str, offset: Option<i64>, at: P, problems: &mut Problems<P>) -> Result<Expr, Option<Broken>> {
    let Some(offset) = offset else {
        let help = "write `{now - 60s}`; the units are `s`, `m`, `h` and `d`";
        return Err(Some(problems.report_name(
            Code::TEMPLATE,
            (at, text),
            format!("`{{{text}}}` is not a time"),
            help,
        )));
    };
    Ok(Expr::Computed(Box::new(Computation::Now {
        form: TimeForm::Named(Time::UnixSeconds),
        offset,
        increasing: false,
    })))
}
