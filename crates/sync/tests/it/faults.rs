//! No network, no answer, half an answer: nothing is lost and nothing happens twice.

use std::time::Duration;

use portal_api::Secret;
use sync::{DeliveryError, Outcome, PortalClient, SyncError, Timeouts, UnreachableCause, deliver};
use tokio::net::TcpListener;

use crate::canned::client_of;
use crate::proxy::FaultProxy;
use crate::sandbox::{MemoryFiles, Sandbox};

async fn deliver_with_lost_answer(request: &'static str) {
    let sandbox = Sandbox::start().await;
    let token = sandbox.account("hr").await;
    let packet = sandbox.packet(1).await;
    let files = MemoryFiles::of_application();
    let proxy = FaultProxy::start(sandbox.portal.address(), request, 1).await;
    let client = PortalClient::new(&proxy.base_url()).unwrap();

    let first = deliver(&client, &token, &packet, &files).await;

    assert_eq!(proxy.lost(), 1, "the fault happened");
    assert!(
        matches!(
            &first,
            Err(DeliveryError::Portal(SyncError::Unreachable { cause: UnreachableCause::Interrupted, .. }))
        ),
        "{first:?}"
    );
    assert_eq!(Outcome::of(&first), Outcome::TryAgain { retry_after: None });
    let receipt = deliver(&client, &token, &packet, &files).await.unwrap();
    assert_eq!(receipt.portal_number, "101");
    let feed = sandbox.client.events(&token, 0).await.unwrap();
    assert_eq!(feed.events.len(), 1, "taken once");
}

#[tokio::test]
async fn a_submission_whose_answer_is_lost_is_sent_again_and_taken_once() {
    deliver_with_lost_answer("POST /v1/applications").await;
}

#[tokio::test]
async fn an_upload_whose_answer_is_lost_is_sent_again() {
    deliver_with_lost_answer("PUT /v1/uploads/").await;
}

#[tokio::test]
async fn a_question_whose_answer_is_lost_is_asked_again() {
    deliver_with_lost_answer("POST /v1/uploads/missing").await;
}

#[tokio::test]
async fn a_portal_that_is_down_is_unreachable_and_tried_again() {
    let sandbox = Sandbox::start().await;
    let token = sandbox.account("hr").await;
    let packet = sandbox.packet(1).await;
    let client = sandbox.client.clone();
    sandbox.portal.shutdown().await.unwrap();

    let result = deliver(&client, &token, &packet, &MemoryFiles::of_application()).await;

    assert!(
        matches!(
            &result,
            Err(DeliveryError::Portal(SyncError::Unreachable { cause: UnreachableCause::NoConnection, .. }))
        ),
        "{result:?}"
    );
    let again = Outcome::TryAgain { retry_after: None };
    assert_eq!(Outcome::of(&result), again);
}

#[tokio::test]
async fn a_server_that_never_answers_is_given_up() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let timeouts = Timeouts { call: Duration::from_millis(50), ..Timeouts::default() };
    let client = PortalClient::with_timeouts(&format!("http://{address}"), timeouts).unwrap();
    let error = client.events(&Secret::new("t"), 0).await.unwrap_err();
    assert!(matches!(error, SyncError::Unreachable { cause: UnreachableCause::TimedOut, .. }), "{error:?}");
}

#[tokio::test]
async fn half_an_answer_is_no_answer() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    tokio::spawn(async move {
        use tokio::io::AsyncWriteExt as _;
        let (mut stream, _) = listener.accept().await.unwrap();
        crate::proxy::read_message(&mut stream).await.unwrap();
        let half = b"HTTP/1.1 200 OK\r\nContent-Length: 400\r\n\r\n{\"events\":[";
        stream.write_all(half).await.unwrap();
    });
    let client = crate::canned::client_at(address);
    let error = client.events(&Secret::new("t"), 0).await.unwrap_err();
    assert!(
        matches!(error, SyncError::Unreachable { cause: UnreachableCause::Interrupted, .. }),
        "{error:?}"
    );
}

#[tokio::test]
async fn a_busy_portal_says_when_to_come_back_and_is_believed_within_reason() {
    let cases = [
        ("503 Service Unavailable", "Retry-After: 120\r\n", Some(120)),
        ("429 Too Many Requests", "Retry-After: 86400\r\n", Some(3600)),
        ("502 Bad Gateway", "", None),
        ("500 Internal Server Error", "Retry-After: soon\r\n", None),
    ];
    for (status, header, seconds) in cases {
        let answer = format!("HTTP/1.1 {status}\r\n{header}Content-Length: 0\r\n\r\n");
        let client = client_of(answer, b"").await;
        let error = client.events(&Secret::new("t"), 0).await.unwrap_err();
        let expected = seconds.map(Duration::from_secs);
        assert!(
            matches!(error, SyncError::Busy { retry_after } if retry_after == expected),
            "{status}: {error:?}"
        );
    }
}
