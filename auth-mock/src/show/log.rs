//! Exchanges as lines of a log, for people and for programs.

use std::fmt::Write as _;

use jiff::Timestamp;
use serde_json::{Value as Json, json};

use crate::show::exchange::Exchange;

impl Exchange {
    /// Formats the exchange for people: time, status, method and path, endpoint with its credential, duration; below it why it
    /// was refused, and what it has met.
    #[must_use]
    pub fn to_log(&self) -> String {
        let status = if self.status == 0 { "---".to_owned() } else { self.status.to_string() };
        let mut text = format!("{}  {status}  {} {}", self.time(11, 23), self.method, self.path);
        if let Some(endpoint) = &self.endpoint {
            let credential = self.credential.as_ref().map(|name| format!(" with {name}")).unwrap_or_default();
            let _ = write!(text, "  {endpoint}{credential}");
        }
        let _ = write!(text, "  ({} ms)", self.took.as_millis());
        let lines = self.refused.iter().map(|line| ("refused", line));
        for (what, line) in lines.chain(self.faults.iter().map(|line| ("fault", line))) {
            let _ = write!(text, "\n              {what}: {line}");
        }
        text
    }

    /// Formats the exchange for programs.
    #[must_use]
    pub fn to_json(&self) -> Json {
        json!({
            "at": self.time(0, 23) + "Z",
            "provider": self.provider,
            "endpoint": self.endpoint,
            "credential": self.credential,
            "method": self.method,
            "path": self.path,
            "headers": self.headers.iter().map(|(name, value)| json!([name, value])).collect::<Vec<_>>(),
            "request": self.request,
            "status": if self.status == 0 { Json::Null } else { self.status.into() },
            "response": self.response,
            "refused": self.refused,
            "faults": self.faults,
            "milliseconds": u64::try_from(self.took.as_millis()).unwrap_or(u64::MAX),
        })
    }

    /// Returns a part of the time at which it came: `2024-02-20T12:00:00.000`, in UTC.
    fn time(&self, start: usize, end: usize) -> String {
        let time = Timestamp::try_from(self.at).unwrap_or(Timestamp::UNIX_EPOCH);
        let text = format!("{time:.3}");
        text.get(start..end).unwrap_or_default().to_owned()
    }
}
