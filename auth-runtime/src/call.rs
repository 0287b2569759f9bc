//! Endpoints: how a request is described, how its reply is read, and the errors of a call.

mod arrived;
pub(crate) mod endpoint;
mod error;
mod fixed;
mod read;
pub(crate) mod transport;

pub use self::arrived::Arrived;
pub use self::endpoint::{CapturedEndpoint, Endpoint, OpenEndpoint, ProtectedEndpoint};
pub use self::error::Error;
pub use self::fixed::{Call, Content, Method, ReplyEncoding};
pub use self::read::read;
pub use self::transport::Transport;
