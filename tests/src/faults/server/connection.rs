//! Serves connections, request by request.

use std::io;
use std::sync::Arc;

use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream};

use super::play::play;
use super::shared::Shared;
use super::tally::add;
use crate::faults::answer::{Step, answer_on};
use crate::faults::issuer::Judgement;
use crate::faults::request::{Incoming, Request};
use crate::faults::{Inside, Row, Use};

pub(super) async fn accept(listener: std::net::TcpListener, shared: Arc<Shared>) {
    let listener = TcpListener::from_std(listener).unwrap();
    while let Ok((stream, _)) = listener.accept().await {
        // An error of a connection is handled by the client.
        tokio::spawn(serve(stream, Arc::clone(&shared)));
    }
}

/// Counts connections and bytes at the other origin, and does not answer.
pub(super) async fn accept_elsewhere(listener: std::net::TcpListener, shared: Arc<Shared>) {
    let listener = TcpListener::from_std(listener).unwrap();
    while let Ok((mut stream, _)) = listener.accept().await {
        add(&shared.tally.connections_elsewhere, 1);
        let mut buffer = [0; 4096];
        while let Ok(count @ 1..) = stream.read(&mut buffer).await {
            add(&shared.tally.bytes_elsewhere, count);
        }
    }
}

async fn serve(mut stream: TcpStream, shared: Arc<Shared>) -> io::Result<()> {
    stream.set_nodelay(true)?;
    let mut incoming = Incoming::default();
    while let Some(request) = incoming.request(&mut stream).await? {
        match &*request.path {
            "/token" => token_endpoint(&mut stream, &shared, &request).await?,
            "/me" => api(&mut stream, &shared, &request).await?,
            _ => {
                add(&shared.tally.other_paths, 1);
                write(&mut stream, answer_on("404 Not Found", "", "")).await?;
            }
        }
    }
    Ok(())
}

async fn token_endpoint(stream: &mut TcpStream, shared: &Shared, request: &Request) -> io::Result<()> {
    let inside = shared.at_work.enter();
    add(&shared.tally.token_requests, 1);
    let _ = shared.held.subscribe().wait_for(|held| !held).await;
    let fault = shared.fault();
    note_refresh_token(shared, request, fault.map_or(Use::Certain, Row::refresh_token_use));
    match fault {
        None => issue(stream, shared, inside).await,
        Some(row) => play(row, stream, shared, request, inside).await,
    }
}

async fn issue(stream: &mut TcpStream, shared: &Shared, inside: Inside) -> io::Result<()> {
    let step = answer_on("200 OK", "content-type: application/json\r\n", shared.issuer.issue());
    // A client that has read the response may send the next request at once.
    drop(inside);
    write(stream, step).await
}

fn note_refresh_token(shared: &Shared, request: &Request, now: Use) {
    let Some(token) = request.parameter("refresh_token") else { return };
    if shared.issuer.note(token, now) {
        add(&shared.tally.reused_refresh_tokens, 1);
    }
}

async fn api(stream: &mut TcpStream, shared: &Shared, request: &Request) -> io::Result<()> {
    let judgement = request.bearer().map_or(Judgement::Stranger, |token| shared.issuer.judge(token, shared.fault()));
    let counter = match judgement {
        Judgement::Good => return write(stream, answer_on("200 OK", "", r#"{"name":"Ada"}"#)).await,
        Judgement::Refused => &shared.tally.refused_calls,
        Judgement::Stale => &shared.tally.stale_tokens,
        Judgement::Stranger => &shared.tally.strange_tokens,
    };
    add(counter, 1);
    write(stream, answer_on("401 Unauthorized", "", r#"{"error":"invalid_token"}"#)).await
}

async fn write(stream: &mut TcpStream, step: Step) -> io::Result<()> {
    if let Step::Send(bytes) = step {
        stream.write_all(&bytes).await?;
    }
    Ok(())
}
