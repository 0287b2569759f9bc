//! Asks for what no flag says.

use std::io::{BufRead, Write};

use anyhow::{Result, bail};

use crate::arguments::New;
use crate::import::{Identity, Kind, Scaffold};

/// How often a question is repeated.
const TRIES: usize = 5;

/// The kinds of credentials, as a person would say them.
const KINDS: [(Kind, &str); 11] = [
    (Kind::Bearer, "a key or a token that does not change, as `Authorization: Bearer`"),
    (Kind::Header, "a key in a header of its own, such as `X-Api-Key`"),
    (Kind::Basic, "a user name and a password in HTTP Basic"),
    (Kind::Query, "a key in the query"),
    (Kind::Cookie, "a key in a cookie"),
    (Kind::Password, "a name and a password, exchanged for a token"),
    (Kind::KeyExchange, "an API key, exchanged for a token"),
    (Kind::ClientCredentials, "OAuth 2.0: client credentials"),
    (Kind::AuthorizationCode, "OAuth 2.0: a user's consent in a browser"),
    (Kind::Device, "OAuth 2.0: a user who enters a code on another device"),
    (Kind::None, "none"),
];

/// Asks for the base URL and the kind of credential, unless flags say them.
pub(super) fn ask(
    options: &New,
    identity: &mut Identity,
    mut input: impl BufRead,
    mut output: impl Write,
) -> Result<Scaffold> {
    if identity.base_url.is_none() {
        let question = "Base URL of the API, such as https://api.acme.example/v1: ";
        let is_url = |text: &str| text.starts_with("https://").then(|| text.to_owned());
        let wrong = "It begins with `https://`, since credentials are sent over https only.";
        identity.base_url = Some(until(question, wrong, is_url, &mut input, &mut output)?);
    }
    let kind = match options.credential {
        Some(kind) => kind,
        None => ask_kind(&mut input, &mut output)?,
    };
    let key_name = options.key_name.clone();
    Ok(Scaffold { kind, key_name: key_name.or(ask_name(kind, &mut input, &mut output)?) })
}

fn ask_kind(input: &mut impl BufRead, output: &mut impl Write) -> Result<Kind> {
    writeln!(output, "How do callers authenticate?")?;
    for (number, (_, what)) in KINDS.iter().enumerate() {
        writeln!(output, "  {:>2}  {what}", number + 1)?;
    }
    let find = |text: &str| {
        text.parse::<usize>().ok().and_then(|number| KINDS.get(number.checked_sub(1)?)).map(|(kind, _)| *kind)
    };
    until("Number: ", "Answer with one of the numbers.", find, input, output)
}

/// Asks for the name of a header, a parameter or a cookie. An empty answer is the usual name.
fn ask_name(kind: Kind, input: &mut impl BufRead, output: &mut impl Write) -> Result<Option<String>> {
    let question = match kind {
        Kind::Header => "Name of the header (X-Api-Key): ",
        Kind::Query => "Name of the parameter (api_key): ",
        Kind::Cookie => "Name of the cookie (session): ",
        Kind::Bearer
        | Kind::Basic
        | Kind::Password
        | Kind::KeyExchange
        | Kind::ClientCredentials
        | Kind::AuthorizationCode
        | Kind::Device
        | Kind::None => return Ok(None),
    };
    let is_name = |text: &str| (text.is_empty() || auth_language::header::is_name(text)).then(|| text.to_owned());
    let name = until(question, "Letters, digits, hyphens and underscores.", is_name, input, output)?;
    Ok(Some(name).filter(|name| !name.is_empty()))
}

/// Asks until the answer is one.
fn until<T>(
    question: &str,
    wrong: &str,
    read: impl Fn(&str) -> Option<T>,
    input: &mut impl BufRead,
    output: &mut impl Write,
) -> Result<T> {
    for _ in 0..TRIES {
        write!(output, "{question}")?;
        output.flush()?;
        let mut line = String::new();
        if input.read_line(&mut line)? == 0 {
            bail!("there was no answer: give `--base-url` and `--credential`");
        }
        if let Some(answer) = read(line.trim()) {
            return Ok(answer);
        }
        writeln!(output, "{wrong}")?;
    }
    bail!("there was no usable answer: give `--base-url` and `--credential`")
}

#[cfg(test)]
#[allow(clippy::expect_used, reason = "a test that fails may panic")]
mod tests {
    use super::*;

    #[test]
    fn questions_are_repeated_until_they_are_answered() {
        let mut identity = Identity::default();
        let mut shown = Vec::new();
        let input = "acme\nhttps://api.acme.example\n99\n2\n\n";
        let scaffold = ask(&New::default(), &mut identity, input.as_bytes(), &mut shown).expect("answers");
        assert_eq!((scaffold.kind, scaffold.key_name), (Kind::Header, None));
        assert_eq!(identity.base_url.as_deref(), Some("https://api.acme.example"));
        let shown = String::from_utf8(shown).expect("text");
        assert!(shown.contains("It begins with `https://`") && shown.contains("one of the numbers"), "{shown}");
        assert!(ask(&New::default(), &mut identity, "".as_bytes(), Vec::new()).is_err());
        assert!(ask(&New::default(), &mut identity, "a\n".repeat(9).as_bytes(), Vec::new()).is_err());
    }
}
