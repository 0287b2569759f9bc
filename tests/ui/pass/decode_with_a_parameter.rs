//! A page of anything that can be read.
use auth_runtime::Decode;
use auth_runtime::value::JsonRef;

#[derive(Decode)]
struct Page<T> {
    data: Vec<T>,
    next: Option<T>,
}

#[test]
fn reads() {
    let page = Page::<i64>::decode(JsonRef::parse(br#"{"data": [1, 2]}"#).unwrap()).unwrap();
    assert!(page.data == [1, 2] && page.next.is_none());
}
