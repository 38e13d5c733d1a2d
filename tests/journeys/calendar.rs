//! Days counted from today, so that the journeys stay right whenever they are played.

use std::process::Command;

/// Returns the day that is so many days away, as `YYYY-MM-DD`.
pub fn in_days(days: u32) -> String {
    let output = Command::new("date")
        .args(["--date", &format!("+{days} days"), "+%F"])
        .env("TZ", "UTC-5")
        .output()
        .expect("`date` of the system");
    let day = String::from_utf8(output.stdout).expect("a date");
    assert!(output.status.success(), "`date` counts days");
    day.trim().to_owned()
}
