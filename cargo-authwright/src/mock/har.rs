//! Makes examples of a HAR file (HTTP Archive 1.2), which browsers and proxies export.

mod entry;
mod host;

use std::fs;
use std::path::Path;

use anyhow::{Context, Result, bail};
use auth_codegen::model::Provider;
use serde_json::Value as Json;

use super::record::recording::Recording;

/// The greatest file, in bytes.
const LARGEST: u64 = 512 << 20;

/// Records the exchanges of a file.
pub(super) fn record(file: &Path, providers: &[Provider]) -> Result<Recording> {
    let text = read(file)?;
    let har = parse(&text).with_context(|| file.display().to_string())?;
    let mut recording = Recording::new(providers.to_vec());
    let mut elsewhere = 0;
    for (index, entry) in har.iter().enumerate() {
        match entry::read(entry, providers) {
            Ok(Some((request, response))) => recording.take(&request, &response),
            Ok(None) => elsewhere += 1,
            Err(why) => recording.note(format!("entry {}: {why}", index + 1)),
        }
    }
    if elsewhere > 0 {
        recording.note(format!("requests to other hosts than those of the specs: {elsewhere}"));
    }
    Ok(recording)
}

fn read(file: &Path) -> Result<Vec<u8>> {
    let size = fs::metadata(file).with_context(|| format!("cannot read {}", file.display()))?.len();
    if size > LARGEST {
        bail!("{} has more than {} MiB: export fewer requests", file.display(), LARGEST >> 20);
    }
    fs::read(file).with_context(|| format!("cannot read {}", file.display()))
}

/// Returns the entries of a HAR document. What the parser says may quote the document, which has secrets.
fn parse(text: &[u8]) -> Result<Vec<Json>> {
    let text = text.strip_prefix(b"\xef\xbb\xbf").unwrap_or(text);
    if text.iter().all(u8::is_ascii_whitespace) {
        bail!("this file is empty: export the requests again");
    }
    let mut json: Json = match serde_json::from_slice(text) {
        Ok(json) => json,
        Err(error) => {
            let (line, column) = (error.line(), error.column());
            match error.classify() {
                serde_json::error::Category::Eof => {
                    bail!("this file is cut off at line {line}, column {column}: export the requests again")
                }
                _ => bail!("this is not JSON, look at line {line}, column {column}; a HAR file is JSON"),
            }
        }
    };
    match json.get_mut("log").and_then(|log| log.get_mut("entries")).map(Json::take) {
        Some(Json::Array(entries)) => Ok(entries),
        Some(_) => bail!("`log.entries` is not a list, as it is in a HAR file"),
        None => bail!("this is JSON and no HAR file: it has no `log.entries`"),
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test that fails may panic")]
mod tests {
    use super::*;

    #[test]
    fn what_is_no_har_is_explained_without_quoting_it() {
        let deep = format!("{{\"log\":{}", "[".repeat(100_000));
        let rows: [(&[u8], &str); 9] = [
            (b"", "this file is empty"),
            (b" \n", "this file is empty"),
            (b"{\"log\":{\"entries\":[{\"secret", "this file is cut off at line 1"),
            (b"<html>secret", "this is not JSON, look at line 1, column 1"),
            (b"\xff\xfe{", "this is not JSON"),
            (b"[]", "this is JSON and no HAR file"),
            (b"{\"log\":[]}", "this is JSON and no HAR file"),
            (b"{\"log\":{\"entries\":{}}}", "`log.entries` is not a list"),
            (deep.as_bytes(), "this is not JSON, look at line 1"),
        ];
        for (text, expected) in rows {
            let said = parse(text).unwrap_err().to_string();
            assert!(said.starts_with(expected) && !said.contains("secret"), "{said}");
        }
        assert!(parse(b"\xef\xbb\xbf{\"log\":{\"entries\":[]}}").unwrap().is_empty());
    }
}
