//! Whole journeys through the built product: the window, the command line, the portal.
//!
//! They start the programs that a user starts and look only at what a user sees: the screen, the
//! files, the answers. Nothing of the product is linked in. Every journey has its own home folder
//! and its own display, so they can run beside each other and beside a person at work.
//!
//! The programs are named by `EXPAT_DESK_BIN` and `EXPAT_BIN`; `cargo xtask test` builds them and
//! sets both. With `EXPAT_TOUR_DIR` set, the journeys leave pictures and a list of their steps.

#![cfg(target_os = "linux")]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "tests fail by panicking")]

mod album;
mod browser;
mod cabinet;
mod calendar;
mod canary;
mod command_line;
mod expat;
mod harness;
mod home;
mod journal;
mod keeping;
mod page;
mod passport;
mod programs;
mod scan;
mod staff;
mod started;
mod tables;
mod tour;
mod waiting;
mod window;
