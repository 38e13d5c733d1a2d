//! Names of two hundred letters: in every document of every language no letter of them is lost.

use paperwork::record::Lang;
use paperwork::samples::samples;
use paperwork::{Letter, LetterKind, typeset, word};
use serde_json::Value;

use crate::reading::{squeezed, values_of};
use crate::word::text_of_word;

const LETTERS_IN_A_NAME: usize = 200;

/// Fields whose value is a name that a person or a company may have.
const NAMES: [&str; 8] = [
    "surname_latin",
    "given_names_latin",
    "surname_cyrillic",
    "given_names_cyrillic",
    "patronymic",
    "company_name",
    "company",
    "name",
];

/// Makes a name of its own for each number, of one word or of many.
fn name(number: usize, cyrillic: bool) -> String {
    let letters: Vec<char> = if cyrillic {
        "аәбвгғдеёжзийкқлмнңоөпрстуұүфхһц"
    } else {
        "abcdefghijklmnopqrstuvwxyzçğıöşü"
    }
    .chars()
    .collect();
    let one = |index: usize| {
        // Words of seven letters in every second name; the others are one word.
        if number.is_multiple_of(2) && index % 8 == 7 {
            ' '
        } else {
            letters[(index * (number + 3) + number) % letters.len()]
        }
    };
    (0..LETTERS_IN_A_NAME).map(one).collect::<String>().trim().to_owned()
}

/// Gives every name in the record two hundred letters, and returns them.
fn lengthen(value: &mut Value, key: &str, names: &mut Vec<String>) {
    match value {
        Value::String(text) if NAMES.contains(&key) => {
            *text = name(names.len(), key.contains("cyrillic") || key == "patronymic");
            names.push(text.clone());
        }
        Value::Array(items) => items.iter_mut().for_each(|item| lengthen(item, key, names)),
        Value::Object(fields) => {
            for (key, field) in fields.iter_mut() {
                lengthen(field, key, names);
            }
        }
        _ => {}
    }
}

fn check(lang: Lang) {
    for &kind in LetterKind::ALL {
        let (_, letter) = samples(kind, lang).remove(0);
        let mut record = serde_json::to_value(&letter).unwrap();
        let mut names = Vec::new();
        lengthen(&mut record, "", &mut names);
        let letter: Letter = serde_json::from_value(record).unwrap();
        let paper = values_of(&typeset(&letter).unwrap().pdf);
        let file = text_of_word(&word(&letter).unwrap());
        assert!(paper.contains(&squeezed(&names[0])) || names.len() > 1, "{} prints no name", kind.slug());
        for name in names {
            // A form asks for the Latin name only, or has no place for a clerk's: then neither has it.
            let name = squeezed(&name);
            assert_eq!(paper.contains(&name), file.contains(&name), "{}: {name}", kind.slug());
            let begun: String = name.chars().take(24).collect();
            assert_eq!(paper.contains(&begun), paper.contains(&name), "{} cuts {name}", kind.slug());
        }
    }
}

#[test]
fn no_letter_is_lost_in_english() {
    check(Lang::En);
}

#[test]
fn no_letter_is_lost_in_russian() {
    check(Lang::Ru);
}

#[test]
fn no_letter_is_lost_in_kazakh() {
    check(Lang::Kk);
}
