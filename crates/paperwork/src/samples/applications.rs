//! Sample forms for the authority.

use jiff::civil::date;

use super::{
    company, employee_name, employee_passport, expat_centre, flat, home, letterhead, nobody, say, sheet,
    signatory, some, spouse_name, turkiye,
};
use crate::letter::Letter;
use crate::record::{
    Dependant, Entries, Experience, Lang, MaritalStatus, Passport, Period, PersonName, Picture, Purpose,
    Relation, Relief, ResidencePermitForm, Sex, StayDocument, Transport, VisaApplicationForm,
    WaiverApplication,
};

/// A drawn silhouette.
fn photo() -> Option<Picture> {
    Some(Picture { bytes: include_bytes!("photo.png").as_slice().into() })
}

fn child(lang: Lang) -> Dependant {
    Dependant {
        name: PersonName { given_names_latin: some("CAN EMRE"), ..spouse_name() },
        relation: Some(Relation::Son),
        birth_date: Some(date(2017, 5, 4)),
        citizenship: Some(turkiye(lang)),
        passport_number: some("U24418800"),
    }
}

pub(super) fn visa_applications(lang: Lang) -> Vec<(&'static str, Letter)> {
    let full = VisaApplicationForm {
        sheet: sheet(lang),
        photo: photo(),
        name: employee_name(),
        former_names: None,
        sex: Some(Sex::Male),
        birth_date: Some(date(1986, 7, 21)),
        birth_place: some("İSTANBUL"),
        citizenship: Some(turkiye(lang)),
        ethnicity: Some(say(lang, "Turkish", "турок", "түрік")),
        marital_status: Some(MaritalStatus::Married),
        passport: employee_passport(),
        permanent_address: home(),
        phone: some("+90 532 000 11 22"),
        email: some("mehmet.yildirim@akme.example"),
        workplace: Some(company(lang)),
        position: Some(say(
            lang,
            "Chief Risk Officer",
            "директор по рискам",
            "тәуекелдер жөніндегі директор",
        )),
        host: Some(company(lang)),
        invitation: Some(say(
            lang,
            "No. 2026-118, 12.03.2026",
            "№ 2026-118, 12.03.2026",
            "№ 2026-118, 12.03.2026",
        )),
        category: some("C3"),
        entries: Some(Entries::Multiple),
        period: Some(Period { from: date(2026, 4, 1), to: date(2028, 3, 31) }),
        purpose: Some(Purpose::Employment),
        stay_address: flat(lang),
        route: Some(say(lang, "Istanbul – Astana", "Стамбул – Астана", "Стамбул – Астана")),
        transport: Some(Transport::Air),
        former_visits: Some(say(
            lang,
            "October 2025, Astana, negotiations",
            "октябрь 2025 года, Астана, переговоры",
            "2025 жылғы қазан, Астана, келіссөздер",
        )),
        children: vec![child(lang)],
        date: Some(date(2026, 3, 20)),
    };
    let overflow = VisaApplicationForm {
        photo: None,
        former_visits: Some(visits(lang)),
        host: Some(format!("{0}, {0}, {0}, {0}, {0}", company(lang))),
        permanent_address: Some([home().unwrap_or_default().as_str()].repeat(3).join(", ")),
        ..full.clone()
    };
    let gaps = VisaApplicationForm {
        photo: None,
        name: PersonName::default(),
        sex: None,
        birth_date: None,
        birth_place: None,
        citizenship: None,
        ethnicity: None,
        marital_status: None,
        passport: Passport::default(),
        permanent_address: None,
        phone: None,
        email: None,
        workplace: None,
        position: None,
        host: None,
        invitation: None,
        category: None,
        entries: None,
        period: None,
        purpose: None,
        stay_address: None,
        route: None,
        transport: None,
        former_visits: None,
        children: Vec::new(),
        date: None,
        ..full.clone()
    };
    vec![
        ("full", Letter::VisaApplication(full)),
        ("overflow", Letter::VisaApplication(overflow)),
        ("gaps", Letter::VisaApplication(gaps)),
    ]
}

/// More visits than the box holds.
fn visits(lang: Lang) -> String {
    (2012..=2025)
        .map(|year| {
            let stay = say(lang, "Astana, negotiations", "Астана, переговоры", "Астана, келіссөздер");
            format!("{year}: {stay}")
        })
        .collect::<Vec<_>>()
        .join("; ")
}

pub(super) fn residence_permits(lang: Lang) -> Vec<(&'static str, Letter)> {
    let full = ResidencePermitForm {
        sheet: sheet(lang),
        photo: photo(),
        name: employee_name(),
        former_names: None,
        sex: Some(Sex::Male),
        birth_date: Some(date(1986, 7, 21)),
        birth_place: some("İSTANBUL"),
        ethnicity: Some(say(lang, "Turkish", "турок", "түрік")),
        citizenship: Some(turkiye(lang)),
        other_citizenships: None,
        passport: employee_passport(),
        iin: some("860721300017"),
        marital_status: Some(MaritalStatus::Married),
        family: vec![child(lang)],
        education: some("Boğaziçi Üniversitesi, 2010"),
        profession: Some(say(lang, "economist", "экономист", "экономист")),
        experience: vec![Experience {
            employer: some("Marmara Yatırım A.Ş., Türkiye"),
            position: Some(say(lang, "Head of Market Risk", "начальник отдела", "бөлім бастығы")),
            period: some("03.2016 – 02.2026"),
        }],
        relatives_here: None,
        relatives_abroad: Some(say(lang, "parents, Türkiye", "родители, Турция", "ата-анасы, Түркия")),
        address_kazakhstan: flat(lang),
        address_abroad: home(),
        contacts: some("+7 701 000 11 22, mehmet.yildirim@akme.example"),
        entered_on: Some(date(2026, 4, 4)),
        purpose: Some(Purpose::Investment),
        stay_document: Some(StayDocument {
            number: some("KZ1120457"),
            category: some("A5"),
            valid_until: Some(date(2028, 3, 31)),
        }),
        convictions: Some(false),
        refusals: Some(false),
        means: Some(say(
            lang,
            "dividends and salary",
            "дивиденды и заработная плата",
            "дивидендтер және жалақы",
        )),
        reason: Some(say(lang, "investment activity", "инвестиционная деятельность", "инвестициялық қызмет")),
        date: Some(date(2026, 6, 1)),
    };
    let gaps = ResidencePermitForm {
        photo: None,
        name: PersonName::default(),
        sex: None,
        birth_date: None,
        birth_place: None,
        ethnicity: None,
        citizenship: None,
        passport: Passport::default(),
        iin: None,
        marital_status: None,
        family: Vec::new(),
        education: None,
        profession: None,
        experience: Vec::new(),
        relatives_abroad: None,
        address_kazakhstan: None,
        address_abroad: None,
        contacts: None,
        entered_on: None,
        purpose: None,
        stay_document: None,
        convictions: None,
        refusals: None,
        means: None,
        reason: None,
        date: None,
        ..full.clone()
    };
    vec![("full", Letter::ResidencePermit(full)), ("gaps", Letter::ResidencePermit(gaps))]
}

pub(super) fn waivers(lang: Lang) -> Vec<(&'static str, Letter)> {
    let full = WaiverApplication {
        sheet: sheet(lang),
        letterhead: letterhead(lang),
        out_number: some("19/2026"),
        date: Some(date(2026, 2, 18)),
        addressee: expat_centre(),
        relief: Some(Relief::Waiver),
        name: employee_name(),
        birth_date: Some(date(1986, 7, 21)),
        citizenship: Some(turkiye(lang)),
        passport: employee_passport(),
        position: Some(say(
            lang,
            "Chief Risk Officer",
            "директор по рискам",
            "тәуекелдер жөніндегі директор",
        )),
        requirement: Some(say(
            lang,
            "A degree in the field of the position: the employee's degree is in engineering.",
            "Диплом по профилю должности: у работника инженерное образование.",
            "Лауазым бейініндегі диплом: жұмыскердің білімі инженерлік.",
        )),
        justification: Some(say(
            lang,
            "Sixteen years of work in risk management, ten of them as head of a department.",
            "Шестнадцать лет работы в управлении рисками, из них десять во главе отдела.",
            "Тәуекелдерді басқаруда он алты жыл, соның он жылы бөлім бастығы.",
        )),
        enclosures: vec![say(lang, "resume, 3 pages.", "резюме на 3 листах.", "түйіндеме, 3 парақ.")],
        signatory: signatory(lang),
        prepared_by: None,
    };
    let gaps = WaiverApplication {
        out_number: None,
        date: None,
        relief: None,
        name: PersonName::default(),
        birth_date: None,
        citizenship: None,
        passport: Passport::default(),
        position: None,
        requirement: None,
        justification: None,
        enclosures: Vec::new(),
        signatory: nobody(),
        ..full.clone()
    };
    vec![("full", Letter::Waiver(full)), ("gaps", Letter::Waiver(gaps))]
}
