//! The lifecycle of a token: how it is issued, renewed and revoked.

mod check;
mod duration;
mod model;

pub use self::check::check_lifecycle;
pub use self::duration::{Grace, check_duration, check_grace, is_duration};
pub use self::model::{Carried, Input, Lifecycle, Step, Use};
