//! Identifiers and the passport's machine-readable lines, checked while they are typed.

use crate::convert::Reader;
use crate::session::Desk;
use crate::view::{
    CountryView, IdentifierCheck, IdentifierPart, IdentifierProblem, MrzProblem, MrzView, Severity, SexView,
    Text,
};
use crate::{AppError, convert};
use casework::identifiers::{Bin, BinKind, BinUnit, Identifier, Iin, Problem, ProblemView, Strength, check};
use casework::{Sex, countries, mrz};
use serde::Serialize;

impl Desk {
    /// Checks a BIN and asks the portal's register for its name, when the portal can be reached.
    pub async fn bin_check(&self, bin: String) -> Result<IdentifierCheck, AppError> {
        let mut answer = bin_view(&bin);
        if answer.valid
            && let Ok(client) = self.portal_client().await
            && let Ok(organisation) = client.find_organisation(&digits(&bin)).await
        {
            answer.register_name = Some(organisation.name);
        }
        Ok(answer)
    }

    /// Checks an IIN, also against the day of birth and the sex of the passport.
    #[expect(clippy::unused_async, reason = "every use case is asked for in the same way")]
    pub async fn iin_check(
        &self,
        iin: String,
        birth_date: Option<String>,
        sex: Option<SexView>,
    ) -> Result<IdentifierCheck, AppError> {
        let mut reader = convert::Reader::default();
        let birth_date = reader.day("birth_date", birth_date.as_deref());
        reader.finish()?;
        Ok(iin_view(&iin, birth_date, sex.map(Into::into)))
    }

    /// Reads the two lines of a passport. Nothing is saved, and the lines are not kept.
    #[expect(clippy::unused_async, reason = "every use case is asked for in the same way")]
    pub async fn mrz_read(&self, line1: String, line2: String) -> Result<MrzView, AppError> {
        let read = mrz::check(&line1, &line2, self.today_date());
        let problems = read.problems.iter().map(|problem| MrzProblem {
            code: member(&problem.problem, "code"),
            field: member(&problem.problem, "field"),
            text: Text::from(&problem.message),
        });
        let mut view = MrzView { valid: read.valid, problems: problems.collect(), ..MrzView::default() };
        if let Some(fields) = read.fields {
            view.surname_latin = fields.surname;
            view.given_names_latin = fields.given_names;
            view.sex = fields.sex.map(Into::into);
            view.birth_date = convert::day(fields.birth_date);
            view.citizenship = fields.nationality;
            view.issuing_country = fields.issuing_country;
            view.number = fields.document_number;
            view.expires_on = convert::day(fields.expires_on);
            view.names_maybe_cut = fields.names_cut;
        }
        Ok(view)
    }

    /// Returns all countries, for lists.
    #[expect(clippy::unused_async, reason = "every use case is asked for in the same way")]
    pub async fn countries(&self) -> Result<Vec<CountryView>, AppError> {
        let known = countries::all().iter().chain(countries::beside_iso());
        Ok(known
            .map(|country| CountryView {
                code: country.alpha3.to_owned(),
                name: Text::new(country.name.en, country.name.ru, country.name.kk),
            })
            .collect())
    }
}

/// Returns a text member of a problem as it is serialised: its code, or the field it names.
pub(crate) fn member<P: Serialize>(problem: &P, name: &str) -> String {
    let value = serde_json::to_value(problem).unwrap_or_default();
    value.get(name).and_then(|member| member.as_str()).unwrap_or_default().to_owned()
}

/// Returns an identifier without what people paste along.
pub(crate) fn digits(given: &str) -> String {
    given.chars().filter(char::is_ascii_digit).collect()
}

/// Returns what a BIN says.
pub(crate) fn bin_view(bin: &str) -> IdentifierCheck {
    let answer = check::<Bin>(bin);
    let parts = answer.parts.map_or_else(Vec::new, |parts| {
        vec![
            part(
                ("Registered", "Регистрация", "Тіркелген"),
                Text::same(format!("{:02}.{}", parts.registered_month, parts.registered_year)),
            ),
            part(("Entity", "Лицо", "Тұлға"), bin_kind(parts.kind)),
            part(("Unit", "Подразделение", "Бөлімше"), bin_unit(parts.unit)),
        ]
    });
    identifier(answer.valid, answer.problems, parts)
}

/// Reads a number as it is kept: without spaces, in capitals. An empty field is none; what can't be
/// such a number is an issue at its field.
pub(crate) fn number<I: Identifier>(reader: &mut Reader, field: &str, given: &str) -> String {
    let given = given.trim();
    if given.is_empty() {
        return String::new();
    }
    match I::parse(given) {
        Ok(number) => number.as_str().to_owned(),
        Err(problems) => {
            for problem in problems.into_iter().map(ProblemView::from) {
                let text = Text::from(&problem.message);
                reader.issue(field, &member(&problem.problem, "code"), text);
            }
            given.to_owned()
        }
    }
}

/// Returns what an IIN says, and where it disagrees with the passport.
pub(crate) fn iin_view(
    iin: &str,
    birth_date: Option<jiff::civil::Date>,
    sex: Option<Sex>,
) -> IdentifierCheck {
    let mut answer = check::<Iin>(iin);
    let mut parts = Vec::new();
    if let Some(said) = &answer.parts {
        let number = Iin::parse(iin).ok();
        let disagreements: Vec<Problem> =
            number.map(|iin| iin.disagreements(birth_date, sex)).unwrap_or_default();
        answer.problems.extend(disagreements.into_iter().map(ProblemView::from));
        if let Some(born) = said.birth_date {
            parts.push(part(
                ("Born", "Дата рождения", "Туған күні"),
                Text::same(born.strftime("%d.%m.%Y").to_string()),
            ));
        }
        match said.sex {
            Some(Sex::Female) => {
                parts.push(part(("Sex", "Пол", "Жынысы"), Text::new("female", "женский", "әйел")))
            }
            Some(Sex::Male) => parts.push(part(("Sex", "Пол", "Жынысы"), Text::new("male", "мужской", "ер"))),
            Some(Sex::Unspecified) | None => {}
        }
    }
    identifier(answer.valid, answer.problems, parts)
}

fn identifier(valid: bool, problems: Vec<ProblemView>, parts: Vec<IdentifierPart>) -> IdentifierCheck {
    let problems = problems.into_iter().map(|found| IdentifierProblem {
        code: member(&found.problem, "code"),
        severity: match found.strength {
            Strength::Error => Severity::Blocks,
            Strength::Warning => Severity::Warns,
        },
        text: Text::from(&found.message),
    });
    IdentifierCheck { valid, problems: problems.collect(), parts, register_name: None }
}

fn part(label: (&str, &str, &str), value: Text) -> IdentifierPart {
    IdentifierPart { label: Text::new(label.0, label.1, label.2), value }
}

fn bin_kind(kind: BinKind) -> Text {
    match kind {
        BinKind::Resident => {
            Text::new("resident legal entity", "юридическое лицо — резидент", "резидент заңды тұлға")
        }
        BinKind::NonResident => {
            Text::new("non-resident legal entity", "юридическое лицо — нерезидент", "бейрезидент заңды тұлға")
        }
        BinKind::JointProprietorship => {
            Text::new("joint sole proprietorship", "совместное ИП", "бірлескен жеке кәсіпкерлік")
        }
    }
}

fn bin_unit(unit: BinUnit) -> Text {
    match unit {
        BinUnit::HeadOffice => Text::new("head office", "головная организация", "бас ұйым"),
        BinUnit::Branch => Text::new("branch", "филиал", "филиал"),
        BinUnit::RepresentativeOffice => Text::new("representative office", "представительство", "өкілдік"),
        BinUnit::FarmEnterprise => Text::new("farm enterprise", "крестьянское хозяйство", "шаруа қожалығы"),
        BinUnit::Unknown => Text::new("unknown", "неизвестно", "белгісіз"),
    }
}
