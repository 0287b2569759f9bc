//! What is printed: with colours where a terminal shows them, and quiet where a pipe is closed.

pub mod exit;
pub(crate) mod shell;

use std::env;
use std::io::{self, IsTerminal as _, Write as _};

use auth_codegen::Report;

/// Whether standard error shows colours. `NO_COLOR` (<https://no-color.org>) turns them off, `CLICOLOR_FORCE` turns them
/// on where there is no terminal.
#[must_use]
pub fn has_colours() -> bool {
    let is_set = |name: &str| env::var_os(name).is_some_and(|value| !value.is_empty() && value != "0");
    if env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty()) {
        return false;
    }
    is_set("CLICOLOR_FORCE") || (io::stderr().is_terminal() && env::var_os("TERM").is_none_or(|term| term != "dumb"))
}

/// Prints a report to standard error.
pub fn report(report: &Report) {
    error_line(&format!("{}\n", if has_colours() { report.to_styled() } else { report.to_string() }));
}

/// Prints an error with its causes to standard error.
pub fn error(error: &anyhow::Error) {
    let (start, end) = if has_colours() { ("\u{1b}[1;31m", "\u{1b}[0m") } else { ("", "") };
    error_line(&format!("{start}error{end}: {error:#}"));
}

/// Prints to standard output. A reader that has seen enough (`| head`) is not an error.
///
/// # Errors
/// If standard output cannot be written to for another reason.
pub fn print(text: &str) -> io::Result<()> {
    let mut output = io::stdout().lock();
    match output.write_all(text.as_bytes()).and_then(|()| output.flush()) {
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(()),
        result => result,
    }
}

/// Prints a line to standard output, like `println!`, but without a panic where nobody reads on.
macro_rules! say {
    ($($part:tt)*) => {
        $crate::terminal::line(&format!($($part)*))
    };
}
pub(crate) use say;

/// Prints a line to standard error, like `eprintln!`, but without a panic where nobody reads on.
macro_rules! complain {
    ($($part:tt)*) => {
        $crate::terminal::error_line(&format!($($part)*))
    };
}
pub(crate) use complain;

/// Prints a line to standard error. There is nobody to tell that it cannot be printed.
pub(crate) fn error_line(text: &str) {
    let _ = writeln!(io::stderr(), "{text}");
}

/// Prints a line to standard output. There is nobody to tell that it cannot be printed.
pub(crate) fn line(text: &str) {
    let _ = print(&format!("{text}\n"));
}

/// Returns a count with its noun: `1 problem`, `2 problems`.
#[must_use]
pub fn plural(count: usize, what: &str) -> String {
    format!("{count} {what}{}", if count == 1 { "" } else { "s" })
}
