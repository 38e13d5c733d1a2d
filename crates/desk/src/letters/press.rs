//! Where letters become files: our templates in this program, a firm's own in a bounded process.

use crate::error::AppError;
use crate::session::Desk;
use paperwork::guarded::{Cancel, GuardedTypesetter};
use paperwork::{Letter, LetterKind, PaperworkError, Typesetter, packet};
use tokio::task::spawn_blocking;

/// What a letter is made into.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Format {
    Pdf,
    Docx,
    /// The invitation's table; other letters have none.
    Xlsx,
}

impl Format {
    /// Returns the ending of a file's name.
    pub(crate) const fn ending(self) -> &'static str {
        match self {
            Self::Pdf => "pdf",
            Self::Docx => "docx",
            Self::Xlsx => "xlsx",
        }
    }
}

/// Makes files of letters, off the threads that answer the window.
#[derive(Debug, Clone)]
pub(crate) struct Press {
    /// None makes firms' templates in this program, too: for tests, whose program is no worker.
    guarded: Option<GuardedTypesetter>,
    cancel: Cancel,
}

impl Desk {
    pub(crate) async fn press(&self) -> Result<Press, AppError> {
        let cancel = self.session().await?.cancel.clone();
        let worker = self.config().worker.clone();
        let guarded = worker.map(|worker| GuardedTypesetter::new(worker).under(cancel.clone()));
        Ok(Press { guarded, cancel })
    }
}

impl Press {
    /// Returns whether the cabinet locks: no further letter is to be made.
    pub(crate) fn is_cancelled(&self) -> bool {
        self.cancel.is_cancelled()
    }

    /// Typesets a letter, with the firm's text where it has one.
    pub(crate) async fn pdf(&self, letter: Letter, text: Option<String>) -> Result<Vec<u8>, AppError> {
        self.make(letter, text, Format::Pdf).await
    }

    /// Makes a file of a letter.
    pub(crate) async fn make(
        &self,
        letter: Letter,
        text: Option<String>,
        format: Format,
    ) -> Result<Vec<u8>, AppError> {
        let press = self.clone();
        let made = spawn_blocking(move || press.make_now(&letter, text.as_deref(), format)).await;
        let made = made.map_err(|_| AppError::internal("typesetting was cut off"))?;
        Ok(made?)
    }

    fn make_now(
        &self,
        letter: &Letter,
        text: Option<&str>,
        format: Format,
    ) -> Result<Vec<u8>, PaperworkError> {
        match (format, text, &self.guarded) {
            (Format::Pdf, None, _) => Ok(paperwork::typeset(letter)?.pdf),
            (Format::Pdf, Some(text), Some(guarded)) => Ok(guarded.typeset(letter, text)?.pdf),
            (Format::Pdf, Some(text), None) => Ok(Typesetter::shared().typeset_with(letter, text)?.pdf),
            (Format::Docx, None, _) => paperwork::word(letter),
            (Format::Docx, Some(text), Some(guarded)) => guarded.word(letter, text),
            (Format::Docx, Some(text), None) => Typesetter::shared().word_with(letter, text),
            (Format::Xlsx, _, _) => match letter {
                Letter::Invitation(invitation) => paperwork::invitation_table(invitation),
                _ => Err(PaperworkError::Table),
            },
        }
    }

    /// Tries a text on every sample of a kind.
    pub(crate) async fn check(
        &self,
        kind: LetterKind,
        text: String,
    ) -> Result<Result<(), PaperworkError>, AppError> {
        let guarded = self.guarded.clone();
        let checked = spawn_blocking(move || match guarded {
            Some(guarded) => guarded.check(kind, &text),
            None => Typesetter::shared().check_template(kind, &text),
        });
        checked.await.map_err(|_| AppError::internal("checking was cut off"))
    }

    /// Puts a packet together.
    pub(crate) async fn packet(&self, plan: packet::PacketPlan) -> Result<packet::Packet, AppError> {
        let made = spawn_blocking(move || packet::assemble(&plan)).await;
        Ok(made.map_err(|_| AppError::internal("assembling was cut off"))??)
    }

    /// Joins finished files to one that is printed.
    pub(crate) async fn print_file(&self, files: Vec<(String, Vec<u8>)>) -> Result<Vec<u8>, AppError> {
        let made = spawn_blocking(move || {
            let files: Vec<(String, &[u8])> =
                files.iter().map(|(title, pdf)| (title.clone(), pdf.as_slice())).collect();
            packet::print_file(&files)
        });
        Ok(made.await.map_err(|_| AppError::internal("joining was cut off"))??)
    }
}
