//! Writes the parameters of a request sorted by name.

use auth_language::value::Sorted;
use url::form_urlencoded::parse;

use crate::read::received::Received;

/// Returns the parameters of a query, and of the body if that is a form.
pub(super) fn sorted(form: Sorted, query: &str, received: &Received) -> String {
    let body = String::from_utf8_lossy(if received.is_form() { received.bytes() } else { &[] });
    // In a query, `+` is itself.
    let in_query = query.split('&').map(|sent| (decoded(&sent.replace('+', "%2B")), sent));
    let all = in_query.chain(body.split('&').map(|sent| (decoded(sent), sent)));
    let mut all: Vec<_> = all.filter(|(_, sent)| !sent.is_empty()).collect();
    all.sort_by(|((one, _), _), ((other, _), _)| one.cmp(other));
    let written = all.into_iter().map(|((name, value), sent)| match form {
        Sorted::Pairs => format!("{name}{value}"),
        Sorted::Text | Sorted::Lines => format!("{name}={value}"),
        Sorted::Query => sent.to_owned(),
    });
    let between = match form {
        Sorted::Pairs => "",
        Sorted::Text | Sorted::Query => "&",
        Sorted::Lines => "\n",
    };
    written.collect::<Vec<_>>().join(between)
}

fn decoded(pair: &str) -> (String, String) {
    parse(pair.as_bytes()).next().map(|(name, value)| (name.into_owned(), value.into_owned())).unwrap_or_default()
}
