//! What the rulebook refuses to answer, said in the user's three languages. The English sentence is the
//! rulebook's own; a new kind of refusal doesn't compile until it has its words here.

use crate::error::sentence;
use crate::view::Text;
use rulebook::RulebookError as E;

/// Returns a refusal as a sentence that says what to give instead.
pub(crate) fn text(error: &E) -> Text {
    let (ru, kk) = match error {
        E::UnknownService { given, nearest } => {
            let hint = |before: &str, after: &str| {
                nearest.map(|id| format!("; {before}{id}{after}")).unwrap_or_default()
            };
            (
                format!("Услуги «{given}» нет{}", hint("возможно, имелась в виду ", "")),
                format!("«{given}» деген қызмет жоқ{}", hint("бәлкім, ", " керек шығар")),
            )
        }
        E::UnknownCategory(given) => (
            format!("Категории визы «{given}» в справочнике нет; есть A5, A6, B1, B2, B3, C3, C5"),
            format!("Анықтамалықта «{given}» виза санаты жоқ; A5, A6, B1, B2, B3, C3, C5 бар"),
        ),
        E::UnknownLanguage(given) => (
            format!("Языка «{given}» у правил нет; есть en, ru, kk"),
            format!("Ережелердің «{given}» тілі жоқ; en, ru, kk бар"),
        ),
        E::UnknownRole(given) => {
            (format!("Роли «{given}» у человека нет"), format!("Адамның «{given}» деген рөлі жоқ"))
        }
        E::UnknownHostKind(given) => (
            format!("Вида компании «{given}» нет; есть head_office, branch, representative_office"),
            format!("«{given}» компания түрі жоқ; head_office, branch, representative_office бар"),
        ),
        E::UnknownCountry(given) => (
            format!("Кода страны «{given}» нет; укажите две или три буквы по ISO 3166"),
            format!("«{given}» ел коды жоқ; ISO 3166 бойынша екі не үш әріп көрсетіңіз"),
        ),
        E::ValidityNotPositive { months } => (
            format!("Виза не выдаётся на {months} мес.; укажите 1 или больше"),
            format!("Виза {months} айға берілмейді; 1 не одан көп көрсетіңіз"),
        ),
        E::ValidityTooLong { months } => (
            format!("Срок визы {months} мес. вне пределов; возможно, он указан в днях"),
            format!("Визаның {months} айлық мерзімі шектен тыс; бәлкім, күнмен көрсетілген шығар"),
        ),
        E::NoPersons => (
            "Сбор считается на человека, а людей нет; добавьте хотя бы одного".to_owned(),
            "Алым адам басына есептеледі, ал адам жоқ; кемінде біреуін қосыңыз".to_owned(),
        ),
        E::TooManyPersons { max } => (
            format!("В одном заявлении не больше {max} человек; разделите его"),
            format!("Бір өтінімде {max} адамнан артық болмайды; оны бөліңіз"),
        ),
        E::ExpiryInPast { expires, on } => (
            format!("Виза закончилась {expires}, до {on}; продлить её уже нельзя"),
            format!("Виза {expires} күні, {on} күніне дейін аяқталған; оны ұзартуға енді болмайды"),
        ),
        E::OutsideCalendar { year, first, last } => (
            format!(
                "Рабочий календарь {year} года неизвестен (есть {first}–{last}), рабочие дни не сосчитать"
            ),
            format!("{year} жылдың жұмыс күнтізбесі белгісіз ({first}–{last} бар), жұмыс күндері саналмайды"),
        ),
        E::NoEdition { on, from } => (
            format!("На {on} редакция справочника неизвестна; первая действует с {from}"),
            format!(
                "{on} күніне анықтамалық редакциясы белгісіз; алғашқысы {from} күнінен бастап қолданылады"
            ),
        ),
        E::NoMci { on } => (format!("МРП на {on} неизвестен"), format!("{on} күнгі АЕК белгісіз")),
        E::NoVat { on } => {
            (format!("Ставка НДС на {on} неизвестна"), format!("{on} күнгі ҚҚС мөлшерлемесі белгісіз"))
        }
        E::TimeframeNotStated { service } => (
            format!("Справочник не называет срока услуги {service}"),
            format!("Анықтамалық {service} қызметінің мерзімін атамайды"),
        ),
        E::NoFilingWindow { service } => (
            format!("У услуги {service} нет окна подачи; оно есть только у продления"),
            format!("{service} қызметінде тапсыру терезесі жоқ; ол тек ұзартуда бар"),
        ),
        E::DateOutOfRange => ("Дата вне пределов".to_owned(), "Күн шектен тыс".to_owned()),
    };
    Text::new(sentence(&error.to_string()), format!("{ru}."), format!("{kk}."))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_refusal_is_said_in_each_language() {
        let said = text(&E::UnknownCategory("Z9".to_owned()));
        assert!(
            said.en.contains("Z9") && said.ru.contains("Категории") && said.kk.contains("санаты"),
            "{said:?}"
        );
        let misspelt = E::UnknownService { given: "visa".to_owned(), nearest: None };
        assert_eq!(text(&misspelt).ru, "Услуги «visa» нет.");
    }
}
