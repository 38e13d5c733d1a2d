//! Starts Expat Desk.
#![cfg_attr(not(debug_assertions), windows_subsystem = "windows")]

/// What is given back is wiped: after a lock no name and no key is left in memory.
#[global_allocator]
static ALLOCATOR: desk::WipingAllocator = desk::WIPING_ALLOCATOR;

fn main() -> std::process::ExitCode {
    match desk::serve_worker() {
        Some(code) => code,
        None => expat_desk_shell::run(),
    }
}
