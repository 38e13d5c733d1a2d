//! Edits that come late: both stay where they touch different things, a person chooses where not.

use crate::steps::*;
use desk::ErrorCode;
use desk::view::*;
use testkit::TestDesk;

#[tokio::test]
async fn edits_of_different_fields_come_together() {
    let test = TestDesk::open(None).await.unwrap();
    let (_, person) = person(&test.desk).await;
    let mut first = person.fields.clone();
    first.phone = "+44 20 7946 0001".to_owned();
    first.travel_document.as_mut().unwrap().authority = "HM Passport Office".to_owned();
    test.desk.person_save(first).await.unwrap();
    let mut second = person.fields;
    second.email = "theodore@example.com".to_owned();
    second.travel_document.as_mut().unwrap().blank_pages = Some(3);
    let merged = test.desk.person_save(second).await.unwrap().fields;
    assert_eq!((merged.phone.as_str(), merged.email.as_str()), ("+44 20 7946 0001", "theodore@example.com"));
    let passport = merged.travel_document.unwrap();
    assert_eq!((passport.authority.as_str(), passport.blank_pages), ("HM Passport Office", Some(3)));
}

#[tokio::test]
async fn a_field_changed_by_both_is_named_with_what_is_stored_and_nothing_is_saved() {
    let test = TestDesk::open(None).await.unwrap();
    let (_, person) = person(&test.desk).await;
    let mut first = person.fields.clone();
    first.travel_document.as_mut().unwrap().expires_on = Some("2031-05-02".to_owned());
    test.desk.person_save(first).await.unwrap();
    let mut second = person.fields;
    second.travel_document.as_mut().unwrap().expires_on = Some("2032-05-02".to_owned());
    second.email = "lost@example.com".to_owned();
    let error = test.desk.person_save(second).await.unwrap_err();
    assert_eq!(error.code, ErrorCode::Stale);
    let fields: Vec<&str> = error.fields.iter().map(|issue| issue.field.as_str()).collect();
    assert_eq!(fields, ["travel_document.expires_on"]);
    assert!(error.fields[0].text.en.contains("2031-05-02"), "the stored value is said");
    assert!(!error.message.contains("2031"), "the log's message says no value");
    let stored = get(&test.desk, &person.id).await.fields;
    assert_eq!(stored.travel_document.unwrap().expires_on.as_deref(), Some("2031-05-02"));
    assert_eq!(stored.email, "t.hargreaves@example.com", "all of the edit or nothing");
}

fn signatory(name: &str, power: &str) -> SignatoryView {
    SignatoryView { name: Text::same(name), power_of_attorney: power.to_owned(), ..SignatoryView::default() }
}

#[tokio::test]
async fn what_two_people_add_to_one_list_both_stays() {
    let test = TestDesk::open(None).await.unwrap();
    let (company, person) = person(&test.desk).await;
    let lead = person.fields.citizenship.clone();
    for code in ["IRL", "USA"] {
        let late = PersonInput { other_citizenships: vec![code.to_owned()], ..person.fields.clone() };
        test.desk.person_save(late).await.unwrap();
    }
    let stored = get(&test.desk, &person.id).await.fields;
    let mut others = stored.other_citizenships.clone();
    others.sort_unstable();
    assert_eq!((stored.citizenship, others.as_slice()), (lead, &["IRL".to_owned(), "USA".to_owned()][..]));

    let company = test.desk.company_get(company.id).await.unwrap();
    let with = |signatories: Vec<SignatoryView>| CompanyInput { signatories, ..company.fields.clone() };
    test.desk.company_save(with(vec![signatory("Early", "1")])).await.unwrap();
    test.desk.company_save(with(vec![signatory("Late", "2")])).await.unwrap();
    let stored = test.desk.company_get(company.id.clone()).await.unwrap();
    let mut powers: Vec<&str> =
        stored.fields.signatories.iter().map(|one| one.power_of_attorney.as_str()).collect();
    powers.sort_unstable();
    assert_eq!(powers, ["1", "2"]);

    // The one power of attorney that both change is a person's to choose.
    let seen = stored.fields;
    let with = |power: &str| {
        let mut input = seen.clone();
        input.signatories[0].power_of_attorney = power.to_owned();
        input
    };
    test.desk.company_save(with("3")).await.unwrap();
    let error = test.desk.company_save(with("4")).await.unwrap_err();
    assert_eq!((error.code, error.fields[0].field.as_str()), (ErrorCode::Stale, "signatories"));
}

#[tokio::test]
async fn recipients_of_a_consent_are_merged_line_by_line() {
    let test = TestDesk::open(None).await.unwrap();
    let (_, person) = person(&test.desk).await;
    let draft = test.desk.consent_draft(person.id).await.unwrap();
    let with = |seen: &ConsentInput, recipients: &str| ConsentInput {
        text_version: "1".to_owned(),
        recipients: recipients.to_owned(),
        ..seen.clone()
    };
    let seen = test.desk.consent_save(with(&draft, "Expat Centre\nBank")).await.unwrap().fields;
    test.desk.consent_save(with(&seen, "Expat Centre\nBank\nEmbassy")).await.unwrap();
    let both = test.desk.consent_save(with(&seen, "Expat Centre\nBank of Astana")).await.unwrap().fields;
    assert_eq!(both.recipients, "Expat Centre\nBank of Astana\nEmbassy");
    test.desk.consent_save(with(&both, "Expat Centre\nEmbassy")).await.unwrap();
    let error = test.desk.consent_save(with(&both, "Expat Centre\nBank\nEmbassy")).await.unwrap_err();
    assert_eq!((error.code, error.fields[0].field.as_str()), (ErrorCode::Stale, "recipients"));
}
