//! Sample sheets around a packet.

use jiff::civil::date;

use super::{
    BIN, bare_letterhead, company, employee_name, employee_passport, flat, letterhead, say, sheet, some,
    spouse_name, spouse_passport, turkiye,
};
use crate::letter::Letter;
use crate::record::{
    ArrivalSheet, ArrivedPerson, Checklist, ChecklistLine, CoverLine, CoverSheet, FeeKind, FeeSheet,
    FeeSheetLine, Lang, LineState, PersonName, PreparedBy, Purpose, Relation, Sex, Sheet, SourcedText,
    StayDocument, StepTwoPlace, StepTwoSheet, VisaPlace,
};

fn plain(lang: Lang) -> Sheet {
    Sheet { draft_note: false, ..sheet(lang) }
}

fn service(lang: Lang) -> String {
    say(
        lang,
        "Invitation letter for obtaining an employment visa outside of Kazakhstan",
        "Письмо-приглашение для получения рабочей визы за пределами Казахстана",
        "Қазақстаннан тыс жерде жұмыс визасын алуға арналған шақыру хаты",
    )
}

fn source(lang: Lang) -> Option<String> {
    Some(say(
        lang,
        "Guidebook 2025, Employment visa, service 1",
        "Руководство 2025, Рабочая виза, услуга 1",
        "Нұсқаулық 2025, Жұмыс визасы, 1-қызмет",
    ))
}

fn people() -> Vec<String> {
    vec!["YILDIRIM MEHMET ÇAĞRI".to_owned(), "YILDIRIM AYŞE NUR".to_owned()]
}

fn clerk(lang: Lang) -> Option<PreparedBy> {
    Some(PreparedBy {
        name: say(lang, "A. Serikova", "А. Серикова", "А. Серікова"),
        phone: some("+7 7172 55 01 21"),
    })
}

pub(super) fn step_twos(lang: Lang) -> Vec<(&'static str, Letter)> {
    let item = |en, ru, kk| SourcedText { text: say(lang, en, ru, kk), source: source(lang) };
    let full = StepTwoSheet {
        sheet: plain(lang),
        company: company(lang),
        name: employee_name(),
        invitation_number: some("2026-118"),
        invitation_date: Some(date(2026, 3, 12)),
        category: some("C3"),
        place: StepTwoPlace::Embassy(VisaPlace {
            city: say(lang, "Istanbul", "Стамбул", "Стамбул"),
            country: turkiye(lang),
        }),
        items: vec![
            item("Approved visa invitation", "Одобренное приглашение", "Мақұлданған шақыру"),
            item(
                "Visa application form with a photograph, 3.5 × 4.5 cm",
                "Визовая анкета с фотографией 3,5 × 4,5 см",
                "3,5 × 4,5 см фотосуреті бар виза сауалнамасы",
            ),
            item(
                "Passport, valid for more than three months after the visa expires, with two blank pages",
                "Паспорт, действительный более трёх месяцев после окончания визы, с двумя чистыми страницами",
                "Виза мерзімі біткеннен кейін үш айдан астам жарамды, екі бос беті бар паспорт",
            ),
        ],
        notes: vec![item(
            "Ask the embassy about consular fees and further documents beforehand.",
            "Заранее уточните в загранучреждении консульский сбор и перечень дополнительных документов.",
            "Консулдық алым мен қосымша құжаттарды мекемеден алдын ала нақтылаңыз.",
        )],
        contact: clerk(lang),
    };
    let airport = StepTwoSheet {
        name: PersonName::default(),
        invitation_number: None,
        invitation_date: None,
        category: None,
        place: StepTwoPlace::Airport(VisaPlace {
            city: say(lang, "Astana", "Астана", "Астана"),
            country: String::new(),
        }),
        notes: Vec::new(),
        contact: None,
        ..full.clone()
    };
    vec![("full", Letter::StepTwo(full)), ("airport", Letter::StepTwo(airport))]
}

pub(super) fn checklists(lang: Lang) -> Vec<(&'static str, Letter)> {
    let line = |text: String, whose: Option<String>, state, note: Option<String>| ChecklistLine {
        text,
        whose,
        form: Some(say(lang, "copy", "копия", "көшірме")),
        state,
        note,
        source: source(lang),
    };
    let host = || Some(company(lang));
    let person = || some("YILDIRIM AYŞE NUR");
    let full = Checklist {
        sheet: plain(lang),
        application: some("AP-2026-014"),
        service: service(lang),
        company: company(lang),
        persons: people(),
        date: Some(date(2026, 3, 2)),
        edition: source(lang),
        lines: vec![
            line(
                say(
                    lang,
                    "Certificate of registration of the legal entity",
                    "Справка о регистрации юридического лица",
                    "Заңды тұлғаны тіркеу туралы анықтама",
                ),
                host(),
                LineState::Ready,
                None,
            ),
            line(
                say(
                    lang,
                    "General power of attorney for a branch or representative office",
                    "Генеральная доверенность филиала или представительства",
                    "Филиалдың немесе өкілдіктің бас сенімхаты",
                ),
                host(),
                LineState::NotNeeded,
                None,
            ),
            line(
                say(lang, "Marriage certificate", "Свидетельство о браке", "Неке туралы куәлік"),
                person(),
                LineState::Missing,
                Some(say(
                    lang,
                    "An apostilled or legalised copy is needed.",
                    "Нужна апостилированная или легализованная копия.",
                    "Апостиль қойылған немесе заңдастырылған көшірме қажет.",
                )),
            ),
        ],
        prepared_by: clerk(lang),
    };
    vec![("full", Letter::Checklist(full))]
}

pub(super) fn covers(lang: Lang) -> Vec<(&'static str, Letter)> {
    let line = |en, ru, kk, pages| CoverLine { title: say(lang, en, ru, kk), pages };
    let full = CoverSheet {
        sheet: plain(lang),
        letterhead: letterhead(lang),
        application: some("AP-2026-014"),
        portal_number: some("1048"),
        service: service(lang),
        persons: people(),
        contents: vec![
            line("Letter of invitation", "Письмо-приглашение", "Шақыру хаты", Some(2)),
            line("Copy of passport", "Копия паспорта", "Паспорттың көшірмесі", Some(4)),
            line("Employment contract", "Трудовой договор", "Еңбек шарты", Some(12)),
        ],
        date: Some(date(2026, 3, 2)),
        representative: clerk(lang),
    };
    let gaps = CoverSheet {
        letterhead: bare_letterhead(lang),
        application: None,
        portal_number: None,
        persons: Vec::new(),
        contents: vec![line("Copy of passport", "Копия паспорта", "Паспорттың көшірмесі", None)],
        date: None,
        representative: None,
        ..full.clone()
    };
    vec![("full", Letter::Cover(full)), ("gaps", Letter::Cover(gaps))]
}

pub(super) fn fee_sheets(lang: Lang) -> Vec<(&'static str, Letter)> {
    let full = FeeSheet {
        sheet: plain(lang),
        application: some("AP-2026-014"),
        service: service(lang),
        company: Some(company(lang)),
        persons: people(),
        on: date(2026, 3, 2),
        lines: vec![
            FeeSheetLine {
                kind: FeeKind::Service,
                description: say(
                    lang,
                    "C3 visa, up to 2 years",
                    "Виза C3, до 2 лет",
                    "C3 визасы, 2 жылға дейін",
                ),
                quantity: 2,
                unit_price_tiyn: Some(39_000_000),
                basis: None,
                source: source(lang),
            },
            FeeSheetLine {
                kind: FeeKind::State,
                description: say(lang, "Issue of an invitation", "Оформление приглашения", "Шақыру ресімдеу"),
                quantity: 2,
                unit_price_tiyn: Some(216_250),
                basis: Some(say(
                    lang,
                    "0.5 MCI × 4,325 KZT",
                    "0,5 МРП × 4 325 тенге",
                    "0,5 АЕК × 4 325 теңге",
                )),
                source: source(lang),
            },
        ],
        remarks: vec![say(
            lang,
            "The service fee is counted for each person.",
            "Оплата услуг рассчитана на каждое лицо.",
            "Қызмет ақысы әр адамға есептелді.",
        )],
    };
    let mut unpriced = full.clone();
    unpriced.application = None;
    unpriced.company = None;
    unpriced.persons = Vec::new();
    if let Some(line) = unpriced.lines.last_mut() {
        line.unit_price_tiyn = None;
        line.basis = None;
    }
    vec![("full", Letter::FeeSheet(full)), ("unpriced", Letter::FeeSheet(unpriced))]
}

pub(super) fn arrivals(lang: Lang) -> Vec<(&'static str, Letter)> {
    let visa = |number| {
        Some(StayDocument {
            number: some(number),
            category: some("C3"),
            valid_until: Some(date(2028, 3, 31)),
        })
    };
    let full = ArrivalSheet {
        sheet: plain(lang),
        company: company(lang),
        bin: some(BIN),
        phone: some("+7 7172 55 01 20"),
        persons: vec![
            ArrivedPerson {
                name: employee_name(),
                sex: Some(Sex::Male),
                birth_date: Some(date(1986, 7, 21)),
                citizenship: Some(turkiye(lang)),
                passport: employee_passport(),
                iin: some("860721300017"),
                stay_document: visa("KZ1120457"),
                relation: None,
            },
            ArrivedPerson {
                name: spouse_name(),
                sex: Some(Sex::Female),
                birth_date: Some(date(1989, 11, 2)),
                citizenship: Some(turkiye(lang)),
                passport: spouse_passport(),
                iin: None,
                stay_document: visa("KZ1120458"),
                relation: Some(Relation::Wife),
            },
        ],
        arrived_on: Some(date(2026, 4, 4)),
        stay_until: Some(date(2028, 3, 31)),
        notify_by: Some(date(2026, 4, 8)),
        border_point: Some(say(lang, "Astana airport", "аэропорт Астаны", "Астана әуежайы")),
        purpose: Some(Purpose::Employment),
        stay_address: flat(lang),
        kato: some("711110000"),
        prepared_by: clerk(lang),
    };
    let gaps = ArrivalSheet {
        bin: None,
        phone: None,
        persons: vec![ArrivedPerson::default()],
        arrived_on: None,
        stay_until: None,
        notify_by: None,
        border_point: None,
        purpose: None,
        stay_address: None,
        kato: None,
        prepared_by: None,
        ..full.clone()
    };
    vec![("full", Letter::Arrival(full)), ("gaps", Letter::Arrival(gaps))]
}
