//! What is typed is what is printed: every letter of every name, however long.

use paperwork::record::{Addressee, InvitationLetter, Lang};
use paperwork::samples::samples;
use paperwork::{Letter, LetterKind, PaperworkError, typeset};

use crate::reading::{squeezed, text_of, values_of};

fn invitation(lang: Lang, sample: &str) -> InvitationLetter {
    let found = samples(LetterKind::Invitation, lang).into_iter().find(|(name, _)| *name == sample);
    let Some((_, Letter::Invitation(letter))) = found else { panic!("no sample {sample}") };
    letter
}

#[test]
fn all_kazakh_letters_are_printed() {
    let letters = "Әә Ғғ Ққ Ңң Өө Ұұ Үү Һһ Іі";
    let letter = InvitationLetter {
        addressee: Addressee::Lines(vec![letters.to_owned()]),
        ..invitation(Lang::Kk, "one")
    };
    let document = typeset(&Letter::Invitation(letter)).unwrap();
    assert!(text_of(&document.pdf).contains(letters));
}

#[test]
fn names_of_many_alphabets_and_lengths_are_found_again() {
    let names = [
        ("NGUYỄN", "THỊ PHƯƠNG THẢO"),
        ("O'BRIEN-MÜLLER", "SEÁN ÞÓR"),
        ("ĞÜRSOY", "IŞIL İPEK"),
        ("ƏLİYEVA", "NƏRGİZ"),
        ("WOLFESCHLEGELSTEINHAUSENBERGERDORFFZWETSCHKEN", "ANNA"),
        ("DE LA CRUZ Y FERNÁNDEZ DE CÓRDOBA", "MARÍA DE LOS ÁNGELES INMACULADA"),
        ("ZHANG", "XIAOMING"),
        ("O‘KTAMOV", "G‘AYRAT"),
    ];
    for (surname, given) in names {
        for sample in ["one", "full"] {
            let mut letter = invitation(Lang::Ru, sample);
            for person in &mut letter.persons {
                person.name.surname_latin = Some(surname.to_owned());
                person.name.given_names_latin = Some(given.to_owned());
            }
            let document = typeset(&Letter::Invitation(letter)).unwrap();
            let text = values_of(&document.pdf);
            for name in [surname, given] {
                assert!(text.contains(&squeezed(name)), "{name} is not in the letter `{sample}`");
            }
        }
    }
}

#[test]
fn character_without_a_glyph_is_an_error_that_names_field_and_character() {
    let mut letter = invitation(Lang::En, "full");
    letter.persons[1].name.given_names_cyrillic = Some("Айше 月".to_owned());
    assert_eq!(
        typeset(&Letter::Invitation(letter)),
        Err(PaperworkError::MissingGlyph {
            field: "persons[1].name.given_names_cyrillic".to_owned(),
            character: '月'
        }),
    );
}

#[test]
fn letter_to_nobody_is_refused() {
    let letter = InvitationLetter { persons: Vec::new(), ..invitation(Lang::En, "one") };
    assert_eq!(typeset(&Letter::Invitation(letter)), Err(PaperworkError::Empty { field: "persons".into() }));
}

#[test]
fn both_copies_are_whole_and_numbered() {
    let two = invitation(Lang::En, "full");
    let mut one = two.clone();
    one.sheet.copies = 1;
    let two = typeset(&Letter::Invitation(two)).unwrap();
    let one = typeset(&Letter::Invitation(one)).unwrap();
    assert_eq!(two.pages, 2 * one.pages);
    let text = text_of(&two.pdf);
    for mark in ["Copy 1 of 2", "Copy 2 of 2"] {
        assert_eq!(text.matches(mark).count(), one.pages, "{mark}");
    }
    assert_eq!(text.matches("U20417733").count(), 2, "each copy names the passport once");
    assert!(!text_of(&one.pdf).contains("Copy"), "a single copy is not numbered");
}

#[test]
fn draft_note_is_printed_until_it_is_switched_off() {
    for (lang, note) in [(Lang::En, "Draft:"), (Lang::Ru, "Проект:"), (Lang::Kk, "Жоба:")] {
        let mut letter = invitation(lang, "one");
        for wanted in [true, false] {
            letter.sheet.draft_note = wanted;
            let document = typeset(&Letter::Invitation(letter.clone())).unwrap();
            assert_eq!(text_of(&document.pdf).contains(note), wanted, "{note}");
        }
    }
}

#[test]
fn markup_in_a_value_is_printed_as_typed() {
    let typed = "#panic() $x$ *a* _b_ `c` <d> @e // f [g] \\h = i";
    let mut letter = invitation(Lang::En, "one");
    letter.persons[0].permanent_address = Some(typed.to_owned());
    let document = typeset(&Letter::Invitation(letter)).unwrap();
    assert!(values_of(&document.pdf).contains(&squeezed(typed)));
}
