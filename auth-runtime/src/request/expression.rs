//! Computed values: the time, random values, digests, encodings, and parts of the finished request.
//!
//! Generated code describes a computation as a [`Value`](crate::value::Value), which is evaluated when it is added to a
//! request, because the settings, the clock and the random source of the connection are known then.

mod bytes;
mod computed;
#[cfg(feature = "sign")]
mod digest;
mod draw;
mod encoding;
mod evaluate;
mod named;
mod now;
mod random;
mod sorted;
mod time;
mod write;

pub use self::bytes::Bytes;
pub use self::computed::{Computed, Piece, Sent};
#[cfg(feature = "sign")]
pub use self::digest::Digest;
pub use self::encoding::Encoding;
#[cfg(any(feature = "client", feature = "sign"))]
pub(crate) use self::encoding::encode_text;
#[cfg(feature = "sign")]
pub(crate) use self::encoding::{decode, encode};
pub(crate) use self::evaluate::{Evaluator, evaluate_known};
pub(crate) use self::named::Named;
pub use self::random::Random;
pub use self::sorted::{Each, Sorted};
pub use self::time::Time;
pub(crate) use self::write::bytes_of;
