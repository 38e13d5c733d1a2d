//! Sample forms that a person signs.

use jiff::civil::date;

use super::{
    BIN, company, employee_name, employee_passport, flat, home, nobody, office, say, sheet, signatory, some,
    spouse_name, spouse_passport, turkiye,
};
use crate::letter::Letter;
use crate::record::{
    Consent, ConsentForm, ContractTerms, CrossBorder, DataItem, Dependant, Education, Entries, Experience,
    ForeignEmployeeForm, Lang, MaritalStatus, Operator, Passport, Period, PersonName, Recipient, Relation,
    Representative, Sex, Signatory,
};

pub(super) fn consents(lang: Lang) -> Vec<(&'static str, Letter)> {
    let adult = adult_consent(lang);
    let child = ConsentForm {
        subject_name: PersonName {
            given_names_latin: some("CAN EMRE"),
            given_names_cyrillic: some("Джан Эмре"),
            ..spouse_name()
        },
        birth_date: Some(date(2017, 5, 4)),
        iin: None,
        representative: Some(Representative {
            name: spouse_name(),
            passport: spouse_passport(),
            iin: some("891102450015"),
            address: None,
            ground: Some(say(
                lang,
                "mother, birth certificate No. 117-A of 20 May 2017",
                "мать, свидетельство о рождении № 117-A от 20 мая 2017 года",
                "анасы, 2017 жылғы 20 мамырдағы № 117-A туу туралы куәлік",
            )),
        }),
        consent: Consent {
            valid_from: Some(date(2026, 3, 2)),
            valid_until: Some(date(2028, 3, 31)),
            recipients: vec![Recipient::ExpatCentre],
            cross_border: CrossBorder::No,
            publication: false,
            data: vec![
                DataItem::Names,
                DataItem::Birth,
                DataItem::Photo,
                DataItem::Other(say(lang, "school attended", "место учёбы", "оқу орны")),
            ],
            other: Some(say(
                lang,
                "Paper copies are destroyed when the visa expires.",
                "Бумажные копии уничтожаются по истечении срока действия визы.",
                "Қағаз көшірмелер визаның қолданылу мерзімі өткенде жойылады.",
            )),
        },
        place: None,
        date: None,
        ..adult.clone()
    };
    let gaps = ConsentForm {
        operator: Operator { name: company(lang), bin: None, address: None },
        subject_name: PersonName::default(),
        birth_date: None,
        citizenship: None,
        passport: Passport::default(),
        iin: None,
        address: None,
        consent: Consent {
            recipients: Vec::new(),
            cross_border: CrossBorder::Missions(Vec::new()),
            ..adult.consent.clone()
        },
        place: None,
        date: None,
        ..adult.clone()
    };
    vec![("full", Letter::Consent(adult)), ("child", Letter::Consent(child)), ("gaps", Letter::Consent(gaps))]
}

fn adult_consent(lang: Lang) -> ConsentForm {
    ConsentForm {
        sheet: sheet(lang),
        operator: Operator { name: company(lang), bin: some(BIN), address: Some(office(lang)) },
        subject_name: spouse_name(),
        birth_date: Some(date(1989, 11, 2)),
        citizenship: Some(turkiye(lang)),
        passport: spouse_passport(),
        iin: some("891102450015"),
        address: home(),
        representative: None,
        consent: Consent {
            valid_from: None,
            valid_until: None,
            recipients: vec![Recipient::ExpatCentre, Recipient::MigrationService, Recipient::ForeignMinistry],
            cross_border: CrossBorder::Missions(vec![turkiye(lang)]),
            publication: false,
            data: Vec::new(),
            other: None,
        },
        place: Some(say(lang, "Astana", "г. Астана", "Астана қ.")),
        date: Some(date(2026, 3, 2)),
        beside: None,
    }
}

pub(super) fn foreign_employees(lang: Lang) -> Vec<(&'static str, Letter)> {
    let full = foreign_employee(lang);
    let gaps = ForeignEmployeeForm {
        bin: None,
        aifc_number: None,
        name: PersonName::default(),
        sex: None,
        birth_date: None,
        birth_place: None,
        citizenship: Some(String::new()),
        passport: Passport::default(),
        marital_status: None,
        address_abroad: None,
        address_kazakhstan: None,
        phone: None,
        email: None,
        position: None,
        department: None,
        duties: None,
        contract: ContractTerms::default(),
        education: Vec::new(),
        experience: Vec::new(),
        languages: Vec::new(),
        dependants: Vec::new(),
        visa_category: None,
        visa_period: None,
        entries: None,
        signatory: nobody(),
        ..full.clone()
    };
    vec![("full", Letter::ForeignEmployee(full)), ("gaps", Letter::ForeignEmployee(gaps))]
}

fn foreign_employee(lang: Lang) -> ForeignEmployeeForm {
    let term = Period { from: date(2026, 4, 1), to: date(2028, 3, 31) };
    ForeignEmployeeForm {
        sheet: sheet(lang),
        company_name: company(lang),
        bin: some(BIN),
        aifc_number: some("AFSA-A-LA-2019-0042"),
        name: employee_name(),
        sex: Some(Sex::Male),
        birth_date: Some(date(1986, 7, 21)),
        birth_place: some("İSTANBUL"),
        citizenship: Some(turkiye(lang)),
        passport: employee_passport(),
        iin: None,
        marital_status: Some(MaritalStatus::Married),
        address_abroad: home(),
        address_kazakhstan: flat(lang),
        phone: some("+90 532 000 11 22"),
        email: some("mehmet.yildirim@akme.example"),
        position: Some(say(
            lang,
            "Chief Risk Officer",
            "Директор по рискам",
            "Тәуекелдер жөніндегі директор",
        )),
        department: Some(say(lang, "Risk management", "Управление рисками", "Тәуекелдерді басқару")),
        duties: Some(say(
            lang,
            "Leads the risk function, reports to the board, keeps the risk register.",
            "Руководит службой управления рисками, отчитывается перед советом директоров, ведёт реестр рисков.",
            "Тәуекелдерді басқару қызметіне жетекшілік етеді, директорлар кеңесіне есеп береді.",
        )),
        contract: ContractTerms {
            number: some("TD-07/26"),
            date: Some(date(2026, 2, 16)),
            period: Some(term),
            salary: Some(say(lang, "2,400,000 KZT", "2 400 000 тенге", "2 400 000 теңге")),
        },
        education: vec![Education {
            institution: some("Boğaziçi Üniversitesi, Türkiye"),
            degree: Some(say(
                lang,
                "MSc, Financial Engineering",
                "магистр, финансовая инженерия",
                "магистр, қаржы инженериясы",
            )),
            years: some("2008–2010"),
            diploma: Some(say(
                lang,
                "No. 2010/4471, apostille",
                "№ 2010/4471, апостиль",
                "№ 2010/4471, апостиль",
            )),
        }],
        experience: vec![
            Experience {
                employer: some("Marmara Yatırım A.Ş., Türkiye"),
                position: Some(say(
                    lang,
                    "Head of Market Risk",
                    "начальник отдела рыночных рисков",
                    "нарықтық тәуекелдер бөлімінің бастығы",
                )),
                period: some("03.2016 – 02.2026"),
            },
            Experience {
                employer: Some(say(
                    lang,
                    "2010–2016, analyst, Ege Menkul Değerler A.Ş.",
                    "2010–2016, аналитик, Ege Menkul Değerler A.Ş.",
                    "2010–2016, талдаушы, Ege Menkul Değerler A.Ş.",
                )),
                ..Experience::default()
            },
        ],
        languages: vec![
            say(lang, "Turkish (native)", "турецкий (родной)", "түрік (ана тілі)"),
            say(lang, "English (C1)", "английский (C1)", "ағылшын (C1)"),
        ],
        dependants: vec![Dependant {
            name: spouse_name(),
            relation: Some(Relation::Wife),
            birth_date: Some(date(1989, 11, 2)),
            citizenship: Some(turkiye(lang)),
            passport_number: some("U21880415"),
        }],
        visa_category: some("C3"),
        visa_period: Some(term),
        entries: Some(Entries::Multiple),
        date: None,
        signatory: Signatory { ..signatory(lang) },
    }
}
