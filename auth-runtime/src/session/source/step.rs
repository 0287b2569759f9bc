//! What the steps of a login send and expect.

pub(crate) mod expect;
pub(crate) mod joined;
