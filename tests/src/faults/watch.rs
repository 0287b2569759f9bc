//! Records what a process writes to `tracing` and `log`, and its panics.

use std::collections::BTreeMap;
use std::fmt::{Debug, Write as _};
use std::panic;
use std::sync::{LazyLock, Mutex, Once};

use base64::engine::general_purpose::{STANDARD, URL_SAFE};
use tracing::field::{Field, Visit};
use tracing::span::{Attributes, Id, Record};
use tracing::{Event, Metadata, Subscriber};

/// A part of every secret that the tests send or receive. It is lower case because header names are.
pub const CANARY: &str = "c4n4rys3cr3t";

/// Returns how a text shows the canary: in plain text, as a list of decimal bytes, in hexadecimal, or in base64 at any
/// of the three alignments.
///
/// ```
/// use auth_tests::faults::{CANARY, find_canary};
///
/// assert_eq!(find_canary(&format!("token {CANARY}!")), Some("as it is"));
/// assert_eq!(find_canary(&format!("{:?}", CANARY.as_bytes())), Some("as decimal bytes"));
/// assert_eq!(find_canary("nothing"), None);
/// ```
#[must_use]
pub fn find_canary(text: &str) -> Option<&'static str> {
    let squeezed: String =
        text.chars().filter(|char| !char.is_whitespace()).map(|char| char.to_ascii_lowercase()).collect();
    let found = NEEDLES
        .iter()
        .find(|needle| if needle.exact { text.contains(&needle.text) } else { squeezed.contains(&needle.text) });
    found.map(|needle| needle.form)
}

struct Needle {
    form: &'static str,
    text: String,
    /// Whether case matters, as in base64.
    exact: bool,
}

static NEEDLES: LazyLock<Vec<Needle>> = LazyLock::new(|| {
    let bytes = CANARY.as_bytes();
    let join =
        |format: &dyn Fn(&u8) -> String, between: &str| bytes.iter().map(format).collect::<Vec<_>>().join(between);
    let loose = |form, text| Needle { form, text, exact: false };
    let mut needles = vec![
        loose("as it is", CANARY.to_owned()),
        loose("as decimal bytes", join(&u8::to_string, ",")),
        loose("in hexadecimal", join(&|byte| format!("{byte:02x}"), "")),
        loose("as hexadecimal bytes", join(&|byte| format!("0x{byte:02x}"), ",")),
        loose("escaped", join(&|byte| format!("\\x{byte:02x}"), "")),
        loose("percent-encoded", join(&|byte| format!("%{byte:02x}"), "")),
    ];
    for shift in 0..3 {
        needles.extend([base64(&STANDARD, shift), base64(&URL_SAFE, shift)]);
    }
    needles
});

/// Returns the characters that encode only the canary if `shift` bytes precede it.
fn base64(engine: &impl base64::Engine, shift: usize) -> Needle {
    let whole = engine.encode([&b"\0\0"[..shift], CANARY.as_bytes()].concat());
    let signs = ((shift + CANARY.len()) * 8) / 6;
    Needle { form: "in base64", text: whole[(shift * 8).div_ceil(6)..signs].to_owned(), exact: true }
}

/// What was recorded since the start.
#[derive(Default)]
pub struct Watch {
    heard: Mutex<Heard>,
}

#[derive(Default)]
struct Heard {
    lines: BTreeMap<String, usize>,
    leaks: Vec<String>,
    panics: Vec<String>,
}

impl Watch {
    /// Records everything, at the finest level, for the rest of the process.
    ///
    /// # Panics
    /// If there is another subscriber, logger or panic hook.
    pub fn start() -> &'static Self {
        static WATCH: LazyLock<Watch> = LazyLock::new(Watch::default);
        static ONCE: Once = Once::new();
        let watch: &'static Self = &WATCH;
        ONCE.call_once(|| {
            tracing::subscriber::set_global_default(Listener(watch)).unwrap();
            log::set_logger(watch).unwrap();
            log::set_max_level(log::LevelFilter::Trace);
            watch_panics(watch);
        });
        watch
    }

    /// Returns how many lines each part of the program has written.
    #[must_use]
    pub fn lines(&self) -> BTreeMap<String, usize> {
        self.heard().lines.clone()
    }

    /// Returns the lines that showed a secret.
    #[must_use]
    pub fn leaks(&self) -> Vec<String> {
        self.heard().leaks.clone()
    }

    /// Returns the panics outside of the tests themselves.
    #[must_use]
    pub fn panics(&self) -> Vec<String> {
        self.heard().panics.clone()
    }

    fn hear(&self, by: &str, target: &str, line: &str) {
        let part = target.split("::").next().unwrap_or_default();
        let leak = find_canary(line).map(|form| format!("{by} {target}, {form}: {line}"));
        let mut heard = self.heard();
        *heard.lines.entry(format!("{by} {part}")).or_default() += 1;
        heard.leaks.extend(leak);
    }

    fn heard(&self) -> std::sync::MutexGuard<'_, Heard> {
        self.heard.lock().unwrap_or_else(std::sync::PoisonError::into_inner)
    }
}

/// Records panics, except those of failing tests, whose files are in a directory of tests.
fn watch_panics(watch: &'static Watch) {
    let before = panic::take_hook();
    panic::set_hook(Box::new(move |info| {
        let place = info.location().map(ToString::to_string).unwrap_or_default();
        if !place.starts_with("tests/tests/") {
            watch.heard().panics.push(place);
        }
        before(info);
    }));
}

impl log::Log for Watch {
    fn enabled(&self, _: &log::Metadata<'_>) -> bool {
        true
    }

    fn log(&self, record: &log::Record<'_>) {
        self.hear("log", record.target(), &record.args().to_string());
    }

    fn flush(&self) {}
}

struct Listener(&'static Watch);

struct Line(String);

impl Visit for Line {
    fn record_debug(&mut self, field: &Field, value: &dyn Debug) {
        let _ = write!(self.0, " {}={value:?}", field.name());
    }
}

impl Listener {
    fn write(&self, metadata: &Metadata<'_>, record: impl FnOnce(&mut Line)) {
        let mut line = Line(metadata.name().to_owned());
        record(&mut line);
        self.0.hear("tracing", metadata.target(), &line.0);
    }
}

impl Subscriber for Listener {
    fn enabled(&self, _: &Metadata<'_>) -> bool {
        true
    }

    fn new_span(&self, span: &Attributes<'_>) -> Id {
        self.write(span.metadata(), |line| span.record(line));
        Id::from_u64(1)
    }

    fn event(&self, event: &Event<'_>) {
        self.write(event.metadata(), |line| event.record(line));
    }

    fn record(&self, _: &Id, values: &Record<'_>) {
        let mut line = Line(String::new());
        values.record(&mut line);
        self.0.hear("tracing", "span", &line.0);
    }

    fn record_follows_from(&self, _: &Id, _: &Id) {}
    fn enter(&self, _: &Id) {}
    fn exit(&self, _: &Id) {}
}
