//! Letters for a word processor: they say what the PDF says, keep its shape, and open.

use std::io::{Cursor, Read as _};

use paperwork::record::Lang;
use paperwork::samples::samples;
use paperwork::{Letter, LetterKind, PaperworkError, Typesetter, invitation_table, typeset, word};

use crate::reading::{squeezed, tokens_of};

/// Returns a part of the file.
fn part(file: &[u8], name: &str) -> String {
    let mut archive = zip::ZipArchive::new(Cursor::new(file)).unwrap();
    let mut text = String::new();
    archive.by_name(name).unwrap().read_to_string(&mut text).unwrap();
    text
}

/// Returns what stands between the marks of a part, without white space.
fn text(part: &str) -> String {
    let mut text = String::new();
    for piece in part.split("<w:t ").skip(1) {
        let (_, after) = piece.split_once('>').unwrap();
        text.push_str(after.split_once("</w:t>").unwrap().0);
    }
    let plain =
        [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&apos;", "'"), ("&#39;", "'"), ("&amp;", "&")];
    squeezed(&plain.iter().fold(text, |text, (escaped, plain)| text.replace(escaped, plain)))
}

/// Returns what the body of the file says, without white space.
pub(crate) fn text_of_word(file: &[u8]) -> String {
    text(&part(file, "word/document.xml"))
}

/// Whether some letter or digit is in a token: rules and list marks are drawn differently.
fn says_something(token: &str) -> bool {
    token.chars().any(char::is_alphanumeric)
}

#[test]
fn word_says_what_the_paper_says() {
    for &kind in LetterKind::ALL {
        for lang in Lang::ALL {
            for (name, letter) in samples(kind, lang) {
                let paper = typeset(&letter).unwrap();
                let file = word(&letter).unwrap();
                let mut said = text_of_word(&file);
                for copy in 1..=letter.sheet().copies {
                    said += &text(&part(&file, &format!("word/footer{copy}.xml")));
                }
                for token in tokens_of(&paper.pdf).iter().filter(|token| says_something(token)) {
                    // What paper sends to an addendum stands in its box here; pages are counted by Word.
                    let only_on_paper = name == "overflow" || token.ends_with("-беті");
                    assert!(
                        only_on_paper || said.contains(token.as_str()),
                        "{}.{}.{name}: {token} is missing in {said}",
                        kind.slug(),
                        lang.code()
                    );
                }
            }
        }
    }
}

#[test]
fn overlong_values_stand_in_their_boxes() {
    for lang in Lang::ALL {
        let found =
            samples(LetterKind::VisaApplication, lang).into_iter().find(|(name, _)| *name == "overflow");
        let Some((_, Letter::VisaApplication(form))) = found else { panic!("no sample") };
        let file = word(&Letter::VisaApplication(form.clone())).unwrap();
        let said = text_of_word(&file);
        for value in [form.permanent_address, form.former_visits].into_iter().flatten() {
            assert!(said.contains(&squeezed(&value)), "{value}");
        }
    }
}

#[test]
fn same_record_gives_the_same_file() {
    for &kind in LetterKind::ALL {
        let (_, letter) = samples(kind, Lang::Kk).remove(0);
        let here = word(&letter).unwrap();
        let there = std::thread::scope(|scope| scope.spawn(|| word(&letter)).join().unwrap().unwrap());
        assert!(here == there, "{}", kind.slug());
    }
}

#[test]
fn copies_are_sections_with_their_own_foot() {
    let Letter::Invitation(mut record) = samples(LetterKind::Invitation, Lang::En).remove(0).1 else {
        panic!()
    };
    for copies in [1, 2, 3] {
        record.sheet.copies = copies;
        let file = word(&Letter::Invitation(record.clone())).unwrap();
        let document = part(&file, "word/document.xml");
        assert_eq!(document.matches("<w:sectPr").count(), usize::from(copies));
        for copy in 1..=copies {
            let foot = text(&part(&file, &format!("word/footer{copy}.xml")));
            assert_eq!(foot.contains(&format!("Copy{copy}of{copies}")), copies > 1, "{foot}");
            assert!(foot.contains("Draft:"));
        }
    }
}

#[test]
fn tables_keep_their_columns_and_the_signature_its_place() {
    let (_, letter) = samples(LetterKind::VisaRequest, Lang::Ru).remove(0);
    let document = part(&word(&letter).unwrap(), "word/document.xml");
    // Letter's head and addressee, persons, particulars, signature.
    assert!(document.matches("<w:tbl>").count() >= 4);
    assert!(document.contains("<w:gridCol"));
    assert!(document.contains("w:leader=\"underscore\""), "a rule for the signature");
    assert!(document.contains("<w:cantSplit"), "no row is torn apart");
    assert!(document.contains("<w:keepNext"), "the signature isn't left alone on a page");
}

#[test]
fn file_says_what_it_is_and_repeats_the_heads_of_its_tables() {
    for (lang, tag) in [(Lang::En, "en-GB"), (Lang::Ru, "ru-RU"), (Lang::Kk, "kk-KZ")] {
        let (_, letter) = samples(LetterKind::VisaRequest, lang).remove(0);
        let file = word(&letter).unwrap();
        let about = part(&file, "docProps/core.xml");
        let title = typeset(&letter).unwrap().title;
        assert!(about.contains(&format!("<dc:title>{title}</dc:title>")), "{about}");
        assert!(
            about.contains("<dc:creator>Expat Desk</dc:creator>") && about.contains("2026-03-02T00:00:00Z")
        );
        assert!(part(&file, "word/styles.xml").contains(&format!("<w:lang w:val=\"{tag}\"")));
        let body = part(&file, "word/document.xml");
        assert_eq!(body.matches("<w:tblHeader />").count(), 1, "the table of the persons has a head");
        assert!(!body.contains("<w:trHeight"), "no row keeps the mark by which its head is known");
    }
}

#[test]
fn letterhead_is_in_the_file_once_however_many_copies_there_are() {
    let (_, letter) = samples(LetterKind::Invitation, Lang::Kk).remove(0);
    assert_eq!(letter.sheet().copies, 2);
    let file = word(&letter).unwrap();
    let archive = zip::ZipArchive::new(Cursor::new(&file)).unwrap();
    let pictures = archive.file_names().filter(|name| name.as_ref().unwrap().ends_with(".png"));
    assert_eq!(pictures.count(), 1);
    assert_eq!(part(&file, "word/document.xml").matches("<a:blip").count(), 2, "each copy shows it");
}

#[test]
fn photograph_is_in_the_form() {
    let (_, letter) = samples(LetterKind::VisaApplication, Lang::En).remove(0);
    let file = word(&letter).unwrap();
    let archive = zip::ZipArchive::new(Cursor::new(&file)).unwrap();
    assert!(archive.file_names().any(|name| name.unwrap().starts_with("word/media/")));
}

#[test]
fn text_that_a_word_processor_has_no_place_for_is_an_error_and_not_lost() {
    let (_, letter) = samples(LetterKind::Refund, Lang::En).remove(0);
    let template = "#import \"lib.typ\": *\n#let record = json(\"/record.json\")\n#show: paper.with(record)\n\
                    #layout(size => [lost])\n";
    let error = Typesetter::shared().word_with(&letter, template).unwrap_err();
    let PaperworkError::LostInWord { template, line, .. } = error else { panic!("{error}") };
    assert_eq!((template.as_str(), line), ("refund-letter.typ", Some(4)));
}

#[test]
fn table_of_an_invitation_has_a_column_for_each_person() {
    for lang in Lang::ALL {
        let Letter::Invitation(record) = samples(LetterKind::Invitation, lang).remove(0).1 else { panic!() };
        let file = invitation_table(&record).unwrap();
        assert!(file == invitation_table(&record).unwrap(), "the same bytes");
        let table = sheets::read(&file, None).unwrap();
        assert_eq!(table.width(), 2 + record.persons.len());
        let all: String = table
            .rows
            .iter()
            .flat_map(|row| (0..table.width()).map(|column| squeezed(row.cell(column))))
            .collect();
        for person in &record.persons {
            let number = person.passport.number.as_deref().unwrap();
            assert_eq!(all.matches(number).count(), 1, "{number}");
            assert!(all.contains(&squeezed(person.name.surname_latin.as_deref().unwrap())));
        }
        assert!(all.contains(&squeezed(&record.letterhead.company_name)));
        assert!(all.contains(&squeezed(record.signatory.name.as_deref().unwrap())));
    }
}

/// LibreOffice takes seconds to start, so all kinds go through it at once.
#[test]
fn libreoffice_opens_every_kind_and_reads_the_same() {
    if std::process::Command::new("soffice").arg("--version").output().is_err() {
        assert!(std::env::var_os("CI").is_none(), "soffice (package libreoffice-writer-nogui) is needed");
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    let mut letters = Vec::new();
    for (&kind, lang) in LetterKind::ALL.iter().zip(Lang::ALL.into_iter().cycle()) {
        let (_, letter) = samples(kind, lang).remove(0);
        let path = folder.path().join(format!("{}.docx", kind.slug()));
        std::fs::write(&path, word(&letter).unwrap()).unwrap();
        letters.push((path, letter));
    }
    let profile = format!("-env:UserInstallation=file://{}", folder.path().join("profile").display());
    let output = std::process::Command::new("soffice")
        .args(["--headless", &profile, "--convert-to", "pdf", "--outdir"])
        .arg(folder.path())
        .args(letters.iter().map(|(path, _)| path))
        .output()
        .unwrap();
    assert!(output.status.success());
    for (path, letter) in letters {
        let pdf = std::fs::read(path.with_extension("pdf")).unwrap();
        let said: String = tokens_of(&pdf).concat();
        for token in tokens_of(&typeset(&letter).unwrap().pdf).iter().filter(|token| says_something(token)) {
            // A word may be broken at its hyphen or slash here and not there.
            for part in token.split(['-', '/', '–']) {
                assert!(said.contains(part), "{}: {part} is missing in {said}", path.display());
            }
        }
    }
}
