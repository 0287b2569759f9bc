//! The life of a credential: a drawing, the same in words, and who holds what.
//!
//! Both are made from one [`Story`], so that they say the same.

mod draw;
mod story;
mod tell;
mod words;
mod wrap;

use auth_codegen::model::{Credential, Provider};
use maud::{Markup, html};

use story::Story;

use super::text::prose;

/// Draws and tells the life of a credential.
pub(super) fn write(credential: &Credential, provider: &Provider) -> Markup {
    let story = tell::of(credential, provider);
    html! {
        div.life {
            (draw::write(&story))
            div {
                (holdings(&story))
                (words::write(&story))
            }
        }
    }
}

fn holdings(story: &Story) -> Markup {
    html! {
        h5 { "Who holds what" }
        dl.names {
            @for (who, what) in &story.holds {
                div { dt { (who.name()) } dd { (prose(what)) } }
            }
        }
    }
}
