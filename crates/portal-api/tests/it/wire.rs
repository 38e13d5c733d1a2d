//! The JSON of each message, as the other side sees it.

use portal_api::{
    ContentHash, Feed, FieldProblem, IdempotencyKey, PaymentStatus, PortalStatus, Problem, ProblemCode,
    Secret, Session, SignUp, StatusEvent, Submission, SubmissionReceipt, UploadReceipt,
};
use serde_json::json;

use crate::sample;

#[test]
fn a_submission_has_exactly_these_members() {
    let submission = portal_api::freeze(&sample::application(), sample::key()).unwrap().submission().unwrap();
    insta::assert_json_snapshot!(submission);
}

#[test]
fn the_other_messages_have_exactly_these_members() {
    let at = "2026-03-02T14:05:06.789+05:00".parse().unwrap();
    insta::assert_json_snapshot!(json!({
        "sign_up": SignUp {
            email: "hr@example.test".to_owned(),
            password: Secret::new("long enough"),
            display_name: "HR".to_owned(),
        },
        "session": Session { token: Secret::new("token"), expires_at: at },
        "upload": UploadReceipt { sha256: ContentHash::of(b""), size_bytes: 0, received_at: at },
        "receipt": SubmissionReceipt {
            portal_number: "101".to_owned(),
            status: PortalStatus::New,
            received_at: at,
            packet_sha256: ContentHash::of(b""),
        },
        "feed": Feed {
            events: vec![StatusEvent {
                sequence: 2,
                portal_number: "101".to_owned(),
                status: PortalStatus::AwaitingForPayment,
                payment_status: Some(PaymentStatus::Pending),
                at,
                note: Some("Bring the original".to_owned()),
            }],
            next: 2,
        },
        "problem": Problem::of_fields(vec![FieldProblem::new(
            "/quantity",
            ProblemCode::QuantityMismatch,
            "The quantity must be the number of persons.",
        )]),
    }));
}

#[test]
fn a_request_with_a_member_that_the_contract_lacks_is_refused() {
    let mut json = serde_json::to_value(sample::application()).unwrap();
    json.as_object_mut().unwrap().insert("priority".to_owned(), json!(true));
    let body = json!({ "packet_sha256": ContentHash::of(b""), "application": json });
    let error = serde_json::from_value::<Submission>(body).unwrap_err();
    assert!(error.to_string().contains("priority"), "{error}");
}

#[test]
fn an_answer_with_a_member_that_the_contract_lacks_is_read() {
    let feed: Feed = serde_json::from_value(json!({
        "events": [{
            "sequence": 7, "portal_number": "101", "status": "Sent to the Ministry",
            "payment_status": "Refund requested", "at": "2026-03-02T09:05:06Z", "colour": "red",
        }],
        "next": 7,
        "server": "newer",
    }))
    .unwrap();
    assert_eq!(feed.events[0].status, PortalStatus::Unknown("Sent to the Ministry".to_owned()));
    assert_eq!(feed.events[0].payment_status, Some(PaymentStatus::Unknown("Refund requested".to_owned())));
}

#[test]
fn an_idempotency_key_is_written_as_a_uuid() {
    let key = sample::key();
    assert_eq!(key.to_string(), "01920000-0000-7000-8000-000000000001");
    assert_eq!(key.to_string().parse::<IdempotencyKey>().unwrap(), key);
}
