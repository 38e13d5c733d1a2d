//! What can be wrong or unusual with an identifier, and how a user is told.
//!
//! Must not hold the number itself: a problem is shown, logged and counted.

use crate::person::Sex;
use jiff::civil::Date;
use rulebook::Text;
use serde::Serialize;

/// The characters that may stand at a position.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum CharacterClass {
    /// 0 to 9.
    Digit,
    /// A to Z.
    Letter,
    /// 0 to 9 or A to Z.
    LetterOrDigit,
}

impl CharacterClass {
    pub(super) const fn holds(self, one: char) -> bool {
        match self {
            Self::Digit => one.is_ascii_digit(),
            Self::Letter => one.is_ascii_uppercase(),
            Self::LetterOrDigit => one.is_ascii_digit() || one.is_ascii_uppercase(),
        }
    }
}

/// How much a problem weighs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Strength {
    /// The number can't be right.
    Error,
    /// The number may be right; somebody should look.
    Warning,
}

/// Something wrong or unusual; positions count from 1 in the normalised number.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(tag = "code", rename_all = "snake_case")]
pub enum Problem {
    /// Nothing was given.
    Empty,
    /// Too short or too long.
    Length {
        /// How many characters the number has.
        expected: usize,
        /// How many were given.
        given: usize,
    },
    /// A character that can't stand there.
    Character {
        /// Where it stands.
        position: usize,
        /// What may stand there.
        expected: CharacterClass,
    },
    /// The check digits don't fit the rest.
    CheckDigit {
        /// Where the check digits start.
        position: usize,
    },
    /// No twelfth digit fits the first eleven.
    ImpossiblePrefix,
    /// The first six digits of an IIN are no day of birth.
    ImpossibleDate,
    /// The third and fourth digit of a BIN are no month.
    ImpossibleMonth,
    /// An IIN was given where a BIN belongs.
    PersonNumber,
    /// A BIN was given where an IIN belongs.
    CompanyNumber,
    /// The fifth digit of a BIN stands for no kind of organisation.
    UnknownBinKind {
        /// The digit.
        digit: u8,
    },
    /// The sixth digit of a BIN is not explained by any source.
    UnusualBinUnit {
        /// The digit.
        digit: u8,
    },
    /// The seventh digit of an IIN stands for no century and sex.
    UnusualCenturyDigit {
        /// The digit.
        digit: u8,
    },
    /// The IIN and the passport name different days of birth.
    BirthDateDisagrees {
        /// By the IIN.
        number: Date,
        /// By the passport.
        passport: Date,
    },
    /// The IIN and the passport name different sexes.
    SexDisagrees {
        /// By the IIN.
        number: Sex,
        /// By the passport.
        passport: Sex,
    },
    /// No country has this code.
    UnknownCountry {
        /// Where the code starts.
        position: usize,
    },
    /// The account or the bank isn't in Kazakhstan.
    ForeignBank {
        /// ISO 3166-1 alpha-2.
        country: String,
    },
    /// The BIC is one for tests.
    TestBank,
    /// The first digit of a Kbe stands for no residency.
    UnknownResidency {
        /// The digit.
        digit: u8,
    },
    /// The second digit of a Kbe stands for no sector.
    UnknownSector {
        /// The digit.
        digit: u8,
    },
}

impl Problem {
    /// Returns whether the number is wrong or only unusual.
    #[must_use]
    pub const fn strength(&self) -> Strength {
        match self {
            Self::UnusualBinUnit { .. }
            | Self::UnusualCenturyDigit { .. }
            | Self::BirthDateDisagrees { .. }
            | Self::SexDisagrees { .. }
            | Self::ForeignBank { .. }
            | Self::TestBank => Strength::Warning,
            Self::Empty
            | Self::Length { .. }
            | Self::Character { .. }
            | Self::CheckDigit { .. }
            | Self::ImpossiblePrefix
            | Self::ImpossibleDate
            | Self::ImpossibleMonth
            | Self::PersonNumber
            | Self::CompanyNumber
            | Self::UnknownBinKind { .. }
            | Self::UnknownCountry { .. }
            | Self::UnknownResidency { .. }
            | Self::UnknownSector { .. } => Strength::Error,
        }
    }

    /// Returns the sentence for the user: what is wrong and where to look.
    #[must_use]
    pub fn message(&self) -> Text {
        match self {
            Self::Empty => text("Nothing was entered.", "Ничего не введено.", "Ештеңе енгізілмеген."),
            Self::Length { expected, given } => Text {
                en: format!("{given} characters were entered, {expected} are needed."),
                ru: format!("Введено знаков: {given}, требуется: {expected}."),
                kk: format!("Енгізілген таңба саны: {given}, қажеттісі: {expected}."),
            },
            Self::Character { position, expected } => character(*position, *expected),
            Self::CheckDigit { .. } => text(
                "The check digit doesn't fit: compare the number with the document digit by digit.",
                "Контрольный разряд не сходится: сверьте номер с документом по цифрам.",
                "Бақылау разряды сәйкес келмейді: нөмірді құжатпен цифрлап салыстырыңыз.",
            ),
            Self::ImpossiblePrefix => text(
                "No number starts with these eleven digits: one of them is wrong.",
                "Номеров с такими первыми одиннадцатью цифрами не бывает: одна из них неверна.",
                "Алғашқы он бір цифры мұндай нөмір болмайды: біреуі қате.",
            ),
            Self::ImpossibleDate => text(
                "The first six digits are not a date of birth (year, month, day).",
                "Первые шесть цифр не являются датой рождения (год, месяц, день).",
                "Алғашқы алты цифр туған күнге (жыл, ай, күн) сәйкес келмейді.",
            ),
            Self::ImpossibleMonth => text(
                "The third and fourth digit are not a month of registration.",
                "Третья и четвёртая цифры не являются месяцем регистрации.",
                "Үшінші және төртінші цифрлар тіркеу айына сәйкес келмейді.",
            ),
            Self::PersonNumber => text(
                "This looks like a person's IIN; a company's BIN is needed.",
                "Похоже на ИИН физического лица; нужен БИН организации.",
                "Бұл жеке тұлғаның ЖСН-іне ұқсайды; ұйымның БСН-і қажет.",
            ),
            Self::CompanyNumber => text(
                "This looks like a company's BIN; a person's IIN is needed.",
                "Похоже на БИН организации; нужен ИИН физического лица.",
                "Бұл ұйымның БСН-іне ұқсайды; жеке тұлғаның ЖСН-і қажет.",
            ),
            Self::UnknownBinKind { digit } => Text {
                en: format!("The fifth digit is {digit}; in a BIN it is 4, 5 or 6."),
                ru: format!("Пятая цифра {digit}; в БИН она бывает 4, 5 или 6."),
                kk: format!("Бесінші цифр {digit}; БСН-де ол 4, 5 немесе 6 болады."),
            },
            Self::UnusualBinUnit { digit } => Text {
                en: format!("The sixth digit is {digit}, which is unusual: compare it with the certificate."),
                ru: format!("Шестая цифра {digit}, это необычно: сверьте со справкой о регистрации."),
                kk: format!("Алтыншы цифр {digit}, бұл сирек кездеседі: тіркеу анықтамасымен салыстырыңыз."),
            },
            Self::UnusualCenturyDigit { digit } => Text {
                en: format!(
                    "The seventh digit is {digit}; usually it is 1 to 6. Compare it with the document."
                ),
                ru: format!("Седьмая цифра {digit}; обычно она от 1 до 6. Сверьте с документом."),
                kk: format!("Жетінші цифр {digit}; әдетте ол 1-ден 6-ға дейін. Құжатпен салыстырыңыз."),
            },
            Self::BirthDateDisagrees { number, passport } => Text {
                en: format!("The IIN says born on {number}, the passport {passport}: check which is right."),
                ru: format!("По ИИН дата рождения {number}, по паспорту {passport}: проверьте, что верно."),
                kk: format!(
                    "ЖСН бойынша туған күні {number}, паспорт бойынша {passport}: қайсысы дұрыс екенін тексеріңіз."
                ),
            },
            Self::SexDisagrees { .. } => text(
                "The IIN and the passport name different sexes: check which is right.",
                "Пол по ИИН и по паспорту различается: проверьте, что верно.",
                "ЖСН мен паспорттағы жынысы әртүрлі: қайсысы дұрыс екенін тексеріңіз.",
            ),
            _ => self.bank_message(),
        }
    }

    fn bank_message(&self) -> Text {
        match self {
            Self::UnknownCountry { .. } => text(
                "The two letters of the country are not a country's code.",
                "Две буквы страны не являются кодом страны.",
                "Елдің екі әрпі ел коды емес.",
            ),
            Self::ForeignBank { country } => Text {
                en: format!("The bank is not in Kazakhstan (country {country}): check that this is meant."),
                ru: format!("Банк находится не в Казахстане (страна {country}): проверьте, что это верно."),
                kk: format!("Банк Қазақстанда емес (ел {country}): солай болуы керек пе, тексеріңіз."),
            },
            Self::TestBank => text(
                "This bank code is one for tests.",
                "Этот код банка предназначен для проверок.",
                "Бұл банк коды сынақ үшін берілген.",
            ),
            Self::UnknownResidency { digit } => Text {
                en: format!("The first digit is {digit}; it is 1 for a resident, 2 for a non-resident."),
                ru: format!("Первая цифра {digit}; 1 означает резидента, 2 нерезидента."),
                kk: format!("Бірінші цифр {digit}; 1 резидентті, 2 бейрезидентті білдіреді."),
            },
            Self::UnknownSector { digit } => Text {
                en: format!("The second digit is {digit}; sectors are 1 to 9 (a company is usually 7)."),
                ru: format!("Вторая цифра {digit}; секторы от 1 до 9 (у компании обычно 7)."),
                kk: format!("Екінші цифр {digit}; секторлар 1-ден 9-ға дейін (компанияда әдетте 7)."),
            },
            _ => text("The number is not right.", "Номер неверен.", "Нөмір дұрыс емес."),
        }
    }
}

fn character(position: usize, expected: CharacterClass) -> Text {
    let (en, ru, kk) = match expected {
        CharacterClass::Digit => ("a digit", "цифра", "цифр"),
        CharacterClass::Letter => ("a Latin letter", "латинская буква", "латын әрпі"),
        CharacterClass::LetterOrDigit => {
            ("a digit or a Latin letter", "цифра или латинская буква", "цифр немесе латын әрпі")
        }
    };
    Text {
        en: format!("Position {position} must hold {en}."),
        ru: format!("В позиции {position} должна стоять {ru}."),
        kk: format!("{position}-орында {kk} тұруы керек."),
    }
}

fn text(en: &str, ru: &str, kk: &str) -> Text {
    Text { en: en.to_owned(), ru: ru.to_owned(), kk: kk.to_owned() }
}

/// A problem with its strength and its sentence, as `expat check` prints it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ProblemView {
    /// The code and its data.
    #[serde(flatten)]
    pub problem: Problem,
    /// Error or warning.
    pub strength: Strength,
    /// The sentence for the user.
    pub message: Text,
}

impl From<Problem> for ProblemView {
    fn from(problem: Problem) -> Self {
        Self { strength: problem.strength(), message: problem.message(), problem }
    }
}
