//! Computed values: the time, random values, digests, JWTs, and parts of the finished request.

mod jwt;
mod notation;
mod property;
pub(super) mod reply;
mod resolve;
pub(super) mod scope;
mod sorted;
mod written;

pub use resolve::{resolve, resolve_text};
pub use written::{Member, Operand, What, Written, WrittenJwt, WrittenPiece};
