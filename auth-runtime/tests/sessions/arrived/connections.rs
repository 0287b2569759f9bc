//! Before, during and after an exchange of HTTP/1.1.

use std::io::{Read, Write};
use std::net::{Shutdown, TcpStream};
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering::SeqCst};
use std::time::Duration;

use auth_runtime::Class;
use auth_runtime::call::Arrived;
use auth_runtime::reqwest::{self, Proxy, dns};

use super::world::{REQUESTS, Time, World, arrivals, check, handed_in, loopback, run};
use crate::server::Server;
use crate::unreachable::Unreachable;

#[test]
fn before_there_is_a_connection() {
    let no_address = || World::of(handed_in(reqwest::Client::builder().no_proxy().dns_resolver(NoAddress)));
    check("no address", no_address, Arrived::No, Class::Retry);
    check("refused", || World::of(loopback("http://127.0.0.1:1")), Arrived::No, Class::Retry);
    let unreachable = || {
        let host = Unreachable::new();
        World::of(loopback(&host.url())).when(Time::Over).keeping(host)
    };
    check("no connection in time", unreachable, Arrived::No, Class::Retry);
    let no_time = || {
        let host = Unreachable::new();
        let builder = loopback(&host.url()).timeout(Duration::from_secs(5));
        World::of(builder.connect_timeout(Duration::from_secs(60))).when(Time::Over).keeping(host)
    };
    check("no time left to connect", no_time, Arrived::No, Class::Retry);
    let handed_in_without_limits = || {
        let host = Unreachable::new();
        let builder = handed_in(reqwest::Client::builder().no_proxy());
        let builder = builder.base_url(host.url()).allow_loopback_http();
        World::of(builder).when(Time::Over).keeping(host)
    };
    check("no connection by a client that has no limit for it", handed_in_without_limits, Arrived::No, Class::Retry);
}

/// A server whose queue was full for a moment answers the next connection: the one for which no answer came has sent
/// nothing. Requests that keep their connections leave that to the caller.
#[test]
fn a_token_request_begins_its_connection_anew_once() {
    for (unpooled, connections) in [(false, 1), (true, 2)] {
        for request in REQUESTS {
            let asked = Arc::new(AtomicU32::new(0));
            let http = reqwest::Client::builder().no_proxy().connect_timeout(Duration::from_secs(10));
            let world = World::of(handed_in(http.dns_resolver(Silent(Arc::clone(&asked))))).when(Time::Over);
            assert_eq!(run(world, request, unpooled), Some((Arrived::No, Class::Retry)));
            assert_eq!(asked.load(SeqCst), connections, "{request:?}, unpooled: {unpooled}");
        }
    }
}

#[test]
fn by_a_proxy_that_refuses() {
    let rows = [
        ("HTTP/1.1 403 Forbidden\r\n\r\n", Class::Retry),
        ("HTTP/1.1 407 Proxy Authentication Required\r\n\r\n", Class::Configuration),
        ("HTTP/1.1 502 Bad Gateway\r\n\r\n", Class::Retry),
        ("", Class::Retry),
        ("nonsense\r\n\r\n", Class::Retry),
    ];
    for (answer, class) in rows {
        let refusing = || {
            let proxy = Server::answering(answer);
            World::of(handed_in(reqwest::Client::builder().proxy(Proxy::all(&proxy.url).unwrap()))).keeping(proxy)
        };
        check(answer, refusing, Arrived::No, class);
    }
    let silent = || {
        let (arrived, arrivals) = arrivals();
        let proxy = Server::start(move |stream| silence(stream, &arrived));
        let builder = handed_in(reqwest::Client::builder().proxy(Proxy::all(&proxy.url).unwrap()));
        World::of(builder).when(Time::OverAfterArrival).hearing(arrivals).keeping(proxy)
    };
    check("a tunnel that is not opened in time", silent, Arrived::No, Class::Retry);
}

#[test]
fn after_the_request_was_written() {
    let silent = || {
        let (arrived, arrivals) = arrivals();
        let server = Server::start(move |stream| silence(stream, &arrived));
        World::of(loopback(&server.url)).when(Time::OverAfterArrival).hearing(arrivals).keeping(server)
    };
    check("no answer in time", silent, Arrived::Maybe, Class::Retry);
    let closed = || {
        let server = Server::start(|stream| drop(stream.shutdown(Shutdown::Both)));
        World::of(loopback(&server.url)).keeping(server)
    };
    check("closed without an answer", closed, Arrived::Maybe, Class::Retry);
    let nonsense = || World::of(loopback(&Server::answering("nonsense\r\n\r\n").url));
    check("no HTTP", nonsense, Arrived::Maybe, Class::Retry);
}

#[test]
fn after_an_answer_began() {
    let rows = [
        ("cut short", "HTTP/1.1 200 OK\r\ncontent-length: 9\r\n\r\n{", Class::Retry),
        ("no chunks", "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\nno chunk", Class::Retry),
        ("another shape", "HTTP/1.1 200 OK\r\ncontent-length: 1\r\n\r\n{", Class::Configuration),
        ("refused", "HTTP/1.1 400 Bad Request\r\ncontent-length: 0\r\n\r\n", Class::Configuration),
        ("server error", "HTTP/1.1 502 Bad Gateway\r\ncontent-length: 0\r\n\r\n", Class::Retry),
        (
            "elsewhere",
            "HTTP/1.1 307 Temporary Redirect\r\nlocation: /x\r\ncontent-length: 0\r\n\r\n",
            Class::Configuration,
        ),
    ];
    for (name, answer, class) in rows {
        check(name, || World::of(loopback(&Server::answering(answer).url)), Arrived::Yes, class);
    }
    let stalled = || {
        let (arrived, arrivals) = arrivals();
        let server = Server::start(move |stream| {
            let _ = stream.write_all(b"HTTP/1.1 200 OK\r\ncontent-length: 9\r\n\r\n{");
            // The head is read before the limit is over: the client answers it by waiting for the body.
            std::thread::sleep(Duration::from_millis(200));
            silence(stream, &arrived);
        });
        World::of(loopback(&server.url)).when(Time::OverAfterArrival).hearing(arrivals).keeping(server)
    };
    // On a slow machine the head may not have been read: then an answer that nobody has seen says `Maybe`.
    for request in super::world::REQUESTS {
        let (arrived, class) = super::world::run(stalled(), request, true).unwrap();
        assert!(arrived != Arrived::No && class == Class::Retry, "{arrived:?} {class:?}");
    }
}

fn silence(stream: &mut TcpStream, arrived: &tokio::sync::mpsc::UnboundedSender<()>) {
    let _ = arrived.send(());
    stream.set_read_timeout(None).unwrap();
    while stream.read(&mut [0; 1024]).is_ok_and(|count| count > 0) {}
}

/// A resolver that knows no name.
/// A resolver that never answers, and counts how often it is asked.
struct Silent(Arc<AtomicU32>);

impl dns::Resolve for Silent {
    fn resolve(&self, _: dns::Name) -> dns::Resolving {
        self.0.fetch_add(1, SeqCst);
        Box::pin(std::future::pending())
    }
}

struct NoAddress;

impl dns::Resolve for NoAddress {
    fn resolve(&self, _: dns::Name) -> dns::Resolving {
        Box::pin(async { Err("no such host".into()) })
    }
}
