//! Names of what the steps of a login answer: `log_in.access_token`.

use crate::name::field_ident;
use crate::problem::{Broken, Code, Problems};
use crate::value::named::{Name, NameKind, ScopeEntry};
use crate::value::ty::Type;

/// The fields of the replies of a login's steps, by qualified names. The name of a broken entry is a prefix: everything
/// that begins with it may exist.
#[derive(Clone, Debug, Default)]
pub(in crate::value) struct Replies(Vec<ScopeEntry>);

impl Replies {
    pub(in crate::value) fn new(entries: Vec<ScopeEntry>) -> Self {
        Self(entries)
    }

    /// Whether a reply has a field of this name.
    pub(in crate::value) fn knows(&self, text: &str) -> bool {
        self.known().any(|name| name.name == text)
    }

    /// Looks up a qualified name; `None` if no reply has it. It may be a claim of a JWT: `log_in.access_token.sub`.
    pub(in crate::value) fn find<P: Copy>(
        &self,
        text: &str,
        at: P,
        problems: &mut Problems<P>,
    ) -> Option<Result<Name, Option<Broken>>> {
        let mut same = self.known().filter(|name| name.name == text);
        if let Some(found) = same.next() {
            let is_ambiguous = same.any(|other| (&other.ty, other.optional) != (&found.ty, found.optional));
            return Some(if is_ambiguous {
                Err(Some(report_ambiguous(text, at, problems)))
            } else {
                Ok(found.clone())
            });
        }
        if let Some(claim) = self.known().find_map(|token| claim_of(token, text)) {
            return Some(Ok(claim));
        }
        let is_hidden = |entry: &ScopeEntry| matches!(entry, ScopeEntry::Broken(prefix) if text.starts_with(prefix));
        (text.contains('.') && self.0.iter().any(is_hidden)).then_some(Err(None))
    }

    /// Returns the names that can be suggested for a text, which is qualified too.
    pub(in crate::value) fn like(&self, text: &str) -> impl Iterator<Item = &str> {
        let is_qualified = text.contains('.');
        self.known().map(|name| name.name.as_str()).filter(move |_| is_qualified)
    }

    fn known(&self) -> impl Iterator<Item = &Name> {
        self.0.iter().filter_map(|entry| match entry {
            ScopeEntry::Known(name) => Some(name),
            ScopeEntry::Broken(_) => None,
        })
    }
}

/// Returns the claim of a JWT. Whether the JWT has it is known only when it is read.
fn claim_of(token: &Name, text: &str) -> Option<Name> {
    let claim = text.strip_prefix(&token.name)?.strip_prefix('.')?;
    (token.ty == Type::Jwt && !claim.is_empty()).then(|| Name {
        kind: NameKind::Field,
        name: text.to_owned(),
        ident: field_ident(text),
        ty: Type::String,
        optional: true,
    })
}

fn report_ambiguous<P: Copy>(text: &str, at: P, problems: &mut Problems<P>) -> Broken {
    let step = text.split('.').next().unwrap_or(text);
    let message =
        format!("`{{{text}}}` has two meanings: two lists have a step `{step}`, and their calls answer it differently");
    problems.report(Code::UNKNOWN_NAME, at, message, "give one of the steps another name with `as`")
}
