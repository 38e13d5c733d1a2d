//! How much one call may carry. Both sides hold these: the client refuses early, the server always.

/// A scan of a long contract at 300 dpi stays under 20 MB; the margin is for careless scanners.
pub const FILE_BYTES_MAX: usize = 25 * 1024 * 1024;

/// A submission is text: the largest one that the other limits allow is about 300 kB.
pub const SUBMISSION_BYTES_MAX: usize = 1024 * 1024;

/// Any other request is a form of a few fields.
pub const REQUEST_BYTES_MAX: usize = 64 * 1024;

/// The largest answer is a page of the feed with a note on every event.
pub const ANSWER_BYTES_MAX: usize = 1024 * 1024;

/// One application for a family or a project team; a larger group is several applications.
pub const PERSONS_MAX: usize = 50;

/// The longest checklist has about 20 papers for each person.
pub const DOCUMENTS_MAX: usize = 1000;

/// Events of one page of the feed.
pub const EVENTS_PER_PAGE_MAX: usize = 200;

/// Shorter passwords are refused at sign-up.
pub const PASSWORD_CHARS_MIN: usize = 10;

/// Longer ones would only make the server hash more.
pub const PASSWORD_CHARS_MAX: usize = 256;

/// A name, address line or code; the longest company names of the register are under 200.
pub const TEXT_CHARS_MAX: usize = 300;
