//! A thousand invented people of many alphabets in each language: every field of every person is found
//! again in the file.

use jiff::civil::{Date, date};
use paperwork::record::{
    Entries, InvitationLetter, InvitedPerson, Lang, Passport, Period, PersonName, Purpose, Relation, Sex,
    Transport, VisaPlace,
};
use paperwork::samples::samples;
use paperwork::{Letter, LetterKind, typeset};
use serde_json::Value;

use crate::conformance;
use crate::reading::{pages_of, squeezed};

/// People per letter: with two on a page this stays under the limit of pages.
const IN_A_LETTER: usize = 100;
const LETTERS_PER_LANG: usize = 10;

/// Surnames as passports write them, with what is hard about each.
const SURNAMES: [&str; 24] = [
    "ĞÜRSOY",
    "ÇELİKOĞLU",
    "ŞİMŞEK-IŞIK",
    "NGUYỄN",
    "TRẦN LÊ",
    "MÜLLER-LÜDENSCHEIDT",
    "GROẞMANN",
    "VON DER ÄSCHE",
    "O'CONNOR",
    "D’ANGELO",
    "ƏLİYEV",
    "O‘KTAMOV",
    "ZHANG",
    "OUYANG",
    "LÜ",
    "DE LA CRUZ Y FERNÁNDEZ DE CÓRDOBA",
    "VAN DER BERG",
    "ŁUKASZEWICZ",
    "DVOŘÁKOVÁ",
    "ȘTEFĂNESCU",
    "ÞÓRÐARDÓTTIR",
    "Y",
    "HATZIPANAGIOTOPOULOSKONSTANTINIDIS",
    "WOLFESCHLEGELSTEINHAUSENBERGERDORFFZWETSCHKEN",
];
const GIVEN: [&str; 14] = [
    "IŞIL",
    "PHƯƠNG THẢO",
    "THỊ HỒNG NHUNG",
    "JÖRG-UWE",
    "SEÁN",
    "NƏRGİZ",
    "XIAOMING",
    "XU'ER",
    "MARÍA DE LOS ÁNGELES INMACULADA",
    "ZOË",
    "Jiří",
    "MOHAMMED ABDULRAHMAN",
    "Ó",
    "ANNA KARIN ELISABETH",
];
const CYRILLIC: [&str; 10] = [
    "Әуезов",
    "Ғабитұлы",
    "Қоңырбай",
    "Өмірзақ",
    "Ұлжан",
    "Үсен",
    "Һадиша",
    "Ёлкин-Щербатый",
    "О'Коннор",
    "Вольфешлегельштайнхаузен",
];
const PATRONYMICS: [Option<&str>; 4] = [None, None, Some("Іңкәрқызы"), Some("Александрович")];
const PLACES: [&str; 6] = [
    "İZMİR",
    "HỒ CHÍ MINH",
    "MÜNCHEN",
    "Қызылорда",
    "Baile Átha Cliath",
    "Llanfairpwllgwyngyllgogerychwyrndrobwll",
];
const STREETS: [&str; 4] = ["Bağdat Caddesi", "Nguyễn Huệ", "Straße des 17. Juni", "Мәңгілік Ел даңғ."];
const WORK: [&str; 4] = ["Ütopya A.Ş.", "«Өрлеу» ЖШС", "Müller & Söhne GmbH", "O'Neill / Partners"];

/// Picks by a fixed sequence, so that a failure comes again.
struct Picker(u64);

impl Picker {
    fn pick<T: Copy>(&mut self, from: &[T]) -> T {
        from[self.number(from.len())]
    }

    fn number(&mut self, below: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap() % below
    }

    fn text(&mut self, from: &[&str]) -> Option<String> {
        Some(self.pick(from).to_owned())
    }

    fn day(&mut self, year: i16) -> Date {
        let month = i8::try_from(self.number(12)).unwrap() + 1;
        let day = i8::try_from(self.number(28)).unwrap() + 1;
        date(year, month, day)
    }

    /// Somebody whose every field is filled; `serial` makes the passport's number its own.
    fn person(&mut self, serial: usize) -> InvitedPerson {
        let birth = i16::try_from(self.number(60)).unwrap() + 1945;
        InvitedPerson {
            name: PersonName {
                surname_latin: self.text(&SURNAMES),
                given_names_latin: self.text(&GIVEN),
                surname_cyrillic: self.text(&CYRILLIC),
                given_names_cyrillic: self.text(&CYRILLIC),
                patronymic: self.pick(&PATRONYMICS).map(str::to_owned),
            },
            sex: Some(self.pick(&[Sex::Male, Sex::Female, Sex::Unspecified])),
            birth_date: Some(self.day(birth)),
            birth_place: self.text(&PLACES),
            citizenship: self.text(&PLACES),
            ethnicity: self.text(&CYRILLIC),
            passport: Passport {
                number: Some(format!("P{serial:05}{:03}", self.number(1000))),
                issued: Some(self.day(2022)),
                valid_until: Some(self.day(2032)),
                authority: self.text(&PLACES),
            },
            workplace: self.text(&WORK),
            position: self.text(&GIVEN),
            permanent_address: Some(format!(
                "{} {}/{}",
                self.pick(&STREETS),
                self.number(300),
                self.number(40)
            )),
            visa_place: Some(VisaPlace {
                city: self.pick(&PLACES).to_owned(),
                country: self.pick(&PLACES).to_owned(),
            }),
            stay: Some(Period { from: self.day(2026), to: self.day(2027) }),
            entries: Some(self.pick(&[Entries::Single, Entries::Multiple])),
            category: self.text(&["C3", "B3", "A5"]),
            purpose: Some(Purpose::Other(format!("Цель № {}", self.number(1000)))),
            transport: Some(Transport::Other(self.pick(&WORK).to_owned())),
            route: vec![self.pick(&PLACES).to_owned(), self.pick(&PLACES).to_owned()],
            stay_address: Some(format!("{}, {}", self.pick(&STREETS), self.number(300))),
            kato: Some(format!("71{:07}", self.number(10_000_000))),
            relation: Some(Relation::Other(format!("туысы {}", self.number(100)))),
        }
    }
}

/// Collects what a record says in the user's own words; dates as the letters write them. The words of
/// enums are the template's and are compared by the golden texts.
fn own_words(value: &Value, words: &mut Vec<String>) {
    match value {
        Value::String(text) => {
            let parts: Vec<&str> = text.split('-').collect();
            let is_date = parts.iter().map(|part| part.len()).eq([4, 2, 2]);
            words.push(if is_date {
                format!("{}.{}.{}", parts[2], parts[1], parts[0])
            } else {
                squeezed(text)
            });
        }
        Value::Array(items) => items.iter().for_each(|item| own_words(item, words)),
        Value::Object(fields) => {
            fields
                .iter()
                .filter(|(name, _)| !matches!(name.as_str(), "sex" | "entries"))
                .for_each(|(_, field)| own_words(field, words));
        }
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}

fn letter_for(persons: Vec<InvitedPerson>, lang: Lang) -> Letter {
    let (_, letter) = samples(LetterKind::Invitation, lang).remove(1);
    let Letter::Invitation(letter) = letter else { panic!("not an invitation") };
    Letter::Invitation(InvitationLetter { persons, ..letter })
}

fn every_field_is_found(lang: Lang) {
    let mut picker = Picker(5);
    for batch in 0..LETTERS_PER_LANG {
        let persons: Vec<_> = (0..IN_A_LETTER).map(|n| picker.person(batch * IN_A_LETTER + n)).collect();
        let document = typeset(&letter_for(persons.clone(), lang)).unwrap();
        if batch == 0 {
            conformance::check(&document, lang);
        }
        let pages: Vec<String> = pages_of(&document.pdf).iter().map(|page| squeezed(page)).collect();
        for person in persons {
            let number = person.passport.number.clone().unwrap();
            let first = pages.iter().position(|page| page.contains(&number));
            let first = first.unwrap_or_else(|| panic!("{lang:?}: nobody has passport {number}"));
            // A table that is longer than its page goes on overleaf.
            let own_pages = pages[first..pages.len().min(first + 2)].concat();
            let mut words = Vec::new();
            own_words(&serde_json::to_value(&person).unwrap(), &mut words);
            assert!(words.len() >= 24, "a filled person has {} texts", words.len());
            for word in words {
                assert!(own_pages.contains(&word), "{lang:?}: {word} of {number} is not in the letter");
            }
        }
    }
}

#[test]
fn every_field_of_a_thousand_people_is_found_in_english() {
    every_field_is_found(Lang::En);
}

#[test]
fn every_field_of_a_thousand_people_is_found_in_russian() {
    every_field_is_found(Lang::Ru);
}

#[test]
fn every_field_of_a_thousand_people_is_found_in_kazakh() {
    every_field_is_found(Lang::Kk);
}
