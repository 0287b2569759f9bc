//! Writes the parameters of a request sorted by name.

use auth_language::value::{Each, Half, Sorted};
use url::form_urlencoded::parse;

use crate::read::received::Received;

/// Returns the parameters of a query, and of the body if that is a form.
pub(super) fn sorted(form: &Sorted, query: &str, received: &Received) -> String {
    let body = String::from_utf8_lossy(if received.is_form() { received.bytes() } else { &[] });
    // In a query, `+` is itself.
    let in_query = query.split('&').map(|sent| (decoded(&sent.replace('+', "%2B")), sent));
    let all = in_query.chain(body.split('&').map(|sent| (decoded(sent), sent)));
    let mut all: Vec<_> = all.filter(|((name, value), sent)| !sent.is_empty() && counts(form, name, value)).collect();
    all.sort_by(|((one, _), _), ((other, _), _)| one.cmp(other));
    let written: Vec<String> = all.iter().map(|(pair, sent)| write(form, pair, sent)).collect();
    written.join(&form.separator)
}

/// Returns the value of the first parameter of a query with this name.
pub(super) fn parameter(query: &str, name: &str) -> Option<String> {
    // In a query, `+` is itself.
    let mut all = query.split('&').map(|sent| decoded(&sent.replace('+', "%2B")));
    all.find_map(|(known, value)| (known == name).then_some(value))
}

fn counts(form: &Sorted, name: &str, value: &str) -> bool {
    let is_out = form.without.iter().any(|other| other == name) || form.without_empty && value.is_empty();
    !is_out
}

fn write(form: &Sorted, (name, value): &(String, String), sent: &str) -> String {
    let (sent_name, sent_value) = sent.split_once('=').unwrap_or((sent, ""));
    let pieces = form.each.iter().map(|piece| match piece {
        Each::Text(text) => text,
        Each::Half(Half::Name) => name,
        Each::Half(Half::Value) => value,
        Each::Half(Half::SentName) => sent_name,
        Each::Half(Half::SentValue) => sent_value,
    });
    pieces.collect()
}

fn decoded(pair: &str) -> (String, String) {
    parse(pair.as_bytes()).next().map(|(name, value)| (name.into_owned(), value.into_owned())).unwrap_or_default()
}
