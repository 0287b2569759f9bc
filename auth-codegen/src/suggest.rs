//! "Did you mean": the nearest of the words that would have been right.

/// Help for an unknown key.
pub(crate) fn key(found: &str, known: &[&str]) -> String {
    word(found, known, "the keys here are")
}

/// Help for a reference to something that does not exist. `all` introduces the list: `the types are`.
pub(crate) fn word(found: &str, known: &[&str], all: &str) -> String {
    match nearest(found, known) {
        Some(near) => format!("did you mean `{near}`?"),
        None if known.is_empty() => match all.split_once("; ") {
            Some((advice, _)) => format!("{advice}; there is none so far"),
            None => format!("{all} none"),
        },
        None => format!("{all} {}", list(known)),
    }
}

/// Whether one word may be meant by the other.
pub(crate) fn is_near(found: &str, word: &str) -> bool {
    nearest(found, &[word]).is_some()
}

/// The word that was probably meant.
pub(crate) fn nearest<'a>(found: &str, known: &[&'a str]) -> Option<&'a str> {
    let scored = known.iter().map(|word| (likeness(&found.to_lowercase(), &word.to_lowercase()), *word));
    let best = scored.max_by(|left, right| left.0.total_cmp(&right.0));
    best.filter(|(score, _)| *score > 0.82).map(|(_, word)| word)
}

/// From 0 to 1. Two letters the wrong way round in a short word are a slip too, which Jaro and Winkler do not see.
fn likeness(found: &str, word: &str) -> f64 {
    let is_slip = found.len() > 2 && strsim::osa_distance(found, word) == 1;
    strsim::jaro_winkler(found, word).max(if is_slip { 0.9 } else { 0.0 })
}

fn list(known: &[&str]) -> String {
    let quoted: Vec<String> = known.iter().take(24).map(|word| format!("`{word}`")).collect();
    let more = if known.len() > 24 { ", …" } else { "" };
    quoted.join(", ") + more
}
