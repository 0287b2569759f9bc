//! The random values that a request can contain.

/// A random value.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Random {
    /// A UUID of version 4 (RFC 9562 §5.4).
    Uuid,
    /// This number of bytes.
    Bytes(usize),
    /// This number of decimal digits; the first may be 0.
    Digits(usize),
}
