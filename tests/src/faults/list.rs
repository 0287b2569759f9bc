//! All faults that the runtime promises to handle, and where they are tested.

use self::Place::{Row, Test};

/// Where a fault is tested.
#[derive(Clone, Copy, Debug)]
pub enum Place {
    /// A row of [`rows`](super::rows), by name.
    Row(&'static str),
    /// A test, by its file relative to the root of the workspace and its function.
    Test(&'static str, &'static str),
}

const HERE: &str = "tests/tests/faults.rs";
const MEMORY: &str = "tests/tests/fault_memory.rs";
const FLIGHT: &str = "auth-runtime/tests/sessions/tokens/flight.rs";
const LIFETIME: &str = "auth-runtime/tests/sessions/tokens/lifetime.rs";
const FAILURES: &str = "auth-runtime/tests/sessions/tokens/failures.rs";
const STORE: &str = "auth-runtime/tests/sessions/stores/stored.rs";
const CALLBACK: &str = "auth-runtime/src/consent/pending.rs";
const EVERY_ROW: Place = Test(HERE, "every_row_in_every_combination");

/// All faults. For each row the use of memory is tested too, in `fault_memory.rs`.
pub const FAULTS: &[(&str, &[Place])] = &[
    ("each fault with 1 and with 100 callers, with and without a cached token", &[EVERY_ROW]),
    ("memory of each fault", &[Test(MEMORY, "no_row_takes_eight_mebibytes")]),
    ("reset before headers", &[Row("reset before headers"), Row("close before headers"), Row("reset in the head")]),
    (
        "reset in mid body",
        &[Row("reset in mid body"), Row("429 that is cut in its body"), Row("503 that is cut in its body")],
    ),
    ("short body", &[Row("short body"), Row("short chunked body")]),
    ("slow headers", &[Row("slow headers"), Row("interim answers without end")]),
    ("slow body", &[Row("slow body"), Row("slow and in time")]),
    ("hang", &[Row("hang"), Row("hang in the head"), Row("hang in mid body")]),
    ("truncated JSON", &[Row("truncated JSON")]),
    ("non-UTF-8 JSON", &[Row("non-UTF-8"), Row("500 of non-UTF-8")]),
    ("NUL in JSON", &[Row("NUL in a string"), Row("NUL alone")]),
    ("trailing garbage", &[Row("trailing garbage"), Row("a second document")]),
    (
        "100,000-deep JSON",
        &[
            Row("100,000 arrays"),
            Row("100,000 objects"),
            Row("100,000 open arrays"),
            Row("100,000 arrays beside a token"),
            Row("500 of 100,000 arrays"),
        ],
    ),
    (
        "wrong content type",
        &[Row("JSON as text/plain"), Row("JSON as text/html"), Row("JSON as a form"), Row("a form as JSON")],
    ),
    ("HTML 200", &[Row("HTML 200")]),
    ("204", &[Row("204")]),
    ("empty", &[Row("empty"), Row("white space")]),
    ("BOM", &[Row("byte order mark")]),
    (
        "200 with an `error` member",
        &[Row("200 with an error member"), Row("200 with an error object"), Row("a token and an error member")],
    ),
    (
        "problem+json with wrong-typed or unknown members",
        &[Row("problem+json with wrong-typed members"), Row("problem+json with unknown members")],
    ),
    (
        "endless body",
        &[
            Row("endless body"),
            Row("endless chunked body"),
            Row("endless chunked body of small chunks"),
            Row("429 with an endless body"),
            Row("503 with an endless body"),
        ],
    ),
    ("64 MB body", &[Row("64 MB body"), Row("512 MB body")]),
    ("gzip bomb", &[Row("gzip bomb")]),
    ("huge headers", &[Row("one huge header"), Row("a thousand headers"), Row("headers without end")]),
    (
        "302/307/308 to http",
        &[Row("302 to another origin"), Row("307 to another origin"), Row("308 to another origin")],
    ),
    (
        "302/307/308 to another host",
        &[
            Row("302 to a host of another name"),
            Row("307 to a host of another name"),
            Row("308 to a host of another name"),
        ],
    ),
    (
        "302/307/308 to the same host",
        &[Row("302 to the same host"), Row("307 to the same host"), Row("308 to the same host")],
    ),
    ("302/307/308 in a loop", &[Row("302 in a loop"), Row("307 in a loop"), Row("308 in a loop")]),
    ("302/307/308 to `file:`", &[Row("302 to a file"), Row("307 to a file"), Row("308 to a file")]),
    ("429 storm with Retry-After 1", &[Row("429 with Retry-After 1"), Test(HERE, "nobody_asks_before_retry_after")]),
    (
        "429 storm with Retry-After as a date",
        &[Row("429 with Retry-After {soon}"), Row("429 with Retry-After Fri, 31 Dec 9999 23:59:59 GMT")],
    ),
    ("429 storm with a negative Retry-After", &[Row("429 with Retry-After -1")]),
    ("429 storm with Retry-After 10^11", &[Row("429 with Retry-After 100000000000")]),
    ("flapping 5xx", &[Test(HERE, "a_server_that_flaps")]),
    ("expired on arrival", &[Row("expires_in 0"), Test(LIFETIME, "expired_on_arrival_is_a_failure_and_no_loop")]),
    ("expires_in 1", &[Row("expires_in 1")]),
    ("expires_in 0", &[Row("expires_in 0")]),
    ("expires_in negative", &[Row("expires_in -1"), Row("expires_in \"-1\"")]),
    ("expires_in float", &[Row("expires_in 3600.0"), Row("expires_in 3600.5")]),
    ("expires_in string", &[Row("expires_in \"3600\""), Row("expires_in \"1h\"")]),
    ("expires_in bool", &[Row("expires_in true"), Row("expires_in false")]),
    ("expires_in i64 max", &[Row("expires_in 9223372036854775807")]),
    ("expires_in u64 max", &[Row("expires_in 18446744073709551615")]),
    ("expires_in 1e30", &[Row("expires_in 1e30")]),
    ("expires_in null", &[Row("expires_in null")]),
    ("expires_in missing", &[Row("expires_in missing")]),
    ("empty token", &[Row("empty token")]),
    ("CRLF token", &[Row("token with CRLF")]),
    ("non-ASCII token", &[Row("token with non-ASCII")]),
    ("1 MB token", &[Row("1 MB token")]),
    ("null token", &[Row("null token")]),
    ("numeric token", &[Row("numeric token")]),
    ("token_type lower", &[Row("token_type lower")]),
    ("token_type upper", &[Row("token_type upper")]),
    ("token_type unknown", &[Row("token_type unknown")]),
    ("token_type missing", &[Row("token_type missing")]),
    ("duplicate keys", &[Row("access_token twice"), Row("expires_in twice"), Row("an unknown member twice")]),
    ("scope as array", &[Row("scope as array")]),
    ("wall clock back 1 h", &[Test(HERE, "clocks_that_jump"), Test(LIFETIME, "each_part_of_a_life")]),
    ("wall clock forward 1 h", &[Test(HERE, "clocks_that_jump")]),
    ("suspend", &[Test(HERE, "clocks_that_jump"), Test(LIFETIME, "each_part_of_a_life")]),
    (
        "refresher panics under 1000 tasks",
        &[
            Test(FLIGHT, "a_thousand_cold_callers_make_one_request"),
            Test(FLIGHT, "after_a_panic_the_next_call_starts_anew"),
        ],
    ),
    (
        "leader dropped at each await point",
        &[Test(HERE, "a_leader_that_goes_away"), Test(FLIGHT, "callers_that_go_away_cancel_nothing")],
    ),
    (
        "runtime dropped between calls",
        &[
            Test(HERE, "a_runtime_for_each_call"),
            Test(FLIGHT, "works_when_the_runtime_that_built_it_is_gone"),
            Test(FLIGHT, "a_request_that_dies_with_its_runtime_is_made_again"),
        ],
    ),
    ("rotation race of 2 tasks", &[Test(HERE, "two_sessions_of_one_store"), Test(STORE, "sessions_share_a_store")]),
    ("rotation race of 2 processes", &[Test(STORE, "two_processes_use_each_refresh_token_once")]),
    (
        "401 storm of 100 calls",
        &[
            Test(HERE, "a_storm_of_401"),
            Test("auth-runtime/tests/sessions/tokens/calls.rs", "a_storm_of_401_makes_one_request"),
        ],
    ),
    ("late 401 of an old generation", &[Test(HERE, "a_late_401"), Test(FAILURES, "a_refused_token_is_replaced_once")]),
    (
        "store full",
        &[
            Test(STORE, "a_store_that_fails_is_a_typed_error"),
            Test(STORE, "what_cannot_be_saved_is_not_served_and_not_lost"),
        ],
    ),
    ("store locked", &[Test(STORE, "a_locked_file_is_waited_for")]),
    ("store corrupt", &[Test(STORE, "no_other_file_is_written_over")]),
    ("revoke while a refresh is in flight", &[Test(FAILURES, "revoked_while_a_request_is_in_flight")]),
    ("state mismatch", &[Test(CALLBACK, "refuses_what_it_must")]),
    ("state missing", &[Test(CALLBACK, "refuses_what_it_must")]),
    ("iss mismatch", &[Test(CALLBACK, "checks_the_issuer_and_refuses_a_replay")]),
    ("error callback", &[Test(CALLBACK, "refuses_what_it_must")]),
    ("replayed callback", &[Test(CALLBACK, "checks_the_issuer_and_refuses_a_replay")]),
];
