//! What real Chromium says of the site, by `look.mjs`: no message in the console, no request, no broken link, nothing wider
//! than the window, also on a phone of 380 px, no finding of axe-core, light and dark, and what is searched is found.

use std::env;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::{Value, json};

use crate::specs::{Site, some};

/// The folder of the script and its packages.
fn here() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/site")
}

/// Whether the browser can be used. CI says that it must be.
fn has_browser() -> bool {
    let chromium = env::var_os("CHROMIUM").unwrap_or_else(|| "/usr/bin/chromium".into());
    let has_node = Command::new("node").arg("--version").output().is_ok();
    let is_there = has_node && Path::new(&chromium).exists() && here().join("node_modules/playwright-core").exists();
    if !is_there {
        let reason = "this test needs Node.js, Chromium (`apt-get install chromium`), and `npm ci` in cargo-authwright/tests/site";
        assert!(env::var_os("AUTHWRIGHT_BROWSER").is_none(), "{reason}");
        eprintln!("NOT RUN: {reason}");
    }
    is_there
}

/// What is searched: the page, the words, and the part that must be the first result.
fn searches() -> Value {
    json!([
        ["index.html", "profile of the caller", "endpoint-get_profile"],
        ["index.html", "openhuman oauth", "credential-Oauth"],
        ["index.html", "RATELIMITED pihu", "error-PihuError-RateLimited"],
        ["one_claw.html", "approval request", "error-OneClawError-ApprovalRequired"],
        ["interhuman.html", "analyse live stream", "type-Scope"],
        ["hostile.html", "window.pwned=13", "credential-Key"],
    ])
}

#[test]
fn the_site_works_in_a_browser() {
    if !has_browser() {
        return;
    }
    let site = Site::of(&some());
    let mut look = Command::new("node");
    look.arg("look.mjs").arg(site.folder()).arg(searches().to_string()).current_dir(here());
    look.args(env::var_os("AUTHWRIGHT_SHOTS"));
    let output = look.output().unwrap();
    let said = String::from_utf8_lossy(&output.stdout);
    let wrong: Vec<String> = serde_json::from_str(said.trim())
        .unwrap_or_else(|_| panic!("{said}\n{}", String::from_utf8_lossy(&output.stderr)));
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
