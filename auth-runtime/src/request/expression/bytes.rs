//! Bytes in computed values: digests, and random bytes before they are encoded.

use std::fmt;
use std::sync::Arc;

use zeroize::Zeroizing;

/// Bytes within a computation. `Debug` shows only their number; they are wiped, because they may be derived from a
/// secret.
#[derive(Clone)]
pub struct Bytes(Arc<Zeroizing<Vec<u8>>>);

impl Bytes {
    pub(crate) fn new(bytes: Zeroizing<Vec<u8>>) -> Self {
        Self(Arc::new(bytes))
    }

    pub(crate) fn as_slice(&self) -> &[u8] {
        &self.0
    }
}

impl From<&[u8]> for Bytes {
    fn from(bytes: &[u8]) -> Self {
        Self::new(Zeroizing::new(bytes.to_vec()))
    }
}

impl fmt::Debug for Bytes {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Bytes({})", self.0.len())
    }
}
