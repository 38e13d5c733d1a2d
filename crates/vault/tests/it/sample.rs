//! Invented people and temporary cabinets.

use casework::{
    Company, CompanyId, Engagement, EngagementId, EngagementKind, Person, PersonId, RecordId as _,
};
use jiff::Timestamp;
use secrecy::SecretString;
use std::fs;
use std::path::Path;
use tempfile::TempDir;
use uuid::Uuid;
use vault::{Author, Cabinet, Change, KdfCost, RecoveryKey, Unlock, Vault};

pub const PASSPHRASE: &str = "seven quiet storks over Burabay";

pub fn noon() -> Timestamp {
    "2026-03-02T07:00:00Z".parse().unwrap()
}

pub fn author() -> Author {
    Author::new("tester", noon())
}

pub fn edit() -> Change {
    Change::new(author(), "edit")
}

pub fn passphrase() -> Unlock {
    Unlock::Passphrase(SecretString::from(PASSPHRASE))
}

/// A new cabinet in a folder that goes with the guard.
pub async fn cabinet() -> (TempDir, Cabinet, RecoveryKey) {
    let folder = tempfile::tempdir().unwrap();
    let (cabinet, recovery) = create_in(folder.path()).await;
    (folder, cabinet, recovery)
}

pub async fn create_in(folder: &Path) -> (Cabinet, RecoveryKey) {
    let passphrase = SecretString::from(PASSPHRASE);
    Cabinet::create(folder, passphrase, KdfCost::cheap_for_tests(), noon()).await.unwrap()
}

/// A new cabinet with one client, open.
pub async fn vault() -> (TempDir, Cabinet, Vault) {
    let (folder, cabinet, _) = cabinet().await;
    let client = cabinet.create_client("Steppe Partners", "teal", author()).await.unwrap();
    let vault = cabinet.open_client(client.id).await.unwrap();
    (folder, cabinet, vault)
}

/// Opens the only client of a closed cabinet.
pub async fn reopen(folder: &Path) -> (Cabinet, Vault) {
    let cabinet = Cabinet::open(folder, passphrase()).await.unwrap();
    let client = cabinet.clients().await.unwrap().remove(0);
    let vault = cabinet.open_client(client.id).await.unwrap();
    (cabinet, vault)
}

pub fn person(number: u128, surname: &str, given: &str) -> Person {
    let mut person = Person::new(PersonId::from_uuid(Uuid::from_u128(0x9000 + number)));
    person.surname_latin = surname.to_owned();
    person.given_names_latin = given.to_owned();
    person
}

pub fn company(number: u128, name: &str) -> Company {
    let mut company = Company::new(CompanyId::from_uuid(Uuid::from_u128(0x5000 + number)));
    company.name.en = name.to_owned();
    company
}

pub fn engagement(number: u128, person: PersonId, company: CompanyId) -> Engagement {
    Engagement {
        id: EngagementId::from_uuid(Uuid::from_u128(0x7000 + number)),
        person,
        company,
        kind: EngagementKind::Employee,
        position: casework::Wording::default(),
        department: String::new(),
        contract_number: String::new(),
        contract_date: None,
        from: None,
        until: None,
        controlled_function: false,
    }
}

/// A small generator with a fixed seed, so that a failing run can be repeated.
pub struct Dice(pub u64);

impl Dice {
    pub fn below(&mut self, bound: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0 % bound
    }
}

/// Copies a folder with everything in it, as it is at this moment.
pub fn copy_folder(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let target = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy_folder(&entry.path(), &target);
        } else {
            fs::copy(entry.path(), target).unwrap();
        }
    }
}
