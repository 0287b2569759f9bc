//! The fuzz targets on their committed corpus, so that everything that fuzzing reached or found is tested in every run.
#![cfg(all(feature = "derive", feature = "test-util"))]
#![allow(clippy::unwrap_used, reason = "a test that fails may panic")]

use std::fs;
use std::path::Path;

#[path = "../../../fuzz/src/lib.rs"]
mod targets;

/// Every text of the corpus and every prefix of it, as a broken connection leaves it.
fn check(target: &str, run: fn(&[u8])) {
    let directory = Path::new(env!("CARGO_MANIFEST_DIR")).join("fuzz/corpus").join(target);
    let mut count = 0;
    for file in fs::read_dir(&directory).unwrap() {
        let text = fs::read(file.unwrap().path()).unwrap();
        for end in (0..=text.len()).rev().step_by(1 + text.len() / 64) {
            run(&text[..end]);
        }
        count += 1;
    }
    assert!(count >= 10, "{target}: {count} texts");
}

#[test]
fn token_response() {
    check("token_response", targets::token_response);
}

#[test]
fn retry_after() {
    check("retry_after", targets::retry_after);
}

#[test]
fn problem_details() {
    check("problem_details", targets::problem_details);
}

#[test]
fn callback_url() {
    check("callback_url", targets::callback_url);
}

#[test]
fn store_file() {
    check("store_file", targets::store_file);
}
