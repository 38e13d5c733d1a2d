//! Sample letters on a company's writing paper.

use jiff::civil::date;

use super::{
    bare_letterhead, company, employee_name, employee_passport, expat_centre, flat, home, letterhead, nobody,
    say, sheet, signatory, some, spouse_name, spouse_passport, turkiye,
};
use crate::letter::Letter;
use crate::record::{
    Addressee, Entries, InvitationLetter, InvitedPerson, Lang, Period, PersonName, PreparedBy, Purpose,
    Relation, Sex, Sheet, Transport, VisaPlace,
};

pub(super) fn invitations(lang: Lang) -> Vec<(&'static str, Letter)> {
    let full = InvitationLetter {
        sheet: Sheet { copies: 2, ..sheet(lang) },
        letterhead: letterhead(lang),
        out_number: some("14/2026"),
        date: Some(date(2026, 3, 2)),
        addressee: expat_centre(),
        persons: vec![employee(lang), spouse(lang)],
        signatory: signatory(lang),
        prepared_by: Some(PreparedBy {
            name: say(lang, "A. Serikova", "А. Серикова", "А. Серікова"),
            phone: some("+7 7172 55 01 21"),
        }),
    };
    let one = InvitationLetter { sheet: sheet(lang), persons: vec![employee(lang)], ..full.clone() };
    let gaps = InvitationLetter {
        sheet: sheet(lang),
        letterhead: bare_letterhead(lang),
        out_number: None,
        date: None,
        addressee: Addressee::Lines(vec![say(
            lang,
            "Ministry of Foreign Affairs of the Republic of Kazakhstan",
            "В Министерство иностранных дел Республики Казахстан",
            "Қазақстан Республикасының Сыртқы істер министрлігіне",
        )]),
        persons: vec![employee(lang), spouse(lang), long_named(), InvitedPerson::default()],
        signatory: nobody(),
        prepared_by: None,
    };
    vec![
        ("full", Letter::Invitation(full)),
        ("one", Letter::Invitation(one)),
        ("gaps", Letter::Invitation(gaps)),
    ]
}

fn employee(lang: Lang) -> InvitedPerson {
    let istanbul = say(lang, "Istanbul", "Стамбул", "Стамбул");
    InvitedPerson {
        name: employee_name(),
        sex: Some(Sex::Male),
        birth_date: Some(date(1986, 7, 21)),
        birth_place: some("İSTANBUL"),
        citizenship: Some(turkiye(lang)),
        ethnicity: Some(say(lang, "Turkish", "турок", "түрік")),
        passport: employee_passport(),
        workplace: Some(company(lang)),
        position: Some(say(
            lang,
            "Chief Risk Officer",
            "директор по рискам",
            "тәуекелдер жөніндегі директор",
        )),
        permanent_address: home(),
        visa_place: Some(VisaPlace { city: istanbul.clone(), country: turkiye(lang) }),
        stay: Some(Period { from: date(2026, 4, 1), to: date(2028, 3, 31) }),
        entries: Some(Entries::Multiple),
        category: some("C3"),
        purpose: Some(Purpose::Employment),
        transport: Some(Transport::Air),
        route: vec![istanbul, say(lang, "Astana", "Астана", "Астана")],
        stay_address: flat(lang),
        kato: some("711110000"),
        relation: None,
    }
}

fn spouse(lang: Lang) -> InvitedPerson {
    InvitedPerson {
        name: spouse_name(),
        sex: Some(Sex::Female),
        birth_date: Some(date(1989, 11, 2)),
        birth_place: some("İZMİR"),
        passport: spouse_passport(),
        workplace: None,
        position: Some(say(lang, "not employed", "не работает", "жұмыс істемейді")),
        purpose: Some(Purpose::Family),
        relation: Some(Relation::Wife),
        ..employee(lang)
    }
}

/// Somebody whose name and address have no place to break a line.
fn long_named() -> InvitedPerson {
    InvitedPerson {
        name: PersonName {
            surname_latin: some("WOLFESCHLEGELSTEINHAUSENBERGERDORFF-ZWETSCHKENBAUM"),
            given_names_latin: some("HUBERT BLAINE MARIA-MAGDALENA O'NEILL"),
            ..PersonName::default()
        },
        permanent_address: some(
            "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtenweg 7, Wien",
        ),
        relation: Some(Relation::Spouse),
        ..InvitedPerson::default()
    }
}
