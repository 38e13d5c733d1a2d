//! One plausible application for each service, for the second client.

use super::{later, years_later};
use crate::error::AppError;
use crate::session::Desk;
use crate::view::{
    ApplicationCreateInput, ApplicationDetailsInput, EndingView, EntriesView, Firm, LetterDetailsInput,
    ReliefView, Text,
};
use jiff::civil::Date;

/// A sample application.
struct SampleCase {
    service: &'static str,
    /// Places in the list of people, principals first.
    persons: &'static [usize],
    category: &'static str,
    months: u32,
    purpose: &'static str,
    /// Country and city of the embassy.
    embassy: (&'static str, &'static str),
}

const fn case(
    service: &'static str,
    persons: &'static [usize],
    category: &'static str,
    months: u32,
    purpose: &'static str,
    embassy: (&'static str, &'static str),
) -> SampleCase {
    SampleCase { service, persons, category, months, purpose, embassy }
}

const HERE: (&str, &str) = ("KAZ", "Astana");

const CASES: [SampleCase; 17] = [
    case("employment_invitation", &[0], "C3", 24, "employment", ("IRL", "Dublin")),
    case("employment_in_country", &[1, 3], "C3", 24, "employment", HERE),
    case("employment_extension", &[2], "C3", 24, "employment", HERE),
    case("investor_a5_invitation", &[4, 5], "A5", 36, "investment", ("JPN", "Tokyo")),
    case("investor_a5_in_country", &[4], "A5", 36, "investment", HERE),
    case("investor_a6_invitation", &[4], "A6", 36, "investment", ("JPN", "Tokyo")),
    case("investor_extension", &[4, 5], "A5", 36, "investment", HERE),
    case("residence_permit", &[4], "", 60, "investment", HERE),
    case("temporary_residence_permit", &[8], "", 12, "employment", HERE),
    case("short_business_invitation", &[10], "B3", 3, "negotiations", ("GBR", "London")),
    case("short_business_extension", &[10], "B3", 3, "negotiations", HERE),
    case("long_business_invitation", &[9], "B3", 12, "founder", ("NLD", "The Hague")),
    case("long_business_in_country", &[7], "B2", 6, "consulting", HERE),
    case("long_business_extension", &[6], "B3", 12, "board_member", HERE),
    case("visa_cancellation_left", &[0], "C3", 24, "", HERE),
    case("visa_cancellation_in_country", &[1, 3], "C3", 24, "", HERE),
    case("waiver_modification", &[2], "", 24, "", HERE),
];

impl Desk {
    /// Makes an application for each service.
    pub(super) async fn sample_services(&self, company: &str, staff: &[String]) -> Result<(), AppError> {
        for (place, case) in CASES.iter().enumerate() {
            let persons = case.persons.iter().filter_map(|place| staff.get(*place)).cloned().collect();
            let input = ApplicationCreateInput {
                service: case.service.to_owned(),
                company: company.to_owned(),
                persons,
            };
            let made = self.application_create(input).await?;
            let from = later(self.today_date(), 45);
            let details = ApplicationDetailsInput {
                category: case.category.to_owned(),
                validity_months: Some(case.months),
                entries: Some(if case.months > 3 { EntriesView::Multiple } else { EntriesView::Single }),
                from: Some(from.to_string()),
                until: Some(until(from, case.months).to_string()),
                visa_country: case.embassy.0.to_owned(),
                visa_city: case.embassy.1.to_owned(),
                purpose: case.purpose.to_owned(),
                transport: "air".to_owned(),
                route: "Astana, Almaty".to_owned(),
                letter_number: format!("{}/26", 101 + place),
                ..made.details
            };
            let made = self.application_save_details(made.id, made.version, details).await?;
            let letters = letters_of(case, self.today_date());
            self.application_save_letters(made.id, made.version, letters).await?;
        }
        Ok(())
    }

    /// Enters our own firm, unless the user has one.
    pub(super) async fn sample_firm(&self) -> Result<(), AppError> {
        if !self.firm_get().await?.name.is_empty() {
            return Ok(());
        }
        let firm = Firm {
            name: Text::new("Steppe & Partners LLP", "ТОО «Степь и партнёры»", "«Дала және серіктестер» ЖШС"),
            bin: "190240004511".to_owned(),
            address: Text::new(
                "Astana, 3 Sample Street",
                "г. Астана, ул. Образцовая, 3",
                "Астана қ., Үлгілі көшесі, 3",
            ),
            phone: "+7 7172 00 00 10".to_owned(),
            email: "office@steppe.example".to_owned(),
            head_name: Text::new("G. Iskakova", "Г. Искакова", "Г. Ысқақова"),
            head_position: Text::new("Managing Partner", "Управляющий партнёр", "Басқарушы серіктес"),
            bank_name: "Dala Bank".to_owned(),
            iban: "KZ070000000000000000".to_owned(),
            bic: "DALAKZKX".to_owned(),
            kbe: "17".to_owned(),
            vat_percent: Some(16),
            clerk_name: Text::new("A. Serikova", "А. Серикова", "А. Серікова"),
            clerk_phone: "+7 7172 00 00 11".to_owned(),
            representative_name: Text::new(
                "Aigul Serikova",
                "Серикова Айгуль Маратовна",
                "Серікова Айгүл Маратқызы",
            ),
            representative_iin: "910816400022".to_owned(),
            representative_document: "045112387".to_owned(),
            representative_issued_on: Some("2021-06-14".to_owned()),
            representative_authority: Text::new("the Ministry of Internal Affairs", "МВД РК", "ҚР ІІМ"),
        };
        self.firm_save(firm).await.map(drop)
    }
}

/// Returns the last day of a validity in months.
fn until(from: Date, months: u32) -> Date {
    match i32::try_from(months / 12) {
        Ok(years) if years > 0 => later(years_later(from, years), -1),
        _ => later(from, i32::try_from(months).unwrap_or(1) * 30 - 1),
    }
}

/// Who signs for the general director, by a power of attorney.
pub(super) const DEPUTY: &str = "G. Iskakova";

/// Returns what the letters of a service need beyond the visa.
fn letters_of(case: &SampleCase, today: Date) -> LetterDetailsInput {
    let common = LetterDetailsInput {
        power_number: "8".to_owned(),
        power_until: Some(years_later(today, 1).to_string()),
        fee: "150000".to_owned(),
        invoice_number: "2026-031".to_owned(),
        contract: Text::new("No. 12 of 01.02.2026", "№ 12 от 01.02.2026", "01.02.2026 № 12"),
        ..LetterDetailsInput::default()
    };
    match case.service {
        "visa_cancellation_left" | "visa_cancellation_in_country" => LetterDetailsInput {
            signed_by: DEPUTY.to_owned(),
            ending: Some(EndingView::Agreement),
            ended_on: Some(later(today, -6).to_string()),
            order_number: "17-K".to_owned(),
            order_date: Some(later(today, -12).to_string()),
            ending_paper: Text::new("agreement of the parties", "соглашение сторон", "тараптардың келісімі"),
            leave_days: Some(12),
            left_on: (case.service == "visa_cancellation_left").then(|| later(today, -2).to_string()),
            ..common
        },
        "temporary_residence_permit" => LetterDetailsInput {
            owner_name: Text::new("Gulnara Akhmetova", "Ахметова Гульнара", "Ахметова Гүлнара"),
            owner_iin: "680314400013".to_owned(),
            owner_consent_number: "1-482".to_owned(),
            owner_consent_date: Some(later(today, -4).to_string()),
            ..common
        },
        "waiver_modification" => LetterDetailsInput {
            relief: Some(ReliefView::Waiver),
            requirement: Text::new(
                "A degree in the field of the position: the employee's degree is in philology.",
                "Диплом по профилю должности: у работника филологическое образование.",
                "Лауазым бейініндегі диплом: жұмыскердің білімі филологиялық.",
            ),
            justification: Text::new(
                "Nine years of work as a software engineer, four of them as head of a team.",
                "Девять лет работы инженером-программистом, из них четыре во главе группы.",
                "Бағдарламашы инженер ретінде тоғыз жыл, соның төрт жылы топ жетекшісі.",
            ),
            ..common
        },
        _ => common,
    }
}
