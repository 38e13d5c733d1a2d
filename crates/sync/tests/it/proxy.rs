//! A proxy that lets requests through and loses chosen answers.

use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};

/// Loses the first answers to requests whose first line begins with `request`.
pub struct FaultProxy {
    address: SocketAddr,
    lost: Arc<AtomicUsize>,
}

impl FaultProxy {
    pub async fn start(upstream: SocketAddr, request: &'static str, times: usize) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let lost = Arc::new(AtomicUsize::new(0));
        let counter = Arc::clone(&lost);
        tokio::spawn(async move {
            while let Ok((client, _)) = listener.accept().await {
                tokio::spawn(relay(client, upstream, request, times, Arc::clone(&counter)));
            }
        });
        Self { address, lost }
    }

    pub fn base_url(&self) -> String {
        format!("http://{}", self.address)
    }

    /// How many answers were lost so far.
    pub fn lost(&self) -> usize {
        self.lost.load(Ordering::SeqCst)
    }
}

async fn relay(
    mut client: TcpStream,
    upstream: SocketAddr,
    request: &str,
    times: usize,
    lost: Arc<AtomicUsize>,
) {
    let mut server = TcpStream::connect(upstream).await.unwrap();
    while let Some(message) = read_message(&mut client).await {
        server.write_all(&message).await.unwrap();
        // The whole answer is awaited: what it answers has happened by now.
        let Some(answer) = read_message(&mut server).await else {
            return;
        };
        let chosen = message.starts_with(request.as_bytes());
        if chosen && lost.load(Ordering::SeqCst) < times {
            lost.fetch_add(1, Ordering::SeqCst);
            return;
        }
        if client.write_all(&answer).await.is_err() {
            return;
        }
    }
}

/// Reads one HTTP message with a `Content-Length`, or without a body.
pub async fn read_message(stream: &mut TcpStream) -> Option<Vec<u8>> {
    let mut message = Vec::new();
    let mut end = None;
    while end.is_none_or(|end| message.len() < end) {
        if stream.read_buf(&mut message).await.ok()? == 0 {
            return None;
        }
        if end.is_none() {
            end = message_length(&message);
        }
    }
    Some(message)
}

fn message_length(message: &[u8]) -> Option<usize> {
    let head = message.windows(4).position(|window| window == b"\r\n\r\n")? + 4;
    let text = std::str::from_utf8(&message[..head]).unwrap().to_lowercase();
    let body = text
        .lines()
        .find_map(|line| line.strip_prefix("content-length:"))
        .map_or(0, |length| length.trim().parse().unwrap());
    Some(head + body)
}
