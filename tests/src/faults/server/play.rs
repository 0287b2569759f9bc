//! Plays a fault.

use std::io;
use std::time::{Duration, SystemTime};

use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;

use super::shared::Shared;
use crate::faults::request::Request;
use crate::faults::{Inside, Row, Step};

/// Plays all steps, and then closes the connection by returning an error to the caller.
pub(super) async fn play(
    row: &Row,
    stream: &mut TcpStream,
    shared: &Shared,
    request: &Request,
    inside: Inside,
) -> io::Result<()> {
    let mut inside = Some(inside);
    let last_sent = row.steps.iter().rposition(|step| matches!(step, Step::Send(_) | Step::Template(_)));
    for (index, step) in row.steps.iter().enumerate() {
        if Some(index) == last_sent {
            // A client that has read the whole response may send the next request at once.
            inside.take();
        }
        take(step, stream, shared, request).await?;
    }
    stream.shutdown().await?;
    gone(stream).await;
    Err(io::ErrorKind::ConnectionAborted.into())
}

async fn take(step: &Step, stream: &mut TcpStream, shared: &Shared, request: &Request) -> io::Result<()> {
    match step {
        Step::Send(bytes) => stream.write_all(bytes).await,
        Step::Template(text) => stream.write_all(render(text, shared, request).as_bytes()).await,
        Step::Repeat { bytes, times, pause } => repeat(bytes, *times, *pause, stream).await,
        Step::Pause(time) => wait(*time, stream).await,
        Step::Hang => {
            gone(stream).await;
            Ok(())
        }
        Step::Reset => {
            stream.set_zero_linger()?;
            Err(io::ErrorKind::ConnectionReset.into())
        }
    }
}

async fn repeat(bytes: &[u8], times: u64, pause: Duration, stream: &mut TcpStream) -> io::Result<()> {
    for _ in 0..times {
        stream.write_all(bytes).await?;
        if !pause.is_zero() {
            wait(pause, stream).await?;
        }
    }
    Ok(())
}

/// Waits, or returns an error as soon as the client closes the connection.
async fn wait(time: Duration, stream: &mut TcpStream) -> io::Result<()> {
    tokio::select! {
        () = tokio::time::sleep(time) => Ok(()),
        () = gone(stream) => Err(io::ErrorKind::ConnectionAborted.into()),
    }
}

/// Waits until the client has closed its side.
async fn gone(stream: &mut TcpStream) {
    let mut buffer = [0; 1024];
    while let Ok(1..) = stream.read(&mut buffer).await {}
}

fn render(text: &str, shared: &Shared, request: &Request) -> String {
    let soon = httpdate::fmt_http_date(SystemTime::now() + Duration::from_secs(30));
    let text = text.replace("{sent}", &request.body).replace("{soon}", &soon);
    let text = text.replace("{here}", &shared.here.to_string()).replace("{other}", &shared.other.to_string());
    text.replace("{other_port}", &shared.other.port().to_string())
}
