//! Texts of a drawing, and where there is room for them.

use maud::{Markup, html};

use crate::docs::lifecycle::wrap::Line;

/// The width of a drawing.
pub(super) const WIDTH: u32 = 344;
/// The height of a line of text.
pub(super) const LINE: u32 = 13;

/// Lines of text around a middle, which stay within the drawing.
pub(super) fn texts(lines: &[Line], middle: u32, top: u32) -> Markup {
    html! {
        @for (at, line) in lines.iter().enumerate() {
            @let y = top + LINE * u32::try_from(at).unwrap_or_default();
            text x=(within(middle, line.width)) y=(y) text-anchor="middle" {
                @for piece in &line.pieces {
                    @if piece.is_code { tspan.mono { (piece.text) } } @else { (piece.text) }
                }
            }
        }
    }
}

/// The middle of something of this width that is as near as it can be within the drawing.
pub(super) fn within(middle: u32, width: u32) -> u32 {
    let half = width / 2 + 2;
    middle.clamp(half.min(WIDTH / 2), (WIDTH - half.min(WIDTH / 2)).max(WIDTH / 2))
}

pub(super) fn widest(lines: &[Line]) -> u32 {
    lines.iter().map(|line| line.width).max().unwrap_or_default()
}

pub(super) fn height(lines: &[Line]) -> u32 {
    LINE * u32::try_from(lines.len()).unwrap_or_default()
}
