//! Sending and what comes back; then a look around the desk.

use super::PORTAL_PASSWORD;
use crate::expat::PASSPHRASE;
use crate::home::Home;
use crate::page::Page;
use crate::staff::Staff;
use crate::started::Portal;
use crate::window;

const EMAIL: &str = "clerk@saltanat.example";

pub async fn submit(page: &mut Page) {
    page.press("tab-send").await;
    page.see("send-sandbox").await;
    page.press("portal-swap").await;
    page.fill("portal-name", "Clerk of the practice").await;
    page.fill("portal-email", EMAIL).await;
    page.fill("portal-password", PORTAL_PASSWORD).await;
    page.picture("An account at the portal").await;
    page.press("portal-enter").await;
    page.see("offer-text").await;
    page.press("offer-accept").await;
    page.picture("The public offer").await;
    page.press("send-submit").await;
    page.mark_until("submission-state", "data-value", &["delivered"]).await;
    page.mark_until("submission-portal-status", "data-value", &["NEW"]).await;
    page.picture("Submitted, with proof").await;
}

pub async fn decide_at_the_portal(page: &mut Page, home: &Home, portal: &Portal) {
    let number = page.see("submission-number").await.text().await.expect("the portal's number");
    let hash = page.see("submission-hash").await.text().await.expect("the packet's hash");
    let staff = Staff::enter(home, portal).await;
    assert_eq!(staff.list().await, [number.as_str()], "submitted exactly once");
    assert_eq!(staff.open(&number).await, hash, "the portal holds the packet that the window proves");
    page.keep("The portal's staff page", &staff.picture().await);
    staff.approve().await;
    page.keep("Approved by an employee", &staff.picture().await);
    staff.leave().await;
    page.press("send-sync").await;
    page.mark_until("submission-portal-status", "data-value", &["Awaiting for Payment"]).await;
    page.picture("The portal's answer on the timeline").await;
    page.press("rail-outbox").await;
    page.see("outbox-state").await;
    page.picture("The outbox").await;
}

/// The same desk in Russian, in Kazakh and in the dark, by the keyboard alone.
pub async fn look_around(page: &mut Page) {
    page.press("rail-today").await;
    page.see("stages").await;
    page.picture("Today").await;
    for (language, title) in [("ru", "Today in Russian"), ("kk", "Today in Kazakh")] {
        run_command(page, &format!("language-{language}")).await;
        page.see(&format!("[data-theme][lang=\"{language}\"]")).await;
        page.picture(title).await;
    }
    run_command(page, "theme-dark").await;
    page.see("[data-theme=\"dark\"]").await;
    page.press("rail-applications").await;
    page.see("applications-row").await;
    page.picture("Applications in Kazakh, dark").await;
    run_command(page, "language-en").await;
    run_command(page, "theme-light").await;
    open_palette(page).await;
    page.fill("palette-input", "эшдаун").await;
    page.see("[data-testid^=\"palette-person-\"]").await;
    page.picture("Found by a name in Cyrillic").await;
    page.press_keys("\u{e00c}").await;
    page.see_no_more("palette").await;
}

async fn run_command(page: &Page, command: &str) {
    open_palette(page).await;
    page.press(&format!("palette-{command}")).await;
    page.see_no_more("palette").await;
}

/// Control and K.
async fn open_palette(page: &Page) {
    page.press_keys("\u{e009}k").await;
    page.see("palette").await;
}

pub async fn lock_and_unlock(page: &mut Page) {
    page.press("rail-lock").await;
    page.see("unlock-passphrase").await;
    page.picture("Locked").await;
    window::unlock(page, PASSPHRASE).await;
    page.see("main").await;
    page.press("rail-people").await;
    page.see("people-row").await;
    page.picture("Open again, nothing lost").await;
    page.press("rail-lock").await;
    page.see("unlock-passphrase").await;
}
