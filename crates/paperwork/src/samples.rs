//! Invented records of every document, filled and with gaps.
//!
//! A firm's own template is tried on these before it is accepted, and the tests typeset them. Must
//! not resemble anybody: the people and companies are made up, the numbers belong to no one.

mod applications;
mod forms;
mod host_letters;
mod invoice;
mod letters;
mod sheets;
mod staff_papers;

use jiff::civil::{Date, date};

use crate::letter::{Letter, LetterKind};
use crate::record::{
    Addressee, ContractReference, Lang, Letterhead, Passport, PersonName, Picture, Sheet, Signatory,
};

/// Returns the samples of a document in a language with a name for each: `full` first, then what is
/// hard about this document, last the full one beside the language that usually goes with this one.
#[must_use]
pub fn samples(kind: LetterKind, lang: Lang) -> Vec<(&'static str, Letter)> {
    let mut samples = alone(kind, lang);
    let pair = match lang {
        Lang::Kk => Some(("beside-ru", Lang::Ru)),
        Lang::Ru => Some(("beside-en", Lang::En)),
        Lang::En => None,
    };
    if let Some((name, other)) = pair
        && let Some((_, full)) = samples.first()
        && let Some((_, other)) = alone(kind, other).into_iter().next()
        && let Some(both) = full.clone().beside(other)
    {
        samples.push((name, both));
    }
    samples
}

fn alone(kind: LetterKind, lang: Lang) -> Vec<(&'static str, Letter)> {
    match kind {
        LetterKind::Invitation => letters::invitations(lang),
        LetterKind::Consent => forms::consents(lang),
        LetterKind::ForeignEmployee => forms::foreign_employees(lang),
        LetterKind::FeeInvoice => invoice::fee_invoices(lang),
        LetterKind::VisaRequest => host_letters::visa_requests(lang),
        LetterKind::Cancellation => host_letters::cancellations(lang),
        LetterKind::ResidenceRequest => host_letters::residence_requests(lang),
        LetterKind::PowerOfAttorney => staff_papers::powers_of_attorney(lang),
        LetterKind::TerminationOrder => staff_papers::termination_orders(lang),
        LetterKind::Refund => staff_papers::refunds(lang),
        LetterKind::Arrival => sheets::arrivals(lang),
        LetterKind::StepTwo => sheets::step_twos(lang),
        LetterKind::Checklist => sheets::checklists(lang),
        LetterKind::Cover => sheets::covers(lang),
        LetterKind::FeeSheet => sheets::fee_sheets(lang),
        LetterKind::PortalInvoice => invoice::portal_invoices(lang),
        LetterKind::VisaApplication => applications::visa_applications(lang),
        LetterKind::ResidencePermit => applications::residence_permits(lang),
        LetterKind::Waiver => applications::waivers(lang),
    }
}

/// Picks the text of a language.
fn say(lang: Lang, en: &str, ru: &str, kk: &str) -> String {
    match lang {
        Lang::En => en,
        Lang::Ru => ru,
        Lang::Kk => kk,
    }
    .to_owned()
}

fn some(text: &str) -> Option<String> {
    Some(text.to_owned())
}

const DAY: Date = date(2026, 3, 2);

fn sheet(lang: Lang) -> Sheet {
    Sheet { lang, draft_note: true, copies: 1, made_on: DAY }
}

fn company(lang: Lang) -> String {
    say(
        lang,
        "Akme Capital Ltd.",
        "Частная компания «Akme Capital Ltd.»",
        "«Akme Capital Ltd.» жеке компаниясы",
    )
}

fn office(lang: Lang) -> String {
    say(
        lang,
        "55/21 Mangilik El Avenue, block C4.2, office 314, Astana, 010000, Republic of Kazakhstan",
        "Республика Казахстан, 010000, г. Астана, пр. Мәңгілік Ел, 55/21, блок С4.2, офис 314",
        "Қазақстан Республикасы, 010000, Астана қ., Мәңгілік Ел даңғ., 55/21, С4.2 блогы, 314-кеңсе",
    )
}

const BIN: &str = "190440900127";

fn letterhead(lang: Lang) -> Letterhead {
    Letterhead {
        company_name: company(lang),
        bin: some(BIN),
        registration_number: some(BIN),
        registration_date: Some(date(2019, 4, 15)),
        address: Some(office(lang)),
        phone: some("+7 7172 55 01 20"),
        email: some("office@akme.example"),
        logo: Some(Picture { bytes: include_bytes!("samples/logo.png").as_slice().into() }),
        picture: None,
    }
}

/// The head of a company that has writing paper of its own.
fn letterhead_of_paper(lang: Lang) -> Letterhead {
    let picture = Picture { bytes: include_bytes!("samples/letterhead.png").as_slice().into() };
    Letterhead { logo: None, picture: Some(picture), ..letterhead(lang) }
}

fn bare_letterhead(lang: Lang) -> Letterhead {
    Letterhead {
        company_name: company(lang),
        bin: None,
        registration_number: None,
        registration_date: None,
        address: None,
        phone: None,
        email: None,
        logo: None,
        picture: None,
    }
}

fn signatory(lang: Lang) -> Signatory {
    Signatory {
        name: Some(say(lang, "D. Omarova", "Д. Омарова", "Д. Омарова")),
        position: Some(say(lang, "Director", "Директор", "Директор")),
        power: None,
    }
}

fn deputy(lang: Lang) -> Signatory {
    Signatory {
        name: Some(say(lang, "N. Bekov", "Н. Беков", "Н. Беков")),
        position: Some(say(lang, "Deputy Director", "Заместитель директора", "Директордың орынбасары")),
        power: Some(ContractReference { number: some("5"), date: Some(date(2026, 1, 12)) }),
    }
}

fn nobody() -> Signatory {
    Signatory { name: None, position: None, power: None }
}

fn employee_name() -> PersonName {
    PersonName {
        surname_latin: some("YILDIRIM"),
        given_names_latin: some("MEHMET ÇAĞRI"),
        surname_cyrillic: some("Йылдырым"),
        given_names_cyrillic: some("Мехмет Чагры"),
        patronymic: None,
    }
}

fn spouse_name() -> PersonName {
    PersonName {
        surname_latin: some("YILDIRIM"),
        given_names_latin: some("AYŞE NUR"),
        surname_cyrillic: some("Йылдырым"),
        given_names_cyrillic: some("Айше Нур"),
        patronymic: None,
    }
}

fn employee_passport() -> Passport {
    Passport {
        number: some("U20417733"),
        issued: Some(date(2022, 5, 10)),
        valid_until: Some(date(2032, 5, 9)),
        authority: some("İSTANBUL VALİLİĞİ"),
    }
}

fn spouse_passport() -> Passport {
    Passport {
        number: some("U21880415"),
        issued: Some(date(2023, 1, 17)),
        valid_until: Some(date(2033, 1, 16)),
        authority: some("İSTANBUL VALİLİĞİ"),
    }
}

fn home() -> Option<String> {
    some("Bağdat Caddesi 214/7, Kadıköy, İstanbul")
}

fn flat(lang: Lang) -> Option<String> {
    Some(say(
        lang,
        "12 Syganak Street, apt. 41, Astana",
        "г. Астана, ул. Сығанақ, 12, кв. 41",
        "Астана қ., Сығанақ к-сі, 12-үй, 41-пәтер",
    ))
}

fn turkiye(lang: Lang) -> String {
    say(lang, "Türkiye", "Турция", "Түркия")
}

fn expat_centre() -> Addressee {
    Addressee::ExpatCentre
}
