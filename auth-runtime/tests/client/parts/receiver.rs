//! The local callback receiver (RFC 8252), as a browser, a foreign page and a silent connection meet it.
#![cfg(feature = "receiver")]
#![allow(clippy::unwrap_used, reason = "a test that fails may panic")]

use std::time::Duration;

use auth_runtime::consent::{AuthorizationCode, CallbackError, CallbackReceiver, PendingCallback, ReceiverError};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;
use tokio::task::JoinHandle;

type Received = JoinHandle<Result<AuthorizationCode, ReceiverError>>;

/// A receiver that waits for the state `s_1`, and its address.
async fn receiver() -> (Received, String) {
    let receiver = CallbackReceiver::bind().await.unwrap().message("Back to <the program>.");
    let address =
        receiver.redirect_uri().strip_prefix("http://").unwrap().strip_suffix("/callback").unwrap().to_owned();
    let mut pending = PendingCallback::new("s_1", None);
    let received = tokio::spawn(receiver.receive(move |callback| pending.finish(callback)));
    (received, address)
}

async fn send(address: &str, request: &str) -> String {
    let mut stream = TcpStream::connect(address).await.unwrap();
    stream.write_all(request.as_bytes()).await.unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).await.unwrap();
    answer
}

fn get(target: &str, host: &str) -> String {
    format!("GET {target} HTTP/1.1\r\nHost: {host}\r\nAccept: text/html\r\n\r\n")
}

#[tokio::test]
async fn receives_one_callback_and_refuses_what_is_not_it() {
    let (received, address) = receiver().await;
    let silent = TcpStream::connect(&address).await.unwrap();
    let callback = "/callback?code=c_1&state=s_1";
    let rows = [
        (get("/", &address), "404"),
        (get("/callback/more?code=c_1&state=s_1", &address), "404"),
        (get(callback, "login.evil.example"), "404"),
        (get("/callback?code=c_2&state=s_2", &address), "400"),
        (get("/callback?code=c_2", &address), "400"),
        (format!("PUT {callback} HTTP/1.1\r\nHost: {address}\r\nContent-Length: 0\r\n\r\n"), "404"),
        (format!("GET {callback} HTTP/1.1\r\n\r\n"), "404"),
    ];
    for (request, status) in rows {
        let answer = send(&address, &request).await;
        assert!(answer.starts_with(&format!("HTTP/1.1 {status} ")), "{request}: {answer}");
        assert!(!answer.contains("c_1") && !answer.contains("c_2"), "{answer}");
    }
    let answer = send(&address, &get(callback, &address)).await;
    assert!(answer.contains("Cache-Control: no-store") && answer.contains("Back to &lt;the program&gt;."), "{answer}");
    assert!(received.await.unwrap().unwrap().callback.code.matches("c_1"));
    assert!(TcpStream::connect(&address).await.is_err(), "it listens no more");
    drop(silent);
}

#[tokio::test]
async fn reads_a_form_in_pieces() {
    let (received, address) = receiver().await;
    let body = "code=c%2F1&state=s_1";
    let (name, length) = (address.replace("127.0.0.1", "LocalHost"), body.len());
    let head = format!(
        "POST /callback HTTP/1.1\r\nHost: {name}\r\nContent-Type: application/x-www-form-urlencoded\r\n\
         Content-Length: {length}\r\n\r\n"
    );
    let mut stream = TcpStream::connect(&address).await.unwrap();
    for piece in [&head[..10], &head[10..], &body[..5], &body[5..]] {
        stream.write_all(piece.as_bytes()).await.unwrap();
        stream.flush().await.unwrap();
        tokio::task::yield_now().await;
    }
    assert!(received.await.unwrap().unwrap().callback.code.matches("c/1"));
}

#[tokio::test]
async fn a_refusal_ends_the_wait() {
    let (received, address) = receiver().await;
    let answer = send(&address, &get("/callback?error=access_denied&state=s_1", &address)).await;
    assert!(answer.contains("did not work") && !answer.contains("access_denied"), "{answer}");
    let error = received.await.unwrap().unwrap_err();
    assert!(
        matches!(&error, ReceiverError::Callback(CallbackError::Denied { code, .. }) if code == "access_denied"),
        "{error}"
    );
}

#[tokio::test(start_paused = true)]
async fn nobody_comes_back() {
    let receiver = CallbackReceiver::bind().await.unwrap().time_limit(Duration::from_secs(2));
    let error = receiver.receive(|_| Ok(())).await.unwrap_err();
    assert!(matches!(error, ReceiverError::TimedOut), "{error}");
}
