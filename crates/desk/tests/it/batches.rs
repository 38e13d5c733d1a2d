//! The same letters for many people: in order, once each, and what can't be made is named.

use crate::steps::*;
use desk::view::*;
use desk::{Desk, ErrorCode};
use std::path::Path;
use testkit::TestDesk;

/// A couple with an application, a second employee with one of their own, and somebody without any.
struct Staff {
    couple: [String; 2],
    other: String,
    idle: String,
}

async fn staff(desk: &Desk) -> Staff {
    let company = add_company(desk).await.id;
    let principal = add_employee(desk, &company).await.id;
    let spouse = add_spouse(desk, &principal).await.id;
    let employee = |passport: &'static str| {
        let company = company.clone();
        async move {
            let mut fields = add_employee(desk, &company).await.fields;
            if let Some(passport_of) = &mut fields.travel_document {
                passport_of.number = passport.to_owned();
            }
            desk.person_save(fields).await.unwrap().id
        }
    };
    let (other, idle) = (employee("XA1000001").await, employee("XA1000002").await);
    for persons in [vec![principal.clone(), spouse.clone()], vec![other.clone()]] {
        let input = ApplicationCreateInput {
            service: "employment_invitation".to_owned(),
            company: company.clone(),
            persons,
        };
        desk.application_create(input).await.unwrap();
    }
    Staff { couple: [principal, spouse], other, idle }
}

fn request(persons: &[&String], letters: &[&str]) -> BatchRequest {
    BatchRequest {
        persons: persons.iter().map(|id| (*id).clone()).collect(),
        letters: letters.iter().map(|kind| (*kind).to_owned()).collect(),
        languages: vec![Language::Ru],
        ..BatchRequest::default()
    }
}

#[tokio::test]
async fn letters_of_people_come_in_order_and_a_family_letter_once() {
    let test = TestDesk::open(None).await.unwrap();
    let desk = &test.desk;
    let Staff { couple: [principal, spouse], other, idle } = staff(desk).await;
    let everybody = [&other, &principal, &spouse, &idle];
    let offers = desk.batch_offer(everybody.iter().map(|id| (*id).clone()).collect()).await.unwrap();
    let people = |kind: &str| offers.iter().find(|offer| offer.kind == kind).map(|offer| offer.people);
    assert_eq!((people("consent"), people("invitation")), (Some(4), Some(3)), "{offers:?}");

    let asked = BatchRequest { print: true, ..request(&everybody, &["invitation", "consent"]) };
    let saved = desk.batch_save(asked).await.unwrap();
    let consents = saved.files.iter().filter(|name| name.contains("consent")).count();
    let invitations = saved.files.iter().filter(|name| name.contains("invitation")).count();
    assert_eq!((consents, invitations), (4, 2), "the couple shares its letter: {:?}", saved.files);
    let failed: Vec<_> = saved.failures.iter().map(|failure| failure.letter.en.as_str()).collect();
    assert_eq!(failed, ["Letter of invitation"]);
    assert!(saved.failures.iter().all(|failure| failure.person.is_some()), "each is named");
    assert_eq!(saved.asked as usize, saved.files.len() + saved.failures.len());

    let folder = Path::new(&saved.folder);
    assert!(!saved.files.iter().any(|name| name.to_uppercase().contains("HARGREAVES")), "no name in a name");
    let printed = text_of(&folder.join("00-print.pdf"));
    let places: Vec<usize> = printed.match_indices("Письмо-приглашение").map(|(place, _)| place).collect();
    let consent = printed.find("Согласие на сбор").unwrap();
    assert_eq!(places.len(), 4, "two letters in two hard copies each");
    assert!(places[1] < consent && consent < places[2], "person by person");
}

#[tokio::test]
async fn one_letter_that_fails_is_named_and_stops_no_other() {
    let test = TestDesk::open(None).await.unwrap();
    let desk = &test.desk;
    let Staff { couple: [principal, spouse], other, .. } = staff(desk).await;
    let mut fields = desk.person_get(spouse.clone()).await.unwrap().fields;
    fields.surname_latin = "山田".to_owned();
    desk.person_save(fields).await.unwrap();
    let saved = desk.batch_save(request(&[&principal, &spouse, &other], &["consent"])).await.unwrap();
    assert_eq!(saved.files.len(), 2);
    assert_eq!(saved.failures.len(), 1);
    assert_eq!(saved.failures[0].letter.en, "Consent to personal-data processing");
    assert!(saved.failures[0].person.as_deref().unwrap().contains("山田"));
}

#[tokio::test]
async fn a_batch_is_noted_at_each_application_and_one_of_thousands_is_refused() {
    let test = TestDesk::open(None).await.unwrap();
    let desk = &test.desk;
    let Staff { couple: [principal, _], other, .. } = staff(desk).await;
    desk.batch_save(request(&[&principal, &other], &["consent"])).await.unwrap();
    for row in desk.application_list().await.unwrap() {
        let view = desk.application_get(row.id).await.unwrap();
        assert!(view.timeline.iter().any(|row| row.text.en == "Exported"), "{:?}", view.timeline);
    }
    let crowd = vec![principal; 501];
    let error = desk.batch_offer(crowd).await.unwrap_err();
    assert_eq!(error.code, ErrorCode::Invalid);
    assert_eq!(error.fields[0].field, "persons");
}

#[tokio::test]
async fn what_needs_no_application_is_made_from_the_place_of_work() {
    let test = TestDesk::open(None).await.unwrap();
    let desk = &test.desk;
    let company = add_company(desk).await.id;
    let employee = add_employee(desk, &company).await.id;
    let mut child = add_spouse(desk, &employee).await.fields;
    child.birth_date = Some("2019-05-01".to_owned());
    let child = desk.person_save(child).await.unwrap().id;
    let stranger = PersonInput { surname_latin: "NOWAK".to_owned(), ..PersonInput::default() };
    let stranger = desk.person_save(stranger).await.unwrap().id;
    let kinds = ["consent", "foreign_employee", "arrival", "power_of_attorney", "invitation"];
    let saved = desk.batch_save(request(&[&employee, &child, &stranger], &kinds)).await.unwrap();
    let made = |slug: &str| saved.files.iter().filter(|name| name.contains(slug)).count();
    assert_eq!(
        ["consent-form", "foreign-employee-form", "arrival-sheet", "power-of-attorney"].map(made),
        [2, 1, 2, 1],
        "{saved:?}"
    );
    let consent = saved.files.iter().rfind(|name| name.contains("consent")).unwrap();
    let consent = text_of(&Path::new(&saved.folder).join(consent));
    assert!(consent.contains("HARGREAVES"), "the principal signs for the child: {consent}");
    let told = |kind: &str| {
        let of_kind = saved.failures.iter().filter(|failure| failure.letter.en == kind);
        of_kind.map(|failure| failure.text.en.clone()).collect::<Vec<_>>()
    };
    let invitations = told("invitation");
    assert_eq!(invitations.len(), 3, "{saved:?}");
    assert!(invitations[0].contains("Start one"), "{invitations:?}");
    assert!(invitations[2].contains("Enter where the person works"), "{invitations:?}");
    let history = desk.person_get(employee).await.unwrap().history;
    assert!(history.iter().any(|row| row.text.en.contains("xported")), "{history:?}");
}
