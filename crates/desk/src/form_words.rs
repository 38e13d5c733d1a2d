//! In what form a document is handed in, as a short phrase.

use crate::view::Text;
use rulebook::{Form, FormAlternative, FormExtra};

/// Returns the phrase; an empty one where the guidebook doesn't say.
pub(crate) fn form(form: &Form) -> Text {
    let mut phrase = Phrase::default();
    for (index, alternative) in form.any_of.iter().enumerate() {
        phrase.push(alternative_words(*alternative), if index == 0 { ", " } else { " / " });
    }
    for extra in &form.with {
        phrase.push(extra_words(*extra), " + ");
    }
    if let Some(copies) = form.hard_copies {
        let words = [
            format!("{copies} hard copies"),
            format!("на бумаге, экземпляров: {copies}"),
            format!("қағаз түрінде {copies} дана"),
        ];
        phrase.push([words[0].as_str(), words[1].as_str(), words[2].as_str()], ", ");
    }
    Text::new(phrase.texts[0].as_str(), phrase.texts[1].as_str(), phrase.texts[2].as_str())
}

#[derive(Default)]
struct Phrase {
    texts: [String; 3],
}

impl Phrase {
    fn push(&mut self, words: [&str; 3], separator: &str) {
        for (text, word) in self.texts.iter_mut().zip(words) {
            if !text.is_empty() {
                text.push_str(separator);
            }
            text.push_str(word);
        }
    }
}

const fn alternative_words(alternative: FormAlternative) -> [&'static str; 3] {
    match alternative {
        FormAlternative::Original => ["original", "оригинал", "түпнұсқа"],
        FormAlternative::Copy => ["copy", "копия", "көшірме"],
        FormAlternative::Notarised => ["notarised", "нотариально заверенный", "нотариат куәландырған"],
        FormAlternative::NotarisedCopy => {
            ["notarised copy", "нотариально заверенная копия", "нотариат куәландырған көшірме"]
        }
        FormAlternative::Legalised => ["legalised", "легализованный", "заңдастырылған"],
        FormAlternative::LegalisedCopy => [
            "copy of the legalised document",
            "копия легализованного документа",
            "заңдастырылған құжаттың көшірмесі",
        ],
        FormAlternative::Apostilled => ["apostilled", "с апостилем", "апостиль қойылған"],
        FormAlternative::ApostilledCopy => [
            "copy of the apostilled document",
            "копия документа с апостилем",
            "апостиль қойылған құжаттың көшірмесі",
        ],
    }
}

const fn extra_words(extra: FormExtra) -> [&'static str; 3] {
    match extra {
        FormExtra::CertifiedTranslation => {
            ["certified translation", "заверенный перевод", "куәландырылған аударма"]
        }
        FormExtra::OriginalForVerification => {
            ["original for comparison", "оригинал для сверки", "салыстыру үшін түпнұсқа"]
        }
        FormExtra::IdentityDocumentCopy => {
            ["copy of the identity document", "копия удостоверения личности", "жеке куәліктің көшірмесі"]
        }
        FormExtra::Resume => ["résumé", "резюме", "түйіндеме"],
        FormExtra::Photo => ["photograph", "фотография", "фотосурет"],
    }
}
