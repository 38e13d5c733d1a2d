//! The main job in the real window, from an empty machine to a submission with proof. It is the
//! guided tour as well: with `EXPAT_TOUR_DIR` set it leaves a picture of every step.

mod papers;
mod records;
mod sending;

use crate::album::Album;
use crate::canary::{self, Canaries};
use crate::expat::PASSPHRASE;
use crate::home::Home;
use crate::page::Page;
use crate::started::Portal;
use crate::window;

const CLIENT: &str = "Saltanat Practice";
const PORTAL_PASSWORD: &str = "three-herons-9-Over-Ishim";

/// What must not be left in the clear anywhere: names in three scripts, numbers, secrets.
const CANARIES: [&str; 11] = [
    CLIENT,
    "ASHDOWNE",
    "MARGUERITE",
    "PEREGRINE",
    "ЭШДАУН",
    "МАРГЕРИТ",
    "K40711905",
    "K40711906",
    "Reinsurance Actuary",
    PASSPHRASE,
    PORTAL_PASSWORD,
];

#[tokio::test]
async fn one_employee_and_spouse_from_an_empty_machine_to_a_submission_with_proof() {
    let home = Home::new();
    let portal = Portal::start(&home).await;
    window::play(&home, Some(&portal), Album::open("tour"), async |page| {
        create_cabinet(page).await;
        records::add_company(page).await;
        records::add_employee(page).await;
        records::add_spouse(page).await;
        records::start_application(page).await;
        records::fill_details(page).await;
        papers::look_at_findings(page).await;
        papers::fix_records(page).await;
        papers::make_letters(page, &home).await;
        papers::attach_papers(page, &home).await;
        papers::approve(page).await;
        sending::submit(page).await;
        sending::decide_at_the_portal(page, &home, &portal).await;
        sending::look_around(page).await;
        sending::lock_and_unlock(page).await;
    })
    .await;
    drop(portal);
    let leaks = Canaries::new(&CANARIES).search(home.path(), &home.meant_to_be_readable());
    canary::assert_none(&leaks);
    canary::assert_none(&canary::plain_databases(&home.desk()));
}

async fn create_cabinet(page: &mut Page) {
    page.fill("welcome-name", CLIENT).await;
    page.fill("welcome-passphrase", PASSPHRASE).await;
    page.fill("welcome-repeat", PASSPHRASE).await;
    page.see("[data-testid=\"welcome-strength\"][data-acceptable=\"true\"]").await;
    page.picture("A new cabinet").await;
    page.press("welcome-create").await;
    page.see("recovery-groups").await;
    page.picture("The recovery key, to be written down").await;
    let groups = page.read_all("[data-testid^=\"recovery-group-\"]").await;
    page.press("recovery-next").await;
    page.see("recovery-confirm").await;
    for index in page.marks("[data-testid^=\"recovery-confirm-\"]", "data-group").await {
        let group = groups.get(index.parse::<usize>().expect("a number")).expect("a group of the key");
        page.fill(&format!("recovery-confirm-{index}"), group).await;
    }
    page.picture("Two groups typed back").await;
    page.press("recovery-confirm").await;
    page.see("today").await;
    page.picture("An empty desk").await;
}
