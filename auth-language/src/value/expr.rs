//! Expressions: how the value of a part is computed.

use super::computation::{Computation, Sent};
use super::literal::Scalar;
use super::named::{Name, NameKind};

/// An expression for a value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Expr {
    /// A constant.
    Literal(Scalar),
    /// The value of a named field, input, setting or token member.
    Name(Name),
    /// Texts that are joined. If one of them is absent, the whole value is absent. Within a computation, some of them
    /// may be bytes.
    Concat(Vec<Expr>),
    /// A value that is computed when the request is made.
    Computed(Box<Computation<Expr>>),
}

impl Expr {
    /// Returns a value behind the scheme `Bearer` (RFC 6750 §2.1).
    #[must_use]
    pub fn bearer(value: Self) -> Self {
        let scheme = Self::text("Bearer ");
        Self::Concat(match value {
            Self::Concat(pieces) => std::iter::once(scheme).chain(pieces).collect(),
            value => vec![scheme, value],
        })
    }

    /// Makes a constant text.
    #[must_use]
    pub fn text(text: impl Into<String>) -> Self {
        Self::Literal(Scalar::Text(text.into()))
    }

    /// Returns the names in the expression, in order.
    #[must_use]
    pub fn names(&self) -> Vec<&Name> {
        match self {
            Self::Literal(_) => Vec::new(),
            Self::Name(name) => vec![name],
            Self::Concat(pieces) => pieces.iter().flat_map(Self::names).collect(),
            Self::Computed(computation) => computation.operands().into_iter().flat_map(Self::names).collect(),
        }
    }

    /// Returns the names whose values are part of the text, in order. The claims of a JWT may be any JSON.
    #[must_use]
    pub fn text_names(&self) -> Vec<&Name> {
        match self {
            Self::Literal(_) | Self::Name(_) => self.names(),
            Self::Concat(pieces) => pieces.iter().flat_map(Self::text_names).collect(),
            Self::Computed(computation) => match &**computation {
                Computation::Jwt(_) => Vec::new(),
                other => other.operands().into_iter().flat_map(Self::text_names).collect(),
            },
        }
    }

    /// Whether the value is bytes, which only computations can use.
    #[must_use]
    pub fn is_bytes(&self) -> bool {
        match self {
            Self::Literal(_) | Self::Name(_) => false,
            Self::Concat(pieces) => pieces.iter().any(Self::is_bytes),
            Self::Computed(computation) => computation.is_bytes(),
        }
    }

    /// Whether the value contains a computation.
    #[must_use]
    pub fn is_computed(&self) -> bool {
        match self {
            Self::Literal(_) | Self::Name(_) => false,
            Self::Concat(pieces) => pieces.iter().any(Self::is_computed),
            Self::Computed(_) => true,
        }
    }

    /// Whether the value differs from one request to the next: it is made of the time, of random values, of parts of the
    /// finished request, or is a JWT.
    #[must_use]
    pub fn is_of_moment(&self) -> bool {
        match self {
            Self::Literal(_) | Self::Name(_) => false,
            Self::Concat(pieces) => pieces.iter().any(Self::is_of_moment),
            Self::Computed(computation) => match &**computation {
                Computation::Now { .. }
                | Computation::Random(_)
                | Computation::Sent(_)
                | Computation::Jwt(_)
                | Computation::Signature { .. } => true,
                other => other.operands().into_iter().any(Self::is_of_moment),
            },
        }
    }

    /// Replaces names by the values that `value` returns.
    #[must_use]
    pub fn map_names(self, value: &dyn Fn(&Name) -> Option<Self>) -> Self {
        match self {
            Self::Literal(scalar) => Self::Literal(scalar),
            Self::Name(name) => value(&name).unwrap_or(Self::Name(name)),
            Self::Concat(pieces) => {
                Self::Concat(pieces.into_iter().flat_map(|piece| piece.map_names(value).into_pieces()).collect())
            }
            Self::Computed(computation) => {
                Self::Computed(Box::new(computation.map(&|operand: Self| operand.map_names(value))))
            }
        }
    }

    /// Returns the pieces of a text.
    fn into_pieces(self) -> Vec<Self> {
        match self {
            Self::Concat(pieces) => pieces,
            Self::Literal(_) | Self::Name(_) | Self::Computed(_) => vec![self],
        }
    }

    /// Whether the value is computed from the finished request.
    #[must_use]
    pub fn is_of_request(&self) -> bool {
        match self {
            Self::Literal(_) | Self::Name(_) => false,
            Self::Concat(pieces) => pieces.iter().any(Self::is_of_request),
            Self::Computed(computation) => {
                matches!(&**computation, Computation::Sent(sent) if *sent != Sent::Endpoint)
                    || computation.operands().iter().any(|of| of.is_of_request())
            }
        }
    }

    /// Whether the value must not be shown, because it contains a secret.
    #[must_use]
    pub fn is_secret(&self) -> bool {
        match self {
            Self::Literal(_) => false,
            Self::Name(name) => name.ty.is_secret(),
            Self::Concat(pieces) => pieces.iter().any(Self::is_secret),
            Self::Computed(computation) => match &**computation {
                // A public key or a certificate may be shown.
                Computation::Der(_)
                | Computation::Thumbprint(_)
                | Computation::Now { .. }
                | Computation::Random(_)
                | Computation::Sent(_) => false,
                Computation::Jwt(_) | Computation::Signature { .. } | Computation::Digest { key: Some(_), .. } => true,
                Computation::Piece { ty, .. } => ty.is_secret(),
                Computation::Object(_) | Computation::Items(_) => {
                    computation.operands().into_iter().any(Self::is_secret)
                }
                Computation::Decoded(of, _)
                | Computation::Encoded(of, ..)
                | Computation::Digest { of, key: None, .. } => of.is_secret(),
            },
        }
    }

    /// Whether the value contains a secret that must not be in a URL.
    #[must_use]
    pub fn is_kept_from_urls(&self) -> bool {
        match self {
            Self::Literal(_) => false,
            Self::Name(name) => name.ty.is_kept_from_urls(),
            Self::Concat(pieces) => pieces.iter().any(Self::is_kept_from_urls),
            Self::Computed(computation) => match &**computation {
                Computation::Piece { ty, .. } => ty.is_kept_from_urls(),
                Computation::Der(_) | Computation::Thumbprint(_) => false,
                other => other.operands().into_iter().any(Self::is_kept_from_urls),
            },
        }
    }

    /// Whether the value contains a secret that must not be in the URL of a page that a browser visits. A signed request
    /// (RFC 9101 §5.1) and a keyed digest are made for that URL: their key stays here.
    #[must_use]
    pub fn is_kept_from_pages(&self) -> bool {
        match self {
            Self::Computed(computation) => match &**computation {
                Computation::Jwt(jwt) => jwt.members().any(Self::is_kept_from_urls),
                Computation::Digest { of, key: Some(_), .. } => of.is_kept_from_urls(),
                Computation::Encoded(of, ..) => of.is_kept_from_pages(),
                _ => self.is_kept_from_urls(),
            },
            Self::Literal(_) | Self::Name(_) | Self::Concat(_) => self.is_kept_from_urls(),
        }
    }

    /// Whether the value is a digest or a signature, from which nobody computes what it is made of.
    #[must_use]
    pub fn is_signature(&self) -> bool {
        match self {
            Self::Literal(_) | Self::Name(_) => false,
            Self::Concat(pieces) => pieces.iter().any(Self::is_signature),
            Self::Computed(computation) => match &**computation {
                Computation::Digest { .. } | Computation::Signature { .. } => true,
                Computation::Encoded(of, ..) => of.is_signature(),
                Computation::Now { .. }
                | Computation::Random(_)
                | Computation::Sent(_)
                | Computation::Piece { .. }
                | Computation::Decoded(..)
                | Computation::Der(_)
                | Computation::Thumbprint(_)
                | Computation::Jwt(_)
                | Computation::Object(_)
                | Computation::Items(_) => false,
            },
        }
    }

    /// Whether the value may be absent.
    #[must_use]
    pub fn is_optional(&self) -> bool {
        match self {
            Self::Computed(computation) => match &**computation {
                // Absent claims are left out individually.
                Computation::Jwt(jwt) => jwt.key.is_optional(),
                Computation::Object(_) | Computation::Items(_) => false,
                other => other.operands().into_iter().any(Self::is_optional),
            },
            Self::Concat(pieces) => pieces.iter().any(Self::is_optional),
            Self::Literal(_) | Self::Name(_) => self.names().iter().any(|name| name.optional),
        }
    }

    /// Returns the field if the value is exactly that of one field of the request.
    #[must_use]
    pub fn as_field(&self) -> Option<&Name> {
        match self {
            Self::Name(name) if name.kind == NameKind::Field => Some(name),
            _ => None,
        }
    }
}
