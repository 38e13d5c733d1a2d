//! Signing up, signing in, and what a session opens.

use std::time::Duration;

use portal_api::{ProblemCode, Secret, SignIn};
use sync::{DeliveryError, Outcome, SyncError, deliver};

use crate::sandbox::{MemoryFiles, START_MS, Sandbox, at, sign_up};

const TWELVE_HOURS: i64 = 12 * 60 * 60;

fn sign_in(email: &str, password: &str) -> SignIn {
    SignIn { email: email.to_owned(), password: Secret::new(password) }
}

fn code(error: &SyncError) -> Option<&ProblemCode> {
    match error {
        SyncError::Refused { problem } => Some(&problem.code),
        _ => None,
    }
}

#[tokio::test]
async fn whoever_signed_up_can_sign_in_in_any_case_of_the_address() {
    let sandbox = Sandbox::start().await;
    sandbox.account("hr").await;
    let session =
        sandbox.client.sign_in(&sign_in(" HR@Example.Test ", "seven lamps on a hill")).await.unwrap();
    assert_eq!(session.expires_at, at(START_MS + TWELVE_HOURS * 1000));
    sandbox.client.events(&session.token, 0).await.unwrap();
}

#[tokio::test]
async fn one_address_has_one_account() {
    let sandbox = Sandbox::start().await;
    sandbox.account("hr").await;
    let mut again = sign_up("hr");
    again.email = again.email.to_uppercase();
    let error = sandbox.client.sign_up(&again).await.unwrap_err();
    assert_eq!(code(&error), Some(&ProblemCode::AccountExists));
}

#[tokio::test]
async fn a_sign_up_with_wrong_fields_names_them() {
    let sandbox = Sandbox::start().await;
    let mut wrong = sign_up("not an address");
    wrong.password = Secret::new("short");
    wrong.display_name = " ".to_owned();
    let SyncError::Refused { problem } = sandbox.client.sign_up(&wrong).await.unwrap_err() else {
        panic!("expected a refusal");
    };
    let fields: Vec<_> = problem.fields.iter().map(|f| f.field.as_str()).collect();
    assert_eq!(fields, ["/email", "/password", "/display_name"]);
}

#[tokio::test]
async fn a_wrong_password_and_an_unknown_address_get_the_same_answer() {
    let sandbox = Sandbox::start().await;
    sandbox.account("hr").await;
    let mut answers = Vec::new();
    for email in ["hr@example.test", "nobody@example.test"] {
        let wrong = sign_in(email, "eight lamps on a hill");
        match sandbox.client.sign_in(&wrong).await.unwrap_err() {
            SyncError::Refused { problem } => answers.push(problem),
            other => panic!("expected a refusal, got {other:?}"),
        }
    }
    assert_eq!(answers[0].code, ProblemCode::WrongCredentials);
    assert_eq!(answers[0], answers[1]);
}

#[tokio::test]
async fn guessing_is_slowed_down_even_for_the_right_password() {
    let sandbox = Sandbox::start().await;
    sandbox.account("hr").await;
    for _ in 0..10 {
        let wrong = sign_in("hr@example.test", "eight lamps on a hill");
        let error = sandbox.client.sign_in(&wrong).await.unwrap_err();
        assert_eq!(code(&error), Some(&ProblemCode::WrongCredentials));
    }
    let right = sign_in("hr@example.test", "seven lamps on a hill");
    let error = sandbox.client.sign_in(&right).await.unwrap_err();
    let SyncError::Busy { retry_after } = error else {
        panic!("expected to be held off, got {error:?}");
    };
    assert_eq!(retry_after, Some(Duration::from_secs(15 * 60 + 1)));
    sandbox.advance_seconds(15 * 60);
    sandbox.client.sign_in(&right).await.unwrap();
}

#[tokio::test]
async fn without_a_session_nothing_of_an_account_opens() {
    let sandbox = Sandbox::start().await;
    let packet = sandbox.packet(1).await;
    let invented = Secret::new("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA");
    let files = MemoryFiles::of_application();

    let result = deliver(&sandbox.client, &invented, &packet, &files).await;

    assert!(matches!(&result, Err(DeliveryError::Portal(SyncError::SignInNeeded))));
    assert_eq!(Outcome::of(&result), Outcome::SignInNeeded);
    let error = sandbox.client.events(&invented, 0).await.unwrap_err();
    assert!(matches!(error, SyncError::SignInNeeded));
}

#[tokio::test]
async fn a_session_ends_and_a_new_sign_in_goes_on() {
    let sandbox = Sandbox::start().await;
    let token = sandbox.account("hr").await;
    sandbox.advance_seconds(TWELVE_HOURS - 1);
    sandbox.client.events(&token, 0).await.unwrap();
    sandbox.advance_seconds(1);
    let error = sandbox.client.events(&token, 0).await.unwrap_err();
    assert!(matches!(error, SyncError::SignInNeeded), "{error:?}");
    let right = sign_in("hr@example.test", "seven lamps on a hill");
    let session = sandbox.client.sign_in(&right).await.unwrap();
    sandbox.client.events(&session.token, 0).await.unwrap();
}

#[tokio::test]
async fn the_register_knows_its_participants_and_nobody_else() {
    let sandbox = Sandbox::start().await;
    let found = sandbox.client.find_organisation("151240022476").await;
    assert_eq!(found.unwrap().name, "AIFC Authority JSC");
    for bin in ["940140000385", "../public-offer", "..", "15124002247?", ""] {
        let error = sandbox.client.find_organisation(bin).await.unwrap_err();
        let code = code(&error);
        assert!(matches!(code, Some(ProblemCode::UnknownBin | ProblemCode::NotFound)), "{bin:?}: {error:?}");
    }
}
