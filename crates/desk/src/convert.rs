//! Between the records' types and the texts that cross to the window. Input is read strictly: what
//! isn't a date or an id is an issue of its field, never a silent default.

use crate::error::FieldIssue;
use crate::view::{Language, Text};
use casework::{RecordId, Wording};
use jiff::civil::Date;
use paperwork::record::Lang;

/// Tiyn of a tenge.
const TIYN: i64 = 100;

/// Returns an amount as a decimal string in tenge: `2162.50`.
pub(crate) fn tenge(tiyn: i64) -> String {
    let sign = if tiyn < 0 { "-" } else { "" };
    let (whole, part) = (tiyn.abs() / TIYN, tiyn.abs() % TIYN);
    format!("{sign}{whole}.{part:02}")
}

/// Returns the tiyn of an amount in tenge, written with a point or a comma and at most two places.
fn tiyn(amount: &str) -> Option<i64> {
    let (whole, part) = amount.split_once(['.', ',']).unwrap_or((amount, ""));
    let is_number = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    if whole.is_empty() || part.len() > 2 || !is_number(whole) || !is_number(part) {
        return None;
    }
    let part: i64 = format!("{part:0<2}").parse().ok()?;
    whole.parse::<i64>().ok()?.checked_mul(TIYN)?.checked_add(part)
}

/// Returns the day in a text, written as `2026-12-31` or as people here write it, `31.12.2026`.
fn calendar_day(text: &str) -> Option<Date> {
    let Some((day, rest)) = text.split_once('.') else { return text.parse().ok() };
    let (month, year) = rest.split_once('.')?;
    let is_number = |part: &str, most: usize| {
        (1..=most).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit())
    };
    if !(is_number(day, 2) && is_number(month, 2) && year.len() == 4 && is_number(year, 4)) {
        return None;
    }
    Date::new(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?).ok()
}

/// Returns a day as `YYYY-MM-DD`.
pub(crate) fn day(date: Option<Date>) -> Option<String> {
    date.map(|date| date.to_string())
}

/// Reads fields of an input and collects what is wrong with them.
#[derive(Default)]
pub(crate) struct Reader {
    issues: Vec<FieldIssue>,
}

impl Reader {
    /// Returns the day in a field; an empty field is none, anything else that is no day an issue.
    pub(crate) fn day(&mut self, field: &str, given: Option<&str>) -> Option<Date> {
        let given = given.map(str::trim).filter(|text| !text.is_empty())?;
        let date = calendar_day(given);
        if date.is_none() {
            self.issue(field, "not_a_date", not_a_date());
        }
        date
    }

    /// Notes an issue of the last day's field where it lies before the first day.
    pub(crate) fn in_order(&mut self, field: &str, first: Option<Date>, last: Option<Date>) {
        if let (Some(first), Some(last)) = (first, last)
            && last < first
        {
            self.issue(field, "before_from", before_from());
        }
    }

    /// Notes an issue of a value that has to come from a list and is in none.
    pub(crate) fn unknown_choice(&mut self, field: &str) {
        self.issue(field, "not_chosen", not_chosen());
    }

    /// Returns the id in a field, or an issue.
    pub(crate) fn id<I: RecordId>(&mut self, field: &str, given: &str) -> Option<I> {
        match given.parse::<I>() {
            Ok(id) => Some(id),
            Err(_) => {
                self.unknown_choice(field);
                None
            }
        }
    }

    /// Returns the tiyn of an amount in tenge; an empty field is none, anything else an issue.
    pub(crate) fn amount(&mut self, field: &str, given: &str) -> Option<i64> {
        let compact: String = given.chars().filter(|c| !c.is_whitespace()).collect();
        if compact.is_empty() {
            return None;
        }
        let amount = tiyn(&compact);
        if amount.is_none() {
            self.issue(field, "not_an_amount", not_an_amount());
        }
        amount
    }

    /// Notes an issue unless the text says something.
    pub(crate) fn required(&mut self, field: &str, given: &str) {
        if given.trim().is_empty() {
            self.issue(field, "required", required());
        }
    }

    /// Notes an issue.
    pub(crate) fn issue(&mut self, field: &str, code: &str, text: Text) {
        self.issues.push(FieldIssue { field: field.to_owned(), code: code.to_owned(), text });
    }

    /// Ends the reading: an error if there was any issue.
    pub(crate) fn finish(self) -> Result<(), crate::AppError> {
        if self.issues.is_empty() { Ok(()) } else { Err(crate::AppError::invalid(self.issues)) }
    }
}

/// Returns the text in a field without the spaces around it, and without what nobody types: control
/// characters and invisible marks that come along when something is pasted. No table could hold them.
pub(crate) fn trimmed(text: &str) -> String {
    text.chars().filter(|letter| is_typed(*letter)).collect::<String>().trim().to_owned()
}

/// Returns the text in a field of one line.
pub(crate) fn one_line(text: &str) -> String {
    trimmed(text).replace(['\n', '\t'], " ")
}

fn is_typed(letter: char) -> bool {
    let is_mark =
        matches!(letter, '\u{200b}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}');
    matches!(letter, '\n' | '\t') || !(letter.is_control() || is_mark)
}

/// Returns a wording without the spaces around its texts.
pub(crate) fn wording(text: &Text) -> Wording {
    Wording { en: trimmed(&text.en), ru: trimmed(&text.ru), kk: trimmed(&text.kk) }
}

/// Returns the text as a value of a letter: an empty one is a blank for the pen.
pub(crate) fn filled(text: &str) -> Option<String> {
    let text = text.trim();
    (!text.is_empty()).then(|| text.to_owned())
}

/// Returns the wording in the language of a letter; a letter never falls back to another language
/// for a text that the user has to word, so a missing one stays a blank for the pen.
pub(crate) fn worded(wording: &Wording, lang: Lang) -> Option<String> {
    filled(match lang {
        Lang::En => &wording.en,
        Lang::Ru => &wording.ru,
        Lang::Kk => &wording.kk,
    })
}

/// Returns the letter's language for an interface language.
pub(crate) const fn lang(language: Language) -> Lang {
    match language {
        Language::En => Lang::En,
        Language::Ru => Lang::Ru,
        Language::Kk => Lang::Kk,
    }
}

fn required() -> Text {
    Text::new("Fill this in.", "Заполните это поле.", "Бұл өрісті толтырыңыз.")
}

fn not_chosen() -> Text {
    Text::new("Choose one from the list.", "Выберите из списка.", "Тізімнен таңдаңыз.")
}

fn before_from() -> Text {
    Text::new(
        "The last day is before the first one.",
        "Последний день раньше первого.",
        "Соңғы күн бірінші күннен бұрын тұр.",
    )
}

fn not_an_amount() -> Text {
    Text::new(
        "This is not an amount in tenge. Write it as 150000 or 150000.50.",
        "Это не сумма в тенге. Укажите её в виде 150000 или 150000,50.",
        "Бұл теңгедегі сома емес. Оны 150000 немесе 150000,50 түрінде жазыңыз.",
    )
}

fn not_a_date() -> Text {
    Text::new(
        "This is not a day of the calendar. Write it as 31.12.2026.",
        "Такого дня в календаре нет. Укажите дату в виде 31.12.2026.",
        "Күнтізбеде мұндай күн жоқ. Күнді 31.12.2026 түрінде жазыңыз.",
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_keep_their_tiyn() {
        assert_eq!(tenge(216_250), "2162.50");
        assert_eq!(tenge(39_000_000), "390000.00");
        assert_eq!(tenge(5), "0.05");
        assert_eq!(tenge(-150), "-1.50");
    }

    #[test]
    fn amounts_are_read_as_people_write_them_and_never_guessed() {
        assert_eq!(tiyn("150000"), Some(15_000_000));
        assert_eq!(tiyn("2162,5"), Some(216_250));
        assert_eq!(tiyn("0.05"), Some(5));
        for wrong in ["", "-1", "1.234", "12a", "1.2.3", ".", "99999999999999999999"] {
            assert_eq!(tiyn(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn what_nobody_types_is_left_out() {
        assert_eq!(trimmed(" A\u{0}\u{202e}B\u{feff}\r\nC\t "), "AB\nC");
        assert_eq!(one_line("VAN\r\nDER BERG"), "VAN DER BERG");
        assert_eq!(trimmed("Әбдіғалиұлы 👩‍💼 O’Neill"), "Әбдіғалиұлы 👩‍💼 O’Neill", "a joiner is typed");
    }

    #[test]
    fn a_day_that_is_none_is_an_issue_of_its_field() {
        let mut reader = Reader::default();
        assert_eq!(reader.day("a", Some(" ")), None);
        assert_eq!(reader.day("b", Some("2026-02-30")), None);
        assert_eq!(reader.issues.len(), 1, "an empty field is no issue");
        for (text, day) in
            [("31.12.2026", "2026-12-31"), ("1.2.2026", "2026-02-01"), ("2026-02-01", "2026-02-01")]
        {
            assert_eq!(calendar_day(text).map(|day| day.to_string()).as_deref(), Some(day));
        }
        for text in
            ["31.02.2026", "1.2.26", "1.2", "+1.2.2026", "1..2026", "1.2.2026.", "2026/02/01", "١.٢.2026"]
        {
            assert_eq!(calendar_day(text), None, "{text}");
        }
        assert_eq!(reader.issues[0].field, "b");
        assert!(reader.finish().is_err());
    }
}
