//! Path, query, header, body, and constants.
use auth_runtime::Endpoint;
#[derive(Endpoint)]
#[endpoint(PATCH "/{id}", form, header("X-Version" = 2), body("a" = 1.5), response = (), error = ())]
struct Change {
    id: i64,
    #[endpoint(query, rename = "dryRun")]
    dry_run: bool,
    #[endpoint(header = "X-Reason")]
    reason: i64,
}
#[test]
fn sends() {
    assert_eq!(super::sent(&Change::new(1, true, 2)), "PATCH /v1/1?dryRun=true a=1.5");
}
