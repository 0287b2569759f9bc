//! The committed clients are up to date with the committed specs.

#![allow(clippy::expect_used, clippy::panic, reason = "a test that fails may panic")]

use xtask::r#gen::{Options, diff, plan};

#[test]
fn generated_code_is_fresh() {
    let options = Options::new(true, None, None);
    let plans = plan(&options).expect("specs without mistakes");
    let changes = diff(&plans);
    assert!(changes.is_empty(), "run `cargo xtask gen`:\n{changes}");
}
