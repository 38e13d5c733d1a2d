//! A server that says what it is told to, whatever it is asked.

use std::net::SocketAddr;
use std::time::Duration;

use serde::Serialize;
use sync::{PortalClient, Timeouts};
use tokio::io::AsyncWriteExt;
use tokio::net::{TcpListener, TcpStream};

use crate::proxy::read_message;

/// Returns a client of a server that gives every request this answer, then `filler` until the
/// client has enough of it.
pub async fn client_of(answer: String, filler: &'static [u8]) -> PortalClient {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    tokio::spawn(async move {
        while let Ok((stream, _)) = listener.accept().await {
            tokio::spawn(speak(stream, answer.clone(), filler));
        }
    });
    client_at(address)
}

/// Returns a client whose server gives every request this JSON.
pub async fn client_of_json(status: &str, body: &impl Serialize) -> PortalClient {
    let body = serde_json::to_string(body).unwrap();
    let length = body.len();
    let answer = format!(
        "HTTP/1.1 {status}\r\nContent-Type: application/json\r\nContent-Length: {length}\r\n\r\n\
         {body}"
    );
    client_of(answer, b"").await
}

/// Returns a client that gives up soon.
pub fn client_at(address: SocketAddr) -> PortalClient {
    let timeouts = Timeouts {
        connect: Duration::from_secs(5),
        call: Duration::from_secs(5),
        upload: Duration::from_secs(5),
    };
    PortalClient::with_timeouts(&format!("http://{address}"), timeouts).unwrap()
}

async fn speak(mut stream: TcpStream, answer: String, filler: &[u8]) {
    while read_message(&mut stream).await.is_some() {
        if stream.write_all(answer.as_bytes()).await.is_err() {
            return;
        }
        while !filler.is_empty() {
            if stream.write_all(filler).await.is_err() {
                return;
            }
        }
    }
}
