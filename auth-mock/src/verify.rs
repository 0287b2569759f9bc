//! Verifies what clients compute: the same values computed anew, and the signatures of keys.

pub(crate) mod compute;
pub(crate) mod fit;
pub(crate) mod jwt;
pub(crate) mod parts;
pub(crate) mod scheme;
