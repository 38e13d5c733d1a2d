//! Letters and forms as PDF: a typed record goes in, a typeset document comes out.
//!
//! The records in [`record`] are this crate's contract: `desk` fills them from the vault, a template
//! under `templates/` lays them out, typst typesets them with the bundled fonts. The same record
//! gives the same bytes on every machine.
//!
//! Must not: read a file, the network or the clock; know the vault's rows; put a person's data into
//! an error. Invariant: text never disappears. A value that no bundled font can draw is an error
//! before anything is typeset, and an absent value prints a rule for the pen, never a guess.

mod computed;
mod error;
mod fonts;
mod letter;
mod picture;
mod preview;
pub mod record;
pub mod samples;
mod template_error;
mod text_check;
mod typesetter;
pub mod words;
mod world;

pub use error::PaperworkError;
pub use letter::{Letter, LetterKind};
pub use preview::{page_count, preview};
pub use typesetter::{Document, Typesetter, typeset};
