//! Where a provider is: its hosts and their URLs.

mod config_error;
mod hosts;
mod setting_values;

pub use self::config_error::ConfigError;
pub use self::hosts::{HasHosts, Host, Hosts, Provider};
pub use self::setting_values::SettingValues;
