//! Records in their whole life: what is kept, what is refused, what lists say.

use crate::steps::*;
use desk::ErrorCode;
use desk::view::*;
use testkit::TestDesk;

#[tokio::test]
async fn old_and_new_passports_several_engagements_and_citizenships_are_kept() {
    let test = TestDesk::open(None).await.unwrap();
    let (company, person) = person(&test.desk).await;
    let mut fields = person.fields;
    let old = fields.travel_document.take().unwrap();
    let newer = TravelDocumentInput {
        id: None,
        version: None,
        number: "99 8877665".to_owned(),
        expires_on: Some("2036-01-01".to_owned()),
        ..old.clone()
    };
    fields.travel_document = Some(newer);
    fields.other_travel_documents = vec![old];
    fields.other_citizenships = vec!["IRL".to_owned(), "GBR".to_owned(), String::new()];
    let board = EngagementInput {
        id: None,
        version: None,
        kind: EngagementKindView::BoardMember,
        from: Some("2024-01-01".to_owned()),
        until: Some("2025-12-31".to_owned()),
        company: company.id,
        ..fields.engagement.clone().unwrap()
    };
    fields.other_engagements.push(board);
    let saved = test.desk.person_save(fields).await.unwrap().fields;
    assert_eq!(
        saved.travel_document.as_ref().unwrap().number,
        "998877665",
        "the one that is valid longest is in use"
    );
    assert_eq!(saved.other_travel_documents.len(), 1);
    assert_eq!(saved.other_citizenships, ["IRL"], "no citizenship twice, no empty one");
    assert_eq!(
        saved.engagement.as_ref().unwrap().kind,
        EngagementKindView::Employee,
        "the one without an end leads"
    );
    assert_eq!(saved.other_engagements.len(), 1);

    let mut without = saved.clone();
    without.other_travel_documents.clear();
    let kept = test.desk.person_save(without.clone()).await.unwrap().fields;
    assert_eq!(kept.other_travel_documents.len(), 1, "leaving one out deletes nothing");
    without.version = kept.version;
    without.removed = kept.other_travel_documents.iter().filter_map(|one| one.id.clone()).collect();
    let removed = test.desk.person_save(without).await.unwrap().fields;
    assert!(removed.other_travel_documents.is_empty());
}

#[tokio::test]
async fn what_is_not_there_is_referred_to_by_nothing_and_every_list_stays_readable() {
    let test = TestDesk::open(None).await.unwrap();
    let (company, person) = person(&test.desk).await;
    let paper = PaperInput {
        owner: OwnerKind::Person,
        owner_id: company.id.clone(),
        document: "passport_copy".to_owned(),
        ..PaperInput::default()
    };
    let error = test.desk.paper_attach(paper).await.unwrap_err();
    assert_eq!(error.code, ErrorCode::Invalid, "a company is no person: {error:?}");
    let paper = PaperInput {
        owner: OwnerKind::Company,
        owner_id: company.id.clone(),
        document: "no_such_type".to_owned(),
        ..PaperInput::default()
    };
    let error = test.desk.paper_attach(paper).await.unwrap_err();
    assert_eq!(error.fields[0].field, "document", "no list would show what this is: {error:?}");
    let mut turned = person.fields.clone();
    turned.engagement.as_mut().unwrap().from = Some("2026-05-01".to_owned());
    turned.engagement.as_mut().unwrap().until = Some("2026-04-30".to_owned());
    let error = test.desk.person_save(turned).await.unwrap_err();
    assert_eq!(error.fields[0].field, "engagement.until");
    let twin = CompanyInput {
        name: Text::same("Akme twin"),
        bin: company.fields.bin.clone(),
        ..CompanyInput::default()
    };
    let error = test.desk.company_save(twin).await.unwrap_err();
    assert_eq!((error.fields[0].field.as_str(), error.fields[0].code.as_str()), ("bin", "taken"));
    let mut pasted = person.fields.clone();
    pasted.experience = "long ".repeat(1_000);
    let error = test.desk.person_save(pasted).await.unwrap_err();
    assert_eq!((error.fields[0].field.as_str(), error.fields[0].code.as_str()), ("experience", "too_long"));
    let stray = PersonInput {
        surname_latin: "HARGREAVES".to_owned(),
        names_confirmed: true,
        relation: Some(RelationInput {
            id: None,
            version: None,
            principal: company.id.clone(),
            kind: RelationKindView::Spouse,
        }),
        ..PersonInput::default()
    };
    assert_eq!(test.desk.person_save(stray).await.unwrap_err().code, ErrorCode::Invalid);
    let error = test.desk.company_get(person.id.clone()).await.unwrap_err();
    assert_eq!(error.code, ErrorCode::NotFound, "the id of a person is no company's");

    // An engagement goes to another company, and the first one is deleted: nothing leads back into the bin.
    let second = CompanyInput {
        name: Text::same("Tengri Analytics Ltd"),
        bin: "970740000838".to_owned(),
        ..CompanyInput::default()
    };
    let second = test.desk.company_save(second).await.unwrap();
    let mut fields = person.fields;
    fields.engagement.as_mut().unwrap().company = second.id.clone();
    let moved = test.desk.person_save(fields).await.unwrap();
    test.desk.record_delete(RecordKind::Company, company.id.clone()).await.unwrap();
    let row = moved.history.iter().find(|row| row.fields.iter().any(|one| one.field == "company")).unwrap();
    for undone in [
        test.desk.history_undo(row.change).await,
        test.desk.history_put_back(row.sequence, "/company".to_owned()).await,
    ] {
        let error = undone.unwrap_err();
        assert_eq!(error.code, ErrorCode::Invalid);
        assert!(error.text.en.contains("recycle bin"), "{}", error.text.en);
    }
    let rows = test.desk.person_list(ListRequest::default()).await.unwrap();
    assert_eq!(rows.iter().map(|row| row.company.en.as_str()).collect::<Vec<_>>(), ["Tengri Analytics Ltd"]);
    assert!(test.desk.paper_list(ListRequest::default()).await.unwrap().is_empty());

    test.desk.bin_restore(company.id.clone()).await.unwrap();
    test.desk.history_undo(row.change).await.unwrap();
    assert_eq!(get(&test.desk, &person.id).await.fields.engagement.unwrap().company, company.id);
}

#[tokio::test]
async fn lists_say_what_the_user_worded_in_every_language() {
    let test = TestDesk::open(None).await.unwrap();
    let (company, person) = person(&test.desk).await;
    let name = Text::new("Akme Capital Ltd.", "ЧК «Акме Капитал»", "«Акме Капитал» ЖК");
    test.desk.company_save(CompanyInput { name: name.clone(), ..company.fields }).await.unwrap();
    let application = add_application(&test.desk, &company.id, &[&person.id]).await;
    let rows = test.desk.person_list(ListRequest::default()).await.unwrap();
    assert_eq!(rows[0].role, Text::new("Senior Analyst", "Старший аналитик", "Аға талдаушы"));
    assert_eq!(rows[0].company, name);
    assert_eq!(test.desk.company_list(ListRequest::default()).await.unwrap()[0].title, name);
    assert_eq!(test.desk.application_list().await.unwrap()[0].company, name);
    assert_eq!(application.company.title, name);

    let mut settings = test.desk.settings_get().await.unwrap();
    settings.language = Language::Ru;
    test.desk.settings_save(settings).await.unwrap();
    let file = test.folder().join("applications.csv");
    let request = ExportRequest {
        list: ExportList::Applications,
        format: TableFormat::Csv,
        query: ListRequest::default(),
        ids: None,
    };
    test.desk.export_list(request, &file).await.unwrap();
    let table = std::fs::read_to_string(file).unwrap();
    assert!(table.contains("ЧК «Акме Капитал»"), "a file speaks the language of its titles: {table}");
    assert!(table.contains(";Готовится;"), "so does our work: {table}");

    let paper = PaperInput {
        owner: OwnerKind::Person,
        owner_id: person.id.clone(),
        document: "passport_copy".to_owned(),
        ..PaperInput::default()
    };
    let paper = test.desk.paper_attach(paper).await.unwrap();
    test.desk.paper_remove(paper.id).await.unwrap();
    let binned = test.desk.bin_list().await.unwrap();
    let request = JournalRequest {
        scope: JournalScope::Client,
        subject: "paper".to_owned(),
        action: "deleted".to_owned(),
        before: None,
    };
    let page = test.desk.journal_page(request).await.unwrap();
    for title in [&binned[0].title, &page.rows[0].title] {
        assert!(title.contains("паспорт"), "a paper without a title is called by its type: {title}");
    }
}

#[tokio::test]
async fn companies_keep_signatories_with_their_powers_and_both_addresses() {
    let test = TestDesk::open(None).await.unwrap();
    let company = add_company(&test.desk).await;
    let mut fields = company.fields;
    fields.actual_address = Text::same("Astana, 1 Actual Street");
    fields.actual_kato = "710000000".to_owned();
    let signatory = SignatoryView {
        name: Text::same("B. Signer"),
        power_of_attorney: "17-D".to_owned(),
        power_of_attorney_date: Some("2026-01-10".to_owned()),
        power_of_attorney_until: Some("2026-12-31".to_owned()),
        ..SignatoryView::default()
    };
    fields.signatories = vec![SignatoryView::default(), signatory.clone()];
    let saved = test.desk.company_save(fields).await.unwrap().fields;
    assert_eq!(saved.signatories, [signatory], "an empty line is nobody");
    assert_eq!(
        (saved.actual_kato.as_str(), saved.actual_address.ru.as_str()),
        ("710000000", "Astana, 1 Actual Street")
    );
}

#[tokio::test]
async fn a_bin_is_read_however_it_is_grouped_and_what_is_wrong_with_it_is_said() {
    let test = TestDesk::open(None).await.unwrap();
    let input = |bin: &str| CompanyInput {
        name: Text::same("Akme Capital Ltd."),
        bin: bin.to_owned(),
        ..CompanyInput::default()
    };
    for (given, codes) in [
        (" ", vec!["required"]),
        ("180140900115", vec!["check_digit"]),
        ("1801", vec!["length"]),
        ("180140-90011a", vec!["character"]),
    ] {
        let refused = test.desk.company_save(input(given)).await.unwrap_err();
        assert!(refused.fields.iter().all(|issue| issue.field == "bin"), "{refused:?}");
        assert_eq!(refused.fields.iter().map(|issue| issue.code.as_str()).collect::<Vec<_>>(), codes);
        assert!(refused.fields.iter().all(|issue| !issue.text.kk.is_empty()), "{refused:?}");
    }
    let saved = test.desk.company_save(input(" 180140-900 114 ")).await.unwrap();
    assert_eq!(saved.fields.bin, "180140900114");
}

#[tokio::test]
async fn a_number_of_an_account_that_cannot_be_one_is_refused_at_its_field() {
    let test = TestDesk::open(None).await.unwrap();
    let input = |iban: &str, bic: &str, kbe: &str| CompanyInput {
        name: Text::same("Akme Capital Ltd."),
        bin: "180140900114".to_owned(),
        iban: iban.to_owned(),
        bic: bic.to_owned(),
        kbe: kbe.to_owned(),
        ..CompanyInput::default()
    };
    let refused = test.desk.company_save(input("KZ08 0000 0000 0000 0000", "DALA", "99")).await.unwrap_err();
    let fields: std::collections::BTreeSet<&str> =
        refused.fields.iter().map(|issue| issue.field.as_str()).collect();
    assert_eq!(fields.into_iter().collect::<Vec<_>>(), ["bic", "iban", "kbe"]);
    let saved = test.desk.company_save(input(" kz07 0000 0000 0000 0000 ", "", "17")).await.unwrap();
    assert_eq!((saved.fields.iban.as_str(), saved.fields.bic.as_str()), ("KZ070000000000000000", ""));

    let firm = Firm { iban: "KZ08".to_owned(), representative_iin: "910816".to_owned(), ..Firm::default() };
    let refused = test.desk.firm_save(firm).await.unwrap_err();
    for field in ["iban", "representative_iin"] {
        assert!(refused.fields.iter().any(|issue| issue.field == field), "{field}: {refused:?}");
    }
}
