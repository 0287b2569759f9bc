//! One reply of a status, before replies with the same type are combined.

use auth_language::spanned::Spanned;
use auth_language::value::Type;

use crate::model::Condition;
use crate::read::Text;
use crate::text::Spot;

/// One reply of a status.
pub(super) struct Found {
    pub(super) statuses: Vec<Spanned<u16, Spot>>,
    /// The variant's name, and the position of its type.
    pub(super) name: Text,
    pub(super) body: Option<Type>,
    /// Whether the body is kept as bytes.
    pub(super) is_bytes: bool,
    pub(super) optional: bool,
    pub(super) when: Vec<Condition>,
}
