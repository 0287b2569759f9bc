//! Whether a spec really uses what its comment `# shows:` says: for each capability, what the parsed spec must then have.

mod calls;
mod consent;
mod inputs;
mod lifecycle;
mod placement;
mod replies;
mod signatures;
mod tokens;

use crate::look::Proof;
use crate::seen::Seen;

/// What the proofs of a capability say of a spec. `None` if there is no such capability.
#[must_use]
pub fn is_proved(id: &str, seen: Seen<'_>) -> Option<bool> {
    all().find(|(known, _)| *known == id).map(|(_, proof)| proof(seen))
}

/// Returns the capabilities that have a proof.
pub fn proved() -> impl Iterator<Item = &'static str> {
    all().map(|(id, _)| *id)
}

fn all() -> impl Iterator<Item = &'static Proof> {
    let groups: [&'static [Proof]; 8] = [
        inputs::PROOFS,
        placement::PROOFS,
        tokens::PROOFS,
        replies::PROOFS,
        consent::PROOFS,
        lifecycle::PROOFS,
        signatures::PROOFS,
        calls::PROOFS,
    ];
    groups.into_iter().flatten()
}
