//! A fault as text: `slow 500ms, 429 retry-after 3, 2 times`.

use std::fmt;
use std::iter::Peekable;
use std::str::{FromStr, SplitWhitespace};
use std::time::Duration;

use auth_language::suggest;

use crate::fault::error::FaultError;
use crate::fault::kind::{Effect, Fault, When};

/// The longest delay.
const LONGEST: Duration = Duration::from_secs(3600);
/// The words of the effects, apart from statuses and names of error cases.
pub(super) const EFFECTS: [(&str, Effect); 5] = [
    ("closed", Effect::Closed),
    ("truncated", Effect::Truncated),
    ("expired", Effect::Expired),
    ("revoked", Effect::Revoked),
    ("rotated", Effect::Rotated),
];
/// All other words.
const OTHERS: [&str; 6] = ["slow", "retry-after", "once", "times", "every", "always"];
const UNITS: [(&str, u64); 4] = [("ms", 1), ("s", 1000), ("m", 60_000), ("h", 3_600_000)];

type Words<'t> = Peekable<SplitWhitespace<'t>>;

impl FromStr for Fault {
    type Err = FaultError;

    fn from_str(text: &str) -> Result<Self, FaultError> {
        let text = text.replace(',', " ");
        let mut words = text.split_whitespace().peekable();
        let mut fault = Self { delay: None, effect: None, retry_after: None, when: When::Always };
        while let Some(word) = words.next() {
            fault.take(word, &mut words)?;
        }
        fault.check()
    }
}

impl Fault {
    fn take(&mut self, word: &str, words: &mut Words<'_>) -> Result<(), FaultError> {
        match word {
            "slow" => self.delay = Some(delay(words.next())?),
            "retry-after" => self.retry_after = Some(seconds(words.next())?),
            "once" => self.when = When::Times(1),
            "always" => self.when = When::Always,
            "every" => self.when = When::Every(ordinal(words.next())?),
            word => match word.parse::<u32>() {
                Ok(count) if words.next_if(|next| matches!(*next, "times" | "time")).is_some() => {
                    self.when = When::Times(positive(count)?);
                }
                Ok(status) => self.set(Effect::Status(checked_status(status)?))?,
                Err(_) => self.set(effect(word)?)?,
            },
        }
        Ok(())
    }

    fn set(&mut self, effect: Effect) -> Result<(), FaultError> {
        match &self.effect {
            Some(before) => {
                let text = format!("`{before}` and `{effect}` cannot both happen to a call: make two faults of them");
                Err(FaultError::new(text))
            }
            None => {
                self.effect = Some(effect);
                Ok(())
            }
        }
    }

    fn check(self) -> Result<Self, FaultError> {
        let refuses = matches!(&self.effect, Some(Effect::Status(_) | Effect::Case(_)));
        match (&self.effect, self.retry_after) {
            (None, None) if self.delay.is_none() => Err(FaultError::new(
                "a fault says what happens: `slow 500ms`, a status such as `503`, `closed`, `truncated`, `expired`, `revoked`, `rotated`, or \
                 the name of an error of the spec",
            )),
            (_, Some(_)) if !refuses => {
                Err(FaultError::new("`retry-after` belongs to a refusal: write `429 retry-after 3`"))
            }
            _ => Ok(self),
        }
    }
}

/// Returns the effect with this word; a word that begins with a capital is the name of an error case.
fn effect(word: &str) -> Result<Effect, FaultError> {
    if let Some((_, effect)) = EFFECTS.iter().find(|(known, _)| *known == word) {
        return Ok(effect.clone());
    }
    if word.starts_with(|c: char| c.is_ascii_uppercase()) {
        return Ok(Effect::Case(word.to_owned()));
    }
    let known: Vec<&str> = EFFECTS.iter().map(|(known, _)| *known).chain(OTHERS).collect();
    let help = suggest::help(word, (), &known, "the words are");
    Err(FaultError::new(format!("a fault has no word `{word}`: {}", help.advice())))
}

fn checked_status(status: u32) -> Result<u16, FaultError> {
    let known = u16::try_from(status).ok().filter(|status| (400..600).contains(status));
    known.ok_or_else(|| {
        FaultError::new(format!(
            "`{status}` is not the status of a refusal: write one from 400 to 599, or `{status} times`"
        ))
    })
}

fn positive(count: u32) -> Result<u32, FaultError> {
    if count == 0 {
        Err(FaultError::new("`0 times` is never: write how often it happens, from 1 on"))
    } else {
        Ok(count)
    }
}

fn delay(text: Option<&str>) -> Result<Duration, FaultError> {
    let wrong = || FaultError::new("`slow` needs a time with its unit, up to an hour: `500ms`, `2s`, `1m`");
    let text = text.ok_or_else(wrong)?;
    let (number, unit) = text.split_at(text.find(|c: char| !c.is_ascii_digit()).ok_or_else(wrong)?);
    let (_, unit) = UNITS.iter().find(|(known, _)| *known == unit).ok_or_else(wrong)?;
    let milliseconds = number.parse::<u64>().ok().and_then(|number| number.checked_mul(*unit)).ok_or_else(wrong)?;
    Some(Duration::from_millis(milliseconds)).filter(|delay| *delay <= LONGEST).ok_or_else(wrong)
}

fn seconds(text: Option<&str>) -> Result<u64, FaultError> {
    let seconds = text.and_then(|text| text.strip_suffix('s').unwrap_or(text).parse().ok());
    seconds.ok_or_else(|| FaultError::new("`retry-after` needs a number of seconds: `retry-after 3`"))
}

/// Reads `3` or `3rd`.
fn ordinal(text: Option<&str>) -> Result<u32, FaultError> {
    let bare = text.map(|text| text.trim_end_matches(|c: char| c.is_ascii_lowercase()));
    let count = bare.and_then(|bare| bare.parse::<u32>().ok());
    count.ok_or_else(|| FaultError::new("`every` needs a number: `every 3` is each third call")).and_then(positive)
}

impl fmt::Display for Fault {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let delay = self.delay.map(|delay| format!("slow {}ms", delay.as_millis()));
        let wait = self.retry_after.map(|seconds| format!(" retry-after {seconds}")).unwrap_or_default();
        let effect = self.effect.as_ref().map(|effect| format!("{effect}{wait}"));
        let when = match self.when {
            When::Always => None,
            When::Times(1) => Some("once".to_owned()),
            When::Times(count) => Some(format!("{count} times")),
            When::Every(count) => Some(format!("every {count}")),
        };
        let parts: Vec<String> = [delay, effect, when].into_iter().flatten().collect();
        formatter.write_str(&parts.join(", "))
    }
}

impl fmt::Display for Effect {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Status(status) => write!(formatter, "{status}"),
            Self::Case(name) => formatter.write_str(name),
            Self::Closed | Self::Truncated | Self::Expired | Self::Revoked | Self::Rotated => {
                let word = EFFECTS.iter().find(|(_, effect)| effect == self).map_or("", |(word, _)| *word);
                formatter.write_str(word)
            }
        }
    }
}

#[cfg(test)]
#[allow(clippy::panic, reason = "a test that fails may panic")]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_what_it_prints() {
        let rows = [
            ("slow 500ms", "slow 500ms"),
            ("once 503 slow 2s", "slow 2000ms, 503, once"),
            ("429 retry-after 3s 2 times", "429 retry-after 3, 2 times"),
            ("closed every 3rd", "closed, every 3"),
            ("truncated,1 time", "truncated, once"),
            ("InvalidGrant always", "InvalidGrant"),
            ("expired", "expired"),
        ];
        for (text, expected) in rows {
            let fault: Fault = text.parse().unwrap_or_else(|error| panic!("{text}: {error}"));
            assert_eq!(fault.to_string(), expected, "{text}");
            assert_eq!(expected.parse(), Ok(fault), "{expected}");
        }
    }

    #[test]
    fn wrong_texts_are_explained() {
        let rows = [
            ("", "a fault says what happens"),
            ("once", "a fault says what happens"),
            ("slwo 500ms", "did you mean `slow`?"),
            ("slow", "`slow` needs a time"),
            ("slow 500", "`slow` needs a time"),
            ("slow 2h", "up to an hour"),
            ("slow 99999999999999999999h", "`slow` needs a time"),
            ("200", "`200` is not the status of a refusal"),
            ("0 times closed", "`0 times` is never"),
            ("every 0 closed", "`0 times` is never"),
            ("every", "`every` needs a number"),
            ("closed 503", "`closed` and `503` cannot both happen"),
            ("closed retry-after 3", "`retry-after` belongs to a refusal"),
            ("429 retry-after soon", "`retry-after` needs a number of seconds"),
        ];
        for (text, expected) in rows {
            let said = text.parse::<Fault>().map_err(|error| error.to_string());
            assert!(said.as_ref().is_err_and(|said| said.contains(expected)), "{text}: {said:?}");
        }
    }
}
