//! Personal data: consents and their withdrawal, retention, erasure, the list for a breach notice.

use crate::steps::*;
use desk::ErrorCode;
use desk::view::*;
use testkit::TestDesk;

async fn consent(test: &TestDesk, person: &str) -> ConsentView {
    let mut draft = test.desk.consent_draft(person.to_owned()).await.unwrap();
    draft.given_on = Some("2026-02-20".to_owned());
    if draft.text_version.is_empty() {
        draft.text_version = "host's own form 3".to_owned();
    }
    test.desk.consent_save(draft).await.unwrap()
}

#[tokio::test]
async fn a_consent_names_the_form_that_was_made_and_holds_until_it_is_withdrawn() {
    let test = TestDesk::open(None).await.unwrap();
    let company = add_company(&test.desk).await;
    let person = add_employee(&test.desk, &company.id).await;
    let early = test.desk.consent_draft(person.id.clone()).await.unwrap();
    assert_eq!((early.operator.as_str(), early.text_sha256.as_str()), (company.id.as_str(), ""));
    let application = add_application(&test.desk, &company.id, &[&person.id]).await;
    let draft = test.desk.consent_draft(person.id.clone()).await.unwrap();
    assert!(draft.text_version.contains(&application.number) && draft.text_sha256.len() == 64);
    assert_eq!(test.desk.privacy().await.unwrap().without_consent.len(), 1);

    let given = consent(&test, &person.id).await;
    assert_eq!(given.state, ConsentState::InForce);
    assert!(test.desk.privacy().await.unwrap().without_consent.is_empty());
    let future = test.desk.consent_withdraw(given.id.clone(), "2026-03-09".to_owned()).await.unwrap_err();
    assert_eq!(future.code, ErrorCode::Invalid, "nobody withdrew it next week");
    let early = test.desk.consent_stop(given.id.clone(), "2026-03-02".to_owned()).await.unwrap_err();
    assert_eq!(early.code, ErrorCode::Invalid, "a stop before the withdrawal would hide its clock");
    let withdrawn = test.desk.consent_withdraw(given.id.clone(), "2026-03-02".to_owned()).await.unwrap();
    let again = test.desk.consent_withdraw(given.id.clone(), "2026-03-04".to_owned()).await.unwrap_err();
    assert_eq!(again.code, ErrorCode::Invalid, "the clock runs from the first day");
    // 15 working days after Monday 2 March 2026, over Women's Day and Nauryz.
    assert_eq!(
        (withdrawn.state, withdrawn.stop_by.as_deref()),
        (ConsentState::Withdrawn, Some("2026-03-27"))
    );
    let today = test.desk.today().await.unwrap();
    let need = today.needs_you.iter().find(|need| need.kind == "consent_withdrawn").unwrap();
    assert_eq!((need.date.as_deref(), need.severity), (Some("2026-03-27"), Severity::Warns));
    assert!(!need.text.kk.is_empty() && !need.text.ru.is_empty());
    test.clock.pass(std::time::Duration::from_secs(27 * 24 * 60 * 60));
    let late = test.desk.privacy().await.unwrap();
    assert!(late.withdrawals[0].is_over);
    let stopped = test.desk.consent_stop(given.id, "2026-03-28".to_owned()).await.unwrap();
    assert_eq!((stopped.state, stopped.stop_by), (ConsentState::Stopped, None));
    assert!(test.desk.privacy().await.unwrap().withdrawals.is_empty());
}

#[tokio::test]
async fn whose_last_contract_ended_is_listed_unless_the_user_set_a_later_day() {
    let test = TestDesk::open(None).await.unwrap();
    let company = add_company(&test.desk).await;
    let person = add_employee(&test.desk, &company.id).await;
    assert_eq!(person.retention, None, "a contract without an end");
    let mut fields = person.fields;
    let work = fields.engagement.as_mut().unwrap();
    (work.from, work.until) = (Some("2025-02-01".to_owned()), Some("2026-01-31".to_owned()));
    let saved = test.desk.person_save(fields).await.unwrap();
    let retention = saved.retention.unwrap();
    assert!(retention.is_over && !retention.by_user);
    assert_eq!(test.desk.privacy().await.unwrap().past_retention[0].id, person.id);
    let mut fields = saved.fields;
    fields.retain_until = Some("2031-01-31".to_owned());
    let kept = test.desk.person_save(fields).await.unwrap().retention.unwrap();
    assert!(kept.by_user && !kept.is_over);
    assert!(test.desk.privacy().await.unwrap().past_retention.is_empty());
}

#[tokio::test]
async fn an_erased_person_is_nowhere_and_the_report_says_what_stays() {
    let test = TestDesk::open(None).await.unwrap();
    let application = approved(&test.desk).await;
    let employee = application.persons[0].person.clone();
    consent(&test, &employee.id).await;
    let report = test.desk.person_erase(employee.id.clone()).await.unwrap();
    assert!(report.erased.iter().any(|line| line.what.en == "passports" && line.count == 1));
    assert!(report.erased.iter().all(|line| line.why.is_none()));
    assert!(report.stays.iter().all(|line| line.why.is_some()), "what stays has its reason");
    assert!(report.stays.iter().any(|line| line.what.en.starts_with("backups")));
    let json = serde_json::to_string(&report).unwrap();
    assert!(!json.contains("HARGREAVES"), "the report itself names nobody");

    assert_eq!(test.desk.person_get(employee.id.clone()).await.unwrap_err().code, ErrorCode::NotFound);
    let hits = test.desk.search("THEODORE".to_owned(), false).await.unwrap().hits;
    assert!(hits.is_empty(), "{hits:?}");
    let left = test.desk.application_get(application.id).await.unwrap();
    assert_eq!(left.persons.len(), 1, "the spouse stays, on her own");
    assert_eq!(left.persons[0].principal, None);
    assert!(test.desk.bin_list().await.unwrap().is_empty(), "an erasure leaves nothing to restore");
    test.desk.cabinet_lock().await.unwrap();
    test.desk.cabinet_unlock(testkit::PASSPHRASE.to_owned()).await.unwrap();
}

#[tokio::test]
async fn the_breach_list_names_everybody_and_the_kinds_of_data() {
    let test = TestDesk::open(None).await.unwrap();
    let company = add_company(&test.desk).await;
    let employee = add_employee(&test.desk, &company.id).await;
    add_spouse(&test.desk, &employee.id).await;
    attach(&test.desk, OwnerKind::Person, &employee.id, "passport_copy").await;
    let rows = test.desk.breach_list().await.unwrap();
    assert_eq!(rows.len(), 2);
    let row = rows.iter().find(|row| row.id == employee.id).unwrap();
    assert_eq!(row.scans, 1);
    let to = test.folder().join("list.csv");
    test.desk.breach_list_save(&to).await.unwrap();
    let text = std::fs::read_to_string(&to).unwrap();
    assert_eq!(text.lines().count(), 3, "a line for each and the titles");
    let held: Vec<&str> = row.data.iter().map(|text| text.en.as_str()).collect();
    assert!(
        held.contains(&"passport") && held.contains(&"scans of papers") && !held.contains(&"IIN"),
        "{held:?}"
    );
}
