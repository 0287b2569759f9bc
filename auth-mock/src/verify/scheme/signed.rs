//! When a request was signed.

/// When a request was signed, in seconds since 1970, and how long it can be used.
pub(super) struct Signed {
    pub(super) at: i64,
    pub(super) lives: i64,
}

impl Signed {
    pub(super) fn at(at: i64) -> Self {
        Self { at, lives: 0 }
    }

    /// Whether it can be used `now`.
    pub(super) fn is_good(&self, now: i64, skew: i64) -> bool {
        let (from, until) = (self.at.saturating_sub(skew), self.at.saturating_add(self.lives).saturating_add(skew));
        (from..=until).contains(&now)
    }
}
