//! Fields of requests, replies and credentials.

pub(super) mod check;
pub(super) mod constant;
pub(super) mod pieces;
pub(super) mod split;

use self::split::Split;
use super::literal::Scalar;
use super::origin::Origin;
use super::path::MemberPath;

use super::ty::Type;
use crate::name::field_ident;
use crate::spanned::Spanned;
use crate::word::{Case, Meaning};

/// A named value that a caller gives or that a reply contains.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Field<P> {
    /// The Rust field, with `r#` if necessary.
    pub ident: Spanned<String, P>,
    /// The name on the wire.
    pub wire: String,
    /// The documentation of the field.
    pub doc: Option<String>,
    /// What to use instead, if the field is deprecated.
    pub deprecated: Option<String>,
    /// The type of its value.
    pub ty: Spanned<Type, P>,
    /// Whether the value may be absent.
    pub optional: bool,
    /// Whether it is behind a pointer, because its type contains itself.
    pub boxed: bool,
    /// The places of a reply in which the value may be. The first place that has a value is used. If empty, the value
    /// is the member with the field's name.
    pub at: Vec<Spanned<Origin, P>>,
    /// The text that joins the items of a list. `None` for a JSON list or a repeated parameter.
    pub separator: Option<Spanned<String, P>>,
    /// The value that stands for an absent member of a reply.
    pub default: Option<Spanned<Scalar, P>>,
    /// The values of an end that mean that there is none.
    pub never: Option<Spanned<Vec<Spanned<Scalar, P>>, P>>,
    /// The minimum number of items of a list, or of characters of a text.
    pub at_least: Option<Spanned<u32, P>>,
    /// The maximum number of items of a list, or of characters of a text.
    pub at_most: Option<Spanned<u32, P>>,
    /// A regular expression that must match the whole text.
    pub pattern: Option<Spanned<String, P>>,
    /// The case into which the text is changed before it is sent.
    pub case: Option<Spanned<Case, P>>,
    /// What the field of an error body is: the code or the message.
    pub means: Option<Spanned<Meaning, P>>,
    /// The position of `raw`, if the value is written into a URL as it is, without percent-encoding.
    pub raw: Option<P>,
    /// The texts that the value consists of, if it is an input that is several.
    pub split: Option<Spanned<Split<P>, P>>,
    /// The environment variable that holds the value, if it is an input of a credential.
    pub env: Option<Spanned<String, P>>,
}

impl<P: Copy> Field<P> {
    /// Makes a field with a name and a type, and no other properties.
    pub fn new(ident: Spanned<String, P>, wire: impl Into<String>, ty: Spanned<Type, P>) -> Self {
        Self {
            ident,
            wire: wire.into(),
            doc: None,
            deprecated: None,
            ty,
            optional: false,
            boxed: false,
            at: Vec::new(),
            separator: None,
            default: None,
            never: None,
            at_least: None,
            at_most: None,
            pattern: None,
            case: None,
            means: None,
            raw: None,
            split: None,
            env: None,
        }
    }

    /// Returns the places of a reply in which the value may be.
    #[must_use]
    pub fn origins(&self) -> Vec<Origin> {
        match self.at.as_slice() {
            [] => vec![Origin::Body(MemberPath::of_member(&self.wire))],
            at => at.iter().map(|origin| origin.value.clone()).collect(),
        }
    }

    /// Returns the paths at which the body of a reply may have the value.
    #[must_use]
    pub fn paths(&self) -> Vec<MemberPath> {
        self.origins().iter().filter_map(|origin| origin.as_path().cloned()).collect()
    }

    /// Whether an author calls the field by this name: that of the field on the wire, or of a member of a nested object, if
    /// no other member of the body has it.
    #[must_use]
    pub fn is_called(&self, name: &str) -> bool {
        self.wire == name || (self.wire.starts_with('/') && self.ident.value == field_ident(name))
    }

    /// Returns the name by which an author calls the field: that of the wire, or the last one of a nested object, if no
    /// other member of the body has it.
    #[must_use]
    pub fn called(&self) -> &str {
        let last = self.wire.rsplit('/').next().filter(|last| self.is_called(last));
        last.unwrap_or(&self.wire)
    }

    /// Whether a literal means that there is no end.
    #[must_use]
    pub fn is_never(&self, scalar: &Scalar) -> bool {
        self.never.as_ref().is_some_and(|never| never.value.iter().any(|known| known.value == *scalar))
    }

    /// Whether the value is in the head of a reply instead of its body.
    #[must_use]
    pub fn is_in_head(&self) -> bool {
        self.at.iter().any(|origin| origin.value.is_head())
    }
}
