//! Hosts, and the settings of a connection that their URLs may depend on.

mod captured;
mod setting;
mod url;

pub use captured::{CapturedHost, check_captured};
pub use setting::{Setting, check_setting};
pub use url::{HostUrl, check_url};
