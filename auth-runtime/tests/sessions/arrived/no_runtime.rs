//! Calls without a Tokio runtime, or without what they need of it.

use std::pin::pin;
use std::task::{Context, Poll, Waker};
use std::time::Duration;

use auth_runtime::call::Arrived;
use auth_runtime::request::RequestProblem;
use auth_runtime::{Bearer, Class, Connection, Error};
use tokio::runtime::Builder;

use crate::server::{Server, answer};
use crate::session_support::{Acme, Fault, GetProfile, LogIn, connection_to};

fn is_typed(error: &Error<Fault>) {
    let is_it = matches!(error, Error::Request(error) if *error.problem() == RequestProblem::NoRuntime);
    assert!(is_it && error.class() == Class::Configuration && error.arrived() == Arrived::No, "{error:?}");
    assert!(error.to_string().ends_with("a call needs a Tokio runtime with I/O and time enabled; make it in one"));
}

async fn fail(connection: Connection<Acme>) {
    is_typed(&connection.call(LogIn::new("ada", "pw_1")).await.unwrap_err());
    is_typed(&connection.with(Bearer::new("at_1")).call_protected(GetProfile).await.unwrap_err());
}

#[test]
fn is_a_typed_error() {
    let server = Server::answering(answer("200 OK", "", r#"{"access_token":"at_1"}"#));
    let connection = connection_to(&server.url);
    let limited = connection.with_timeout(Duration::from_secs(9));
    for connection in [connection.clone(), connection.unpooled(), limited] {
        let alone = pin!(fail(connection.clone())).poll(&mut Context::from_waker(Waker::noop()));
        assert_eq!(alone, Poll::Ready(()));
        Builder::new_current_thread().enable_io().build().unwrap().block_on(fail(connection.clone()));
        Builder::new_current_thread().enable_time().build().unwrap().block_on(fail(connection.clone()));
        let whole = Builder::new_current_thread().enable_all().build().unwrap();
        assert!(whole.block_on(connection.call(LogIn::new("ada", "pw_1"))).is_ok(), "it works again");
    }
    let requests = server.requests();
    assert_eq!(requests.iter().filter(|request| !request.is_empty()).count(), 3, "{requests:?}");
}
