//! A client and the failure that waits for it.

use std::time::Duration;

use auth_runtime::call::Arrived;
use auth_runtime::reqwest;
use auth_runtime::{ApiError, Authorizes, Class, ClientBuilder, Connection, Error};
use tokio::sync::mpsc::{UnboundedReceiver, UnboundedSender, unbounded_channel};

use crate::session_support::{Acme, GetProfile, LogIn};

/// What passes while a call waits. No row depends on how fast the machine is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Time {
    /// The failure comes by itself.
    Real,
    /// Every time limit is over as soon as there is nothing to do.
    Over,
    /// Every time limit is over as soon as the server has the request.
    OverAfterArrival,
}

pub(crate) struct World {
    pub(crate) connection: Connection<Acme>,
    pub(crate) time: Time,
    /// A message for each request that has arrived.
    pub(crate) arrivals: UnboundedReceiver<()>,
    /// What must live as long as the call.
    pub(crate) keeps: Box<dyn std::any::Any>,
}

pub(crate) fn arrivals() -> (UnboundedSender<()>, UnboundedReceiver<()>) {
    unbounded_channel()
}

pub(crate) fn loopback(url: &str) -> ClientBuilder<Acme> {
    Connection::<Acme>::builder().base_url(url).allow_loopback_http()
}

/// A client that was handed in, as it should be built.
pub(crate) fn handed_in(http: reqwest::ClientBuilder) -> ClientBuilder<Acme> {
    let http = http.redirect(reqwest::redirect::Policy::none()).build().unwrap();
    Connection::<Acme>::builder().http_client(http)
}

impl World {
    pub(crate) fn of(builder: ClientBuilder<Acme>) -> Self {
        Self { connection: builder.build().unwrap(), time: Time::Real, arrivals: arrivals().1, keeps: Box::new(()) }
    }

    pub(crate) fn when(self, time: Time) -> Self {
        Self { time, ..self }
    }

    pub(crate) fn hearing(self, arrivals: UnboundedReceiver<()>) -> Self {
        Self { arrivals, ..self }
    }

    pub(crate) fn keeping(self, keeps: impl std::any::Any) -> Self {
        Self { keeps: Box::new(keeps), ..self }
    }
}

#[derive(Clone, Copy, Debug)]
pub(crate) enum Request {
    WithBody,
    Empty,
}

pub(crate) const REQUESTS: [Request; 2] = [Request::WithBody, Request::Empty];

/// Calls in each way, in a world of its own, and compares what the failure says.
pub(crate) fn check(name: &str, make: impl Fn() -> World, arrived: Arrived, class: Class) {
    for request in REQUESTS {
        for unpooled in [false, true] {
            let found = run(make(), request, unpooled);
            assert_eq!(found, Some((arrived, class)), "{name}: {request:?}, unpooled: {unpooled}");
        }
    }
}

/// What the failure says; `None` if there is none.
pub(crate) fn run(world: World, request: Request, unpooled: bool) -> Option<(Arrived, Class)> {
    let World { connection, time, mut arrivals, keeps } = world;
    let connection = if unpooled { connection.unpooled() } else { connection };
    let mut runtime = tokio::runtime::Builder::new_current_thread();
    let runtime = runtime.enable_all().start_paused(time == Time::Over).build().unwrap();
    let found = runtime.block_on(async {
        let clock = async {
            if time == Time::OverAfterArrival {
                arrivals.recv().await;
                tokio::time::pause();
                tokio::time::advance(Duration::from_secs(600)).await;
            }
        };
        tokio::join!(send(&connection, request), clock).0
    });
    drop(keeps);
    found
}

async fn send(connection: &Connection<Acme>, request: Request) -> Option<(Arrived, Class)> {
    match request {
        Request::WithBody => connection.call(LogIn::new("ada", "pw_1")).await.as_ref().err().map(said),
        Request::Empty => connection.with(AtHand).call_protected(GetProfile).await.as_ref().err().map(said),
    }
}

fn said<E: ApiError>(error: &Error<E>) -> (Arrived, Class) {
    if let Error::Transport(transport) = error {
        assert_eq!(transport.may_have_arrived(), transport.arrived() != Arrived::No);
    }
    (error.arrived(), error.class())
}

/// A token that does not come from a session.
struct AtHand;

impl auth_runtime::Credential for AtHand {
    fn parts<'a>(
        &'a self,
        to: &mut auth_runtime::request::Fields<'a>,
        _: &auth_runtime::request::Context,
    ) -> Result<(), auth_runtime::request::RequestProblem> {
        to.header("x-key", &"key_1");
        Ok(())
    }
}

impl Authorizes<Acme> for AtHand {}
