//! Starts Expat Desk.
#![cfg_attr(not(debug_assertions), windows_subsystem = "windows")]

fn main() -> std::process::ExitCode {
    expat_desk_shell::run()
}
