//! Hosts, and the settings of a connection that their URLs may depend on.

mod captured;
mod redirect;
mod setting;
mod tls;
mod url;

pub use captured::{CapturedHost, CapturedPart, check_captured};
pub use redirect::check_redirects;
pub use setting::{Setting, check_setting};
pub use tls::{Tls, resolve_tls};
pub use url::{HostUrl, check_url};
