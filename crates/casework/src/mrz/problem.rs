//! What can be wrong or unusual with the machine-readable lines, and how a user is told.
//!
//! Must not hold what the lines say: a problem is shown, logged and counted.

use crate::identifiers::Strength;
use rulebook::Text;
use serde::Serialize;

/// A field that has a check digit of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum MrzCheckedField {
    /// Number of the document.
    DocumentNumber,
    /// Day of birth.
    BirthDate,
    /// Last day of validity.
    ExpiresOn,
    /// Personal number.
    PersonalNumber,
    /// The digit over the whole second line.
    Composite,
}

impl From<::mrz::Field> for MrzCheckedField {
    fn from(field: ::mrz::Field) -> Self {
        match field {
            ::mrz::Field::DocumentNumber => Self::DocumentNumber,
            ::mrz::Field::DateOfBirth => Self::BirthDate,
            ::mrz::Field::DateOfExpiry => Self::ExpiresOn,
            ::mrz::Field::PersonalNumber => Self::PersonalNumber,
            // The digit over the line, and whatever a later version of the crate tells apart.
            _ => Self::Composite,
        }
    }
}

/// A field that holds a country code.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum MrzCountryField {
    /// Issuing state.
    IssuingCountry,
    /// Nationality.
    Nationality,
}

/// Something wrong or unusual; lines and positions count from 1.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(tag = "code", rename_all = "snake_case")]
pub enum MrzProblem {
    /// A line is empty.
    LineMissing {
        /// Which.
        line: usize,
    },
    /// A line is too short or too long.
    LineLength {
        /// Which.
        line: usize,
        /// Its length by the format.
        expected: usize,
        /// Its length as given.
        given: usize,
    },
    /// A character other than A to Z, 0 to 9 and `<`.
    Character {
        /// In which line.
        line: usize,
        /// Where.
        position: usize,
    },
    /// Neither a passport nor a visa.
    UnknownDocument,
    /// The lines can't be read for another reason.
    Unreadable,
    /// The lines were given in the wrong order and were swapped.
    LinesSwapped,
    /// Fillers missing at the end of a line were added.
    FillersAdded {
        /// Which line.
        line: usize,
        /// How many.
        count: usize,
    },
    /// Surplus fillers at the end of a line were left out.
    FillersRemoved {
        /// Which line.
        line: usize,
        /// How many.
        count: usize,
    },
    /// A check digit doesn't fit its field.
    CheckDigit {
        /// Which field.
        field: MrzCheckedField,
    },
    /// The field of the document number starts with a filler.
    DocumentNumberMissing,
    /// A code that neither ISO 3166-1 nor ICAO 9303 knows.
    UnknownCountry {
        /// Which field.
        field: MrzCountryField,
    },
    /// The issuing state left a part of the day of birth open.
    BirthDateIncomplete,
    /// The day of birth is no day.
    BirthDateImpossible,
    /// The last day of validity is no day.
    ExpiryImpossible,
    /// The sex is neither M nor F nor open.
    SexUnreadable,
    /// There is no surname.
    NamesMissing,
    /// The names fill the line, so that the rest may be cut off.
    NamesCut,
}

impl MrzProblem {
    pub(super) const fn check_digit(field: MrzCheckedField) -> Self {
        Self::CheckDigit { field }
    }

    /// Returns whether the lines are wrong or only unusual.
    #[must_use]
    pub const fn strength(&self) -> Strength {
        match self {
            Self::LinesSwapped
            | Self::FillersAdded { .. }
            | Self::FillersRemoved { .. }
            | Self::UnknownCountry { .. }
            | Self::BirthDateIncomplete
            | Self::SexUnreadable
            | Self::NamesCut => Strength::Warning,
            Self::LineMissing { .. }
            | Self::LineLength { .. }
            | Self::Character { .. }
            | Self::UnknownDocument
            | Self::Unreadable
            | Self::CheckDigit { .. }
            | Self::DocumentNumberMissing
            | Self::BirthDateImpossible
            | Self::ExpiryImpossible
            | Self::NamesMissing => Strength::Error,
        }
    }

    /// Returns the sentence for the user: what is wrong and what to do.
    #[must_use]
    pub fn message(&self) -> Text {
        match self {
            Self::LineMissing { line } => Text {
                en: format!("Line {line} is missing: both lines at the foot of the page are needed."),
                ru: format!("Нет строки {line}: нужны обе строки внизу страницы."),
                kk: format!("{line}-жол жоқ: беттің төменгі жағындағы екі жол да қажет."),
            },
            Self::LineLength { line, expected, given } => Text {
                en: format!(
                    "Line {line} has {given} characters instead of {expected}: a part of it is missing or doubled."
                ),
                ru: format!(
                    "В строке {line} знаков: {given} вместо {expected}; часть пропущена или повторена."
                ),
                kk: format!(
                    "{line}-жолда {expected} орнына {given} таңба: бір бөлігі түсіп қалған немесе қайталанған."
                ),
            },
            Self::Character { line, position } => Text {
                en: format!("Line {line}, position {position}: only A to Z, 0 to 9 and < can stand there."),
                ru: format!("Строка {line}, позиция {position}: допустимы только A–Z, 0–9 и <."),
                kk: format!("{line}-жол, {position}-орын: тек A–Z, 0–9 және < белгілері болады."),
            },
            Self::LinesSwapped => text(
                "The lines were in the wrong order and were swapped.",
                "Строки были в обратном порядке и переставлены.",
                "Жолдар кері ретпен берілген, орындары ауыстырылды.",
            ),
            Self::FillersAdded { line, count } => Text {
                en: format!("Line {line}: {count} missing < at the end were added."),
                ru: format!("Строка {line}: в конце добавлены недостающие знаки < ({count})."),
                kk: format!("{line}-жол: соңына жетіспейтін < белгілері қосылды ({count})."),
            },
            Self::FillersRemoved { line, count } => Text {
                en: format!("Line {line}: {count} surplus < at the end were left out."),
                ru: format!("Строка {line}: лишние знаки < в конце отброшены ({count})."),
                kk: format!("{line}-жол: соңындағы артық < белгілері алынды ({count})."),
            },
            Self::CheckDigit { field } => check_digit(*field),
            Self::UnknownCountry { field } => unknown_country(*field),
            _ => text_of(self),
        }
    }
}

fn text_of(problem: &MrzProblem) -> Text {
    match problem {
        MrzProblem::UnknownDocument => text(
            "These are not the lines of a passport or a visa: the first must start with P or V.",
            "Это не строки паспорта или визы: первая должна начинаться с P или V.",
            "Бұл паспорттың не визаның жолдары емес: біріншісі P немесе V әрпінен басталуы керек.",
        ),
        MrzProblem::Unreadable => text(
            "The lines can't be read: enter the data from the page by hand.",
            "Строки не удаётся прочитать: введите данные со страницы вручную.",
            "Жолдарды оқу мүмкін болмады: деректерді беттен қолмен енгізіңіз.",
        ),
        MrzProblem::DocumentNumberMissing => text(
            "The document number is missing at the start of the second line.",
            "В начале второй строки нет номера документа.",
            "Екінші жолдың басында құжат нөмірі жоқ.",
        ),
        MrzProblem::BirthDateIncomplete => text(
            "The passport leaves a part of the date of birth open: enter what the page says.",
            "Дата рождения в паспорте указана не полностью: введите то, что напечатано на странице.",
            "Паспортта туған күні толық көрсетілмеген: бетте жазылғанын енгізіңіз.",
        ),
        MrzProblem::BirthDateImpossible => text(
            "The date of birth is no day of the calendar: compare the second line with the page.",
            "Такой даты рождения в календаре нет: сверьте вторую строку со страницей.",
            "Мұндай туған күн күнтізбеде жоқ: екінші жолды бетпен салыстырыңыз.",
        ),
        MrzProblem::ExpiryImpossible => text(
            "The date of expiry is no day of the calendar: compare the second line with the page.",
            "Такой даты окончания срока в календаре нет: сверьте вторую строку со страницей.",
            "Мұндай мерзім аяқталатын күн күнтізбеде жоқ: екінші жолды бетпен салыстырыңыз.",
        ),
        MrzProblem::SexUnreadable => text(
            "The sex is neither M nor F: enter it from the page.",
            "Пол не указан как M или F: введите его со страницы.",
            "Жынысы M немесе F деп көрсетілмеген: оны беттен енгізіңіз.",
        ),
        MrzProblem::NamesMissing => text(
            "The first line holds no surname: compare it with the page.",
            "В первой строке нет фамилии: сверьте её со страницей.",
            "Бірінші жолда тегі жоқ: оны бетпен салыстырыңыз.",
        ),
        _ => text(
            "The names fill the line to its end and may be cut off: enter them in full from the page.",
            "Имена занимают строку до конца и могли быть обрезаны: введите их полностью со страницы.",
            "Аты-жөні жолды толық алып тұр, қысқарып қалуы мүмкін: оларды беттен толық енгізіңіз.",
        ),
    }
}

fn check_digit(field: MrzCheckedField) -> Text {
    let (en, ru, kk) = match field {
        MrzCheckedField::DocumentNumber => ("document number", "номера документа", "құжат нөмірінің"),
        MrzCheckedField::BirthDate => ("date of birth", "даты рождения", "туған күнінің"),
        MrzCheckedField::ExpiresOn => ("date of expiry", "даты окончания срока", "мерзімі аяқталатын күннің"),
        MrzCheckedField::PersonalNumber => ("personal number", "личного номера", "жеке нөмірдің"),
        MrzCheckedField::Composite => ("whole second line", "всей второй строки", "бүкіл екінші жолдың"),
    };
    Text {
        en: format!(
            "The check digit of the {en} doesn't fit: compare it with the page character by character."
        ),
        ru: format!("Не сходится контрольный разряд {ru}: сверьте со страницей по знакам."),
        kk: format!("{} бақылау разряды сәйкес келмейді: бетпен таңбалап салыстырыңыз.", capitalised(kk)),
    }
}

fn unknown_country(field: MrzCountryField) -> Text {
    let (en, ru, kk) = match field {
        MrzCountryField::IssuingCountry => ("issuing state", "государства выдачи", "берген мемлекеттің"),
        MrzCountryField::Nationality => ("nationality", "гражданства", "азаматтықтың"),
    };
    Text {
        en: format!("The code of the {en} is not known: choose the country by hand."),
        ru: format!("Код {ru} неизвестен: выберите страну вручную."),
        kk: format!("{} коды белгісіз: елді қолмен таңдаңыз.", capitalised(kk)),
    }
}

fn capitalised(words: &str) -> String {
    let mut letters = words.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

fn text(en: &str, ru: &str, kk: &str) -> Text {
    Text { en: en.to_owned(), ru: ru.to_owned(), kk: kk.to_owned() }
}

/// A problem with its strength and its sentence, as `expat check mrz` prints it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct MrzProblemView {
    /// The code and its data.
    #[serde(flatten)]
    pub problem: MrzProblem,
    /// Error or warning.
    pub strength: Strength,
    /// The sentence for the user.
    pub message: Text,
}

impl From<MrzProblem> for MrzProblemView {
    fn from(problem: MrzProblem) -> Self {
        Self { strength: problem.strength(), message: problem.message(), problem }
    }
}
