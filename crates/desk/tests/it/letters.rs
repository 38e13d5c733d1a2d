//! Letters: what each of the 17 services offers, what is missing, what comes out.

use crate::steps::*;
use desk::view::*;
use desk::{Desk, ErrorCode};
use std::collections::BTreeSet;
use std::path::Path;
use testkit::TestDesk;

/// The letters that the guidebook's list of each service makes the host or the person sign, for a
/// principal and the spouse; `×2` is one for each.
const ASKED: [(&str, EngagementKindView, &[&str]); 17] = [
    ("employment_invitation", EngagementKindView::Employee, &["invitation", "foreign_employee", "consent"]),
    (
        "employment_in_country",
        EngagementKindView::Employee,
        &["visa_request", "visa_application", "visa_application", "foreign_employee", "consent"],
    ),
    (
        "employment_extension",
        EngagementKindView::Employee,
        &["visa_request", "visa_application", "visa_application", "foreign_employee", "consent"],
    ),
    ("investor_a5_invitation", EngagementKindView::Investor, &["invitation", "consent", "consent"]),
    (
        "investor_a5_in_country",
        EngagementKindView::Investor,
        &["visa_application", "visa_application", "consent", "consent"],
    ),
    ("investor_a6_invitation", EngagementKindView::Investor, &["invitation", "consent", "consent"]),
    (
        "investor_extension",
        EngagementKindView::Investor,
        &["visa_application", "visa_application", "consent", "consent"],
    ),
    ("residence_permit", EngagementKindView::Investor, &["residence_permit", "residence_permit"]),
    (
        "temporary_residence_permit",
        EngagementKindView::Employee,
        &["residence_request", "foreign_employee", "consent"],
    ),
    ("short_business_invitation", EngagementKindView::BoardMember, &["invitation", "consent", "consent"]),
    (
        "short_business_extension",
        EngagementKindView::BoardMember,
        &["visa_request", "visa_application", "visa_application", "consent", "consent"],
    ),
    ("long_business_invitation", EngagementKindView::Founder, &["invitation", "consent", "consent"]),
    (
        "long_business_in_country",
        EngagementKindView::CivilLawExpert,
        &["visa_request", "visa_application", "visa_application", "consent", "consent"],
    ),
    (
        "long_business_extension",
        EngagementKindView::Founder,
        &["visa_request", "visa_application", "visa_application", "consent", "consent"],
    ),
    ("visa_cancellation_left", EngagementKindView::Employee, &["cancellation", "termination_order"]),
    ("visa_cancellation_in_country", EngagementKindView::Employee, &["cancellation"]),
    ("waiver_modification", EngagementKindView::Employee, &["waiver", "waiver", "consent", "consent"]),
];

/// Makes a couple and an application for a service.
async fn application(desk: &Desk, service: &str, kind: EngagementKindView) -> ApplicationView {
    let company = add_company(desk).await;
    let principal = add_employee(desk, &company.id).await;
    let mut fields = principal.fields;
    if let Some(engagement) = &mut fields.engagement {
        engagement.kind = kind;
    }
    let principal = desk.person_save(fields).await.unwrap();
    let spouse = add_spouse(desk, &principal.id).await;
    let input = ApplicationCreateInput {
        service: service.to_owned(),
        company: company.id,
        persons: vec![principal.id, spouse.id],
    };
    desk.application_create(input).await.unwrap()
}

fn kinds(view: &ApplicationView, group: LetterGroup) -> Vec<&str> {
    let letters = view.letters.iter().filter(|letter| letter.group == group);
    let mut kinds: Vec<&str> = letters.map(|letter| letter.kind.as_str()).collect();
    kinds.sort_unstable();
    kinds
}

#[tokio::test]
async fn each_service_offers_what_its_checklist_makes_us_write() {
    for (service, kind, asked) in ASKED {
        let test = TestDesk::open(None).await.unwrap();
        let view = application(&test.desk, service, kind).await;
        let mut asked = asked.to_vec();
        asked.sort_unstable();
        assert_eq!(kinds(&view, LetterGroup::Checklist), asked, "{service}");
        for line in view.requirements.iter().filter(|line| line.state == RequirementState::WrittenByUs) {
            let letter = line.letter.as_deref();
            assert!(letter.is_some(), "{service}: {} is written by us", line.document);
        }
        let consents = view.letters.iter().filter(|letter| letter.kind == "consent").count();
        assert_eq!(consents, 2, "{service}: the law asks for everybody's consent");
        assert_eq!(kinds(&view, LetterGroup::Packet), ["checklist", "cover", "fee_sheet"], "{service}");
        let invitations = view.letters.iter().filter(|letter| letter.kind == "invitation");
        for invitation in invitations {
            assert_eq!(invitation.copies, 2, "{service}: two hard copies");
        }
    }
}

#[tokio::test]
async fn each_service_yields_all_its_letters_in_three_languages_or_names_what_failed() {
    for (service, kind, _) in ASKED {
        let test = TestDesk::open(None).await.unwrap();
        let view = application(&test.desk, service, kind).await;
        let all = view.letters.iter();
        let all = all.map(|letter| LetterChoice { kind: letter.kind.clone(), person: letter.person.clone() });
        let request = PrepareRequest {
            languages: Language::ALL.to_vec(),
            letters: Some(all.collect()),
            ..PrepareRequest::default()
        };
        let saved = test.desk.letters_save(view.id, request).await.unwrap();
        let asked = view.letters.len() * Language::ALL.len();
        assert_eq!(saved.files.len() + saved.failures.len(), asked, "{service}");
        assert_eq!(saved.asked as usize, asked, "{service}");
        let blocked: BTreeSet<&str> = view
            .letters
            .iter()
            .filter(|letter| letter.state == LetterState::Blocked)
            .map(|letter| letter.title.en.as_str())
            .collect();
        for failure in &saved.failures {
            assert!(blocked.contains(failure.letter.en.as_str()), "{service}: {failure:?}");
        }
        let names: BTreeSet<&String> = saved.files.iter().collect();
        assert_eq!(names.len(), saved.files.len(), "{service}: no file written over another");
    }
}

#[tokio::test]
async fn spouse_is_husband_or_wife_or_a_blank_whose_field_is_named() {
    let test = TestDesk::open(None).await.unwrap();
    let view = application(&test.desk, "employment_in_country", EngagementKindView::Employee).await;
    let gaps = |view: &ApplicationView| {
        let letter = view.letters.iter().find(|letter| letter.kind == "visa_request").unwrap();
        letter.missing.iter().filter(|gap| gap.field == "sex").cloned().collect::<Vec<_>>()
    };
    let printed = async |id: String| {
        let choice = LetterChoice { kind: "visa_request".to_owned(), person: None };
        let request = PrepareRequest {
            languages: vec![Language::Ru],
            letters: Some(vec![choice]),
            ..PrepareRequest::default()
        };
        let saved = test.desk.letters_save(id, request).await.unwrap();
        text_of(&Path::new(&saved.folder).join(&saved.files[0]))
    };
    assert_eq!(gaps(&view), []);
    let text = printed(view.id.clone()).await;
    assert!(text.contains("супруга") && !text.contains("супруг "), "{text}");
    let spouse = view.persons.iter().find(|person| person.principal.is_some()).unwrap().person.id.clone();
    let mut fields = test.desk.person_get(spouse.clone()).await.unwrap().fields;
    fields.sex = None;
    test.desk.person_save(fields).await.unwrap();
    let view = test.desk.application_get(view.id).await.unwrap();
    let gaps = gaps(&view);
    assert_eq!(gaps.len(), 1, "{gaps:?}");
    assert_eq!((gaps[0].subject, &gaps[0].subject_id), (GapSubject::Person, &spouse));
    assert_eq!(gaps[0].languages, [Language::Ru, Language::Kk], "English has one word for both");
    assert!(!printed(view.id).await.contains("супруг"));
}

#[tokio::test]
async fn what_a_letter_lacks_is_named_with_its_field_and_goes_away_once_entered() {
    let test = TestDesk::open(None).await.unwrap();
    let view = application(&test.desk, "visa_cancellation_left", EngagementKindView::Employee).await;
    let fields = |view: &ApplicationView, kind: &str| -> Vec<String> {
        let letter = view.letters.iter().find(|letter| letter.kind == kind).unwrap();
        letter.missing.iter().map(|gap| gap.field.clone()).collect()
    };
    let missing = fields(&view, "cancellation");
    for field in ["letter_number", "letters.ended_on", "letters.order_number", "letters.left_on"] {
        assert!(missing.iter().any(|one| one == field), "{field}: {missing:?}");
    }
    let letters = LetterDetailsInput {
        ended_on: Some("2026-02-27".to_owned()),
        order_number: "17-K".to_owned(),
        order_date: Some("2026-02-20".to_owned()),
        left_on: Some("2026-02-28".to_owned()),
        ..LetterDetailsInput::default()
    };
    let details = ApplicationDetailsInput { letter_number: "34".to_owned(), ..view.details.clone() };
    let view = test.desk.application_save_details(view.id, view.version, details).await.unwrap();
    let view = test.desk.application_save_letters(view.id, view.version, letters).await.unwrap();
    let missing = fields(&view, "cancellation");
    for field in ["letter_number", "letters.ended_on", "letters.order_number", "letters.left_on"] {
        assert!(!missing.iter().any(|one| one == field), "{field}: {missing:?}");
    }
    assert_eq!(view.letter_details.ended_on.as_deref(), Some("2026-02-27"));
}

#[tokio::test]
async fn wrong_amounts_and_dates_of_letters_are_named_and_nothing_is_saved() {
    let test = TestDesk::open(None).await.unwrap();
    let view = application(&test.desk, "employment_invitation", EngagementKindView::Employee).await;
    let letters = LetterDetailsInput {
        fee: "1.234".to_owned(),
        paid_on: Some("31.02.2026".to_owned()),
        ..LetterDetailsInput::default()
    };
    let error = test.desk.application_save_letters(view.id.clone(), view.version, letters).await.unwrap_err();
    let fields: BTreeSet<&str> = error.fields.iter().map(|issue| issue.field.as_str()).collect();
    assert_eq!(fields, BTreeSet::from(["letters.fee", "letters.paid_on"]));
    assert_eq!(test.desk.application_get(view.id).await.unwrap().version, view.version);
}

#[tokio::test]
async fn money_is_asked_back_for_what_was_sent_and_the_rest_stays_frozen() {
    let test = TestDesk::open(None).await.unwrap();
    let sent = approved(&test.desk).await;
    let sent = submit(&test.desk, &sent.id).await;
    let refund =
        |view: &ApplicationView| view.letters.iter().find(|letter| letter.kind == "refund").cloned().unwrap();
    assert_eq!(refund(&sent).state, LetterState::Blocked, "the amount is missing");
    assert!(refund(&sent).missing.iter().any(|gap| gap.blocks && gap.field == "letters.refund"));
    let letters = LetterDetailsInput {
        refund: "390000".to_owned(),
        portal_invoice_number: "P-O/2026/188".to_owned(),
        portal_invoice_total: "390 000,00".to_owned(),
        ..LetterDetailsInput::default()
    };
    let view = test.desk.application_save_letters(sent.id, sent.version, letters).await.unwrap();
    assert_eq!(view.work, WorkStateView::Sent);
    assert!(refund(&view).wanted && refund(&view).state != LetterState::Blocked);
    assert_eq!(view.letter_details.portal_invoice_total, "390000.00");
}

#[tokio::test]
async fn our_own_invoice_bears_our_requisites_and_the_host_pays() {
    let test = TestDesk::open(None).await.unwrap();
    let view = application(&test.desk, "employment_invitation", EngagementKindView::Employee).await;
    let invoice = |view: &ApplicationView| {
        view.letters.iter().find(|letter| letter.kind == "fee_invoice").cloned().unwrap()
    };
    assert_eq!(invoice(&view).state, LetterState::Blocked, "without a validity there is no price");
    assert!(!invoice(&view).wanted, "without a firm nobody sends an invoice");
    let details = ApplicationDetailsInput {
        category: "C3".to_owned(),
        validity_months: Some(24),
        ..view.details.clone()
    };
    let view = test.desk.application_save_details(view.id, view.version, details).await.unwrap();
    let letters = LetterDetailsInput {
        fee: "150000".to_owned(),
        invoice_number: "2026-031".to_owned(),
        ..LetterDetailsInput::default()
    };
    let view = test.desk.application_save_letters(view.id, view.version, letters).await.unwrap();
    let before = invoice(&view);
    assert!(before.missing.iter().any(|gap| gap.subject == GapSubject::Firm), "no firm is entered yet");
    let wrong = Firm { bin: "123".to_owned(), ..Firm::default() };
    assert_eq!(test.desk.firm_save(wrong).await.unwrap_err().code, ErrorCode::Invalid);
    let firm = Firm {
        name: Text::new("Steppe & Partners LLP", "ТОО «Степь и партнёры»", "«Дала және серіктестер» ЖШС"),
        bin: "190240004511".to_owned(),
        vat_percent: Some(16),
        ..Firm::default()
    };
    test.desk.firm_save(firm).await.unwrap();
    let view = test.desk.application_get(view.id).await.unwrap();
    assert!(invoice(&view).wanted);
    let asked = LetterChoice { kind: "fee_invoice".to_owned(), person: None };
    let request = PrepareRequest {
        languages: vec![Language::Ru],
        letters: Some(vec![asked]),
        ..PrepareRequest::default()
    };
    let saved = test.desk.letters_save(view.id, request).await.unwrap();
    assert_eq!(saved.failures, []);
    let text = text_of(&Path::new(&saved.folder).join(&saved.files[0]));
    for said in ["«Степь и партнёры»", "190240004511", "Akme Capital Ltd.", "150 000,00", "16 %"]
    {
        assert!(text.contains(said), "{said} in {text}");
    }
}

#[tokio::test]
async fn word_files_a_table_the_packet_and_a_print_file_come_with_the_letters() {
    let test = TestDesk::open(None).await.unwrap();
    let view = approved(&test.desk).await;
    let request = PrepareRequest {
        languages: vec![Language::Kk, Language::Ru],
        letters: None,
        pairs: Vec::new(),
        docx: true,
        xlsx: true,
        packet: true,
        print: true,
    };
    let saved = test.desk.letters_save(view.id, request).await.unwrap();
    assert_eq!(saved.failures, []);
    assert_eq!(saved.files.len(), saved.asked as usize);
    let ending = |ending: &str| saved.files.iter().filter(|name| name.ends_with(ending)).count();
    // Ten letters twice; the packet in both languages and the print file are PDF, too.
    assert_eq!((ending(".docx"), ending(".xlsx"), ending(".pdf")), (20, 2, 23));
    let folder = Path::new(&saved.folder);
    let packet = text_of(&folder.join("00-packet-ru.pdf"));
    assert!(packet.contains("HARGREAVES"), "the letters are in the packet: {packet}");
    let print = text_of(&folder.join("00-print.pdf"));
    let copies = print.matches("Экземпляр 2 из 2").count();
    assert!(copies >= 1, "the second hard copy of the invitation is in the print file");
}

#[tokio::test]
async fn saving_letters_is_noted_in_the_journal() {
    let test = TestDesk::open(None).await.unwrap();
    let view = application(&test.desk, "waiver_modification", EngagementKindView::Employee).await;
    let request = PrepareRequest { languages: vec![Language::En], ..PrepareRequest::default() };
    test.desk.letters_save(view.id.clone(), request).await.unwrap();
    let after = test.desk.application_get(view.id).await.unwrap();
    assert!(after.timeline.iter().any(|row| row.text.en == "Exported"), "{:?}", after.timeline);
    assert_eq!(after.version, view.version, "the record itself is as it was");
}

#[tokio::test]
async fn a_template_is_changed_checked_put_back_and_added_to() {
    let test = TestDesk::open(None).await.unwrap();
    let desk = &test.desk;
    let view = application(desk, "waiver_modification", EngagementKindView::Employee).await;
    let ours = desk.template_get("waiver".to_owned()).await.unwrap();
    assert!(!ours.row.changed && ours.row.draft_note);
    let input = |text: String| TemplateInput { title: Text::default(), text };

    let misspelt = ours.text.replace("record.justification", "record.justificaton");
    assert_ne!(misspelt, ours.text, "the template prints the justification");
    let problem = desk.template_check("waiver".to_owned(), misspelt.clone()).await.unwrap().unwrap();
    assert!(problem.line.is_some(), "{problem:?}");
    assert!(
        problem.text.en.contains("justificaton") && problem.text.en.contains("justification"),
        "{problem:?}"
    );
    assert!(problem.text.ru.ends_with("Ближайшее к нему имя — «justification»."), "{problem:?}");
    assert!(problem.text.kk.ends_with("Оған ең жақын атау — «justification»."), "{problem:?}");
    let unknown = format!("{}\n#payer", ours.text);
    let problem = desk.template_check("waiver".to_owned(), unknown).await.unwrap().unwrap();
    assert!(problem.text.ru.contains("сообщает (на английском): «unknown variable: payer»"), "{problem:?}");
    let refused = desk.template_save("waiver".to_owned(), input(misspelt)).await.unwrap_err();
    assert_eq!(refused.code, ErrorCode::Invalid);

    let changed = format!("{}\nKindly answer by post.", ours.text);
    let saved = desk.template_save("waiver".to_owned(), input(changed)).await.unwrap();
    assert!(saved.row.changed);
    desk.template_draft_note("waiver".to_owned(), false).await.unwrap();
    let own = desk.template_add("waiver".to_owned(), Text::same("Waiver, short")).await.unwrap();
    assert!(own.row.own && own.text.contains("Kindly answer"));

    let view = desk.application_get(view.id).await.unwrap();
    let offered: Vec<&str> = view.letters.iter().map(|letter| letter.title.en.as_str()).collect();
    assert!(offered.contains(&"Waiver, short"), "{offered:?}");
    let person = view.letters.iter().find(|letter| letter.kind == "waiver").unwrap().person.clone();
    let request = PrepareRequest {
        languages: vec![Language::En],
        letters: Some(vec![LetterChoice { kind: "waiver".to_owned(), person }]),
        ..PrepareRequest::default()
    };
    let made = desk.letters_save(view.id.clone(), request).await.unwrap();
    let text = text_of(&Path::new(&made.folder).join(&made.files[0]));
    assert!(text.contains("Kindly answer by post."), "{text}");
    assert!(!text.contains("Draft:"), "the line was switched off: {text}");

    desk.template_remove("waiver".to_owned()).await.unwrap();
    let back = desk.template_get("waiver".to_owned()).await.unwrap();
    assert!(!back.row.changed && back.past.iter().any(|past| past.text.contains("Kindly answer")));
    desk.template_remove(own.row.id.clone()).await.unwrap();
    assert!(desk.template_get(own.row.id.clone()).await.unwrap().row.removed);
    assert!(!desk.template_put_back(own.row.id).await.unwrap().row.removed);
}
