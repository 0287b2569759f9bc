//! No block of memory that is freed holds a secret (promise 2.12). This is alone in its binary, because the allocator reads
//! every block.
#![cfg(all(feature = "derive", feature = "test-util"))]
#![allow(unsafe_code, reason = "an allocator cannot be written without")]
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test that fails may panic")]

mod session_support;

use std::alloc::{GlobalAlloc, Layout, System};
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering::SeqCst};

use auth_runtime::call::read;
use auth_runtime::consent::{AuthorizationCode, CallbackError, PendingCallback};
use auth_runtime::host::Hosts;
use auth_runtime::http::{HeaderMap, HeaderValue, StatusCode, header};
use auth_runtime::response::RawResponse;
use auth_runtime::session::{
    FileStore, ManualClock, MemoryStore, Minted, Renewal, Session, SessionBuilder, SessionError, TokenSource,
};
use auth_runtime::{Bearer, Connection, Credential, Endpoint, Secret};
use session_support::{Acme, GetProfile, LogIn, RefreshGrant, connection, seconds};

const CANARY: &str = "c4n4ry";

static LOOKS: AtomicBool = AtomicBool::new(false);
static FOUND: AtomicUsize = AtomicUsize::new(0);

struct Looking;

// SAFETY: both methods pass their arguments to the system's allocator unchanged.
unsafe impl GlobalAlloc for Looking {
    /// Zeroed, so that only memory that this program has initialized is read.
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        // SAFETY: as the caller promises.
        unsafe { System.alloc_zeroed(layout) }
    }

    unsafe fn dealloc(&self, pointer: *mut u8, layout: Layout) {
        if LOOKS.load(SeqCst) {
            // SAFETY: the block is the caller's until it is freed below, and was written when it was allocated.
            let block = unsafe { std::slice::from_raw_parts(pointer, layout.size()) };
            let holds_it = block.windows(CANARY.len()).any(|bytes| bytes == CANARY.as_bytes());
            FOUND.fetch_add(usize::from(holds_it), SeqCst);
        }
        // SAFETY: as the caller promises.
        unsafe { System.dealloc(pointer, layout) }
    }
}

#[global_allocator]
static ALLOCATOR: Looking = Looking;

/// How many of the blocks that `work` frees hold the canary.
fn left_by(work: impl FnOnce()) -> usize {
    FOUND.store(0, SeqCst);
    LOOKS.store(true, SeqCst);
    work();
    LOOKS.store(false, SeqCst);
    FOUND.load(SeqCst)
}

fn secret() -> Secret {
    Secret::from("c4n4ry \"é")
}

fn send(request: &impl Endpoint, credential: Option<&dyn Credential>) {
    let _ = request.prepare(&Hosts::of::<Acme>().unwrap(), credential).unwrap().into_http();
}

fn answer(status: StatusCode, content_type: &'static str, body: &'static str) {
    let headers = HeaderMap::from_iter([(header::CONTENT_TYPE, HeaderValue::from_static(content_type))]);
    let request = LogIn::new("ada", secret()).prepare(&Hosts::of::<Acme>().unwrap(), None).unwrap();
    let _ = read::<LogIn>(RawResponse::new(status, headers, body).hiding(request.carried()));
}

fn callback(url: &str) -> Result<AuthorizationCode, CallbackError> {
    PendingCallback::new("c4n4ry_s", Some("c4n4ry_v".into())).finish(url)
}

/// Issues one token after another.
struct Issuer;

impl TokenSource<Acme> for Issuer {
    const RENEWAL: Renewal = Renewal::RefreshToken;

    async fn mint(&self, _: &Connection<Acme>) -> Result<Minted, SessionError> {
        Ok(Minted::new("c4n4ry_a").expires_in(seconds(100)).refresh_token(Some("c4n4ry_r")))
    }
}

/// A token is obtained, used, renewed and revoked.
fn live(set: impl FnOnce(SessionBuilder<Acme>) -> SessionBuilder<Acme>) {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    let clock = ManualClock::default();
    let builder = Session::builder(Issuer, &connection()).clock(clock.clone());
    let session = set(builder).build();
    runtime.block_on(async {
        send(&GetProfile, Some(&session.token().await.unwrap()));
        clock.advance(seconds(100));
        drop((session.header().await.unwrap(), session.token().await.unwrap()));
        session.revoke().await.unwrap();
    });
}

fn check(name: &str, work: impl FnOnce()) {
    assert_eq!(left_by(work), 0, "{name}");
}

#[test]
fn what_is_freed_holds_no_secret() {
    assert_eq!(left_by(|| drop(CANARY.to_owned())), 1, "the allocator sees what is not wiped");
    check("a secret", || drop(Secret::from(secret().expose().to_owned())));
    check("a request of JSON", || send(&LogIn::new("ada", secret()), None));
    check("a request of a form", || send(&RefreshGrant::new(secret()), None));
    check("a credential", || send(&GetProfile, Some(&Bearer::new("c4n4ry"))));
    let (ok, json) = (StatusCode::OK, "application/json");
    check("an answer", || answer(ok, json, r#"{"access_token":"c4n4ry\u0021","refresh_token":"c4n4ry"}"#));
    let form = "application/x-www-form-urlencoded";
    check("an answer of a form", || answer(ok, form, "access_token=c4n4ry+%C3%A9&refresh_token=c4n4ry"));
    check("an answer of another shape", || answer(ok, json, r#"{"access_token":["c4n4ry"]}"#));
    let repeated = r#"{"error":"not c4n4ry \"\u00e9, no"}"#;
    check("an error that repeats it", || answer(StatusCode::BAD_REQUEST, json, repeated));
    let encoded = r#"{"error":"not c4n4ry &quot;é c4n4ry%20%22%c3%a9 YzRuNHJ5ICLDqQ {\"p\":\"c4n4ry \\\"\u00e9\"}"}"#;
    check("an error that repeats it encoded", || answer(StatusCode::BAD_REQUEST, json, encoded));
    check("a callback", || drop(callback("?state=c4n4ry_s&code=c4n4ry%5Fcode&iss=c4n4ry+i")));
    check("a callback with an error", || {
        drop(callback("?state=c4n4ry_s&error=c4n4ry_s&error_description=is+c4n4ry%5fs"));
    });
    check("a callback with another state", || drop(callback("?state=c4n4ry_x&code=c4n4ry%5Fcode")));
    check("a session", || live(|builder| builder.refresh_token("c4n4ry_0")));
    check("a session in memory", || live(|builder| builder.store(MemoryStore::default())));
    let directory = tempfile::tempdir().unwrap();
    let file = FileStore::new(directory.path().join("session.json"));
    check("a session in a file", || live(|builder| builder.store(file)));
    #[cfg(feature = "encrypted-store")]
    {
        let file = FileStore::new(directory.path().join("encrypted.json"));
        let store = auth_runtime::session::EncryptedStore::new(file, "acme", [7; 32].into());
        check("a session in an encrypted file", || live(|builder| builder.store(store)));
    }
}
