//! Sample letters of a host about foreigners who are in the country.

use jiff::civil::date;

use super::{
    deputy, employee_name, employee_passport, expat_centre, flat, letterhead, letterhead_of_paper, nobody,
    say, sheet, signatory, some, spouse_name, spouse_passport, turkiye,
};
use crate::letter::Letter;
use crate::record::{
    CancellationGround, CancellationLetter, ContractReference, Entries, ExitVisa, Ground, Lang, LetterPerson,
    Period, Purpose, Relation, ResidenceRequestLetter, Sheet, StayDocument, VisaOccasion, VisaRequestLetter,
    Whereabouts,
};

pub(super) fn visa_requests(lang: Lang) -> Vec<(&'static str, Letter)> {
    let full = VisaRequestLetter {
        sheet: sheet(lang),
        letterhead: letterhead(lang),
        out_number: some("21/2026"),
        date: Some(date(2026, 3, 2)),
        addressee: expat_centre(),
        occasion: VisaOccasion::Employment,
        persons: vec![employee(lang), spouse(lang)],
        ground: Some(Ground::EmploymentContract(contract())),
        category: some("C3"),
        entries: Some(Entries::Multiple),
        period: Some(term()),
        purpose: Some(Purpose::Employment),
        stay_address: flat(lang),
        enclosures: enclosures(lang),
        signatory: signatory(lang),
        prepared_by: None,
    };
    let business = VisaRequestLetter {
        occasion: VisaOccasion::Business,
        persons: vec![LetterPerson { stay_document: None, iin: None, ..employee(lang) }],
        ground: Some(Ground::BoardMember),
        category: some("B3"),
        purpose: Some(Purpose::BoardMember),
        enclosures: Vec::new(),
        signatory: deputy(lang),
        ..full.clone()
    };
    let gaps = VisaRequestLetter {
        out_number: None,
        date: None,
        persons: vec![LetterPerson::default()],
        ground: None,
        category: None,
        entries: None,
        period: None,
        purpose: None,
        stay_address: None,
        enclosures: Vec::new(),
        signatory: nobody(),
        ..full.clone()
    };
    vec![
        ("full", Letter::VisaRequest(full)),
        ("business", Letter::VisaRequest(business)),
        ("gaps", Letter::VisaRequest(gaps)),
    ]
}

pub(super) fn cancellations(lang: Lang) -> Vec<(&'static str, Letter)> {
    let full = CancellationLetter {
        sheet: sheet(lang),
        letterhead: letterhead(lang),
        out_number: some("34/2026"),
        date: Some(date(2026, 10, 5)),
        addressee: expat_centre(),
        persons: vec![employee(lang)],
        ground: Some(CancellationGround::EmploymentEnded),
        contract: contract(),
        ended_on: Some(date(2026, 10, 2)),
        order: ContractReference { number: some("17-K"), date: Some(date(2026, 9, 18)) },
        whereabouts: Some(Whereabouts::Left(date(2026, 10, 4))),
        exit_visa: None,
        enclosures: enclosures(lang),
        signatory: signatory(lang),
        prepared_by: None,
    };
    let exit = CancellationLetter {
        letterhead: letterhead_of_paper(lang),
        persons: vec![employee(lang), spouse(lang)],
        whereabouts: Some(Whereabouts::InKazakhstan),
        exit_visa: Some(ExitVisa { business_days: Some(15) }),
        ..full.clone()
    };
    let gaps = CancellationLetter {
        out_number: None,
        date: None,
        persons: vec![LetterPerson::default()],
        ground: None,
        contract: ContractReference::default(),
        ended_on: None,
        order: ContractReference::default(),
        whereabouts: None,
        exit_visa: Some(ExitVisa { business_days: None }),
        enclosures: Vec::new(),
        signatory: nobody(),
        ..full.clone()
    };
    vec![
        ("full", Letter::Cancellation(full)),
        ("exit", Letter::Cancellation(exit)),
        ("gaps", Letter::Cancellation(gaps)),
    ]
}

pub(super) fn residence_requests(lang: Lang) -> Vec<(&'static str, Letter)> {
    let full = ResidenceRequestLetter {
        sheet: Sheet { draft_note: false, ..sheet(lang) },
        letterhead: letterhead(lang),
        out_number: some("40/2026"),
        date: Some(date(2026, 4, 20)),
        addressee: expat_centre(),
        extension: false,
        persons: vec![LetterPerson { stay_document: None, ..employee(lang) }],
        ground: Some(Ground::ServiceContract(contract())),
        period: Some(term()),
        stay_address: flat(lang),
        owner_name: Some(say(lang, "Gulnara Akhmetova", "Ахметова Гульнара", "Ахметова Гүлнара")),
        owner_iin: some("680314400016"),
        owner_consent: ContractReference { number: some("1-482"), date: Some(date(2026, 4, 16)) },
        enclosures: Vec::new(),
        signatory: signatory(lang),
        prepared_by: None,
    };
    let extension = ResidenceRequestLetter {
        extension: true,
        persons: vec![employee(lang), spouse(lang)],
        ..full.clone()
    };
    let gaps = ResidenceRequestLetter {
        sheet: sheet(lang),
        persons: vec![LetterPerson::default()],
        ground: None,
        period: None,
        stay_address: None,
        owner_name: None,
        owner_iin: None,
        owner_consent: ContractReference::default(),
        ..full.clone()
    };
    vec![
        ("full", Letter::ResidenceRequest(full)),
        ("extension", Letter::ResidenceRequest(extension)),
        ("gaps", Letter::ResidenceRequest(gaps)),
    ]
}

fn term() -> Period {
    Period { from: date(2026, 4, 1), to: date(2027, 3, 31) }
}

fn contract() -> ContractReference {
    ContractReference { number: some("TD-07/26"), date: Some(date(2026, 2, 16)) }
}

fn enclosures(lang: Lang) -> Vec<String> {
    vec![
        say(
            lang,
            "copy of the passport, 2 pages;",
            "копия паспорта на 2 листах;",
            "паспорттың көшірмесі, 2 парақ;",
        ),
        say(
            lang,
            "copy of the contract, 6 pages.",
            "копия договора на 6 листах.",
            "шарттың көшірмесі, 6 парақ.",
        ),
    ]
}

fn employee(lang: Lang) -> LetterPerson {
    LetterPerson {
        name: employee_name(),
        birth_date: Some(date(1986, 7, 21)),
        citizenship: Some(turkiye(lang)),
        passport: employee_passport(),
        iin: some("860721300017"),
        position: Some(say(
            lang,
            "Chief Risk Officer",
            "директор по рискам",
            "тәуекелдер жөніндегі директор",
        )),
        stay_document: Some(StayDocument {
            number: some("KZ1120457"),
            category: some("C3"),
            valid_until: Some(date(2026, 10, 31)),
        }),
        relation: None,
    }
}

fn spouse(lang: Lang) -> LetterPerson {
    LetterPerson {
        name: spouse_name(),
        birth_date: Some(date(1989, 11, 2)),
        citizenship: Some(turkiye(lang)),
        passport: spouse_passport(),
        iin: None,
        position: None,
        stay_document: Some(StayDocument {
            number: some("KZ1120458"),
            category: some("C3"),
            valid_until: Some(date(2026, 10, 31)),
        }),
        relation: Some(Relation::Wife),
    }
}
