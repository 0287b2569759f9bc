//! `gen --watch`: generates again whenever a spec changes.
//!
//! It asks the file system every few milliseconds, which also works in containers and on network drives, where events get
//! lost.

use std::fs;
use std::path::PathBuf;
use std::thread::sleep;
use std::time::{Duration, Instant, SystemTime};

use anyhow::Result;

use super::round::generate_changed;
use super::target::Target;
use crate::spec::files;
use crate::terminal;
use crate::terminal::say;

/// The shortest time between two looks.
const LEAST: Duration = Duration::from_millis(10);
/// Looking takes at most this part of the time.
const PART: u32 = 20;

/// What is known of the specs: the path, time and size of each.
type State = Vec<(PathBuf, Option<(SystemTime, u64)>)>;

/// Generates until interrupted. Mistakes are printed, and it goes on.
pub(super) fn watch(targets: &[Target]) -> Result<u8> {
    let mut known = None;
    let mut memories = Vec::new();
    loop {
        let (mut state, pause) = look(targets);
        if known.as_ref() != Some(&state) {
            state = settle(targets, state);
            generate_changed(targets, false, &mut memories).map_or_else(|error| terminal::error(&error), drop);
            if known.is_none() {
                say!("watching {}; ctrl-c ends it", folders(targets).join(", "));
            }
            known = Some(state);
        }
        sleep(pause);
    }
}

fn folders(targets: &[Target]) -> Vec<String> {
    targets.iter().map(|target| files::relative(&target.specs, &target.root).display().to_string()).collect()
}

/// Waits until nothing changes between two looks: editors write a file in several steps.
fn settle(targets: &[Target], mut state: State) -> State {
    loop {
        sleep(LEAST);
        let (now, _) = look(targets);
        if now == state {
            return state;
        }
        state = now;
    }
}

/// Looks at the specs. Returns what is there, and how long to wait until the next look.
fn look(targets: &[Target]) -> (State, Duration) {
    let start = Instant::now();
    let specs =
        targets.iter().flat_map(|target| ["yaml", "yml"].map(|extension| files::list(&target.specs, extension)));
    let specs = specs.flat_map(Result::unwrap_or_default);
    let state = specs
        .map(|path| (path.clone(), fs::metadata(path).ok().and_then(|file| Some((file.modified().ok()?, file.len())))));
    let state = state.collect();
    (state, LEAST.max(start.elapsed() * PART))
}
