//! The index of a record in parts, which is stored in the account's entry.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use sha2::{Digest, Sha256};

use crate::Encode;
use crate::value::encode::write_object;
use crate::value::wiped::WipedBuffer;
use crate::value::{JsonRef, Object};

const FORMAT: &str = "authwright parts 1";

/// The parts of a record, with a digest of the whole.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Index {
    pub(super) set: Set,
    pub(super) parts: usize,
    digest: String,
}

/// One of the two sets of parts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Set {
    A,
    B,
}

impl Set {
    pub(super) fn other(self) -> Self {
        match self {
            Self::A => Self::B,
            Self::B => Self::A,
        }
    }

    pub(super) fn name(self) -> &'static str {
        match self {
            Self::A => "a",
            Self::B => "b",
        }
    }
}

impl Index {
    pub(super) fn of(set: Set, parts: &[&str], text: &[u8]) -> Self {
        Self { set, parts: parts.len(), digest: digest(text) }
    }

    /// Reads an index; `None` if the text is something else, such as a record.
    pub(super) fn read(text: &[u8]) -> Option<Self> {
        let object = Object::of(JsonRef::parse(text).ok()?).ok()?;
        if object.field::<String>(&["format"]).ok()? != FORMAT {
            return None;
        }
        let set = object.field::<String>(&["set"]).ok()?;
        let set = [Set::A, Set::B].into_iter().find(|known| known.name() == set)?;
        let parts = usize::try_from(object.field::<i64>(&["parts"]).ok()?).ok()?;
        Some(Self { set, parts, digest: object.field(&["sha256"]).ok()? })
    }

    pub(super) fn text(&self) -> WipedBuffer {
        let Self { set, parts, digest } = self;
        let (set, parts) = (set.name(), i64::try_from(*parts).unwrap_or(i64::MAX));
        let members = [
            ("format", FORMAT.encode()),
            ("set", set.encode()),
            ("parts", parts.encode()),
            ("sha256", digest.encode()),
        ];
        let mut text = WipedBuffer::new();
        // Writing fails only for a number that JSON cannot express, and there is none.
        let _ = write_object(members.iter().map(|(name, value)| (*name, value)), &mut text);
        text
    }

    /// Whether a text is the one that was split.
    pub(super) fn describes(&self, text: &[u8]) -> bool {
        digest(text) == self.digest
    }
}

/// Returns the digest of a text. It reveals nothing about the tokens, because they are random.
fn digest(text: &[u8]) -> String {
    URL_SAFE_NO_PAD.encode(Sha256::digest(text))
}
