//! Path, query, header, body, and constants.
use auth_runtime::Endpoint;
#[derive(Endpoint)]
#[endpoint(PATCH "/{id}", form, header("X-Version" = 2), body("a" = 1.5), response = (), error = ())]
struct Change {
    id: i64,
    #[endpoint(query, rename = "dryRun")]
    dry_run: Option<bool>,
    #[endpoint(header = "X-Reason")]
    reason: String,
    note: String,
}
#[test]
fn sends() {
    assert_eq!(super::sent(&Change::new(1, "r", "n").dry_run(true)), "PATCH /v1/1?dryRun=true a=1.5&note=n");
}
