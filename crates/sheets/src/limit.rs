//! What a table may measure. A table of people is small; whatever is larger is a mistake or an
//! attack, and both are better told than waited for.

/// Bytes of a file: ten times a list of 20,000 people.
pub const FILE_BYTES_MAX: usize = 16 * 1024 * 1024;

/// Bytes of all parts of a workbook once unpacked. A deflated stream of zeros grows a thousandfold,
/// so this is what stops a bomb; real lists unpack to a tenth of it.
pub const UNPACKED_BYTES_MAX: u64 = 64 * 1024 * 1024;

/// Parts of a workbook: each costs memory before it is read. Workbooks with a hundred sheets and
/// their drawings have fewer.
pub const PARTS_MAX: usize = 1_000;

/// Tags of all parts of a workbook together. Readers keep something for each tag of styles and
/// strings, so bytes alone don't bound memory; a full sheet of [`CELLS_MAX`] cells has fewer.
pub const TAGS_MAX: u64 = 6_000_000;

/// Tags of one part that is no worksheet and no list of strings: each style there becomes a record
/// of several hundred bytes. The most bloated workbooks that Excel still opens have 64,000 styles.
pub const STYLE_TAGS_MAX: u64 = 300_000;

/// Strings that a workbook may announce: readers reserve memory for the announced number.
pub const STRINGS_MAX: u64 = 1_000_000;

/// Rows: an import is one change of the store, and one change of people needs three operations a row.
pub const ROWS_MAX: u32 = 20_000;

/// Columns: the widest form of a person has forty.
pub const COLUMNS_MAX: u32 = 256;

/// Cells, empty ones left of a filled one counted too: each costs 24 bytes even when empty.
pub const CELLS_MAX: usize = 1_000_000;

/// Characters of a cell. Excel holds 32,767, but no field of a person or a company needs a page.
pub const CELL_CHARS_MAX: usize = 4_000;

/// Bytes of all cells together: one long string may stand in every cell of a workbook.
pub const TEXT_BYTES_MAX: usize = 32 * 1024 * 1024;
