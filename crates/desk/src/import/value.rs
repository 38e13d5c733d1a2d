//! What a cell says as the value of a field, and what is wrong with it. Nothing is guessed: a cell
//! that can't be read is a problem of its row, and what it says is shown.

use super::field::{Field, Script};
use super::problem::Wrong;
use casework::identifiers::{Bic, Bin, Iban, Identifier, Iin, Kbe, Problem, Strength};
use casework::{CompanyId, EngagementKind, MaritalStatus, Sex, countries};
use jiff::civil::Date;
use sheets::date::{DateOrder, DateReading, read_date};
use std::collections::BTreeMap;
use vault::fold;

/// The value of a field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Value {
    Text(String),
    Day(Date),
    Sex(Sex),
    MaritalStatus(MaritalStatus),
    Engagement(EngagementKind),
    Company(CompanyId),
}

impl Value {
    /// Returns the text of a text.
    pub(crate) fn text(&self) -> &str {
        if let Self::Text(text) = self { text } else { "" }
    }

    /// Returns the day of a day.
    pub(crate) const fn day(&self) -> Option<Date> {
        if let Self::Day(day) = self { Some(*day) } else { None }
    }
}

/// What the reading of a cell depends on beside the cell.
pub(crate) struct Context<'a> {
    /// Order of day and month, where the user chose one.
    pub order: Option<DateOrder>,
    /// Whether plain numbers of days count from 1904.
    pub is_1904: bool,
    /// The companies that people can come to, by BIN.
    pub companies: &'a BTreeMap<String, CompanyId>,
}

/// Reads a cell. A value can come with a doubt; without a value there is always a problem.
pub(crate) fn read(field: Field, cell: &str, context: &Context<'_>) -> (Option<Value>, Vec<Wrong>) {
    let cell = cell.trim();
    if sheets::is_error_value(cell) {
        return (None, vec![Wrong::FailedFormula]);
    }
    if field.is_day() {
        return day(read_date(cell, context.is_1904).with_order(context.order));
    }
    match field {
        Field::Sex => known(cell, sex, Value::Sex, Wrong::UnknownSex),
        Field::MaritalStatus => {
            known(cell, marital_status, Value::MaritalStatus, Wrong::UnknownMaritalStatus)
        }
        Field::EngagementKind => known(cell, engagement, Value::Engagement, Wrong::UnknownEngagement),
        Field::Citizenship | Field::PassportCountry => match country(cell) {
            Some(code) => (Some(Value::Text(code.to_owned())), Vec::new()),
            None => (None, vec![Wrong::UnknownCountry]),
        },
        Field::Iin => identifier::<Iin>(cell),
        Field::Bin => identifier::<Bin>(cell),
        Field::Iban => identifier::<Iban>(cell),
        Field::Bic => identifier::<Bic>(cell),
        Field::Kbe => identifier::<Kbe>(cell),
        Field::CompanyBin => match Bin::parse(cell) {
            Ok(bin) => match context.companies.get(bin.as_str()) {
                Some(company) => (Some(Value::Company(*company)), Vec::new()),
                None => (None, vec![Wrong::UnknownCompany]),
            },
            Err(problems) => (None, problems.into_iter().map(Wrong::Identifier).collect()),
        },
        Field::PassportNumber => passport_number(cell),
        Field::Email if !cell.contains('@') => (Some(Value::Text(cell.to_owned())), vec![Wrong::NoEmail]),
        _ => (Some(Value::Text(cell.to_owned())), script_doubt(field, cell)),
    }
}

fn day(reading: DateReading) -> (Option<Value>, Vec<Wrong>) {
    match reading {
        DateReading::Day(day) => (Some(Value::Day(day)), Vec::new()),
        DateReading::Ambiguous { day_first, month_first } => {
            (None, vec![Wrong::AmbiguousDay { day_first, month_first }])
        }
        DateReading::ShortYear => (None, vec![Wrong::ShortYear]),
        DateReading::Not => (None, vec![Wrong::NoDay]),
    }
}

fn known<T>(
    cell: &str,
    read: impl Fn(&str) -> Option<T>,
    value: impl Fn(T) -> Value,
    wrong: Wrong,
) -> (Option<Value>, Vec<Wrong>) {
    match read(&fold(cell)) {
        Some(read) => (Some(value(read)), Vec::new()),
        None => (None, vec![wrong]),
    }
}

fn identifier<I: Identifier>(cell: &str) -> (Option<Value>, Vec<Wrong>) {
    if is_rounded(cell) {
        return (None, vec![Wrong::RoundedNumber]);
    }
    match I::parse(cell) {
        Ok(number) => {
            let warnings = number.warnings().into_iter().map(Wrong::Identifier).collect();
            (Some(Value::Text(number.as_str().to_owned())), warnings)
        }
        Err(problems) => (None, problems.into_iter().map(Wrong::Identifier).collect()),
    }
}

/// Returns whether a spreadsheet rounded a long number before it was saved: `9.00101E+11`.
fn is_rounded(cell: &str) -> bool {
    let Some((number, exponent)) = cell.split_once(['E', 'e']) else { return false };
    let digits = |text: &str| text.bytes().any(|byte| byte.is_ascii_digit());
    let is_number = |text: &str, others: &str| {
        digits(text) && text.chars().all(|one| one.is_ascii_digit() || others.contains(one))
    };
    is_number(number, ".,")
        && is_number(exponent, "+")
        && (exponent.starts_with('+') || number.contains(['.', ',']))
}

fn passport_number(cell: &str) -> (Option<Value>, Vec<Wrong>) {
    if is_rounded(cell) {
        return (None, vec![Wrong::RoundedNumber]);
    }
    let joined: String = cell.chars().filter(|one| !one.is_whitespace()).collect();
    let doubt = joined.chars().any(|one| !one.is_ascii_alphanumeric() && one != '-');
    let wrong = if doubt { vec![Wrong::OddPassportNumber] } else { Vec::new() };
    (Some(Value::Text(joined.to_uppercase())), wrong)
}

/// A Latin name with a Cyrillic letter in it looks right and is found by nobody.
fn script_doubt(field: Field, cell: &str) -> Vec<Wrong> {
    let has_cyrillic = cell.chars().any(|one| ('\u{400}'..='\u{52f}').contains(&one));
    let has_latin = cell.chars().any(|one| one.is_ascii_alphabetic());
    match field.script() {
        Script::Latin if has_cyrillic => vec![Wrong::CyrillicLetters],
        // Firms keep Latin names in Russian texts; a person's name has one script.
        Script::Cyrillic if has_latin && !has_cyrillic => vec![Wrong::LatinLetters],
        _ => Vec::new(),
    }
}

/// Returns a country's code from its code or a name that tables use for it.
fn country(cell: &str) -> Option<&'static str> {
    if let Some(country) = countries::find(cell) {
        return Some(country.alpha3);
    }
    let name: String = fold(cell).chars().filter(|one| one.is_alphanumeric()).collect();
    let code = match name.as_str() {
        "uk" | "greatbritain" | "britain" | "england" | "соединенноекоролевство" | "англия" => {
            "GBR"
        }
        "usa" | "us" | "unitedstates" | "america" | "сша" | "америка" | "акш" => "USA",
        "russianfederation" | "россиискаяфедерация" | "рф" => "RUS",
        "korea" | "republicofkorea" | "южнаякорея" | "корея" => "KOR",
        "turkey" | "turkiye" | "туркия" => "TUR",
        "uae" | "emirates" | "оаэ" | "эмираты" => "ARE",
        "czechrepublic" | "чешскаяреспублика" => "CZE",
        "holland" | "thenetherlands" | "голландия" => "NLD",
        "prc" | "peoplesrepublicofchina" | "кнр" => "CHN",
        "kyrgyzrepublic" | "киргизия" | "кыргызскаяреспублика" => "KGZ",
        "byelorussia" | "белоруссия" | "республикабеларусь" => "BLR",
        "republicofkazakhstan" | "республикаказахстан" | "рк" => "KAZ",
        "moldavia" | "молдавия" => "MDA",
        _ => return by_folded_name(&name),
    };
    countries::by_alpha3(code).map(|country| country.alpha3)
}

/// Returns the country whose name is this one but for letters that keyboards lack.
fn by_folded_name(name: &str) -> Option<&'static str> {
    if name.is_empty() {
        return None;
    }
    let folded = |text: &str| fold(text).chars().filter(|one| one.is_alphanumeric()).collect::<String>();
    let found = countries::all().iter().find(|country| {
        [country.name.en, country.name.ru, country.name.kk].into_iter().any(|known| folded(known) == name)
    });
    found.map(|country| country.alpha3)
}

// The words below are folded: й is и there, ё is е, and Kazakh letters are their Russian neighbours.

fn sex(cell: &str) -> Option<Sex> {
    Some(match cell.trim_end_matches('.') {
        "m" | "male" | "man" | "mr" | "м" | "муж" | "мужскои" | "мужчина" | "ер" | "еркек" => {
            Sex::Male
        }
        "f" | "female" | "woman" | "mrs" | "ms" | "ж" | "жен" | "женскии" | "женщина" | "аиел" => {
            Sex::Female
        }
        "x" | "<" | "unspecified" | "не указан" => Sex::Unspecified,
        _ => return None,
    })
}

fn marital_status(cell: &str) -> Option<MaritalStatus> {
    Some(match cell {
        "single" | "unmarried" | "холост" | "не замужем" | "не женат" | "боидак" | "уиленбеген" => {
            MaritalStatus::Single
        }
        "married" | "женат" | "замужем" | "в браке" | "уиленген" | "турмыста" => {
            MaritalStatus::Married
        }
        "divorced" | "разведен" | "разведена" | "в разводе" | "ажыраскан" => {
            MaritalStatus::Divorced
        }
        "widowed" | "widow" | "widower" | "вдова" | "вдовец" | "жесир" => {
            MaritalStatus::Widowed
        }
        _ => return None,
    })
}

fn engagement(cell: &str) -> Option<EngagementKind> {
    Some(match cell {
        "employee" | "employment" | "staff" | "работник" | "сотрудник" | "кызметкер" | "жумыскер" => {
            EngagementKind::Employee
        }
        "expert" | "civil law expert" | "contractor" | "эксперт" | "гпх" | "сарапшы" => {
            EngagementKind::CivilLawExpert
        }
        "founder" | "shareholder" | "учредитель" | "курылтаишы" => {
            EngagementKind::Founder
        }
        "board member"
        | "member of the board"
        | "член совета директоров"
        | "директорлар кенесинин мушеси" => EngagementKind::BoardMember,
        "investor" | "инвестор" => EngagementKind::Investor,
        _ => return None,
    })
}

/// Returns the problems that hold a row up among those of an identifier.
pub(crate) fn is_error(problem: &Problem) -> bool {
    problem.strength() == Strength::Error
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    fn read_one(field: Field, cell: &str) -> (Option<Value>, Vec<Wrong>) {
        let context = Context { order: None, is_1904: false, companies: &BTreeMap::new() };
        read(field, cell, &context)
    }

    fn text(field: Field, cell: &str) -> Option<String> {
        read_one(field, cell).0.map(|value| value.text().to_owned())
    }

    #[test]
    fn countries_are_found_by_code_and_by_what_tables_call_them() {
        for (cell, code) in [
            ("GBR", "GBR"),
            ("gb", "GBR"),
            ("Great Britain", "GBR"),
            ("U.S.A.", "USA"),
            ("США", "USA"),
            ("Российская Федерация", "RUS"),
            ("Туркия", "TUR"),
            ("Turkiye", "TUR"),
            ("Оңтустик Корея", "KOR"),
            ("Cote d’Ivoire", "CIV"),
        ] {
            assert_eq!(text(Field::Citizenship, cell).as_deref(), Some(code), "{cell}");
        }
        assert_eq!(read_one(Field::Citizenship, "Atlantis"), (None, vec![Wrong::UnknownCountry]));
        assert_eq!(read_one(Field::Citizenship, "."), (None, vec![Wrong::UnknownCountry]));
    }

    #[test]
    fn sexes_and_kinds_are_known_in_three_languages() {
        for cell in ["M", "male", "Муж.", "мужской", "ер"] {
            assert_eq!(read_one(Field::Sex, cell).0, Some(Value::Sex(Sex::Male)), "{cell}");
        }
        for cell in ["F", "Жен.", "әйел", "Female"] {
            assert_eq!(read_one(Field::Sex, cell).0, Some(Value::Sex(Sex::Female)), "{cell}");
        }
        for cell in ["Employee", "Сотрудник", "Қызметкер"] {
            assert_eq!(
                read_one(Field::EngagementKind, cell).0,
                Some(Value::Engagement(EngagementKind::Employee))
            );
        }
        assert_eq!(read_one(Field::Sex, "maybe"), (None, vec![Wrong::UnknownSex]));
    }

    #[test]
    fn numbers_that_a_spreadsheet_rounded_are_told_from_passport_numbers() {
        for cell in ["9.00101E+11", "9,00101E+11", "1E+11"] {
            assert_eq!(read_one(Field::Iin, cell), (None, vec![Wrong::RoundedNumber]), "{cell}");
            assert_eq!(read_one(Field::PassportNumber, cell).1, vec![Wrong::RoundedNumber], "{cell}");
        }
        for cell in ["12E345678", "E12345678", "1234E5"] {
            assert_eq!(
                read_one(Field::PassportNumber, cell),
                (Some(Value::Text(cell.to_owned())), vec![]),
                "{cell}"
            );
        }
    }

    #[test]
    fn identifiers_lose_their_spaces_and_keep_their_zeros() {
        assert_eq!(text(Field::Iin, "900101 300-007").as_deref(), Some("900101300007"));
        assert_eq!(text(Field::PassportNumber, " n 123 456 ").as_deref(), Some("N123456"));
        assert!(read_one(Field::Iin, "90010130000").0.is_none());
    }

    #[test]
    fn a_cyrillic_letter_in_a_latin_name_is_a_doubt_and_no_loss() {
        let (value, wrong) = read_one(Field::SurnameLatin, "IVАNOV");
        assert_eq!((value, wrong), (Some(Value::Text("IVАNOV".to_owned())), vec![Wrong::CyrillicLetters]));
        assert_eq!(read_one(Field::NameRu, "ТОО Akme").1, vec![]);
    }

    #[test]
    fn days_come_with_their_doubts() {
        assert_eq!(read_one(Field::BirthDate, "12.03.1985").0, Some(Value::Day(date(1985, 3, 12))));
        assert!(matches!(read_one(Field::BirthDate, "03/04/1985").1[..], [Wrong::AmbiguousDay { .. }]));
        assert_eq!(read_one(Field::BirthDate, "12.03.85"), (None, vec![Wrong::ShortYear]));
        assert_eq!(read_one(Field::BirthDate, "#N/A"), (None, vec![Wrong::FailedFormula]));
    }
}
