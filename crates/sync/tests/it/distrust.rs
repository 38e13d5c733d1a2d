//! Whatever answers at the portal's address, nothing unchecked gets through.

use portal_api::{
    ContentHash, Feed, Organisation, PaymentStatus, PortalStatus, PublicOffer, Secret, StatusEvent,
    SubmissionReceipt, UploadReceipt, limits,
};
use serde_json::json;
use sync::{AnswerFault, PortalClient, SyncError};

use crate::canned::{client_of, client_of_json};
use crate::sandbox::{START_MS, Sandbox, at, key};

fn token() -> Secret {
    Secret::new("token-canary")
}

async fn events_fault(client: &PortalClient, after: i64) -> AnswerFault {
    match client.events(&token(), after).await {
        Err(SyncError::BadAnswer(fault)) => fault,
        other => panic!("expected a bad answer, got {other:?}"),
    }
}

fn event(sequence: i64) -> StatusEvent {
    StatusEvent {
        sequence,
        portal_number: "101".to_owned(),
        status: PortalStatus::New,
        payment_status: None,
        at: at(START_MS),
        note: None,
    }
}

#[tokio::test]
async fn an_answer_that_announces_too_much_is_not_read() {
    let answer = "HTTP/1.1 200 OK\r\nContent-Length: 99999999999\r\n\r\n".to_owned();
    let client = client_of(answer, b"").await;
    assert_eq!(events_fault(&client, 0).await, AnswerFault::TooLarge);
}

#[tokio::test]
async fn an_answer_without_end_is_cut_off() {
    let answer = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n".to_owned();
    let client = client_of(answer, b"10\r\n                \r\n").await;
    assert_eq!(events_fault(&client, 0).await, AnswerFault::TooLarge);
}

#[tokio::test]
async fn a_refusal_without_end_is_cut_off_too() {
    let answer = "HTTP/1.1 422 No\r\nTransfer-Encoding: chunked\r\n\r\n".to_owned();
    let client = client_of(answer, b"10\r\n                \r\n").await;
    assert_eq!(events_fault(&client, 0).await, AnswerFault::TooLarge);
}

#[tokio::test]
async fn a_redirect_is_not_followed() {
    let sandbox = Sandbox::start().await;
    let elsewhere = sandbox.portal.base_url();
    let answer = format!(
        "HTTP/1.1 307 Temporary Redirect\r\nLocation: {elsewhere}/v1/public-offer\r\n\
         Content-Length: 0\r\n\r\n"
    );
    let client = client_of(answer, b"").await;
    let error = client.public_offer().await.unwrap_err();
    assert!(matches!(error, SyncError::BadAnswer(AnswerFault::Redirected)), "{error:?}");
}

#[tokio::test]
async fn what_is_not_the_contract_is_not_used() {
    let page = "<html>Please sign in to the hotel network</html>";
    let problem = r#"{"code":"internal","message":"?"}"#;
    for (status, body, fault) in [
        ("200 OK", page, AnswerFault::NotTheContract),
        ("200 OK", "", AnswerFault::NotTheContract),
        ("403 Forbidden", page, AnswerFault::NotTheContract),
        ("600 Odd", problem, AnswerFault::UnexpectedStatus(600)),
    ] {
        let length = body.len();
        let answer = format!("HTTP/1.1 {status}\r\nContent-Length: {length}\r\n\r\n{body}");
        let client = client_of(answer, b"").await;
        assert_eq!(events_fault(&client, 0).await, fault, "{status}");
    }
}

#[tokio::test]
async fn json_nested_without_end_is_refused() {
    let body = "[".repeat(100_000);
    let length = body.len();
    let answer = format!("HTTP/1.1 200 OK\r\nContent-Length: {length}\r\n\r\n{body}");
    let client = client_of(answer, b"").await;
    assert_eq!(events_fault(&client, 0).await, AnswerFault::NotTheContract);
}

#[tokio::test]
async fn a_feed_that_goes_back_stands_still_or_is_too_long_is_refused() {
    let too_long = 1 + i64::try_from(limits::EVENTS_PER_PAGE_MAX).unwrap();
    let feeds = [
        (vec![event(5)], 5),
        (vec![event(7), event(7)], 7),
        (vec![event(8), event(7)], 7),
        (vec![event(7)], 6),
        (vec![event(7)], 9),
        (vec![], 4),
        ((6..6 + too_long).map(event).collect(), 5 + too_long),
    ];
    for (events, next) in feeds {
        let client = client_of_json("200 OK", &Feed { events, next }).await;
        assert_eq!(events_fault(&client, 5).await, AnswerFault::Mismatch);
    }
}

#[tokio::test]
async fn an_unknown_status_is_kept_in_the_portals_words() {
    let page = json!({
        "events": [{
            "sequence": 9, "portal_number": "101", "status": "Құжаттар дайын",
            "payment_status": "Refunded", "at": "2026-03-02T09:00:00Z",
        }],
        "next": 9,
    });
    let client = client_of_json("200 OK", &page).await;
    let feed = client.events(&token(), 0).await.unwrap();
    let unknown = |text: &str| text.to_owned();
    assert_eq!(feed.events[0].status, PortalStatus::Unknown(unknown("Құжаттар дайын")));
    assert_eq!(feed.events[0].payment_status, Some(PaymentStatus::Unknown(unknown("Refunded"))));
    assert_eq!(feed.events[0].at, at(START_MS));
}

#[tokio::test]
async fn a_receipt_for_another_packet_is_no_receipt() {
    let sandbox = Sandbox::start().await;
    let submission = sandbox.packet(1).await.submission().unwrap();
    let receipt = SubmissionReceipt {
        portal_number: "101".to_owned(),
        status: PortalStatus::New,
        received_at: at(START_MS),
        packet_sha256: ContentHash::of(b"another packet"),
    };
    let client = client_of_json("201 Created", &receipt).await;
    let error = client.submit(&token(), key(1), &submission).await;
    assert!(matches!(error, Err(SyncError::BadAnswer(AnswerFault::Mismatch))));
}

#[tokio::test]
async fn a_receipt_for_another_file_is_no_receipt() {
    for (sha256, size_bytes) in [(ContentHash::of(b"b"), 1), (ContentHash::of(b"a"), 2)] {
        let receipt = UploadReceipt { sha256, size_bytes, received_at: at(START_MS) };
        let client = client_of_json("201 Created", &receipt).await;
        let sent = ContentHash::of(b"a");
        let error = client.upload(&token(), sent, b"a".to_vec()).await;
        assert!(matches!(error, Err(SyncError::BadAnswer(AnswerFault::Mismatch))));
    }
}

#[tokio::test]
async fn a_file_that_is_not_the_packets_is_never_asked_out_of_us() {
    let other = json!({ "sha256": [ContentHash::of(b"a secret of another packet")] });
    let client = client_of_json("200 OK", &other).await;
    let error = client.missing_uploads(&token(), vec![ContentHash::of(b"a")]).await;
    assert!(matches!(error, Err(SyncError::BadAnswer(AnswerFault::Mismatch))));
}

#[tokio::test]
async fn terms_that_do_not_have_their_hash_are_not_shown() {
    let offer = PublicOffer {
        version: "1".to_owned(),
        text: "You owe us everything".to_owned(),
        sha256: ContentHash::of(b"You owe us nothing"),
    };
    let client = client_of_json("200 OK", &offer).await;
    assert!(matches!(client.public_offer().await, Err(SyncError::BadAnswer(AnswerFault::Mismatch))));
}

#[tokio::test]
async fn another_organisation_than_the_one_asked_for_is_not_shown() {
    let other = Organisation { bin: "151240022476".to_owned(), name: "AIFC Authority JSC".to_owned() };
    let client = client_of_json("200 OK", &other).await;
    assert!(matches!(
        client.find_organisation("180140900114").await,
        Err(SyncError::BadAnswer(AnswerFault::Mismatch))
    ));
}

#[tokio::test]
async fn errors_show_neither_token_nor_what_was_looked_up() {
    let sandbox = Sandbox::start().await;
    let client = sandbox.client.clone();
    sandbox.portal.shutdown().await.unwrap();
    let unreachable = client.find_organisation("180140900114").await.unwrap_err();
    let bearer = client.events(&token(), 0).await.unwrap_err();
    for error in [unreachable, bearer] {
        let shown = format!("{error} {error:?} {client:?}");
        for canary in ["180140900114", "token-canary"] {
            assert!(!shown.contains(canary), "{canary} in {shown}");
        }
    }
}
