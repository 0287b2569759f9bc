//! One private provider three times: from its spec by a derive, from its spec by a build script, and by hand. And what programs do that
//! had another library before.

pub mod built;
pub mod by_hand;
pub mod customers;
pub mod derived;
pub mod from_oauth2;
pub mod from_progenitor;
