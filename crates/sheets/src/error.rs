//! Why a table can't be read or written. Says places and limits, never what a cell holds.

/// What is wrong with a file.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum SheetError {
    /// There is nothing in it.
    #[error("the file holds no cell")]
    Empty,
    /// The file itself is too large.
    #[error("the file has more than {limit_bytes} bytes")]
    FileTooLarge {
        /// The limit.
        limit_bytes: usize,
    },
    /// A workbook with a password.
    #[error("the workbook is protected with a password")]
    Encrypted,
    /// A workbook of Excel 97 to 2003.
    #[error("the workbook has the old .xls format")]
    LegacyWorkbook,
    /// Neither a workbook nor text.
    #[error("the file is neither a workbook nor a text table")]
    OtherFormat,
    /// A workbook that can't be read.
    #[error("the workbook is damaged")]
    Damaged,
    /// The parts of the workbook unpack to more than is sensible.
    #[error("the workbook unpacks to more than {limit_bytes} bytes")]
    UnpackedTooLarge {
        /// The limit.
        limit_bytes: u64,
    },
    /// The workbook has too many parts, styles or strings.
    #[error("the workbook has more than {limit} {what}")]
    TooMany {
        /// Of what.
        what: &'static str,
        /// The limit.
        limit: u64,
    },
    /// A cell stands outside of what a table may measure.
    #[error("cell {cell} lies outside of {rows} rows and {columns} columns")]
    FarCell {
        /// Its place, for instance `XFD1048576`.
        cell: String,
        /// Rows at most.
        rows: u32,
        /// Columns at most.
        columns: u32,
    },
    /// More cells than a table may have.
    #[error("the table has more than {limit} cells")]
    TooManyCells {
        /// The limit.
        limit: usize,
    },
    /// A cell holds too long a text.
    #[error("cell {cell} has more than {limit_chars} characters")]
    CellTooLong {
        /// Its place.
        cell: String,
        /// The limit.
        limit_chars: usize,
    },
    /// A quotation mark opens a cell of a text table and is never closed.
    #[error("the quotation mark of cell {cell} is never closed")]
    OpenQuote {
        /// Its place.
        cell: String,
    },
    /// All cells together hold too much text.
    #[error("the cells hold more than {limit_bytes} bytes of text")]
    TooMuchText {
        /// The limit.
        limit_bytes: usize,
    },
    /// There is no sheet of this name.
    #[error("the workbook has no such sheet")]
    UnknownSheet,
    /// What was to be written doesn't fit into the format.
    #[error("the table does not fit into a workbook")]
    Unwritable,
}
