//! What can be wrong with a row, and how the user is told: what it is, and what to do next.

use super::field::Field;
use super::value::is_error;
use crate::identifiers;
use crate::view::{ImportProblem, Severity, Text};
use casework::identifiers::Problem;
use jiff::civil::Date;

/// Characters of a cell that are shown beside a problem.
const SHOWN_CHARS_MAX: usize = 80;

/// Something wrong or doubtful.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Wrong {
    /// A field that no record comes into being without.
    Missing,
    /// Not a day.
    NoDay,
    /// Two days.
    AmbiguousDay { day_first: Date, month_first: Date },
    /// A year of two digits.
    ShortYear,
    /// No country is called so.
    UnknownCountry,
    /// Neither of the words for a sex.
    UnknownSex,
    /// No marital status.
    UnknownMaritalStatus,
    /// No kind of engagement.
    UnknownEngagement,
    /// An identifier that is wrong or unusual.
    Identifier(Problem),
    /// A number that a spreadsheet rounded.
    RoundedNumber,
    /// A passport number with something else than letters and digits.
    OddPassportNumber,
    /// The client has no company with this BIN.
    UnknownCompany,
    /// Work without a company.
    NoCompany,
    /// A passport without a number.
    NoPassportNumber,
    /// An e-mail without @.
    NoEmail,
    /// Cyrillic letters in a Latin field.
    CyrillicLetters,
    /// Latin letters in a Cyrillic field.
    LatinLetters,
    /// The formula in the cell failed.
    FailedFormula,
    /// More than one stored record could be meant.
    SeveralDuplicates,
    /// Two rows of the file would change the same record.
    UpdatedAbove { row: u32 },
}

impl Wrong {
    /// Returns whether it holds the row up.
    pub(crate) fn severity(&self) -> Severity {
        let is_doubt = match self {
            Self::Identifier(problem) => !is_error(problem),
            Self::OddPassportNumber
            | Self::NoEmail
            | Self::CyrillicLetters
            | Self::LatinLetters
            | Self::SeveralDuplicates => true,
            _ => false,
        };
        if is_doubt { Severity::Warns } else { Severity::Blocks }
    }

    fn code(&self) -> String {
        let code = match self {
            Self::Missing => "missing",
            Self::NoDay => "no_day",
            Self::AmbiguousDay { .. } => "ambiguous_day",
            Self::ShortYear => "short_year",
            Self::UnknownCountry => "unknown_country",
            Self::UnknownSex => "unknown_sex",
            Self::UnknownMaritalStatus => "unknown_marital_status",
            Self::UnknownEngagement => "unknown_engagement",
            Self::Identifier(problem) => return identifiers::member(problem, "code"),
            Self::RoundedNumber => "rounded_number",
            Self::OddPassportNumber => "odd_passport_number",
            Self::UnknownCompany => "unknown_company",
            Self::NoCompany => "no_company",
            Self::NoPassportNumber => "no_passport_number",
            Self::NoEmail => "no_email",
            Self::CyrillicLetters => "cyrillic_letters",
            Self::LatinLetters => "latin_letters",
            Self::FailedFormula => "failed_formula",
            Self::SeveralDuplicates => "several_duplicates",
            Self::UpdatedAbove { .. } => "updated_above",
        };
        code.to_owned()
    }

    /// Returns the problem for the window.
    pub(crate) fn view(&self, field: Option<Field>, column: Option<usize>, cell: &str) -> ImportProblem {
        ImportProblem {
            field,
            column: column.and_then(|column| u32::try_from(column).ok()),
            value: cell.trim().chars().take(SHOWN_CHARS_MAX).collect(),
            severity: self.severity(),
            code: self.code(),
            text: self.text(),
        }
    }

    fn text(&self) -> Text {
        let (en, ru, kk) = match self {
            Self::Identifier(problem) => return Text::from(&problem.message()),
            Self::AmbiguousDay { day_first, month_first } => return ambiguous(*day_first, *month_first),
            Self::UpdatedAbove { row } => return updated_above(*row),
            Self::Missing => (
                "This is empty. Fill it in the file, or map the column that holds it.",
                "Здесь пусто. Заполните в файле или укажите столбец с этими данными.",
                "Мұнда бос. Файлда толтырыңыз немесе осы дерек тұрған бағанды көрсетіңіз.",
            ),
            Self::NoDay => (
                "This is not a day of the calendar. Write it as 31.12.2026.",
                "Такого дня в календаре нет. Запишите в виде 31.12.2026.",
                "Күнтізбеде мұндай күн жоқ. 31.12.2026 түрінде жазыңыз.",
            ),
            Self::ShortYear => (
                "The year has two digits, so the century is open. Write four digits.",
                "Год указан двумя цифрами, и век неясен. Запишите год четырьмя цифрами.",
                "Жыл екі таңбамен жазылған, ғасыры белгісіз. Жылды төрт таңбамен жазыңыз.",
            ),
            Self::UnknownCountry => (
                "No country is called this. Write its code (GBR) or its name in English, Russian or Kazakh.",
                "Такой страны нет. Укажите код (GBR) или название на английском, русском или казахском.",
                "Мұндай ел жоқ. Кодын (GBR) немесе атауын ағылшын, орыс не қазақ тілінде жазыңыз.",
            ),
            Self::UnknownSex => ("Write M or F.", "Укажите М или Ж.", "«Ер» немесе «әйел» деп жазыңыз."),
            Self::UnknownMaritalStatus => (
                "Write single, married, divorced or widowed.",
                "Укажите: холост, женат (замужем), в разводе или вдовец (вдова).",
                "Бойдақ, үйленген (тұрмыста), ажырасқан немесе жесір деп жазыңыз.",
            ),
            Self::UnknownEngagement => (
                "Write employee, expert, founder, board member or investor.",
                "Укажите: сотрудник, эксперт, учредитель, член совета директоров или инвестор.",
                "Қызметкер, сарапшы, құрылтайшы, директорлар кеңесінің мүшесі немесе инвестор деп жазыңыз.",
            ),
            Self::RoundedNumber => (
                "The spreadsheet rounded this number and its last digits are lost. Format the column as text and enter the number again.",
                "Таблица округлила этот номер, последние цифры потеряны. Задайте столбцу текстовый формат и введите номер заново.",
                "Кесте бұл нөмірді дөңгелектеген, соңғы цифрлары жоғалған. Бағанға мәтін пішімін беріп, нөмірді қайта енгізіңіз.",
            ),
            Self::OddPassportNumber => (
                "A passport number has letters and digits only. Compare it with the passport.",
                "Номер паспорта состоит только из букв и цифр. Сверьте с паспортом.",
                "Паспорт нөмірі тек әріптер мен цифрлардан тұрады. Паспортпен салыстырыңыз.",
            ),
            Self::UnknownCompany => (
                "This client has no company with this BIN. Add the company first or import the companies.",
                "У клиента нет компании с таким БИН. Сначала добавьте компанию или импортируйте компании.",
                "Клиентте мұндай БСН-і бар компания жоқ. Алдымен компанияны қосыңыз немесе компанияларды импорттаңыз.",
            ),
            Self::NoCompany => (
                "The row tells of work but names no company. Choose a company for the whole file.",
                "В строке есть сведения о работе, но компания не указана. Выберите компанию для всего файла.",
                "Жолда жұмыс туралы дерек бар, бірақ компания көрсетілмеген. Бүкіл файл үшін компанияны таңдаңыз.",
            ),
            Self::NoPassportNumber => (
                "The row tells of a passport but its number is empty.",
                "В строке есть сведения о паспорте, но номер не указан.",
                "Жолда паспорт туралы дерек бар, бірақ нөмірі бос.",
            ),
            Self::NoEmail => (
                "An e-mail address has an @ in it.",
                "В адресе электронной почты должен быть знак @.",
                "Электрондық пошта мекенжайында @ белгісі болуы керек.",
            ),
            Self::CyrillicLetters => (
                "There are Cyrillic letters in this Latin text. Type it as in the passport.",
                "В тексте латиницей есть буквы кириллицы. Введите как в паспорте.",
                "Латын мәтінінде кириллица әріптері бар. Паспорттағыдай теріңіз.",
            ),
            Self::LatinLetters => (
                "This should be in Cyrillic but is in Latin letters.",
                "Здесь ожидается кириллица, а написано латиницей.",
                "Мұнда кириллица күтіледі, бірақ латынша жазылған.",
            ),
            Self::FailedFormula => (
                "The formula in this cell failed. Correct it in the spreadsheet and save again.",
                "Формула в ячейке выдала ошибку. Исправьте её в таблице и сохраните снова.",
                "Ұяшықтағы формула қате берді. Оны кестеде түзетіп, қайта сақтаңыз.",
            ),
            Self::SeveralDuplicates => (
                "More than one stored record could be meant. Check that this is the right one.",
                "Подходит больше одной записи. Проверьте, та ли это.",
                "Бірнеше жазба сәйкес келеді. Осының дұрыс екенін тексеріңіз.",
            ),
        };
        Text::new(en, ru, kk)
    }
}

fn ambiguous(day_first: Date, month_first: Date) -> Text {
    let (first, second) = (day_first.strftime("%d.%m.%Y"), month_first.strftime("%d.%m.%Y"));
    Text::new(
        format!(
            "This can be {first} or {second}. Choose what comes first in this file, the day or the month."
        ),
        format!("Это может быть {first} или {second}. Выберите, что в файле идёт первым: день или месяц."),
        format!(
            "Бұл {first} немесе {second} болуы мүмкін. Файлда не бірінші тұрғанын таңдаңыз: күн бе, ай ма."
        ),
    )
}

fn updated_above(row: u32) -> Text {
    Text::new(
        format!("Row {row} is the same. Merge the two rows in the file, or skip one."),
        format!("Строка {row} о том же. Объедините строки в файле или пропустите одну."),
        format!("{row}-жол да сол туралы. Файлда жолдарды біріктіріңіз немесе бірін өткізіп жіберіңіз."),
    )
}
