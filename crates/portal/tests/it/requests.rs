//! Requests that no client of ours would send.

use portal_api::{ContentHash, limits};
use serde_json::{Value, json};

use crate::http::Request;
use crate::sandbox::{LETTER, Sandbox, application, submission};

fn code(answer: &crate::http::Answer) -> (u16, Value) {
    (answer.status, answer.json()["code"].clone())
}

#[tokio::test]
async fn what_is_not_json_of_the_contract_is_malformed_and_not_repeated() {
    let sandbox = Sandbox::start().await;
    let bodies = [
        ("application/json", "{"),
        ("application/json", "[]"),
        ("application/json", "{\"email\":\"canary\"}"),
        ("application/json", "{\"email\":\"a@b\",\"password\":\"canary\",\"extra\":\"canary\"}"),
        ("text/plain", "{\"email\":\"a@b\",\"password\":\"canary canary\"}"),
    ];
    for (kind, body) in bodies {
        let request = Request::new("POST", "/v1/sessions").body(kind, body);
        let answer = sandbox.send(request).await;
        assert_eq!(code(&answer), (400, json!("malformed")), "{body}");
        assert!(!answer.text().contains("canary"), "{}", answer.text());
    }
}

#[tokio::test]
async fn a_request_that_is_too_large_is_refused() {
    let sandbox = Sandbox::start().await;
    let bearer = sandbox.bearer().await;
    let cases = [
        ("POST", "/v1/sessions", limits::REQUEST_BYTES_MAX),
        ("POST", "/v1/applications", limits::SUBMISSION_BYTES_MAX),
    ];
    for (method, path, bytes_max) in cases {
        let request = Request::new(method, path)
            .header("Authorization", &bearer)
            .header("Idempotency-Key", "01920000-0000-7000-8000-000000000001")
            .body("application/json", vec![b' '; bytes_max + 1]);
        let answer = sandbox.send(request).await;
        assert_eq!(code(&answer), (413, json!("too_large")), "{path}");
    }
}

#[tokio::test]
async fn an_upload_without_a_session_is_refused_before_it_is_read() {
    let sandbox = Sandbox::start().await;
    let path = format!("/v1/uploads/{}", ContentHash::of(LETTER));
    // Announced and never sent: an answer comes only if nobody waits for the body.
    let request = Request::new("PUT", &path).header("Content-Length", "20000000");
    let answer = sandbox.send(request).await;
    assert_eq!(code(&answer), (401, json!("sign_in_needed")));
}

#[tokio::test]
async fn an_upload_needs_a_hash_for_a_name_and_a_content() {
    let sandbox = Sandbox::start().await;
    let bearer = sandbox.bearer().await;
    let upper = ContentHash::of(LETTER).to_string().to_uppercase();
    let empty = ContentHash::of(b"").to_string();
    let cases = [
        ("letter.pdf", LETTER, (400, json!("malformed"))),
        ("..%2F..%2Fportal.db", LETTER, (400, json!("malformed"))),
        (upper.as_str(), LETTER, (400, json!("malformed"))),
        (empty.as_str(), b"", (422, json!("hash_mismatch"))),
    ];
    for (name, bytes, expected) in cases {
        let request = Request::new("PUT", &format!("/v1/uploads/{name}"))
            .header("Authorization", &bearer)
            .body("application/octet-stream", bytes);
        assert_eq!(code(&sandbox.send(request).await), expected, "{name}");
    }
    let files = std::fs::read_dir(sandbox.folder.path().join("files")).unwrap();
    assert_eq!(files.count(), 0, "nothing was written");
}

#[tokio::test]
async fn an_account_without_room_is_refused_and_nothing_is_written() {
    let sandbox = Sandbox::start_with(|config| config.upload_quota_bytes = 10).await;
    let bearer = sandbox.bearer().await;
    let upload = |bytes: &'static [u8]| {
        let path = format!("/v1/uploads/{}", ContentHash::of(bytes));
        sandbox.send(
            Request::new("PUT", &path)
                .header("Authorization", &bearer)
                .body("application/octet-stream", bytes),
        )
    };
    assert_eq!(upload(b"six by").await.status, 201);
    let refused = (422, json!("quota_exceeded"));
    assert_eq!(code(&upload(b"five!").await), refused);
    assert_eq!(upload(b"six by").await.status, 200, "what is there is there");
    assert_eq!(upload(b"four").await.status, 201, "up to the last byte");
    let files = std::fs::read_dir(sandbox.folder.path().join("files")).unwrap();
    assert_eq!(files.count(), 2, "the refused one was not written");
}

#[tokio::test]
async fn a_submission_needs_a_key_that_is_a_uuid() {
    let sandbox = Sandbox::start().await;
    let bearer = sandbox.bearer().await;
    let offer = sandbox.get("/v1/public-offer").await.json();
    let body = submission(&application(&offer, "MUSTERMANN"));
    let request = || Request::new("POST", "/v1/applications").header("Authorization", &bearer).json(&body);
    for request in [request(), request().header("Idempotency-Key", "1")] {
        assert_eq!(code(&sandbox.send(request).await), (400, json!("malformed")));
    }
}

#[tokio::test]
async fn the_feed_needs_a_place_to_start() {
    let sandbox = Sandbox::start().await;
    let bearer = sandbox.bearer().await;
    for query in ["", "?after=", "?after=-1", "?after=99999999999999999999"] {
        let request = Request::new("GET", &format!("/v1/events{query}")).header("Authorization", &bearer);
        let answer = sandbox.send(request).await;
        assert_eq!(code(&answer), (400, json!("malformed")), "{query:?}");
    }
}

#[tokio::test]
async fn a_call_that_the_contract_lacks_is_not_found() {
    let sandbox = Sandbox::start().await;
    for path in ["/v1/applications/101", "/v1/", "/v2/events"] {
        assert_eq!(sandbox.get(path).await.status, 404, "{path}");
    }
}

#[tokio::test]
async fn the_contract_is_served_as_it_is_generated() {
    let sandbox = Sandbox::start().await;
    let served = sandbox.get("/v1/openapi.json").await.json();
    assert_eq!(served, serde_json::to_value(portal_api::openapi()).unwrap());
}
