//! `cargo authwright explain`: what the code of a problem means.

use anyhow::{Result, bail};
use auth_language::problem::Code;
use auth_language::suggest;

use crate::arguments::Explain;
use crate::exit::FINE;
use crate::terminal;

/// Prints what a code means, or what all of them do.
pub(crate) fn run(options: &Explain) -> Result<u8> {
    let text = match &options.code {
        Some(code) => explain(code)?,
        None => Code::ALL.iter().map(|(code, meaning)| format!("{code}  {meaning}\n")).collect(),
    };
    terminal::print(&text)?;
    Ok(FINE)
}

fn explain(asked: &str) -> Result<String> {
    let (code, meaning) = find(asked)?;
    Ok(format!("{code}: {meaning}\n"))
}

/// Finds a code by its name, with or without the letters and zeros: `AW0102`, `aw102`, `102`.
fn find(asked: &str) -> Result<(Code, &'static str)> {
    let digits = asked.trim_start_matches(|c: char| c.is_ascii_alphabetic());
    let name = format!("AW{digits:0>4}");
    if let Some(found) = Code::ALL.iter().find(|(code, _)| code.to_string() == name) {
        return Ok(*found);
    }
    let names: Vec<String> = Code::ALL.iter().map(|(code, _)| code.to_string()).collect();
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    let advice = match suggest::nearest(&name, &names) {
        Some(near) => format!("did you mean `{near}`? "),
        None => String::new(),
    };
    bail!("there is no code `{asked}`: {advice}`cargo authwright explain` lists them")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_have_short_forms() {
        for asked in ["AW0102", "aw0102", "102", "0102", "AW102"] {
            assert_eq!(find(asked).ok().map(|(code, _)| code), Some(Code::MISSING_KEY), "{asked}");
        }
        for asked in ["", "AW", "0", "AW9999", "key", "99999999999999999999", "é"] {
            assert!(find(asked).is_err(), "{asked}");
        }
    }
}
