//! A story in words: for those who do not see the drawing, and for those who would rather read.

use maud::{Markup, html};

use super::story::{Event, Story};
use crate::docs::text::{plain, prose};

pub(super) fn write(story: &Story) -> Markup {
    html! {
        details.words {
            summary { "The drawing in words" }
            @for phase in &story.phases {
                h5 { (phase.title) }
                ol { @for event in &phase.events { li { (prose(&sentence(event))) } } }
            }
        }
    }
}

/// The whole story as one text, for the description of the drawing.
pub(super) fn text(story: &Story) -> String {
    let phases = story.phases.iter().map(|phase| {
        let sentences: Vec<String> = phase.events.iter().map(|event| plain(&sentence(event))).collect();
        let colon = if phase.title.ends_with('?') { "" } else { ":" };
        format!("{}{colon} {}", phase.title, sentences.join(" "))
    });
    phases.collect::<Vec<_>>().join(" ")
}

fn sentence(event: &Event) -> String {
    let sentence = match event {
        Event::Ask(from, to, text) => format!("{} → {}: {text}", from.name(), to.name()),
        Event::Answer(from, to, text) => format!("{} answers {}: {text}", from.name(), to.name()),
        Event::Note(_, text) => text.clone(),
        Event::Holds(who, text) => format!("{} now holds {text}", who.name()),
    };
    if sentence.ends_with(['.', '?', ':']) { sentence } else { sentence + "." }
}
