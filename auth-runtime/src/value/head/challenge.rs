//! Parses the challenges of a refusal (RFC 9110 §11.6.1).

use std::fmt;

use http::{HeaderMap, header};

/// A challenge of `WWW-Authenticate`: a scheme with its parameters. `Debug` shows no values.
///
/// ```
/// use auth_runtime::http::{HeaderMap, HeaderValue, header::WWW_AUTHENTICATE};
/// use auth_runtime::response::challenges;
///
/// let value = HeaderValue::from_static(r#"Basic realm="a, b", Bearer error="insufficient_scope", scope="read write""#);
/// let headers = HeaderMap::from_iter([(WWW_AUTHENTICATE, value)]);
/// let bearer = challenges(&headers).into_iter().find(|challenge| challenge.scheme() == "Bearer").expect("one of Bearer");
/// assert_eq!(bearer.parameter("Scope"), Some("read write"));
/// ```
#[derive(Clone, PartialEq, Eq)]
pub struct Challenge {
    scheme: String,
    parameters: Vec<(String, String)>,
    token: Option<String>,
}

impl Challenge {
    /// Returns the name of the scheme as received. Compare it case-insensitively.
    #[must_use]
    pub fn scheme(&self) -> &str {
        &self.scheme
    }

    /// Returns the value of a parameter. Names are case-insensitive.
    #[must_use]
    pub fn parameter(&self, name: &str) -> Option<&str> {
        self.parameters.iter().find(|(known, _)| known.eq_ignore_ascii_case(name)).map(|(_, value)| value.as_str())
    }

    /// Returns the parameters in order.
    pub fn parameters(&self) -> impl Iterator<Item = (&str, &str)> {
        self.parameters.iter().map(|(name, value)| (name.as_str(), value.as_str()))
    }

    /// Returns the single text that some schemes have instead of parameters (`token68`).
    #[must_use]
    pub fn token(&self) -> Option<&str> {
        self.token.as_deref()
    }
}

impl fmt::Debug for Challenge {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let names: Vec<&str> = self.parameters.iter().map(|(name, _)| name.as_str()).collect();
        f.debug_struct("Challenge").field("scheme", &self.scheme).field("parameters", &names).finish_non_exhaustive()
    }
}

/// Returns the challenges of a reply. A malformed one ends its header.
#[must_use]
pub fn challenges(headers: &HeaderMap) -> Vec<Challenge> {
    let mut found = Vec::new();
    for line in headers.get_all(header::WWW_AUTHENTICATE).iter().filter_map(|line| line.to_str().ok()) {
        let _ = read(line, &mut found);
    }
    found
}

/// Parses a header. Commas separate both challenges and parameters; a name without `=` is that of a scheme.
fn read(line: &str, found: &mut Vec<Challenge>) -> Option<()> {
    let mut rest = line.trim_start_matches(is_gap);
    let before = found.len();
    while !rest.is_empty() {
        let (name, after) = split_token(rest)?;
        if let Some((value, after)) = parameter(after) {
            let challenge = found.get_mut(before..)?.last_mut()?;
            challenge.parameters.push((name.to_owned(), value));
            rest = after;
        } else if after.trim_start_matches(is_space).starts_with('=') {
            return None;
        } else {
            let (token, after) = token68(after);
            found.push(Challenge { scheme: name.to_owned(), parameters: Vec::new(), token });
            rest = after;
        }
        rest = rest.trim_start_matches(is_gap);
    }
    Some(())
}

fn is_gap(char: char) -> bool {
    matches!(char, ' ' | '\t' | ',')
}

fn is_space(char: char) -> bool {
    matches!(char, ' ' | '\t')
}

fn split_token(text: &str) -> Option<(&str, &str)> {
    let is_token = |char: char| char.is_ascii_alphanumeric() || "!#$%&'*+-.^_`|~".contains(char);
    let end = text.find(|char| !is_token(char)).unwrap_or(text.len());
    (end > 0).then(|| text.split_at(end))
}

/// Parses the text after a parameter's name: `=`, and a token or a quoted string.
fn parameter(after: &str) -> Option<(String, &str)> {
    let value = after.trim_start_matches(is_space).strip_prefix('=')?.trim_start_matches(is_space);
    match value.strip_prefix('"') {
        Some(quoted) => unquote(quoted),
        None => split_token(value).map(|(value, rest)| (value.to_owned(), rest)),
    }
}

fn unquote(quoted: &str) -> Option<(String, &str)> {
    let mut text = String::new();
    let mut chars = quoted.char_indices();
    while let Some((at, char)) = chars.next() {
        match char {
            '"' => return Some((text, quoted.get(at + 1..)?)),
            '\\' => text.push(chars.next()?.1),
            plain => text.push(plain),
        }
    }
    None
}

/// Parses the text after a scheme's name as a `token68`, if it is one and not the name of a parameter.
fn token68(after: &str) -> (Option<String>, &str) {
    let text = after.trim_start_matches(is_space);
    let is_token = |char: char| char.is_ascii_alphanumeric() || "-._~+/=".contains(char);
    let end = text.find(|char| !is_token(char)).unwrap_or(text.len());
    let (token, rest) = text.split_at(end);
    let follows = rest.trim_start_matches(is_space);
    let is_alone = !token.is_empty() && text.len() < after.len() && (follows.is_empty() || follows.starts_with(','));
    let is_parameter = token.trim_end_matches('=').contains('=');
    if is_alone && !is_parameter { (Some(token.to_owned()), rest) } else { (None, text) }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Scheme, parameters, token.
    type Row<'r> = (&'r str, Vec<(&'r str, &'r str)>, Option<&'r str>);

    #[test]
    fn reads_what_rfc_9110_allows() {
        let rows: [(&str, Vec<Row<'_>>); 8] = [
            ("Bearer", vec![("Bearer", vec![], None)]),
            ("Bearer realm=\"x\"", vec![("Bearer", vec![("realm", "x")], None)]),
            (
                "Newauth realm=\"apps\", type=1, title=\"Login to \\\"apps\\\"\", Basic realm=\"simple\"",
                vec![
                    ("Newauth", vec![("realm", "apps"), ("type", "1"), ("title", "Login to \"apps\"")], None),
                    ("Basic", vec![("realm", "simple")], None),
                ],
            ),
            (
                "Negotiate abc==, Basic realm=x",
                vec![("Negotiate", vec![], Some("abc==")), ("Basic", vec![("realm", "x")], None)],
            ),
            (", ,Bearer error = invalid_token", vec![("Bearer", vec![("error", "invalid_token")], None)]),
            (
                "DPoP algs=\"ES256 PS256\", Bearer",
                vec![("DPoP", vec![("algs", "ES256 PS256")], None), ("Bearer", vec![], None)],
            ),
            ("Bearer realm=\"open", vec![("Bearer", vec![], None)]),
            ("a=b", vec![]),
        ];
        for (line, expected) in rows {
            let mut found = Vec::new();
            let _ = read(line, &mut found);
            let found: Vec<Row<'_>> = found
                .iter()
                .map(|challenge| (challenge.scheme(), challenge.parameters().collect(), challenge.token()))
                .collect();
            assert_eq!(found, expected, "{line}");
        }
    }
}
