//! A number may be a parameter.

use auth_runtime::Decode;
use auth_runtime::value::JsonRef;

#[derive(Decode)]
struct Limit<const MOST: i64> {
    count: i64,
}

#[test]
fn reads() {
    let limit = Limit::<9>::decode(JsonRef::parse(br#"{"count": 7}"#).unwrap()).unwrap();
    assert_eq!(limit.count, 7);
}
