//! Cases, and the conditions that choose between them.

use crate::spanned::Spanned;
use crate::value::Scalar;
use crate::word::Class;

/// A named refusal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Case<P> {
    /// The variant of the enum.
    pub name: Spanned<String, P>,
    /// The HTTP statuses, at least one. One of success needs a condition.
    pub statuses: Vec<Spanned<u16, P>>,
    /// What the body must say; all of it.
    pub when: Vec<Test<P>>,
    /// What a caller can do about it, where the status does not say so. A status of success says `configuration`.
    pub class: Option<Class>,
}

impl<P> Case<P> {
    /// Whether a reply with this status may be the case.
    #[must_use]
    pub fn has(&self, status: u16) -> bool {
        self.statuses.iter().any(|known| known.value == status)
    }
}

/// What a member of a body must be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Test<P> {
    /// The Rust field of the body, and where the test names it.
    pub field: Spanned<String, P>,
    /// What it must be.
    pub is: Is,
}

/// What a value must be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Is {
    /// One of these, with the type that it has on the wire: `1` is not `"1"`.
    AnyOf(Vec<Scalar>),
    /// There, whatever it is.
    Present,
    /// Not there, or `null`.
    Absent,
}

impl Is {
    /// Whether whatever fits `other` fits this too.
    #[must_use]
    pub fn includes(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Present, Self::Present | Self::AnyOf(_)) | (Self::Absent, Self::Absent) => true,
            (Self::Present | Self::AnyOf(_), Self::Absent)
            | (Self::AnyOf(_), Self::Present)
            | (Self::Absent, Self::Present | Self::AnyOf(_)) => false,
            (Self::AnyOf(mine), Self::AnyOf(theirs)) => theirs.iter().all(|value| mine.contains(value)),
        }
    }
}

/// Whether a body that fits all of `later` fits all of `earlier` too.
#[must_use]
pub(crate) fn implies<P>(later: &[Test<P>], earlier: &[Test<P>]) -> bool {
    let is_implied =
        |test: &Test<P>| later.iter().any(|other| other.field.value == test.field.value && test.is.includes(&other.is));
    earlier.iter().all(is_implied)
}
