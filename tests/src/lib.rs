//! End-to-end journeys of Expat Desk: see `journeys/main.rs`.
//!
//! The package has no code of its own. It exists so that these tests link neither the window's
//! libraries nor the typesetter: they know the product only by its programs.
