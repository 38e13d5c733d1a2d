//! The worker of [`paperwork::guarded`] alone: what the tests start. The product's programs are their own workers.

use std::process::ExitCode;

fn main() -> ExitCode {
    paperwork::guarded::serve()
}
