//! Uses sessions in HTTP clients: this crate's own, and those of `http`, `reqwest`, `reqwest-middleware` and `tower`.

pub(crate) mod authorizable;
#[cfg(any(feature = "reqwest-middleware", feature = "tower"))]
pub(crate) mod exchange;
#[cfg(any(feature = "reqwest-middleware", feature = "tower"))]
#[cfg_attr(
    not(feature = "tower"),
    allow(unreachable_pub, reason = "only a layer of `tower` has them in its signature")
)]
pub(crate) mod inspect;
pub(crate) mod kept;
#[cfg(feature = "tower")]
pub(crate) mod layer;
#[cfg(feature = "reqwest-middleware")]
pub(crate) mod middleware;
pub(crate) mod presented;
pub(crate) mod renewing;
#[cfg(feature = "tower")]
pub(crate) mod replay;
