//! What the user is told of a table that can't be read or written.

use crate::error::{AppError, ErrorCode};
use crate::view::Text;
use sheets::SheetError;

/// Bytes of a mebibyte.
const MIB: u64 = 1024 * 1024;

/// Returns the error of a file that can't be read as a table.
pub(crate) fn unreadable(error: &SheetError) -> AppError {
    AppError::with_text(ErrorCode::FileRefused, error.to_string(), text(error))
}

/// Returns the error of a list that can't be written.
pub(crate) fn unwritable(error: &SheetError) -> AppError {
    AppError::internal(error.to_string())
}

fn text(error: &SheetError) -> Text {
    let (en, ru, kk) = match error {
        SheetError::FarCell { cell, rows, columns } => return far_cell(cell, *rows, *columns),
        SheetError::CellTooLong { cell, limit_chars } => return long_cell(cell, *limit_chars),
        SheetError::OpenQuote { cell } => return open_quote(cell),
        SheetError::FileTooLarge { limit_bytes } => return too_large(*limit_bytes as u64 / MIB),
        SheetError::UnpackedTooLarge { limit_bytes } => return too_large(*limit_bytes / MIB),
        SheetError::TooMany { .. } | SheetError::TooManyCells { .. } | SheetError::TooMuchText { .. } => (
            "This workbook holds far more than a list of people. Copy the list alone into a new file and import that.",
            "В этой книге намного больше данных, чем бывает в списке. Скопируйте только список в новый файл и импортируйте его.",
            "Бұл кітапта тізімге қарағанда әлдеқайда көп дерек бар. Тізімнің өзін ғана жаңа файлға көшіріп, соны импорттаңыз.",
        ),
        SheetError::Empty => (
            "There is nothing in this file. Check that the list was saved.",
            "В файле ничего нет. Проверьте, что список сохранён.",
            "Файлда ештеңе жоқ. Тізімнің сақталғанын тексеріңіз.",
        ),
        SheetError::Encrypted => (
            "This workbook has a password. Open it in Excel, save it without the password, and import it again.",
            "Книга защищена паролем. Откройте её в Excel, сохраните без пароля и импортируйте снова.",
            "Кітап құпиясөзбен қорғалған. Оны Excel-де ашып, құпиясөзсіз сақтап, қайта импорттаңыз.",
        ),
        SheetError::LegacyWorkbook => (
            "This is a workbook of the old .xls format. Open it in Excel or LibreOffice and save it as .xlsx.",
            "Это книга старого формата .xls. Откройте её в Excel или LibreOffice и сохраните как .xlsx.",
            "Бұл ескі .xls пішіміндегі кітап. Оны Excel немесе LibreOffice бағдарламасында ашып, .xlsx түрінде сақтаңыз.",
        ),
        SheetError::OtherFormat => (
            "This is neither an Excel workbook (.xlsx) nor a text table (.csv).",
            "Это не книга Excel (.xlsx) и не текстовая таблица (.csv).",
            "Бұл Excel кітабы (.xlsx) да, мәтіндік кесте (.csv) де емес.",
        ),
        SheetError::Damaged | SheetError::Unwritable => (
            "This workbook is damaged. Open it in Excel or LibreOffice, save it again, and import the new file.",
            "Книга повреждена. Откройте её в Excel или LibreOffice, сохраните заново и импортируйте новый файл.",
            "Кітап бүлінген. Оны Excel немесе LibreOffice бағдарламасында ашып, қайта сақтап, жаңа файлды импорттаңыз.",
        ),
        SheetError::UnknownSheet => (
            "The workbook has no sheet of this name.",
            "В книге нет листа с таким именем.",
            "Кітапта мұндай парақ жоқ.",
        ),
    };
    Text::new(en, ru, kk)
}

fn far_cell(cell: &str, rows: u32, columns: u32) -> Text {
    Text::new(
        format!(
            "Something stands in cell {cell}, outside of the {rows} rows and {columns} columns that a list may have. Empty that cell or split the list."
        ),
        format!(
            "В ячейке {cell} есть данные, а список может занимать не больше {rows} строк и {columns} столбцов. Очистите ячейку или разделите список."
        ),
        format!(
            "{cell} ұяшығында дерек бар, ал тізім {rows} жол мен {columns} бағаннан аспауы керек. Ұяшықты тазалаңыз немесе тізімді бөліңіз."
        ),
    )
}

fn long_cell(cell: &str, limit: usize) -> Text {
    Text::new(
        format!(
            "Cell {cell} holds more than {limit} characters. Shorten it; in a text table also look for a quotation mark that is never closed."
        ),
        format!(
            "В ячейке {cell} больше {limit} символов. Сократите текст; в текстовой таблице проверьте, нет ли незакрытой кавычки."
        ),
        format!(
            "{cell} ұяшығында {limit} таңбадан көп. Мәтінді қысқартыңыз; мәтіндік кестеде жабылмаған тырнақша бар-жоғын тексеріңіз."
        ),
    )
}

fn open_quote(cell: &str) -> Text {
    Text::new(
        format!(
            "The quotation mark at the beginning of cell {cell} is never closed, so the rows after it can't be told apart. Close or delete it."
        ),
        format!(
            "Кавычка в начале ячейки {cell} не закрыта, поэтому следующие строки не отделить друг от друга. Закройте или удалите её."
        ),
        format!(
            "{cell} ұяшығының басындағы тырнақша жабылмаған, сондықтан одан кейінгі жолдарды ажырату мүмкін емес. Оны жабыңыз немесе өшіріңіз."
        ),
    )
}

fn too_large(mib: u64) -> Text {
    Text::new(
        format!(
            "This file is too large for a list: more than {mib} MB. Copy the list alone into a new file."
        ),
        format!("Файл слишком велик для списка: больше {mib} МБ. Скопируйте только список в новый файл."),
        format!("Файл тізім үшін тым үлкен: {mib} МБ-тан асады. Тізімнің өзін ғана жаңа файлға көшіріңіз."),
    )
}
