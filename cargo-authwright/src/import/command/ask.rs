//! Asks for what no flag says.

use std::io::{BufRead, Write};

use anyhow::{Result, bail};

use crate::arguments::{CredentialKind, New};
use crate::import::{Identity, Kind, Scaffold};

/// How often a question is repeated.
const TRIES: usize = 5;

/// The kinds of credentials, as a person would say them.
const KINDS: [(CredentialKind, &str); 11] = [
    (CredentialKind::Bearer, "a key or a token that does not change, as `Authorization: Bearer`"),
    (CredentialKind::Header, "a key in a header of its own, such as `X-Api-Key`"),
    (CredentialKind::Basic, "a user name and a password in HTTP Basic"),
    (CredentialKind::Query, "a key in the query"),
    (CredentialKind::Cookie, "a key in a cookie"),
    (CredentialKind::Password, "a name and a password, exchanged for a token"),
    (CredentialKind::KeyExchange, "an API key, exchanged for a token"),
    (CredentialKind::ClientCredentials, "OAuth 2.0: client credentials"),
    (CredentialKind::AuthorizationCode, "OAuth 2.0: a user's consent in a browser"),
    (CredentialKind::Device, "OAuth 2.0: a user who enters a code on another device"),
    (CredentialKind::None, "none"),
];

/// The kind that a flag names.
pub(super) fn kind(credential: CredentialKind) -> Kind {
    match credential {
        CredentialKind::Bearer => Kind::Bearer,
        CredentialKind::Header => Kind::Header,
        CredentialKind::Basic => Kind::Basic,
        CredentialKind::Query => Kind::Query,
        CredentialKind::Cookie => Kind::Cookie,
        CredentialKind::Password => Kind::Password,
        CredentialKind::KeyExchange => Kind::KeyExchange,
        CredentialKind::ClientCredentials => Kind::ClientCredentials,
        CredentialKind::AuthorizationCode => Kind::AuthorizationCode,
        CredentialKind::Device => Kind::Device,
        CredentialKind::None => Kind::None,
    }
}

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
    let credential = match options.credential {
        Some(credential) => credential,
        None => ask_kind(&mut input, &mut output)?,
    };
    let key_name = options.key_name.clone();
    Ok(Scaffold { kind: kind(credential), key_name: key_name.or(ask_name(credential, &mut input, &mut output)?) })
}

fn ask_kind(input: &mut impl BufRead, output: &mut impl Write) -> Result<CredentialKind> {
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
fn ask_name(credential: CredentialKind, input: &mut impl BufRead, output: &mut impl Write) -> Result<Option<String>> {
    let question = match credential {
        CredentialKind::Header => "Name of the header (X-Api-Key): ",
        CredentialKind::Query => "Name of the parameter (api_key): ",
        CredentialKind::Cookie => "Name of the cookie (session): ",
        CredentialKind::Bearer
        | CredentialKind::Basic
        | CredentialKind::Password
        | CredentialKind::KeyExchange
        | CredentialKind::ClientCredentials
        | CredentialKind::AuthorizationCode
        | CredentialKind::Device
        | CredentialKind::None => return Ok(None),
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
