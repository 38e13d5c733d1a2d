//! Tables from and to XLSX and CSV: every cell is text, every size is bounded, and nothing that is
//! written can run as a formula.
//!
//! Pure: bytes in, bytes out. It knows no record, no rule, no disk and no clock. Invariant: a file
//! of a stranger is refused with a reason before it costs more memory than [`limit`] allows, and
//! what a cell says is neither rounded nor shortened nor guessed.

mod csv_reader;
pub mod date;
mod encoding;
mod error;
pub mod export;
mod formula;
pub mod limit;
mod package;
pub mod print;
mod table;
mod xlsx_reader;

pub use error::SheetError;
pub use export::{Column, ColumnKind, Delimiter, Export};
pub use print::PrintSheet;
pub use table::{Row, Source, Table, column_letters, is_error_value, read};
