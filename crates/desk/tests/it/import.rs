//! Imports and exports: from a file to people and back.

use crate::steps;
use desk::import::Field;
use desk::view::*;
use desk::{Desk, ErrorCode};
use testkit::TestDesk;

const BIN: &str = "180140900114";
const TITLES: &str = "Surname;Given names;Фамилия;Имя;Пол;Date of birth;Гражданство;ИИН;Passport No;Expiry date;БИН;Должность;Телефон\n";

fn request(filter: &str) -> ListRequest {
    ListRequest { filter: filter.to_owned(), ..ListRequest::default() }
}

async fn read(desk: &Desk, rows: &str) -> ImportView {
    let content = format!("{TITLES}{rows}").into_bytes();
    desk.import_content(ImportKind::People, "staff.csv".to_owned(), content).await.unwrap()
}

async fn titles(desk: &Desk) -> Vec<String> {
    desk.person_list(request("")).await.unwrap().into_iter().map(|row| row.title).collect()
}

fn codes(view: &ImportView) -> Vec<(u32, &str)> {
    let problems =
        view.rows.iter().flat_map(|row| row.problems.iter().map(|one| (row.row, one.code.as_str())));
    problems.collect()
}

#[tokio::test]
async fn people_come_in_with_passports_and_work_and_go_back_as_one_step() {
    let test = TestDesk::open(None).await.unwrap();
    steps::add_company(&test.desk).await;
    let view = read(
        &test.desk,
        "HARGREAVES;THEODORE;ХАРГРИВЗ;ТЕОДОР;M;12.03.1985;GBR;850312300009;533004410;2031-01-15;180140900114;Analyst;+44 20 7946 0000\n\
         YILMAZ;SELIN;;;Жен.;1990-12-31;Турция;;u 0012 3456;15/01/2030;180140900114;;\n",
    )
    .await;
    assert_eq!(codes(&view), [(2, "check_digit")], "{:?}", view.rows);
    assert!(!view.ready);
    let refused = test.desk.import_run().await.unwrap_err();
    assert_eq!(refused.code, ErrorCode::NotReady);
    assert!(titles(&test.desk).await.is_empty(), "all or nothing");

    let view = read(
        &test.desk,
        "HARGREAVES;THEODORE;ХАРГРИВЗ;ТЕОДОР;M;12.03.1985;GBR;;0533004410;2031-01-15;180140900114;Analyst;+44 20 7946 0000\n\
         YILMAZ;SELIN;;;Жен.;1990-12-31;Турция;;u 0012 3456;15/01/2030;180140900114;;\n",
    )
    .await;
    assert!(view.ready && view.counts.create == 2, "{:?}", view.rows);
    let done = test.desk.import_run().await.unwrap();
    assert_eq!((done.created, done.updated, done.left_out.len()), (2, 0, 0));
    let people = test.desk.person_list(request("")).await.unwrap();
    let first = test.desk.person_get(people[0].id.clone()).await.unwrap().fields;
    let passport = first.travel_document.unwrap();
    assert_eq!(
        (passport.number.as_str(), passport.expires_on.as_deref()),
        ("0533004410", Some("2031-01-15"))
    );
    assert_eq!((first.sex, first.citizenship.as_str()), (Some(SexView::Male), "GBR"));
    assert_eq!(first.engagement.unwrap().position.en, "Analyst");
    let second = test.desk.person_get(people[1].id.clone()).await.unwrap().fields;
    assert_eq!(second.travel_document.unwrap().number, "U00123456");
    assert_eq!((second.birth_date.as_deref(), second.citizenship.as_str()), (Some("1990-12-31"), "TUR"));

    assert_eq!(test.desk.import_list().await.unwrap()[0].change, done.change);
    test.desk.import_undo(done.change).await.unwrap();
    assert!(titles(&test.desk).await.is_empty());
    assert!(test.desk.import_list().await.unwrap().is_empty());
    assert_eq!(test.desk.company_list(request("")).await.unwrap()[0].people, 0);
}

#[tokio::test]
async fn the_same_person_is_found_in_another_script_by_number_and_further_up_in_the_file() {
    let test = TestDesk::open(None).await.unwrap();
    let company = steps::add_company(&test.desk).await;
    let employee = steps::add_employee(&test.desk, &company.id).await;
    let rows = "Х;;Харгривз;Теодор;;12.03.1985;;;;;;;\n\
        OTHER;NAME;;;;;;;533004410;;;;\n\
        LEE;ANNA;;;;01.02.1991;;;N1;;;;\n\
        LEE;ANA;;;;01.02.1991;;;N2;;;;\n";
    let view = read(&test.desk, rows).await;
    let duplicates: Vec<(u32, Option<&str>, Option<u32>)> = view
        .rows
        .iter()
        .filter_map(|row| row.duplicate.as_ref().map(|one| (row.row, one.id.as_deref(), one.row)))
        .collect();
    let id = employee.id.as_str();
    assert_eq!(duplicates, [(2, Some(id), None), (3, Some(id), None), (5, None, Some(4))]);
    assert_eq!((view.counts.create, view.counts.skip, view.counts.duplicates), (1, 3, 3));

    // One of the two is merged into the stored person; both at once would overwrite each other.
    let rows = vec![ImportRowChoice { row: 3, action: RowAction::Skip }];
    let options = ImportOptions { duplicates: RowAction::Update, rows, ..ImportOptions::default() };
    let view = test.desk.import_options(options.clone()).await.unwrap();
    let row = view.rows.iter().find(|row| row.row == 2).unwrap();
    let changed: Vec<(Field, &str)> = row.changes.iter().map(|one| (one.field, one.after.as_str())).collect();
    assert!(changed.contains(&(Field::SurnameCyrillic, "Харгривз")), "{changed:?}");
    let both = test.desk.import_options(ImportOptions { rows: Vec::new(), ..options }).await.unwrap();
    assert!(codes(&both).contains(&(3, "updated_above")), "{:?}", codes(&both));
}

#[tokio::test]
async fn an_update_fills_and_changes_and_its_undo_gives_the_old_values_back() {
    let test = TestDesk::open(None).await.unwrap();
    let company = steps::add_company(&test.desk).await;
    let employee = steps::add_employee(&test.desk, &company.id).await;
    read(
        &test.desk,
        "HARGREAVES;THEODORE;;;;1985-03-12;;;533004410;2035-05-05;180140900114;;+7 701 000 00 00\n",
    )
    .await;
    let options = ImportOptions { duplicates: RowAction::Update, ..ImportOptions::default() };
    let view = test.desk.import_options(options).await.unwrap();
    assert!(view.ready, "{:?}", view.rows);
    let done = test.desk.import_run().await.unwrap();
    assert_eq!((done.created, done.updated), (0, 1));
    let after = test.desk.person_get(employee.id.clone()).await.unwrap().fields;
    assert_eq!(after.phone, "+7 701 000 00 00");
    assert_eq!(after.travel_document.unwrap().expires_on.as_deref(), Some("2035-05-05"));
    assert_eq!(after.birth_place, "LEEDS", "an empty cell takes nothing away");
    assert!(!after.names_confirmed, "another name was compared with no passport");
    test.desk.import_undo(done.change).await.unwrap();
    let back = test.desk.person_get(employee.id.clone()).await.unwrap().fields;
    assert_eq!(
        (back.phone.as_str(), back.given_names_latin.as_str()),
        ("+44 20 7946 0000", "THEODORE JAMES")
    );
    assert_eq!(back.travel_document.unwrap().expires_on.as_deref(), Some("2027-01-15"));
}

#[tokio::test]
async fn an_import_of_somebody_whom_an_application_needs_stays_however_it_is_taken_back() {
    let test = TestDesk::open(None).await.unwrap();
    let company = steps::add_company(&test.desk).await;
    read(&test.desk, "LEE;ANNA;;;;;;;N1;;180140900114;;\nKIM;VIKTOR;;;;;;;N2;;;;\n").await;
    let done = test.desk.import_run().await.unwrap();
    let people = test.desk.person_list(request("LEE")).await.unwrap();
    steps::add_application(&test.desk, &company.id, &[&people[0].id]).await;
    assert_eq!(test.desk.import_undo(done.change).await.unwrap_err().code, ErrorCode::Stale);
    assert_eq!(test.desk.history_undo(done.change).await.unwrap_err().code, ErrorCode::Invalid);
    assert_eq!(titles(&test.desk).await.len(), 2);
}

#[tokio::test]
async fn an_import_that_was_worked_on_since_stays_whole() {
    let test = TestDesk::open(None).await.unwrap();
    steps::add_company(&test.desk).await;
    read(&test.desk, "LEE;ANNA;;;;;;;N1;;180140900114;;\nKIM;VIKTOR;;;;;;;N2;;;;\n").await;
    let done = test.desk.import_run().await.unwrap();
    let people = test.desk.person_list(request("")).await.unwrap();
    let mut fields = test.desk.person_get(people[0].id.clone()).await.unwrap().fields;
    fields.phone = "+7 701 111 11 11".to_owned();
    test.desk.person_save(fields).await.unwrap();
    let refused = test.desk.import_undo(done.change).await.unwrap_err();
    assert_eq!(refused.code, ErrorCode::Stale);
    assert_eq!(titles(&test.desk).await.len(), 2);
}

#[tokio::test]
async fn what_cant_be_read_is_told_and_left_out_only_when_asked() {
    let test = TestDesk::open(None).await.unwrap();
    let rows = "LEE;ANNA;;;;03/04/1990;;;N1;;;;\n\
        KIM;;;;maybe;31.02.1990;Atlantis;9.00101E+11;;2030-01-01;;Analyst;\n\
        ;ONLY;;;;;;;;;151240022476;;\n\
        PARK;JI;;;;;;;;;;;x\n";
    let view = read(&test.desk, rows).await;
    assert_eq!(view.ambiguous_dates, 1);
    let mut found = codes(&view);
    found.sort_unstable();
    assert_eq!(
        found,
        [
            (2, "ambiguous_day"),
            (3, "no_company"),
            (3, "no_day"),
            (3, "no_passport_number"),
            (3, "rounded_number"),
            (3, "unknown_country"),
            (3, "unknown_sex"),
            (4, "missing"),
            (4, "unknown_company"),
        ]
    );
    assert_eq!(view.rows[0].row, 2, "problems first");
    let options = ImportOptions {
        date_order: Some(DateOrderView::DayFirst),
        leave_out_problems: true,
        ..ImportOptions::default()
    };
    let view = test.desk.import_options(options).await.unwrap();
    assert_eq!((view.counts.blocked, view.counts.create, view.ready), (2, 2, true));
    let done = test.desk.import_run().await.unwrap();
    assert_eq!((done.created, done.left_out), (2, vec![3, 4]));
    let lee = &test.desk.person_list(request("lee")).await.unwrap()[0];
    assert_eq!(lee.birth_date.as_deref(), Some("1990-04-03"));
}

#[tokio::test]
async fn what_is_chosen_first_for_a_workbook_holds() {
    let test = TestDesk::open(None).await.unwrap();
    let company = steps::add_company(&test.desk).await;
    steps::add_employee(&test.desk, &company.id).await;
    let file = test.folder().join("people.xlsx");
    let list =
        ExportRequest { list: ExportList::People, format: TableFormat::Xlsx, query: request(""), ids: None };
    test.desk.export_list(list, &file).await.unwrap();
    let view = test.desk.import_file(ImportKind::People, &file).await.unwrap();
    assert!(view.sheet.is_some() && view.columns.iter().filter(|column| column.field.is_some()).count() > 5);

    // As the window asks: with the sheet that is shown, and what the user changed.
    let options = ImportOptions {
        sheet: view.sheet.clone(),
        header_row: Some(view.header_row),
        columns: Some(vec![ImportColumn { column: 0, field: Some(Field::SurnameLatin) }]),
        rows: vec![ImportRowChoice { row: 2, action: RowAction::Create }],
        ..ImportOptions::default()
    };
    let view = test.desk.import_options(options.clone()).await.unwrap();
    let mapped = view.columns.iter().filter_map(|column| column.field).collect::<Vec<_>>();
    assert_eq!(mapped, [Field::SurnameLatin], "a column that was taken away stays away");
    assert_eq!((view.counts.create, view.counts.skip), (1, 0), "and the row does what was chosen for it");

    let missing = ImportOptions { sheet: Some("Elsewhere".to_owned()), ..options };
    assert_eq!(test.desk.import_options(missing.clone()).await.unwrap_err().code, ErrorCode::FileRefused);
    read(&test.desk, "LEE;ANNA;;;;;;;;;;;\n").await;
    let error = test.desk.import_options(missing).await.unwrap_err();
    assert_eq!(error.code, ErrorCode::FileRefused, "a text table has no sheets: {error:?}");
}

#[tokio::test]
async fn a_saved_mapping_reads_the_next_file_and_columns_can_be_given_by_hand() {
    let test = TestDesk::open(None).await.unwrap();
    let content = b"x;y;note\nLEE;ANNA;hello\n".to_vec();
    let kind = ImportKind::People;
    let view = test.desk.import_content(kind, "a.csv".to_owned(), content).await.unwrap();
    assert!(view.columns.iter().all(|column| column.field.is_none()));
    let columns = [(0, Field::SurnameLatin), (1, Field::GivenNamesLatin)];
    let columns = columns.map(|(column, field)| ImportColumn { column, field: Some(field) }).to_vec();
    let options = ImportOptions { columns: Some(columns), ..ImportOptions::default() };
    assert!(test.desk.import_options(options).await.unwrap().ready);
    let view = test.desk.import_save_mapping("Odd file".to_owned()).await.unwrap();
    assert_eq!(view.mappings, ["Odd file"]);
    let moved = b"note;y;x\nhello;VIKTOR;KIM\n".to_vec();
    test.desk.import_content(kind, "b.csv".to_owned(), moved).await.unwrap();
    let view = test.desk.import_use_mapping("Odd file".to_owned()).await.unwrap();
    assert_eq!(view.rows[0].title, "KIM VIKTOR");
    test.desk.cabinet_lock().await.unwrap();
    assert!(test.desk.import_view().await.is_err(), "nothing of a file is there while locked");
}

#[tokio::test]
async fn companies_come_in_by_bin_and_are_not_doubled() {
    let test = TestDesk::open(None).await.unwrap();
    steps::add_company(&test.desk).await;
    let content = format!(
        "Наименование,БИН,Адрес,IBAN\nТОО «Сары Арқа»,151240022476,г. Астана,\nAkme,{BIN},,\nАқжол,15124002247,,\n"
    );
    let kind = ImportKind::Companies;
    let view = test.desk.import_content(kind, "c.csv".to_owned(), content.into_bytes()).await.unwrap();
    assert_eq!((view.counts.create, view.counts.skip, view.counts.blocked), (1, 1, 1), "{:?}", view.rows);
    let options = ImportOptions { leave_out_problems: true, ..ImportOptions::default() };
    test.desk.import_options(options).await.unwrap();
    assert_eq!(test.desk.import_run().await.unwrap().created, 1);
    let found = test.desk.company_list(request("сары арка")).await.unwrap();
    assert_eq!(found[0].bin, "151240022476");
}

#[tokio::test]
async fn what_is_exported_reads_back_as_what_it_was() {
    let test = TestDesk::open(None).await.unwrap();
    let company = steps::add_company(&test.desk).await;
    let employee = steps::add_employee(&test.desk, &company.id).await;
    steps::add_spouse(&test.desk, &employee.id).await;
    for (list, format, file) in [
        (ExportList::People, TableFormat::Xlsx, "people.xlsx"),
        (ExportList::People, TableFormat::Csv, "people.csv"),
        (ExportList::Companies, TableFormat::CsvComma, "companies.csv"),
    ] {
        let to = test.folder().join(file);
        let request = ExportRequest { list, query: request(""), ids: None, format };
        let done = test.desk.export_list(request, &to).await.unwrap();
        assert_eq!(done.file, file);
        let kind = if list == ExportList::People { ImportKind::People } else { ImportKind::Companies };
        let view = test.desk.import_file(kind, &to).await.unwrap();
        assert_eq!(view.counts.rows, done.rows);
        assert_eq!(view.counts.duplicates, done.rows, "each is there already: {:?}", view.rows);
        assert!(view.columns.iter().all(|column| column.field.is_some()), "{:?}", view.columns);
        let options = ImportOptions { duplicates: RowAction::Update, ..ImportOptions::default() };
        let view = test.desk.import_options(options).await.unwrap();
        let changes: Vec<_> = view.rows.iter().flat_map(|row| &row.changes).collect();
        assert!(changes.is_empty() && view.counts.blocked == 0, "{changes:?} {:?}", codes(&view));
    }
    let filtered = ExportRequest {
        list: ExportList::People,
        query: request("beatrix"),
        ids: None,
        format: TableFormat::Xlsx,
    };
    assert_eq!(test.desk.export_list(filtered, &test.folder().join("one.xlsx")).await.unwrap().rows, 1);
    let ids: Vec<String> =
        test.desk.person_list(request("")).await.unwrap().into_iter().rev().map(|row| row.id).collect();
    let shown = ExportRequest {
        list: ExportList::People,
        query: request(""),
        ids: Some(ids),
        format: TableFormat::Csv,
    };
    let to = test.folder().join("shown.csv");
    test.desk.export_list(shown, &to).await.unwrap();
    let text = std::fs::read_to_string(&to).unwrap();
    assert!(text.find("THEODORE").unwrap() < text.find("BEATRIX").unwrap(), "in the order shown: {text}");
}

#[tokio::test]
async fn hits_of_other_clients_say_whose_they_are() {
    let test = TestDesk::open(None).await.unwrap();
    let company = steps::add_company(&test.desk).await;
    steps::add_employee(&test.desk, &company.id).await;
    let other = ClientInput { name: "Blue Saiga".to_owned(), colour: "indigo".to_owned() };
    let other = test.desk.client_create(other).await.unwrap();
    let everywhere = test.desk.search("hargraeves".to_owned(), true).await.unwrap().hits;
    assert_eq!(everywhere[0].client_name, "Akme Capital");
    assert_ne!(everywhere[0].client, other.id);
    assert!(test.desk.search("hargraeves".to_owned(), false).await.unwrap().hits.is_empty());
}
