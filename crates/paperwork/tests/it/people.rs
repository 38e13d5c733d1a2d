//! Many invented people of many alphabets: every value of every person is found again in the file.

use jiff::civil::date;
use paperwork::record::{InvitedPerson, Lang, Passport, PersonName};
use paperwork::samples::samples;
use paperwork::{Letter, LetterKind, typeset};

use crate::reading::{squeezed, values_of};

/// People per letter: with two on a page this stays under the limit of pages.
const IN_A_LETTER: usize = 100;
const LETTERS_PER_LANG: usize = 4;

const SURNAMES: [&str; 20] = [
    "ĞÜRSOY",
    "ÇELİKOĞLU",
    "NGUYỄN",
    "TRẦN LÊ",
    "MÜLLER-LÜDENSCHEIDT",
    "GROẞMANN",
    "O'CONNOR",
    "D’ANGELO",
    "ƏLİYEV",
    "O‘KTAMOV",
    "ZHANG",
    "OUYANG",
    "DE LA CRUZ Y FERNÁNDEZ DE CÓRDOBA",
    "VAN DER BERG",
    "ŁUKASZEWICZ",
    "DVOŘÁKOVÁ",
    "ȘTEFĂNESCU",
    "ÞÓRÐARDÓTTIR",
    "KIM",
    "HATZIPANAGIOTOPOULOSKONSTANTINIDIS",
];
const GIVEN: [&str; 12] = [
    "IŞIL",
    "PHƯƠNG THẢO",
    "JÖRG-UWE",
    "SEÁN",
    "NƏRGİZ",
    "XIAOMING",
    "MARÍA DE LOS ÁNGELES",
    "ZOË",
    "Jiří",
    "MOHAMMED ABDULRAHMAN",
    "Ó",
    "ANNA KARIN ELISABETH",
];
const CYRILLIC: [&str; 8] =
    ["Әуезов", "Ғабитұлы", "Қоңырбай", "Өмірзақ", "Ұлжан", "Үсен", "Һадиша", "Ёлкин-Щербатый"];
const PATRONYMICS: [Option<&str>; 3] = [None, Some("Іңкәрқызы"), Some("Александрович")];
const PLACES: [&str; 5] = ["İZMİR", "HỒ CHÍ MINH", "MÜNCHEN", "Қызылорда", "Baile Átha Cliath"];

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

    fn person(&mut self) -> InvitedPerson {
        InvitedPerson {
            name: PersonName {
                surname_latin: Some(self.pick(&SURNAMES).to_owned()),
                given_names_latin: Some(self.pick(&GIVEN).to_owned()),
                surname_cyrillic: Some(self.pick(&CYRILLIC).to_owned()),
                given_names_cyrillic: Some(self.pick(&CYRILLIC).to_owned()),
                patronymic: self.pick(&PATRONYMICS).map(str::to_owned),
            },
            birth_date: Some(date(1950 + i16::try_from(self.number(60)).unwrap(), 1, 1)),
            birth_place: Some(self.pick(&PLACES).to_owned()),
            passport: Passport {
                number: Some(format!("P{:07}", self.number(10_000_000))),
                ..Passport::default()
            },
            ..InvitedPerson::default()
        }
    }
}

/// What the letter must say of a person, in the order of its table.
fn values(person: &InvitedPerson) -> Vec<String> {
    let name = &person.name;
    let of = |parts: &[&Option<String>]| parts.iter().filter_map(|part| part.as_deref()).collect::<String>();
    let birth = person.birth_date.unwrap();
    vec![
        squeezed(&of(&[&name.surname_latin, &name.given_names_latin])),
        squeezed(&of(&[&name.surname_cyrillic, &name.given_names_cyrillic, &name.patronymic])),
        squeezed(&format!("{}, {}", birth.strftime("%d.%m.%Y"), person.birth_place.as_deref().unwrap())),
        person.passport.number.clone().unwrap(),
    ]
}

fn every_value_is_found(lang: Lang) {
    let (_, letter) = samples(LetterKind::Invitation, lang).remove(1);
    let Letter::Invitation(mut letter) = letter else { panic!("not an invitation") };
    let mut picker = Picker(5);
    for _ in 0..LETTERS_PER_LANG {
        letter.persons = (0..IN_A_LETTER).map(|_| picker.person()).collect();
        let document = typeset(&Letter::Invitation(letter.clone())).unwrap();
        let text = values_of(&document.pdf);
        for person in &letter.persons {
            for value in values(person) {
                assert!(text.contains(&value), "{lang:?}: {value} is not in the letter");
            }
        }
    }
}

#[test]
fn every_value_is_found_in_english() {
    every_value_is_found(Lang::En);
}

#[test]
fn every_value_is_found_in_russian() {
    every_value_is_found(Lang::Ru);
}

#[test]
fn every_value_is_found_in_kazakh() {
    every_value_is_found(Lang::Kk);
}
