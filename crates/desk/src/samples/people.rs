//! The invented people.

use crate::view::{EngagementKindView, RelationKindView, SexView};

/// What is wrong with a sample person.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Problem {
    /// The passport ends before the visa and three months more.
    PassportEndsSoon,
    /// The contract names no last day.
    NoPeriod,
    /// Nobody compared the names with the passport.
    NamesUnconfirmed,
}

/// What brings a sample person here.
#[derive(Debug, Clone, Copy)]
pub(super) enum Tie {
    /// At the company, with the job title in English, Russian and Kazakh.
    Engaged { kind: EngagementKindView, position: (&'static str, &'static str, &'static str) },
    /// A dependant of the person at this place of the list.
    Dependant { of: usize, kind: RelationKindView },
    /// Nothing: a visitor.
    None,
}

/// What a sample person holds.
#[derive(Debug, Clone, Copy)]
pub(super) enum Stay {
    /// A visa of this category.
    Visa(&'static str),
    /// A temporary residence permit.
    TemporaryPermit,
}

/// An invented person; names are Latin and Cyrillic.
pub(super) struct SamplePerson {
    pub surname: (&'static str, &'static str),
    pub given: (&'static str, &'static str),
    pub sex: SexView,
    pub born: &'static str,
    pub birth_place: &'static str,
    pub country: &'static str,
    pub passport: &'static str,
    pub address: &'static str,
    pub tie: Tie,
    pub stay: Option<Stay>,
    pub problem: Option<Problem>,
}

const fn employee(position: (&'static str, &'static str, &'static str)) -> Tie {
    Tie::Engaged { kind: EngagementKindView::Employee, position }
}

const ANALYST: Tie = employee(("Senior Analyst", "Старший аналитик", "Аға талдаушы"));
const LAWYER: Tie = employee(("Legal Counsel", "Юрисконсульт", "Заң кеңесшісі"));
const ENGINEER: Tie = employee(("Software Engineer", "Инженер-программист", "Бағдарламашы инженер"));
const SPOUSE_OF_FIRST: Tie = Tie::Dependant { of: 0, kind: RelationKindView::Spouse };

pub(super) const AKME: [SamplePerson; 5] = [
    SamplePerson {
        surname: ("FAIRWEATHER", "ФЭЙРУЭЗЕР"),
        given: ("JONATHAN MILES", "ДЖОНАТАН МАЙЛЗ"),
        sex: SexView::Male,
        born: "1984-02-29",
        birth_place: "LEEDS",
        country: "GBR",
        passport: "500100201",
        address: "14 Sample Row, Leeds, United Kingdom",
        tie: ANALYST,
        stay: None,
        problem: Some(Problem::PassportEndsSoon),
    },
    SamplePerson {
        surname: ("FAIRWEATHER", "ФЭЙРУЭЗЕР"),
        given: ("ISABEL", "ИЗАБЕЛЬ"),
        sex: SexView::Female,
        born: "1986-07-11",
        birth_place: "YORK",
        country: "GBR",
        passport: "500100202",
        address: "14 Sample Row, Leeds, United Kingdom",
        tie: SPOUSE_OF_FIRST,
        stay: None,
        problem: None,
    },
    SamplePerson {
        surname: ("LINDQVIST", "ЛИНДКВИСТ"),
        given: ("KARIN ELISABET", "КАРИН ЭЛИСАБЕТ"),
        sex: SexView::Female,
        born: "1979-11-03",
        birth_place: "UPPSALA",
        country: "SWE",
        passport: "AA4400501",
        address: "3 Exempelgatan, Uppsala, Sweden",
        tie: LAWYER,
        stay: None,
        problem: None,
    },
    SamplePerson {
        surname: ("LINDQVIST", "ЛИНДКВИСТ"),
        given: ("OSKAR", "ОСКАР"),
        sex: SexView::Male,
        born: "1977-05-20",
        birth_place: "GAVLE",
        country: "SWE",
        passport: "AA4400502",
        address: "3 Exempelgatan, Uppsala, Sweden",
        tie: Tie::Dependant { of: 2, kind: RelationKindView::Spouse },
        stay: None,
        problem: None,
    },
    SamplePerson {
        surname: ("OYELARAN", "ОЙЕЛАРАН"),
        given: ("TUNDE", "ТУНДЕ"),
        sex: SexView::Male,
        born: "1990-09-14",
        birth_place: "IBADAN",
        country: "NGA",
        passport: "B70010033",
        address: "5 Sample Close, Ibadan, Nigeria",
        tie: ENGINEER,
        stay: None,
        problem: Some(Problem::NoPeriod),
    },
];

pub(super) const SARYARKA: [SamplePerson; 4] = [
    SamplePerson {
        surname: ("YILDIZGÖR", "ЙЫЛДЫЗГЁР"),
        given: ("ŞULE", "ШУЛЕ"),
        sex: SexView::Female,
        born: "1992-01-30",
        birth_place: "IZMIR",
        country: "TUR",
        passport: "U30020011",
        address: "8 Örnek Sokak, İzmir, Türkiye",
        tie: ENGINEER,
        stay: None,
        problem: Some(Problem::NamesUnconfirmed),
    },
    SamplePerson {
        surname: ("TRAN", "ЧАН"),
        given: ("THI NGOC ANH", "ТХИ НГОК АНЬ"),
        sex: SexView::Female,
        born: "1988-12-08",
        birth_place: "HUE",
        country: "VNM",
        passport: "C1002003",
        address: "21 Sample Lane, Hue, Viet Nam",
        tie: ANALYST,
        stay: None,
        problem: None,
    },
    SamplePerson {
        surname: ("MKRTUMYAN", "МКРТУМЯН"),
        given: ("GOR", "ГОР"),
        sex: SexView::Male,
        born: "1981-03-22",
        birth_place: "GYUMRI",
        country: "ARM",
        passport: "AT0500600",
        address: "2 Sample Street, Gyumri, Armenia",
        tie: LAWYER,
        stay: None,
        problem: None,
    },
    SamplePerson {
        surname: ("MKRTUMYAN", "МКРТУМЯН"),
        given: ("NARE", "НАРЕ"),
        sex: SexView::Female,
        born: "2014-06-02",
        birth_place: "GYUMRI",
        country: "ARM",
        passport: "AT0500601",
        address: "2 Sample Street, Gyumri, Armenia",
        tie: Tie::Dependant { of: 2, kind: RelationKindView::Child },
        stay: None,
        problem: None,
    },
];

pub(super) const BLUE_SAIGA: [SamplePerson; 11] = [
    SamplePerson {
        surname: ("O'HALLORAN", "О'ХАЛЛОРАН"),
        given: ("NIAMH", "НИВ"),
        sex: SexView::Female,
        born: "1983-08-17",
        birth_place: "GALWAY",
        country: "IRL",
        passport: "PX8000101",
        address: "9 Sample Quay, Galway, Ireland",
        tie: LAWYER,
        stay: Some(Stay::Visa("C3")),
        problem: None,
    },
    SamplePerson {
        surname: ("GROSSE-WIESE", "ГРОССЕ-ВИЗЕ"),
        given: ("JÜRGEN", "ЮРГЕН"),
        sex: SexView::Male,
        born: "1975-10-05",
        birth_place: "MÜNSTER",
        country: "DEU",
        passport: "C4J0X0012",
        address: "1 Musterweg, Münster, Germany",
        tie: ANALYST,
        stay: Some(Stay::Visa("C3")),
        problem: None,
    },
    SamplePerson {
        surname: ("XU", "СЮЙ"),
        given: ("XIAOCHEN", "СЯОЧЭНЬ"),
        sex: SexView::Male,
        born: "1995-04-27",
        birth_place: "NANJING",
        country: "CHN",
        passport: "E88000123",
        address: "6 Sample Road, Nanjing, China",
        tie: ENGINEER,
        stay: Some(Stay::Visa("C3")),
        problem: None,
    },
    SamplePerson {
        surname: ("GROSSE-WIESE", "ГРОССЕ-ВИЗЕ"),
        given: ("ANNIKA", "АННИКА"),
        sex: SexView::Female,
        born: "1978-02-19",
        birth_place: "BREMEN",
        country: "DEU",
        passport: "C4J0X0013",
        address: "1 Musterweg, Münster, Germany",
        tie: Tie::Dependant { of: 1, kind: RelationKindView::Spouse },
        stay: Some(Stay::Visa("C3")),
        problem: None,
    },
    SamplePerson {
        surname: ("KAWASHIMA", "КАВАСИМА"),
        given: ("RENJI", "РЭНДЗИ"),
        sex: SexView::Male,
        born: "1968-06-30",
        birth_place: "NAGOYA",
        country: "JPN",
        passport: "TZ5000211",
        address: "4-2 Sample-cho, Nagoya, Japan",
        tie: Tie::Engaged { kind: EngagementKindView::Investor, position: ("", "", "") },
        stay: Some(Stay::Visa("A5")),
        problem: None,
    },
    SamplePerson {
        surname: ("KAWASHIMA", "КАВАСИМА"),
        given: ("MIDORI", "МИДОРИ"),
        sex: SexView::Female,
        born: "1971-01-14",
        birth_place: "KOBE",
        country: "JPN",
        passport: "TZ5000212",
        address: "4-2 Sample-cho, Nagoya, Japan",
        tie: Tie::Dependant { of: 4, kind: RelationKindView::Spouse },
        stay: Some(Stay::Visa("A5")),
        problem: None,
    },
    SamplePerson {
        surname: ("DELACROIX-MOREL", "ДЕЛАКРУА-МОРЕЛЬ"),
        given: ("THÉODORE", "ТЕОДОР"),
        sex: SexView::Male,
        born: "1963-11-27",
        birth_place: "LYON",
        country: "FRA",
        passport: "20AA00417",
        address: "7 rue de l'Exemple, Lyon, France",
        tie: Tie::Engaged {
            kind: EngagementKindView::BoardMember,
            position: ("Member of the Board", "Член совета директоров", "Директорлар кеңесінің мүшесі"),
        },
        stay: Some(Stay::Visa("B3")),
        problem: None,
    },
    SamplePerson {
        surname: ("PAPADIMOS", "ПАПАДИМОС"),
        given: ("ELENI", "ЭЛЕНИ"),
        sex: SexView::Female,
        born: "1985-07-03",
        birth_place: "PATRAS",
        country: "GRC",
        passport: "AK3300118",
        address: "15 Deigma Street, Patras, Greece",
        tie: Tie::Engaged {
            kind: EngagementKindView::CivilLawExpert,
            position: ("Audit Expert", "Эксперт по аудиту", "Аудит жөніндегі сарапшы"),
        },
        stay: Some(Stay::Visa("B2")),
        problem: None,
    },
    SamplePerson {
        surname: ("NAVASARDYAN", "НАВАСАРДЯН"),
        given: ("ARMINE", "АРМИНЕ"),
        sex: SexView::Female,
        born: "1993-09-21",
        birth_place: "VANADZOR",
        country: "ARM",
        passport: "AT0500777",
        address: "11 Sample Street, Vanadzor, Armenia",
        tie: ANALYST,
        stay: Some(Stay::TemporaryPermit),
        problem: None,
    },
    SamplePerson {
        surname: ("VAN DER HOEK", "ВАН ДЕР ХУК"),
        given: ("SJOERD", "СЬЮРД"),
        sex: SexView::Male,
        born: "1972-04-08",
        birth_place: "UTRECHT",
        country: "NLD",
        passport: "NX8800312",
        address: "2 Voorbeeldlaan, Utrecht, Netherlands",
        tie: Tie::Engaged {
            kind: EngagementKindView::Founder,
            position: ("Founder", "Учредитель", "Құрылтайшы"),
        },
        stay: None,
        problem: None,
    },
    SamplePerson {
        surname: ("OKONKWO-REED", "ОКОНКВО-РИД"),
        given: ("ADAEZE", "АДАЭЗЕ"),
        sex: SexView::Female,
        born: "1989-05-16",
        birth_place: "BRISTOL",
        country: "GBR",
        passport: "500100777",
        address: "20 Sample Parade, Bristol, United Kingdom",
        tie: Tie::None,
        stay: Some(Stay::Visa("B3")),
        problem: None,
    },
];
