//! Draws a story: a line for each who takes part, and what passes between them, from top to bottom.

mod lettering;

use maud::{Markup, html};

use super::story::{Event, Phase, Story, Who};
use super::words;
use super::wrap::balanced;
use lettering::{LINE, WIDTH, height, texts, widest, within};

/// The distance of the outer lines from the edge.
const EDGE: u32 = 33;
/// The distance between two things.
const GAP: u32 = 10;

struct Canvas {
    cast: Vec<Who>,
    /// How far it is drawn.
    y: u32,
    shapes: Vec<Markup>,
}

/// Writes the drawing, with its title and description.
pub(super) fn write(story: &Story) -> Markup {
    let mut canvas = Canvas { cast: story.cast(), y: 34, shapes: Vec::new() };
    for (number, phase) in story.phases.iter().enumerate() {
        canvas.phase(number + 1, phase);
    }
    let (title, text) = (format!("life-{}-title", story.of), format!("life-{}-text", story.of));
    html! {
        svg viewBox={ "0 0 " (WIDTH) " " (canvas.y) } role="img" aria-labelledby={ (title) " " (text) } {
            title id=(title) { "The life of " (story.of) }
            desc id=(text) { (words::text(story)) }
            (canvas.lanes())
            @for shape in &canvas.shapes { (shape) }
        }
    }
}

impl Canvas {
    /// The middle of someone's line.
    fn x(&self, who: Who) -> u32 {
        let at = self.cast.iter().position(|other| *other == who).unwrap_or_default();
        let gaps = self.cast.len().saturating_sub(1).max(1);
        let at = u32::try_from(at).unwrap_or_default() * (WIDTH - 2 * EDGE);
        EDGE + at / u32::try_from(gaps).unwrap_or(1)
    }

    fn lanes(&self) -> Markup {
        html! {
            @for who in &self.cast {
                @let x = self.x(*who);
                line.lane x1=(x) y1="26" x2=(x) y2=(self.y) {}
                rect.pill x=(x - EDGE + 2) y="2" width=(2 * EDGE - 4) height="24" rx="12" {}
                text.head x=(x) y="18" text-anchor="middle" { (who.name()) }
            }
        }
    }

    fn phase(&mut self, number: usize, phase: &Phase) {
        let y = self.y + 4;
        self.shapes.push(html! {
            rect.phase x="0" y=(y) width=(WIDTH) height="22" rx="6" {}
            text.phase-title x="10" y=(y + 15) { (number) " · " (phase.title) }
        });
        self.y = y + 22 + GAP;
        for event in &phase.events {
            self.event(event);
        }
    }

    fn event(&mut self, event: &Event) {
        match event {
            Event::Ask(from, to, text) => self.arrow(*from, *to, text, "ask"),
            Event::Answer(from, to, text) => self.arrow(*from, *to, text, "answer"),
            Event::Note(who, text) => self.note(*who, text),
            Event::Holds(who, text) => self.held(*who, text),
        }
    }

    /// An arrow with its text above it.
    fn arrow(&mut self, from: Who, to: Who, text: &str, class: &str) {
        let (start, end) = (self.x(from), self.x(to));
        let lines = balanced(text, WIDTH - 16);
        let top = self.y + LINE - 3;
        let y = self.y + height(&lines) + 3;
        let middle = u32::midpoint(start, end);
        let (tail, tip) = if start < end { (start + 2, end - 2) } else { (start - 2, end + 2) };
        let wing = if start < end { tip - 7 } else { tip + 7 };
        self.shapes.push(html! {
            g.halo { (texts(&lines, middle, top)) }
            line class=(class) x1=(tail) y1=(y) x2=(wing) y2=(y) {}
            polygon class={ (class) "-tip" } points={ (tip) "," (y) " " (wing) "," (y - 4) " " (wing) "," (y + 4) } {}
        });
        self.y = y + GAP;
    }

    /// A box on someone's line.
    fn note(&mut self, who: Who, text: &str) {
        let lines = balanced(text, WIDTH - 40);
        let (width, height) = (widest(&lines) + 16, height(&lines) + 8);
        let middle = within(self.x(who), width);
        let y = self.y;
        self.shapes.push(html! {
            rect.note x=(middle - width / 2) y=(y) width=(width) height=(height) rx="6" {}
            (texts(&lines, middle, y + LINE + 1))
        });
        self.y = y + height + GAP;
    }

    /// What someone holds, with a key.
    fn held(&mut self, who: Who, text: &str) {
        let lines = balanced(text, WIDTH - 60);
        let (width, height) = (widest(&lines) + 36, height(&lines) + 8);
        let middle = within(self.x(who), width);
        let (left, y) = (middle - width / 2, self.y);
        self.shapes.push(html! {
            rect.held x=(left) y=(y) width=(width) height=(height) rx="10" {}
            (key(left + 8, y + height / 2))
            (texts(&lines, middle + 9, y + LINE + 1))
        });
        self.y = y + height + GAP;
    }
}

fn key(x: u32, y: u32) -> Markup {
    html! {
        circle.key cx=(x + 3) cy=(y) r="3" {}
        path.key d={ "M" (x + 6) " " (y) "h7m-3 0v3" } {}
    }
}
