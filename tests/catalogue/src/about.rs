//! What the comments at the top of a spec say: its sources with the date, what is uncertain, and what it shows.

use crate::Spec;

/// What a spec says about itself.
#[derive(Debug)]
pub struct About {
    /// The pages that it follows, with the date on which they were read.
    pub sources: Vec<String>,
    /// What the pages leave open; `nothing` if they leave nothing open.
    pub uncertain: String,
    /// The ids of capabilities that it shows.
    pub shows: Vec<String>,
    /// The lines of the spec, with its comments.
    pub lines: usize,
}

impl About {
    /// Reads the comments at the top of a spec.
    #[must_use]
    pub fn of(spec: &Spec) -> Self {
        let comments = spec.text.lines().map_while(|line| line.strip_prefix("# "));
        let mut about = Self { sources: Vec::new(), uncertain: String::new(), shows: Vec::new(), lines: 0 };
        for comment in comments {
            if let Some(sources) = comment.strip_prefix("Source: ") {
                about.sources.extend(sources.split(", ").map(str::to_owned));
            } else if let Some(uncertain) = comment.strip_prefix("Uncertain: ") {
                uncertain.clone_into(&mut about.uncertain);
            } else if let Some(shows) = comment.strip_prefix("shows: ") {
                about.shows.extend(shows.split(", ").map(str::to_owned));
            }
        }
        about.lines = spec.text.lines().count();
        about
    }
}
