//! Public numbers, worked examples, and properties of identifiers.

use casework::identifiers::{Bic, Bin, Check, Iban, Identifier, Iin, Kbe, Problem, check};
use proptest::prelude::*;
use serde_json::json;

const VALID_BINS: [&str; 5] =
    ["151240022476", "940140000385", "950341000052", "961141000023", "070941024691"];
const VALID_IINS: [&str; 3] = ["900101300007", "900101300811", "050615600001"];

#[test]
fn worked_examples_are_judged_as_computed() {
    for number in VALID_BINS {
        assert!(check::<Bin>(number).valid, "{number}");
    }
    for number in VALID_IINS {
        assert!(check::<Iin>(number).valid, "{number}");
    }
    for last in 0..10 {
        assert!(!check::<Iin>(&format!("90010130080{last}")).valid, "no twelfth digit fits");
    }
    assert!(!check::<Iin>("1111111111").valid, "the sample payer has ten digits");
    assert!(check::<Iban>("KZ149491100000810569").valid);
    assert!(check::<Bic>("ATYNKZKA").valid);
    assert!(check::<Kbe>("16").valid);
}

#[test]
fn check_prints_valid_problems_and_parts() {
    let json = serde_json::to_value(check::<Bin>("151240022476")).unwrap();
    assert_eq!(
        json,
        json!({
            "valid": true,
            "problems": [],
            "parts": {
                "registered_year": 2015, "registered_month": 12,
                "kind": "resident", "unit": "head_office",
            },
        })
    );
    let json = serde_json::to_value(check::<Iin>("900101300007")).unwrap();
    assert_eq!(json["parts"], json!({ "birth_date": "1990-01-01", "sex": "male" }));
    let json = serde_json::to_value(check::<Iban>("KZ14 9491 1000 0081 0568")).unwrap();
    assert_eq!(json["valid"], false);
    assert_eq!(json["parts"], json!({}));
    assert_eq!(json["problems"][0]["code"], "check_digit");
    assert_eq!(json["problems"][0]["strength"], "error");
    assert!(json["problems"][0]["message"]["kk"].is_string());
}

#[test]
fn wrong_eleventh_digit_goes_unnoticed_in_the_first_row_only() {
    // In the first row the eleventh digit weighs 11, which is nothing modulo 11.
    assert!(check::<Bin>("151240022476").valid);
    assert!(check::<Bin>("151240022486").valid, "a known weakness of the scheme");
    assert!(!check::<Bin>("961141000033").valid, "the second row weighs it");
}

#[test]
fn problems_never_repeat_the_number() {
    for number in ["900101300008", "KZ149491100000810568", "151240022475"] {
        let texts = [
            serde_json::to_string(&check::<Iin>(number)).unwrap(),
            serde_json::to_string(&check::<Bin>(number)).unwrap(),
            serde_json::to_string(&check::<Iban>(number)).unwrap(),
        ];
        assert!(texts.iter().all(|text| !text.contains(number)), "{number}");
    }
}

fn spaced(number: &str, gaps: &[usize], separator: char) -> String {
    let mut text = String::new();
    for (index, one) in number.chars().enumerate() {
        if gaps.contains(&index) {
            text.push(separator);
        }
        text.push(one);
    }
    text
}

fn agrees<I: Identifier>(given: &str) -> Result<(), TestCaseError> {
    let answer: Check<I::Parts> = check::<I>(given);
    prop_assert_eq!(answer.valid, answer.parts.is_some());
    if let Ok(number) = I::parse(given) {
        let again = I::parse(number.as_str());
        prop_assert_eq!(again.ok().map(|again| again.as_str().to_owned()), Some(number.as_str().to_owned()));
    }
    Ok(())
}

fn uses_first_row(number: &str) -> bool {
    (1..).zip(number.bytes().take(11)).map(|(weight, byte)| weight * u32::from(byte - b'0')).sum::<u32>() % 11
        != 10
}

proptest! {
    #[test]
    fn whatever_is_pasted_is_answered(given in ".{0,40}") {
        agrees::<Iin>(&given)?;
        agrees::<Bin>(&given)?;
        agrees::<Iban>(&given)?;
        agrees::<Bic>(&given)?;
        agrees::<Kbe>(&given)?;
    }

    #[test]
    fn separators_never_change_the_answer(
        gaps in proptest::collection::vec(0usize..12, 0..4),
        separator in proptest::sample::select(vec![' ', '-', '\u{a0}', '\u{2013}', '\t']),
    ) {
        for number in VALID_BINS {
            let spaced = spaced(number, &gaps, separator);
            let parsed = Bin::parse(&spaced);
            prop_assert_eq!(parsed.as_ref().map(Bin::as_str).ok(), Some(number));
        }
    }

    #[test]
    fn twelve_digits_have_at_most_one_check_digit(prefix in "[0-9]{2}(0[1-9]|1[0-2])[4-6][0-3][0-9]{5}") {
        let fitting = (0..10).filter(|digit| Bin::parse(&format!("{prefix}{digit}")).is_ok()).count();
        let impossible = Bin::parse(&format!("{prefix}0")).is_err_and(|all| all.contains(&Problem::ImpossiblePrefix));
        prop_assert_eq!(fitting, usize::from(!impossible));
    }

    #[test]
    fn a_wrong_digit_is_noticed_while_both_numbers_use_the_first_row(
        number in proptest::sample::select(VALID_BINS.to_vec()),
        position in 0usize..10,
        digit in 0u8..10,
    ) {
        let mut bytes = number.as_bytes().to_vec();
        prop_assume!(bytes[position] != b'0' + digit);
        bytes[position] = b'0' + digit;
        let wrong = String::from_utf8(bytes).unwrap();
        // Eleven is a prime, so one row alone notices any one digit; a slip that moves a number into
        // the other row may fit by chance.
        prop_assume!(uses_first_row(number) && uses_first_row(&wrong));
        let problems = Bin::parse(&wrong).unwrap_err();
        prop_assert!(problems.contains(&Problem::CheckDigit { position: 12 }), "{}", wrong);
    }

    #[test]
    fn every_account_number_made_by_the_rule_is_valid(bank in "[0-9]{3}", account in "[0-9A-Z]{13}") {
        let rest = |text: &str| text.chars().fold(0u32, |rest, one| {
            let value = one.to_digit(36).unwrap();
            (rest * if value > 9 { 100 } else { 10 } + value) % 97
        });
        let check_digits = 98 - rest(&format!("{bank}{account}KZ00"));
        let iban = format!("KZ{check_digits:02}{bank}{account}");
        prop_assert!(Iban::parse(&iban).is_ok(), "{}", iban);
        let grouped = Iban::parse(&iban).unwrap().grouped();
        prop_assert_eq!(Iban::parse(&grouped.to_lowercase()).unwrap().parts().bank_code, Some(bank));
    }
}
