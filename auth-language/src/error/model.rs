//! The cases of an error enum, and the conditions that choose between them.

use crate::spanned::Spanned;
use crate::value::Scalar;
use crate::word::Class;

/// A documented refusal: a variant of the error enum.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Case<P> {
    /// The name of the variant.
    pub name: Spanned<String, P>,
    /// The HTTP statuses, at least one. A 2xx status needs a condition in `when`.
    pub statuses: Vec<Spanned<u16, P>>,
    /// Conditions on the body; all of them must hold.
    pub when: Vec<Test<P>>,
    /// What a caller can do about the error, if the status does not already say it. For a 2xx status the default is
    /// `configuration`.
    pub class: Option<Class>,
}

impl<P> Case<P> {
    /// Whether a reply with this status can be this case.
    #[must_use]
    pub fn has(&self, status: u16) -> bool {
        self.statuses.iter().any(|known| known.value == status)
    }
}

/// A condition on one field of a body.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Test<P> {
    /// The Rust field of the body, and the position of its name in the condition.
    pub field: Spanned<String, P>,
    /// The values that satisfy the condition.
    pub is: Is,
}

/// The values that satisfy a condition.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Is {
    /// One of these values, with the same JSON type: `1` is not `"1"`.
    AnyOf(Vec<Scalar>),
    /// Any value except `null`.
    Present,
    /// Absent or `null`.
    Absent,
    /// Any value except `null` and these.
    NoneOf(Vec<Scalar>),
}

impl Is {
    /// Whether every value that satisfies `other` satisfies this condition too.
    #[must_use]
    pub fn includes(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Present, Self::Present | Self::AnyOf(_) | Self::NoneOf(_)) | (Self::Absent, Self::Absent) => true,
            (Self::Present | Self::AnyOf(_) | Self::NoneOf(_), Self::Absent)
            | (Self::AnyOf(_), Self::Present | Self::NoneOf(_))
            | (Self::NoneOf(_), Self::Present)
            | (Self::Absent, Self::Present | Self::AnyOf(_) | Self::NoneOf(_)) => false,
            (Self::AnyOf(mine), Self::AnyOf(theirs)) => theirs.iter().all(|value| mine.contains(value)),
            (Self::NoneOf(mine), Self::AnyOf(theirs)) => theirs.iter().all(|value| !mine.contains(value)),
            (Self::NoneOf(mine), Self::NoneOf(theirs)) => mine.iter().all(|value| theirs.contains(value)),
        }
    }
}

/// Whether every body that satisfies all of `later` satisfies all of `earlier` too.
#[must_use]
pub(crate) fn implies<P>(later: &[Test<P>], earlier: &[Test<P>]) -> bool {
    let is_implied =
        |test: &Test<P>| later.iter().any(|other| other.field.value == test.field.value && test.is.includes(&other.is));
    earlier.iter().all(is_implied)
}
