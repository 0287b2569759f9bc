//! Hosts, and the settings of a connection that their URLs may depend on.

mod captured;
mod setting;
mod tls;
mod url;

pub use captured::{CapturedHost, CapturedPart, check_captured};
pub use setting::{Setting, check_setting};
pub use tls::{Tls, resolve_tls};
pub use url::{HostUrl, check_url};
