//! A generic record may hold itself.
use auth_runtime::Decode;
use auth_runtime::value::JsonRef;

#[derive(Decode)]
struct Tree<T> {
    value: T,
    children: Vec<Tree<T>>,
}
#[test]
fn reads() {
    let json = br#"{"value": 1, "children": [{"value": 2, "children": []}]}"#;
    let tree = Tree::<i64>::decode(JsonRef::parse(json).unwrap()).unwrap();
    assert_eq!(tree.value + tree.children[0].value, 3);
}
