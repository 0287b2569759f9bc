//! One private provider three times: from its spec by a derive, from its spec by a build script, and by hand.

pub mod built;
pub mod by_hand;
pub mod customers;
pub mod derived;
