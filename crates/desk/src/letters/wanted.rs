//! What letters are made into: in which languages, in which formats, one job for each file.

use super::making::Job;
use super::prepare::{Choice, Desktop, told};
use super::press::Format;
use crate::view::{BatchRequest, Language, LanguagePair, LetterFailure, PrepareRequest, SavedLetters};
use paperwork::LetterKind;
use paperwork::record::Picture;

/// The language of a document, or the two in which it is printed side by side.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Tongue {
    pub language: Language,
    pub beside: Option<Language>,
}

impl Tongue {
    pub(crate) const fn one(language: Language) -> Self {
        Self { language, beside: None }
    }

    /// Returns how the name of a file says it: `kk` or `kk-ru`.
    fn code(self) -> String {
        self.beside.map_or_else(
            || self.language.code().to_owned(),
            |beside| format!("{}-{}", self.language.code(), beside.code()),
        )
    }
}

/// What letters are made into.
pub(super) struct Wanted<'r> {
    languages: &'r [Language],
    pairs: &'r [LanguagePair],
    docx: bool,
    xlsx: bool,
}

impl<'r> From<&'r PrepareRequest> for Wanted<'r> {
    fn from(request: &'r PrepareRequest) -> Self {
        let PrepareRequest { languages, pairs, docx, xlsx, .. } = request;
        Self { languages, pairs, docx: *docx, xlsx: *xlsx }
    }
}

impl<'r> From<&'r BatchRequest> for Wanted<'r> {
    fn from(request: &'r BatchRequest) -> Self {
        let BatchRequest { languages, pairs, docx, .. } = request;
        Self { languages, pairs, docx: *docx, xlsx: false }
    }
}

impl Wanted<'_> {
    /// Returns the languages of a letter. One that isn't printed in two columns comes in each of the
    /// two languages by itself.
    fn tongues(&self, kind: LetterKind) -> Vec<Tongue> {
        let mut tongues: Vec<Tongue> = self.languages.iter().copied().map(Tongue::one).collect();
        for pair in self.pairs {
            let (language, beside) = pair.languages();
            if kind.has_two_columns() {
                tongues.push(Tongue { language, beside: Some(beside) });
                continue;
            }
            for one in [language, beside].map(Tongue::one) {
                if !tongues.contains(&one) {
                    tongues.push(one);
                }
            }
        }
        tongues
    }

    /// Returns the formats of a letter.
    fn formats(&self, kind: LetterKind) -> Vec<Format> {
        let table = self.xlsx && kind == LetterKind::Invitation;
        let wanted = [(Format::Pdf, true), (Format::Docx, self.docx), (Format::Xlsx, table)];
        wanted.into_iter().filter(|(_, is_wanted)| *is_wanted).map(|(format, _)| format).collect()
    }

    /// Adds the files of a letter: what can't even be written down is a failure at once. `stem` is how
    /// the names of the files begin.
    pub(super) fn add(
        &self,
        desktop: &Desktop<'_>,
        choice: &Choice,
        (stem, person): (&str, Option<String>),
        photo: Option<&Picture>,
        (jobs, saved): (&mut Vec<Job>, &mut SavedLetters),
    ) {
        for tongue in self.tongues(choice.plan.kind) {
            for format in self.formats(choice.plan.kind) {
                let (title, person) = (desktop.title(choice), person.clone());
                let name = format!("{stem}-{}.{}", tongue.code(), format.ending());
                match desktop.letter_in(choice, tongue, choice.plan.copies, photo.cloned()) {
                    Ok(letter) => {
                        let (language, text) = (tongue.language, desktop.text(choice));
                        jobs.push(Job { name, title, person, language, letter, text, format });
                    }
                    Err(error) => saved.failures.push(LetterFailure {
                        letter: title,
                        person,
                        language: Some(tongue.language),
                        text: told(&error),
                    }),
                }
            }
        }
    }
}
