//! The specimen of ICAO 9303 and what people do to it when they paste it.

use super::*;
use jiff::civil::date;
use proptest::prelude::*;

const TODAY: Date = date(2026, 11, 21);
const LINE1: &str = "P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<";
const LINE2: &str = "L898902C36UTO7408122F1204159ZE184226B<<<<<10";
const VISA1: &str = "V<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<";
const VISA2: &str = "L898902C<3UTO6908061F9406236ZE184226B<<<<<<<";

#[test]
fn specimen_reads_without_a_problem() {
    let reading = read(LINE1, LINE2, TODAY).unwrap();
    assert_eq!(reading.problems, []);
    let fields = reading.fields;
    assert_eq!((fields.surname.as_str(), fields.given_names.as_str()), ("ERIKSSON", "ANNA MARIA"));
    assert_eq!(fields.document_number, "L898902C3");
    assert_eq!(fields.birth_date, Some(date(1974, 8, 12)));
    assert_eq!(fields.expires_on, Some(date(2012, 4, 15)));
    assert_eq!(fields.sex, Some(Sex::Female));
    assert_eq!(fields.personal_number.as_deref(), Some("ZE184226B"));
    assert!(!fields.names_confirmed, "names are confirmed by a person only");
}

#[test]
fn every_check_digit_is_judged_by_name() {
    for (position, field) in [
        (9, MrzCheckedField::DocumentNumber),
        (19, MrzCheckedField::BirthDate),
        (27, MrzCheckedField::ExpiresOn),
        (42, MrzCheckedField::PersonalNumber),
        (43, MrzCheckedField::Composite),
    ] {
        let mut line2 = LINE2.as_bytes().to_vec();
        line2[position] = if line2[position] == b'9' { b'0' } else { line2[position] + 1 };
        let reading = read(LINE1, std::str::from_utf8(&line2).unwrap(), TODAY).unwrap();
        assert!(!reading.is_valid());
        assert!(reading.problems.contains(&MrzProblem::CheckDigit { field }), "{field:?}");
    }
}

#[test]
fn pasted_slips_are_put_right_and_said() {
    let messy = "  p<utoeriksson<<anna<maria ";
    let reading = read(messy, &format!(" {LINE2}\t"), TODAY).unwrap();
    assert_eq!(reading.problems, [MrzProblem::FillersAdded { line: 1, count: 19 }]);
    assert_eq!(reading.fields, read(LINE1, LINE2, TODAY).unwrap().fields);

    let reading = read(LINE2, LINE1, TODAY).unwrap();
    assert_eq!(reading.problems, [MrzProblem::LinesSwapped]);

    let reading = read(&format!("{LINE1}<<"), LINE2, TODAY).unwrap();
    assert_eq!(reading.problems, [MrzProblem::FillersRemoved { line: 1, count: 2 }]);
}

#[test]
fn a_lost_line_break_is_found() {
    let whole = read_text(&format!("\n {LINE1}\r\n{LINE2}\n"), TODAY).unwrap();
    assert_eq!(read_text(&format!("{LINE1}{LINE2}"), TODAY).unwrap(), whole);
    assert_eq!(read_text(&format!("{LINE1} {LINE2}"), TODAY).unwrap(), whole);
    assert!(whole.is_valid());
}

#[test]
fn a_short_second_line_of_a_passport_is_refused_not_filled() {
    assert_eq!(
        read(LINE1, LINE2.trim_end_matches('0'), TODAY).unwrap_err(),
        [MrzProblem::LineLength { line: 2, expected: 44, given: 43 }]
    );
}

#[test]
fn visas_of_both_sizes_are_read() {
    let reading = read(VISA1, VISA2, TODAY).unwrap();
    assert_eq!((reading.fields.kind, reading.is_valid()), (MrzKind::VisaA, true));
    let small = [VISA1, VISA2].map(|line| line.chars().take(36).collect::<String>());
    let reading = read(&small[0], &small[1], TODAY).unwrap();
    assert_eq!((reading.fields.kind, reading.is_valid()), (MrzKind::VisaB, true));
    assert_eq!(reading.fields.birth_date, Some(date(1969, 8, 6)));
    assert_eq!(reading.fields.expires_on, Some(date(1994, 6, 23)));
}

#[test]
fn what_is_no_passport_and_no_visa_is_refused() {
    assert_eq!(read("I<UTO", LINE2, TODAY).unwrap_err(), [MrzProblem::UnknownDocument]);
    assert_eq!(
        read("", " ", TODAY).unwrap_err(),
        [MrzProblem::LineMissing { line: 1 }, MrzProblem::LineMissing { line: 2 }]
    );
    assert_eq!(
        read(&LINE1.replace('O', "\u{41e}"), LINE2, TODAY).unwrap_err().first(),
        Some(&MrzProblem::Character { line: 1, position: 5 }),
        "a Cyrillic letter is named, not read as a Latin one"
    );
}

#[test]
fn german_and_british_codes_become_countries() {
    let lines = passport("D", "GBN", "900101", "300101", "MUSTERMANN", "ERIKA");
    let reading = read(&lines.0, &lines.1, TODAY).unwrap();
    assert_eq!(reading.problems, []);
    assert_eq!(reading.fields.issuing_country, "DEU");
    assert_eq!(reading.fields.nationality, "GBR");
    assert_eq!(reading.fields.nationality_status, Some(NationalityStatus::BritishNationalOverseas));
}

#[test]
fn an_open_day_of_birth_and_an_unknown_code_warn() {
    let lines = passport("QQQ", "XXA", "90<<<<", "300101", "DOE", "JOHN");
    let reading = read(&lines.0, &lines.1, TODAY).unwrap();
    assert_eq!(
        reading.problems,
        [
            MrzProblem::UnknownCountry { field: MrzCountryField::IssuingCountry },
            MrzProblem::BirthDateIncomplete
        ]
    );
    assert!(reading.is_valid());
    assert_eq!(reading.fields.birth_date, None);
    assert_eq!(reading.fields.nationality_status, Some(NationalityStatus::Stateless));
}

#[test]
fn names_that_fill_the_line_warn() {
    let surname = "A".repeat(20);
    let given = "B".repeat(17);
    let lines = passport("KAZ", "KAZ", "900101", "300101", &surname, &given);
    let reading = read(&lines.0, &lines.1, TODAY).unwrap();
    assert_eq!(reading.problems, [MrzProblem::NamesCut]);
    assert!(reading.fields.names_cut);
}

#[test]
fn check_prints_an_empty_object_for_unreadable_lines() {
    let json = serde_json::to_value(check("x", "y", TODAY)).unwrap();
    assert_eq!(json["valid"], false);
    assert_eq!(json["fields"], serde_json::json!({}));
    assert_eq!(json["problems"][0]["code"], "unknown_document");
    let json = serde_json::to_value(check(LINE1, LINE2, TODAY)).unwrap();
    assert_eq!(json["valid"], true);
    assert_eq!(json["fields"]["birth_date"], "1974-08-12");
    assert_eq!(json["fields"]["sex"], "female");
}

#[test]
fn reading_a_passport_asks_for_the_names_again() {
    use crate::id::{PersonId, RecordId};
    let mut person = Person::new(PersonId::from_uuid(uuid::Uuid::nil()));
    person.names_confirmed = true;
    person.citizenships = vec!["FRA".into(), "UTO".into()];
    read(LINE1, LINE2, TODAY).unwrap().fields.apply_to_person(&mut person);
    assert!(!person.names_confirmed);
    assert_eq!(person.citizenships, ["UTO", "FRA"]);
}

fn passport(
    issuer: &str,
    nationality: &str,
    born: &str,
    expires: &str,
    surname: &str,
    given: &str,
) -> (String, String) {
    let digit = |field: &str| ::mrz::check_digit(field).unwrap();
    let number = "C01X00T47";
    let head = format!("{number}{}", digit(number));
    let middle = format!("{born}{}", digit(born));
    let tail = format!("{expires}{}<<<<<<<<<<<<<<0", digit(expires));
    let composite = digit(&format!("{head}{middle}{tail}"));
    (
        format!("{:<<44}", format!("P<{issuer:<<3}{surname}<<{given}")),
        format!("{head}{nationality:<<3}{middle}F{tail}{composite}"),
    )
}

proptest! {
    #[test]
    fn whatever_is_pasted_is_answered(line1 in ".{0,60}", line2 in ".{0,60}") {
        let _answer = check(&line1, &line2, TODAY);
    }

    #[test]
    fn whatever_looks_like_a_zone_is_answered(line1 in "[PV][A-Z0-9<]{0,50}", line2 in "[A-Z0-9<]{30,50}") {
        let _answer = check(&line1, &line2, TODAY);
    }

    #[test]
    fn a_written_passport_is_read_back(
        surname in "[A-Z]{2,15}", given in "[A-Z]{2,15}",
        year in 27i16..=99, month in 1i8..=12, day in 1i8..=28,
    ) {
        let born = format!("{year:02}{month:02}{day:02}");
        let lines = passport("TUR", "TUR", &born, "310228", &surname, &given);
        let reading = read(&lines.0, &lines.1, TODAY).unwrap();
        prop_assert!(reading.problems.is_empty());
        prop_assert_eq!(reading.fields.surname, surname);
        prop_assert_eq!(reading.fields.given_names, given);
        prop_assert_eq!(reading.fields.birth_date, Some(date(1900 + year, month, day)));
    }

    #[test]
    fn a_changed_digit_of_the_second_line_is_noticed(position in 0usize..44, digit in 0u8..10) {
        let mut line2 = LINE2.as_bytes().to_vec();
        let new = b'0' + digit;
        // Letters and fillers have values of their own; only digit for digit is promised.
        prop_assume!(line2[position].is_ascii_digit() && line2[position] != new);
        line2[position] = new;
        let reading = read(LINE1, std::str::from_utf8(&line2).unwrap(), TODAY).unwrap();
        prop_assert!(!reading.is_valid());
    }
}
