//! What is said to the user when a document can't be made, in three languages.
//!
//! The typesetter's own messages are in English and can't be translated: they are quoted, after a
//! sentence of ours that says where to look. Names of fields are part of a template, and stay as they are.

use paperwork::{Limit, PaperworkError};

use crate::view::Text;

const BYTES_OF_MB: f64 = 1024.0 * 1024.0;

/// Says what is wrong and what to do.
pub(crate) fn said(error: &PaperworkError) -> Text {
    match error {
        PaperworkError::Template { template, line, field: Some(field), nearest, .. } => {
            no_field(&Place { template, line: *line }, field, nearest.as_deref())
        }
        PaperworkError::Template { template, line, message, hint, field: None, .. } => {
            refused(&Place { template, line: *line }, message, hint.as_deref())
        }
        PaperworkError::LostInWord { template, line, message } => {
            lost_in_word(&Place { template, line: *line }, message)
        }
        PaperworkError::TemplateStopped { limit } => ran_away(*limit),
        PaperworkError::PageStopped { limit } => page_stopped(*limit),
        PaperworkError::MissingGlyph { field, character } => {
            let code = format!("U+{:04X}", *character as u32);
            Text::new(
                format!(
                    "The field \"{field}\" holds the character \"{character}\" ({code}), which the letters' fonts don't have. Write it differently."
                ),
                format!(
                    "В поле «{field}» стоит знак «{character}» ({code}), которого нет в шрифтах писем. Напишите иначе."
                ),
                format!(
                    "«{field}» өрісінде «{character}» ({code}) таңбасы тұр, ол хаттардың қаріптерінде жоқ. Басқаша жазыңыз."
                ),
            )
        }
        PaperworkError::Empty { field } => Text::new(
            format!("There is nothing to print: \"{field}\" needs at least one entry."),
            format!("Печатать нечего: в «{field}» нужна хотя бы одна запись."),
            format!("Басып шығаратын ештеңе жоқ: «{field}» ішінде кемінде бір жазба болуы керек."),
        ),
        PaperworkError::AmountTooLarge { field } => Text::new(
            format!("The amounts under \"{field}\" are too large to add up. Check them."),
            format!("Суммы в «{field}» слишком велики, чтобы их сложить. Проверьте их."),
            format!("«{field}» ішіндегі сомалар қосуға тым үлкен. Оларды тексеріңіз."),
        ),
        PaperworkError::TooManyPages { pages, max } => Text::new(
            format!(
                "It came out with {pages} pages, and more than {max} are not made. Look in the template for what repeats, or divide the papers."
            ),
            format!(
                "Получилось страниц: {pages}, а допускается не больше {max}. Поищите в шаблоне повторы или разделите документы."
            ),
            format!(
                "{pages} бет болып шықты, ал ең көбі {max} бет жасалады. Үлгіден қайталанатын жерді іздеңіз немесе құжаттарды бөліңіз."
            ),
        ),
        PaperworkError::PacketTooLarge { parts, bytes } => {
            let size = megabytes(*bytes);
            Text::new(
                format!("The packet is too large: {parts} papers, {size} MB. Divide it."),
                format!("Пакет слишком велик: документов — {parts}, объём — {size} МБ. Разделите его."),
                format!("Топтама тым үлкен: құжаттар саны — {parts}, көлемі — {size} МБ. Оны бөліңіз."),
            )
        }
        PaperworkError::Record { reason } => Text::new(
            format!("The record could not be handed to the template: \"{reason}\"."),
            format!("Запись не удалось передать шаблону. Сообщение программы (на английском): «{reason}»."),
            format!("Жазбаны үлгіге беру мүмкін болмады. Бағдарламаның хабары (ағылшынша): «{reason}»."),
        ),
        PaperworkError::NoSuchPage { page, pages } => {
            let page = page.saturating_add(1);
            Text::new(
                format!("There is no page {page}: the document has {pages}."),
                format!("Страницы {page} нет: всего страниц в документе — {pages}."),
                format!("{page}-бет жоқ: құжатта барлығы {pages} бет."),
            )
        }
        PaperworkError::PictureSize { width, height } => Text::new(
            format!(
                "A picture of {width} x {height} pixels can't be drawn. Save it in another size and attach it anew."
            ),
            format!(
                "Изображение {width} x {height} пикселей вывести нельзя. Сохраните его в другом размере и приложите заново."
            ),
            format!(
                "{width} x {height} пиксельді суретті шығару мүмкін емес. Оны басқа өлшемде сақтап, қайтадан тіркеңіз."
            ),
        ),
        PaperworkError::PhotoTooLarge { bytes, max } => {
            let (size, most) = (megabytes(*bytes), megabytes(*max));
            Text::new(
                format!(
                    "The photograph has {size} MB, more than {most} MB. Save it smaller and attach it anew."
                ),
                format!(
                    "Фотография занимает {size} МБ, а допускается не больше {most} МБ. Уменьшите её и приложите заново."
                ),
                format!(
                    "Фотосурет көлемі {size} МБ, ал ең көбі {most} МБ. Оны кішірейтіп, қайтадан тіркеңіз."
                ),
            )
        }
        PaperworkError::NoAnswer
        | PaperworkError::Cancelled
        | PaperworkError::Fault
        | PaperworkError::Table
        | PaperworkError::Unreadable
        | PaperworkError::PhotoUnreadable
        | PaperworkError::Docx
        | PaperworkError::Png => plain(error),
    }
}

/// Says what needs no figures.
fn plain(error: &PaperworkError) -> Text {
    match error {
        PaperworkError::NoAnswer => Text::new(
            "The part of the program that works with changed templates and draws pages gave no answer. Try again; if it happens again, restart the program.",
            "Часть программы, которая работает с изменёнными шаблонами и выводит страницы, не ответила. Попробуйте ещё раз; если это повторится, перезапустите программу.",
            "Бағдарламаның өзгертілген үлгілермен жұмыс істейтін және беттерді шығаратын бөлігі жауап бермеді. Қайталап көріңіз; тағы қайталанса, бағдарламаны қайта іске қосыңыз.",
        ),
        PaperworkError::Cancelled => Text::new(
            "The cabinet was locked before this was ready. Unlock it and try again.",
            "Картотека была заблокирована раньше, чем это было готово. Откройте её и повторите.",
            "Бұл дайын болғанша картотека құлыпталды. Оны ашып, қайталап көріңіз.",
        ),
        PaperworkError::Table => Text::new(
            "The table could not be written as .xlsx.",
            "Таблицу не удалось записать в файл .xlsx.",
            "Кестені .xlsx файлына жазу мүмкін болмады.",
        ),
        PaperworkError::Docx => Text::new(
            "The document could not be written as .docx.",
            "Документ не удалось записать в файл .docx.",
            "Құжатты .docx файлына жазу мүмкін болмады.",
        ),
        PaperworkError::Png => Text::new(
            "The page could not be drawn. Save the file and open it in another program.",
            "Страницу не удалось вывести на экран. Сохраните файл и откройте его в другой программе.",
            "Бетті экранға шығару мүмкін болмады. Файлды сақтап, оны басқа бағдарламада ашыңыз.",
        ),
        PaperworkError::Unreadable => Text::new(
            "The file can't be read as PDF. Check that it opens elsewhere, and attach it anew.",
            "Файл не читается как PDF. Проверьте, открывается ли он в другой программе, и приложите его заново.",
            "Файл PDF ретінде оқылмайды. Оның басқа бағдарламада ашылатынын тексеріп, қайтадан тіркеңіз.",
        ),
        PaperworkError::PhotoUnreadable => Text::new(
            "The photograph is neither a PNG nor a JPEG file. Attach it in one of these formats.",
            "Фотография — не файл PNG и не файл JPEG. Приложите её в одном из этих форматов.",
            "Фотосурет PNG файлы да, JPEG файлы да емес. Оны осы форматтардың бірінде тіркеңіз.",
        ),
        _ => Text::new(
            "It could not be made because of a fault in the program.",
            "Подготовить его не удалось из-за ошибки в самой программе.",
            "Бағдарламаның өзіндегі қатеге байланысты оны дайындау мүмкін болмады.",
        ),
    }
}

/// Says that a page was put aside.
fn page_stopped(limit: Limit) -> Text {
    match limit {
        Limit::Time => Text::new(
            "This page asks for more time than a page is given. Save the file and open it in another program.",
            "Этой странице нужно больше времени, чем отведено на одну страницу. Сохраните файл и откройте его в другой программе.",
            "Бұл бетке бір бетке берілетін уақыттан көп уақыт керек. Файлды сақтап, оны басқа бағдарламада ашыңыз.",
        ),
        Limit::Memory => Text::new(
            "This page asks for more memory than a page is given. Save the file and open it in another program.",
            "Этой странице нужно больше памяти, чем отведено на одну страницу. Сохраните файл и откройте его в другой программе.",
            "Бұл бетке бір бетке берілетін жадтан көп жад керек. Файлды сақтап, оны басқа бағдарламада ашыңыз.",
        ),
    }
}

/// Where in a template.
struct Place<'a> {
    template: &'a str,
    line: Option<usize>,
}

impl Place<'_> {
    fn text(&self) -> Text {
        match self.line {
            Some(line) => Text::new(
                format!("{}, line {line}", self.template),
                format!("{}, строка {line}", self.template),
                format!("{}, {line}-жол", self.template),
            ),
            None => Text::same(self.template),
        }
    }
}

fn no_field(place: &Place<'_>, field: &str, nearest: Option<&str>) -> Text {
    let Text { en, ru, kk } = place.text();
    let text = Text::new(
        format!("{en}: the record has no field \"{field}\"."),
        format!("{ru}: в записи нет поля «{field}»."),
        format!("{kk}: жазбада «{field}» өрісі жоқ."),
    );
    let Some(nearest) = nearest else { return text };
    Text::new(
        format!("{} Its nearest name is \"{nearest}\".", text.en),
        format!("{} Ближайшее к нему имя — «{nearest}».", text.ru),
        format!("{} Оған ең жақын атау — «{nearest}».", text.kk),
    )
}

fn refused(place: &Place<'_>, message: &str, hint: Option<&str>) -> Text {
    let Text { en, ru, kk } = place.text();
    let said = quoted(message);
    let text = Text::new(
        format!("{en}: the template can't be typeset. The typesetter says: \"{said}\"."),
        format!("{ru}: шаблон не удаётся сверстать. Программа вёрстки сообщает (на английском): «{said}»."),
        format!("{kk}: үлгіні беттеу мүмкін емес. Беттеу бағдарламасының хабары (ағылшынша): «{said}»."),
    );
    let Some(hint) = hint.map(quoted) else { return text };
    Text::new(
        format!("{} It advises: \"{hint}\".", text.en),
        format!("{} Её совет: «{hint}».", text.ru),
        format!("{} Оның кеңесі: «{hint}».", text.kk),
    )
}

fn lost_in_word(place: &Place<'_>, message: &str) -> Text {
    let Text { en, ru, kk } = place.text();
    let said = quoted(message);
    Text::new(
        format!(
            "{en}: what stands here would be missing in a file for Word. Write it as text, as a table or with what lib.typ offers. The typesetter says: \"{said}\"."
        ),
        format!(
            "{ru}: то, что здесь стоит, в файл Word не попадёт. Запишите это текстом, таблицей или средствами lib.typ. Программа вёрстки сообщает (на английском): «{said}»."
        ),
        format!(
            "{kk}: осы жердегі нәрсе Word файлына түспейді. Оны мәтінмен, кестемен немесе lib.typ құралдарымен жазыңыз. Беттеу бағдарламасының хабары (ағылшынша): «{said}»."
        ),
    )
}

fn ran_away(limit: Limit) -> Text {
    match limit {
        Limit::Time => Text::new(
            "It was stopped: it takes longer than any letter. Look for a loop that never ends.",
            "Он остановлен: работает дольше любого письма. Поищите цикл, который не кончается.",
            "Ол тоқтатылды: кез келген хаттан ұзақ істейді. Аяқталмайтын циклды іздеңіз.",
        ),
        Limit::Memory => Text::new(
            "It was stopped: it wants more memory than any letter. Look for a text that grows without end.",
            "Он остановлен: ему нужно больше памяти, чем любому письму. Поищите текст, который растёт без конца.",
            "Ол тоқтатылды: кез келген хаттан көп жад сұрайды. Шексіз өсетін мәтінді іздеңіз.",
        ),
    }
}

/// Takes the stop away that may end a message; ours follows the quotation.
fn quoted(message: &str) -> &str {
    message.trim().trim_end_matches('.')
}

fn megabytes(bytes: usize) -> String {
    format!("{:.0}", (bytes as f64 / BYTES_OF_MB).ceil())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Words that are the same in every language.
    const NAMES: [&str; 8] = ["PDF", "PNG", "JPEG", "Word", ".xlsx", ".docx", "lib.typ", "letter.typ"];

    fn every_error() -> Vec<PaperworkError> {
        let template = || "letter.typ".to_owned();
        let said =
            |field: Option<&str>, nearest: Option<&str>, hint: Option<&str>| PaperworkError::Template {
                template: template(),
                line: Some(4),
                message: "unknown variable: payer.".to_owned(),
                field: field.map(str::to_owned),
                nearest: nearest.map(str::to_owned),
                hint: hint.map(str::to_owned),
            };
        vec![
            said(Some("companyname"), Some("company_name"), None),
            said(Some("zzz"), None, None),
            said(None, None, Some("did you mean `lower`?")),
            said(None, None, None),
            PaperworkError::Template {
                template: template(),
                line: None,
                message: "x".into(),
                field: None,
                nearest: None,
                hint: None,
            },
            PaperworkError::LostInWord {
                template: template(),
                line: Some(2),
                message: "place was ignored".into(),
            },
            PaperworkError::MissingGlyph { field: "persons[0].name".into(), character: '\u{4e00}' },
            PaperworkError::Empty { field: "persons".into() },
            PaperworkError::AmountTooLarge { field: "lines".into() },
            PaperworkError::TooManyPages { pages: 90, max: 60 },
            PaperworkError::TemplateStopped { limit: Limit::Time },
            PaperworkError::TemplateStopped { limit: Limit::Memory },
            PaperworkError::PageStopped { limit: Limit::Time },
            PaperworkError::PageStopped { limit: Limit::Memory },
            PaperworkError::NoAnswer,
            PaperworkError::Cancelled,
            PaperworkError::PacketTooLarge { parts: 300, bytes: 300 * 1024 * 1024 },
            PaperworkError::Fault,
            PaperworkError::Table,
            PaperworkError::Record { reason: "key must be a string".into() },
            PaperworkError::Unreadable,
            PaperworkError::NoSuchPage { page: 2, pages: 2 },
            PaperworkError::PictureSize { width: 0, height: 9 },
            PaperworkError::PhotoUnreadable,
            PaperworkError::PhotoTooLarge { bytes: 9 * 1024 * 1024, max: 8 * 1024 * 1024 },
            PaperworkError::Docx,
            PaperworkError::Png,
        ]
    }

    /// Takes away what is quoted, and the names that no language changes.
    fn own_words(text: &str) -> String {
        let mut own = String::new();
        let mut depth = 0_u32;
        for letter in text.chars() {
            match letter {
                '«' => depth += 1,
                '»' => depth = depth.saturating_sub(1),
                letter if depth == 0 => own.push(letter),
                _ => {}
            }
        }
        NAMES.iter().fold(own, |own, name| own.replace(name, "")).replace(" x ", "").replace("(U+4E00)", "")
    }

    #[test]
    fn every_error_is_said_in_the_language_asked_for() {
        for error in every_error() {
            let Text { en, ru, kk } = said(&error);
            assert!(!en.is_empty() && en.is_ascii() || en.contains('\u{4e00}'), "{en}");
            for text in [&ru, &kk] {
                let own = own_words(text);
                assert!(!own.chars().any(|letter| letter.is_ascii_alphabetic()), "{text}");
                assert!(own.chars().any(char::is_alphabetic) && text.ends_with(['.', '»']), "{text}");
            }
            assert!(ru != kk, "{ru}");
        }
    }

    #[test]
    fn typesetters_own_message_is_a_quotation_and_ends_once() {
        let text = said(&every_error()[2]);
        assert_eq!(
            text.ru,
            "letter.typ, строка 4: шаблон не удаётся сверстать. Программа вёрстки сообщает (на английском): \
             «unknown variable: payer». Её совет: «did you mean `lower`?»."
        );
        let text = said(&every_error()[0]);
        assert_eq!(
            text.kk,
            "letter.typ, 4-жол: жазбада «companyname» өрісі жоқ. Оған ең жақын атау — «company_name»."
        );
    }
}
