//! The portal says no: with a code, and with the fields that are wrong.

use portal_api::{ContentHash, NewApplication, PersonRole, Problem, ProblemCode, Secret, Submission, freeze};
use sync::{DeliveryError, Outcome, SyncError, deliver};

use crate::sandbox::{LETTER, MemoryFiles, PASSPORT, Sandbox, key};

fn refused(error: SyncError) -> Problem {
    match error {
        SyncError::Refused { problem } => *problem,
        other => panic!("expected a refusal, got {other:?}"),
    }
}

async fn refusal_of(sandbox: &Sandbox, token: &Secret, application: &NewApplication) -> Problem {
    let submission = freeze(application, key(1)).unwrap().submission().unwrap();
    let result = sandbox.client.submit(token, key(1), &submission).await;
    let problem = refused(result.unwrap_err());
    let feed = sandbox.client.events(token, 0).await.unwrap();
    assert_eq!(feed.events.len(), 0, "what is refused leaves nothing behind");
    problem
}

fn fields(problem: &Problem) -> Vec<(&str, ProblemCode)> {
    problem.fields.iter().map(|field| (field.field.as_str(), field.code.clone())).collect()
}

#[tokio::test]
async fn every_wrong_field_is_named_at_once() {
    let sandbox = Sandbox::start().await;
    let token = sandbox.account("hr").await;
    let mut application = sandbox.application().await;
    application.quantity = 2;
    application.organisation_bin = "940140000385".to_owned();
    application.contact.email = "nobody".to_owned();
    application.documents[1].person_key = Some("p9".to_owned());
    application.public_offer_accepted.sha256 = ContentHash::of(b"older terms");
    sandbox.client.upload(&token, ContentHash::of(LETTER), LETTER.to_vec()).await.unwrap();

    let problem = refusal_of(&sandbox, &token, &application).await;

    assert_eq!(problem.code, ProblemCode::QuantityMismatch);
    assert_eq!(problem.field(), Some("/quantity"));
    assert_eq!(
        fields(&problem),
        [
            ("/quantity", ProblemCode::QuantityMismatch),
            ("/organisation_bin", ProblemCode::UnknownBin),
            ("/contact/email", ProblemCode::Invalid),
            ("/documents/1/person_key", ProblemCode::Invalid),
            ("/documents/1/sha256", ProblemCode::DocumentNotUploaded),
            ("/public_offer_accepted", ProblemCode::OfferNotAccepted),
        ]
    );
}

#[tokio::test]
async fn each_rule_of_the_form_is_held() {
    type Change = fn(&mut NewApplication);
    let cases: [(&str, Change); 15] = [
        ("/service", |a| a.service = " ".to_owned()),
        ("/contact/name", |a| a.contact.name = String::new()),
        ("/contact/phone", |a| a.contact.phone = "1\n2".to_owned()),
        ("/visa/category", |a| change_visa(a, |v| v.category.clear())),
        ("/visa/validity_months", |a| change_visa(a, |v| v.validity_months = 0)),
        ("/visa/until", |a| change_visa(a, |v| std::mem::swap(&mut v.from, &mut v.until))),
        ("/persons/0/surname", |a| a.persons[0].surname = "A".repeat(301)),
        ("/persons/0/citizenship", |a| a.persons[0].citizenship = "deu".to_owned()),
        ("/persons/0/travel_document/number", |a| {
            a.persons[0].travel_document.number.clear();
        }),
        ("/persons/0/travel_document/expires_on", |a| {
            a.persons[0].travel_document.expires_on = jiff::civil::date(2021, 5, 31);
        }),
        ("/persons/0/principal_key", |a| {
            a.persons[0].principal_key = Some("p1".to_owned());
        }),
        ("/persons/0/principal_key", |a| {
            a.persons[0].role = PersonRole::Spouse;
            a.persons[0].principal_key = Some("p1".to_owned());
        }),
        ("/documents/0/file_name", |a| {
            a.documents[0].file_name = "../letter.pdf".to_owned();
        }),
        ("/documents/0/type", |a| a.documents[0].document_type.clear()),
        ("/documents/0/size_bytes", |a| a.documents[0].size_bytes += 1),
    ];
    let sandbox = Sandbox::start().await;
    let token = sandbox.account("hr").await;
    for bytes in [LETTER, PASSPORT] {
        let sha256 = ContentHash::of(bytes);
        sandbox.client.upload(&token, sha256, bytes.to_vec()).await.unwrap();
    }
    for (field, change) in cases {
        let mut application = sandbox.application().await;
        change(&mut application);
        let problem = refusal_of(&sandbox, &token, &application).await;
        assert_eq!(fields(&problem), [(field, ProblemCode::Invalid)], "{field}");
    }
}

fn change_visa(application: &mut NewApplication, change: fn(&mut portal_api::VisaRequest)) {
    change(application.visa.as_mut().unwrap());
}

#[tokio::test]
async fn two_persons_with_one_key_are_refused() {
    let sandbox = Sandbox::start().await;
    let token = sandbox.account("hr").await;
    let mut application = sandbox.application().await;
    application.documents.clear();
    application.persons.push(application.persons[0].clone());
    application.quantity = 2;
    let problem = refusal_of(&sandbox, &token, &application).await;
    assert_eq!(fields(&problem), [("/persons/1/key", ProblemCode::Invalid)]);
}

#[tokio::test]
async fn a_refused_packet_stays_refused_until_a_person_acts() {
    let sandbox = Sandbox::start().await;
    let token = sandbox.account("hr").await;
    let mut application = sandbox.application().await;
    application.organisation_bin = "940140000385".to_owned();
    let packet = freeze(&application, key(1)).unwrap();
    let files = MemoryFiles::of_application();

    let result = deliver(&sandbox.client, &token, &packet, &files).await;

    assert_eq!(Outcome::of(&result), Outcome::Refused);
    let Err(DeliveryError::Portal(error)) = result else {
        panic!("the portal refuses, nobody else");
    };
    assert_eq!(refused(error).code, ProblemCode::UnknownBin);
}

#[tokio::test]
async fn one_key_for_two_packets_is_a_conflict_and_the_first_stays() {
    let sandbox = Sandbox::start().await;
    let token = sandbox.account("hr").await;
    let files = MemoryFiles::of_application();
    let first = sandbox.packet(1).await;
    deliver(&sandbox.client, &token, &first, &files).await.unwrap();
    let mut application = sandbox.application().await;
    application.personal_manager = true;
    let second = freeze(&application, key(1)).unwrap();

    let result = deliver(&sandbox.client, &token, &second, &files).await;

    let Err(DeliveryError::Portal(error)) = result else {
        panic!("the portal refuses, nobody else");
    };
    assert_eq!(refused(error).code, ProblemCode::KeyReused);
    let again = deliver(&sandbox.client, &token, &first, &files).await.unwrap();
    assert_eq!(again.portal_number, "101");
}

#[tokio::test]
async fn an_application_under_a_wrong_hash_is_refused() {
    let sandbox = Sandbox::start().await;
    let token = sandbox.account("hr").await;
    let submission = Submission {
        packet_sha256: ContentHash::of(b"something else"),
        application: sandbox.application().await,
    };
    let result = sandbox.client.submit(&token, key(1), &submission).await;
    let problem = refused(result.unwrap_err());
    assert_eq!(problem.code, ProblemCode::HashMismatch);
}

#[tokio::test]
async fn bytes_under_a_wrong_hash_are_refused_and_not_kept() {
    let sandbox = Sandbox::start().await;
    let token = sandbox.account("hr").await;
    let wrong = ContentHash::of(b"something else");
    let result = sandbox.client.upload(&token, wrong, LETTER.to_vec()).await;
    assert_eq!(refused(result.unwrap_err()).code, ProblemCode::HashMismatch);
    let missing = sandbox.client.missing_uploads(&token, vec![wrong]).await;
    assert_eq!(missing.unwrap(), [wrong]);
}

#[tokio::test]
async fn a_file_larger_than_the_contract_allows_is_refused() {
    let sandbox = Sandbox::start().await;
    let token = sandbox.account("hr").await;
    let bytes = vec![0; portal_api::limits::FILE_BYTES_MAX + 1];
    let sha256 = ContentHash::of(&bytes);
    let error = sandbox.client.upload(&token, sha256, bytes).await.unwrap_err();
    assert!(
        matches!(&error, SyncError::Refused { problem } if problem.code == ProblemCode::TooLarge),
        "{error:?}"
    );
}
