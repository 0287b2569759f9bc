//! What a name and a sample value say about a value: its type, whether it is a secret, and what to call things.

pub(crate) mod made_up;
pub(crate) mod name;
pub(crate) mod placeholder;
pub(crate) mod redact;
pub(crate) mod scalar;
pub(crate) mod scrub;
pub(crate) mod secret;
pub(crate) mod status;
