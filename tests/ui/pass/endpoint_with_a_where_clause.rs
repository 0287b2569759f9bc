//! The bounds of the struct are kept.

use auth_runtime::Endpoint;
#[derive(Endpoint)]
#[endpoint(GET "/items/{id}", response = (), error = ())]
struct GetItem<Id = i64>
where
    Id: Copy,
{
    id: Id,
}
#[test]
fn sends() {
    assert_eq!(super::sent(&GetItem::<i64>::new(7)), "GET /v1/items/7 ");
}
