//! Reads token replies tolerantly.

use std::cell::RefCell;

thread_local! {
    /// What is known of the reply that is being read tolerantly.
    static READING: RefCell<Option<Reading>> = const { RefCell::new(None) };
}

/// The path of a reply as a whole, whose characters are odd.
pub(crate) const WHOLE: &str = ".";

/// What a tolerant reading has found.
#[derive(Debug, Default)]
pub(crate) struct Reading {
    /// The members that could not be read.
    pub(crate) odd: Vec<OddMember>,
    /// Whether every required member is needed, because later requests may send it.
    needs_all: bool,
    /// Whether there is a stand-in for a required member.
    has_stand_in: bool,
    /// Whether there is one since the last reply was noted.
    lacks: bool,
    /// How many stand-ins are being made for members of each other.
    depth: u8,
}

/// An unreadable member that was read as absent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct OddMember {
    /// The path, as the field declares it.
    pub(crate) path: String,
    /// Whether a secret was expected.
    pub(crate) is_secret: bool,
}

/// The JSON texts that stand in for a required member that is absent: the first that its type can read.
pub(super) const STAND_INS: [&str; 8] = [
    r#""""#,
    "{}",
    "[]",
    "0",
    "false",
    r#""0m""#,
    r#""1970-01-01T00:00:00Z""#,
    r#""00000000-0000-0000-0000-000000000000""#,
];
/// A required record may contain another one; no type has more of them in each other than this.
const DEEPEST: u8 = 8;

/// Restores what was read before, even after a panic.
#[cfg(feature = "client")]
struct End(Option<Reading>);

#[cfg(feature = "client")]
impl Drop for End {
    fn drop(&mut self) {
        READING.set(self.0.take());
    }
}

/// Reads tolerantly while `work` runs: a member that cannot be read, or is required and absent, counts as absent, because
/// a valid token must not be lost because of other members. `reading` has what was found.
#[cfg(feature = "client")]
pub(crate) fn tolerantly<T>(reading: &mut Reading, work: impl FnOnce() -> T) -> T {
    let end = End(READING.replace(Some(std::mem::take(reading))));
    let done = work();
    *reading = READING.take().unwrap_or_default();
    drop(end);
    done
}

/// Reads strictly while code of the application runs, which may make other calls.
#[cfg(feature = "client")]
pub(crate) async fn strictly<F: Future>(work: F) -> F::Output {
    let mut work = std::pin::pin!(work);
    std::future::poll_fn(|context| {
        let _end = End(READING.take());
        work.as_mut().poll(context)
    })
    .await
}

pub(crate) fn is_tolerant() -> bool {
    READING.with_borrow(Option::is_some)
}

/// Records a member that is read as absent.
pub(crate) fn note(path: &str, is_secret: bool) {
    change(|reading| reading.odd.push(OddMember { path: path.to_owned(), is_secret }));
}

/// From now on, a reply without a required member is an error, or not: what it lacks may be sent by the next request,
/// unless that looks.
#[cfg(feature = "client")]
pub(crate) fn need_all(needs_all: bool) {
    change(|reading| reading.needs_all = needs_all);
}

/// Returns whether the reply that was just read has a stand-in.
#[cfg(feature = "client")]
pub(crate) fn lacks() -> bool {
    change(|reading| std::mem::take(&mut reading.lacks)).unwrap_or_default()
}

/// Notes that a reply which was read before has a stand-in.
#[cfg(feature = "client")]
pub(crate) fn has_stand_in() {
    change(|reading| reading.has_stand_in = true);
}

/// Whether no later request may send what a reply lacks.
pub(super) fn is_nothing_needed() -> bool {
    change(|reading| !reading.needs_all).unwrap_or_default()
}

/// Whether a stand-in is being made, which may be an empty secret.
pub(super) fn is_making_up() -> bool {
    change(|reading| reading.depth > 0).unwrap_or_default()
}

/// Makes a stand-in for a required member, if it may be made.
pub(crate) fn make_up<T>(may: bool, make: impl FnOnce() -> Option<T>) -> Option<T> {
    change(|reading| (may && reading.depth < DEEPEST).then(|| reading.depth += 1)).flatten()?;
    let made = make();
    change(|reading| {
        reading.depth = reading.depth.saturating_sub(1);
        reading.has_stand_in |= made.is_some();
        reading.lacks |= made.is_some();
    });
    made
}

/// Whether a value of the reply may be a stand-in.
#[cfg(feature = "client")]
pub(crate) fn may_be_stand_in(text: &str) -> bool {
    let is_one = STAND_INS.iter().any(|stand_in| stand_in.trim_matches('"') == text);
    is_one && READING.with_borrow(|reading| reading.as_ref().is_some_and(|reading| reading.has_stand_in))
}

fn change<T>(change: impl FnOnce(&mut Reading) -> T) -> Option<T> {
    READING.with_borrow_mut(|reading| reading.as_mut().map(change))
}
