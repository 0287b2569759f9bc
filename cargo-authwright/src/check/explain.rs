//! `cargo authwright explain`: what the code of a problem means, with a wrong and a right example.

mod page;

use anyhow::{Result, bail};
use auth_language::problem::Code;
use auth_language::suggest;

use crate::arguments::Explain;
use crate::terminal;
use crate::terminal::exit::FINE;

/// Prints the page of a code, or the list of all codes.
pub(crate) fn run(options: &Explain) -> Result<u8> {
    let text = match &options.code {
        Some(code) => page::of(find(code)?).to_owned(),
        None => Code::ALL.iter().map(|(code, meaning)| format!("{code}  {meaning}\n")).collect(),
    };
    terminal::print(&text)?;
    Ok(FINE)
}

/// Finds a code by its name, with or without the letters and zeros: `AW0102`, `aw102`, `102`.
fn find(asked: &str) -> Result<Code> {
    let digits = asked.trim_start_matches(['A', 'a', 'W', 'w']);
    let name = format!("AW{digits:0>4}");
    if let Some((code, _)) = Code::ALL.iter().find(|(code, _)| code.to_string() == name) {
        return Ok(*code);
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
            assert_eq!(find(asked).ok(), Some(Code::MISSING_KEY), "{asked}");
        }
        for asked in ["", "AW", "0", "AW9999", "key", "99999999999999999999", "é"] {
            assert!(find(asked).is_err(), "{asked}");
        }
    }
}
