//! A cabinet in a folder that a program copies to other machines, or that another machine serves:
//! said before one is made or opened there, and taken where the user insists.
//!
//! The choice holds for that folder and that reason alone. It is remembered in a small plain file
//! beside the cabinet, so that nobody is asked twice; another reason, or another folder that the
//! file was copied to, is asked about anew.

use crate::AppError;
use crate::config::DeskConfig;
use crate::error::ErrorCode;
use crate::files;
use crate::session::Desk;
use crate::view::{PlaceWarning, Text};
use serde::{Deserialize, Serialize};
use std::path::Path;
use vault::{Place, UnsafePlace};

/// The file that remembers the choice.
const INSISTED: &str = "place.json";

/// A folder that the user insisted on, and what was said against it.
#[derive(PartialEq, Eq, Serialize, Deserialize)]
struct Insisted {
    folder: String,
    against: String,
}

impl Insisted {
    fn on(folder: &Path, against: UnsafePlace) -> Self {
        let folder = std::path::absolute(folder).unwrap_or_else(|_| folder.to_owned());
        Self { folder: folder.to_string_lossy().into_owned(), against: against.to_string() }
    }
}

impl Desk {
    /// Takes the cabinet's folder as it is, from now on, although it may lie where it should not.
    pub async fn place_insist(&self) -> Result<(), AppError> {
        let folder = self.config().cabinet();
        let Some(against) = Place::from(&folder).objection() else { return Ok(()) };
        let json = serde_json::to_vec(&Insisted::on(&folder, against))
            .map_err(|_| AppError::internal("choice unwritable"))?;
        files::write(&self.config().home, INSISTED, &json).await.map(drop)
    }
}

/// Returns where the cabinet lies, for creating or opening it.
pub(crate) fn of(config: &DeskConfig) -> Place {
    let folder = config.cabinet();
    match objection(config) {
        Some(_) => Place::from(&folder),
        None => Place::insisted(folder),
    }
}

/// Returns what the user has to decide before a cabinet is made or opened; none where nothing is
/// wrong with the folder, or the user insists on it.
pub(crate) fn warning(config: &DeskConfig) -> Option<PlaceWarning> {
    let against = objection(config)?;
    Some(PlaceWarning { folder: config.home.to_string_lossy().into_owned(), text: reason(against) })
}

fn objection(config: &DeskConfig) -> Option<UnsafePlace> {
    let folder = config.cabinet();
    let against = Place::from(&folder).objection()?;
    let read = std::fs::read(config.home.join(INSISTED)).ok();
    // An unreadable file is as good as none: the question is asked again.
    let insisted = read.and_then(|bytes| serde_json::from_slice::<Insisted>(&bytes).ok());
    (insisted != Some(Insisted::on(&folder, against))).then_some(against)
}

/// Returns the error of a cabinet that is to be made or opened in such a folder.
pub(crate) fn refused(against: UnsafePlace) -> AppError {
    let reason = reason(against);
    let text = Text::new(
        format!(
            "{} Choose a folder on a disk of this machine alone, or insist on this one: “Use this folder anyway” in the window, --anyway in expat.",
            reason.en
        ),
        format!(
            "{} Выберите папку на диске этого компьютера, которая никуда не копируется, или настойте на этой: «Всё равно использовать эту папку» в окне, --anyway в expat.",
            reason.ru
        ),
        format!(
            "{} Осы компьютердің дискісіндегі, ешқайда көшірілмейтін қалтаны таңдаңыз немесе осыны талап етіңіз: терезеде «Бәрібір осы қалтаны пайдалану», expat ішінде --anyway.",
            reason.kk
        ),
    );
    AppError::with_text(ErrorCode::UnsafePlace, against.to_string(), text)
}

/// Returns why a folder is no place for a cabinet.
fn reason(against: UnsafePlace) -> Text {
    match against {
        UnsafePlace::Synced(program) => Text::new(
            format!(
                "This folder is copied to other machines ({program}). Copies of different moments can damage the cabinet, and what was saved may be lost."
            ),
            format!(
                "Эта папка копируется на другие компьютеры ({program}). Копии разных моментов могут повредить картотеку, и сохранённое пропадёт."
            ),
            format!(
                "Бұл қалта басқа компьютерлерге көшіріледі ({program}). Әр сәттің көшірмелері картотеканы бүлдіруі мүмкін, сонда сақталған деректер жоғалады."
            ),
        ),
        UnsafePlace::Shared(share) => Text::new(
            format!(
                "This folder lies on another machine ({share}). When the connection breaks, what was saved may be lost."
            ),
            format!(
                "Эта папка находится на другом компьютере ({share}). При обрыве связи сохранённое может пропасть."
            ),
            format!(
                "Бұл қалта басқа компьютерде орналасқан ({share}). Байланыс үзілсе, сақталған деректер жоғалуы мүмкін."
            ),
        ),
    }
}
