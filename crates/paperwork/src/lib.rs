//! Letters and forms as PDF and .docx, batches and packets: typed records in, finished files out.
//!
//! | call | what comes of it |
//! |---|---|
//! | [`typeset`]`(&Letter)` | [`Document`]: PDF/UA-1 and PDF/A-2b |
//! | [`word`]`(&Letter)` | .docx from the same template |
//! | [`invitation_table`]`(&InvitationLetter)` | .xlsx, the table of a letter of invitation |
//! | [`batch::run`]`(letters, make, &cancel, deliver)` | many documents on all cores, in order, with progress |
//! | [`packet::assemble`]`(&PacketPlan)` | one PDF of cover, letters, scans, foreign PDFs |
//! | [`packet::print_file`]`(&[(title, pdf)])` | one PDF of finished documents, to print |
//! | [`guarded::GuardedTypesetter`] | a firm's own template, in a bounded process; `check` on save |
//! | [`preview`]`(pdf, page, scale)` | a page as PNG |
//! | [`guarded::GuardedPages`] | a page of a stranger's PDF as PNG, in a bounded process |
//! | [`words`] | amounts, durations in words |
//!
//! `record.sheet.draft_note` switches the line "draft, use the Expat Centre's template" per document.
//!
//! The records in [`record`] are this crate's contract: `desk` fills them from the vault, a template
//! under `templates/` lays them out, typst typesets them with the bundled fonts. The same record
//! gives the same bytes on every machine.
//!
//! Must not: read a file, the network or the clock; know the vault's rows; put a person's data into
//! an error. Invariant: text never disappears. A value that no bundled font can draw is an error
//! before anything is typeset, and an absent value prints a rule for the pen, never a guess.

pub mod batch;
mod computed;
mod docx;
mod error;
mod fonts;
pub mod guarded;
mod invitation_table;
mod letter;
pub mod packet;
mod picture;
mod preview;
pub mod record;
pub mod samples;
mod sentence;
mod template_error;
mod text_check;
mod typesetter;
pub mod words;
mod world;

pub use error::{Limit, PaperworkError};
pub use invitation_table::invitation_table;
pub use letter::{Letter, LetterKind};
pub use preview::{DrawnPage, draw, page_count, preview};
pub use typesetter::{Document, Typesetter, forget, typeset, word};
