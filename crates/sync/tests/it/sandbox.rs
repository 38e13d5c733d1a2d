//! A portal of its own for each test, with a held clock, and an invented application for it.

use std::collections::HashMap;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use jiff::civil::date;
use portal::{Config, RunningPortal};
use portal_api::{
    Contact, ContentHash, Document, Entries, FrozenPacket, IdempotencyKey, NewApplication, OfferAcceptance,
    Person, PersonRole, PortalTime, Secret, Sex, SignUp, TravelDocument, VisaRequest, freeze,
};
use sync::{FileSource, FileUnavailable, PortalClient};
use tempfile::TempDir;
use uuid::Uuid;

/// 2 March 2026, 14:00 in Astana.
pub const START_MS: i64 = 1_772_442_000_000;

pub struct Sandbox {
    pub portal: RunningPortal,
    pub client: PortalClient,
    clock_ms: Arc<AtomicI64>,
    folder: TempDir,
}

impl Sandbox {
    pub async fn start() -> Self {
        let clock_ms = Arc::new(AtomicI64::new(START_MS));
        Self::start_in(tempfile::tempdir().unwrap(), clock_ms).await
    }

    async fn start_in(folder: TempDir, clock_ms: Arc<AtomicI64>) -> Self {
        let mut config = Config::new(folder.path(), "127.0.0.1:0".parse().unwrap());
        let clock = Arc::clone(&clock_ms);
        config.clock = Arc::new(move || at(clock.load(Ordering::SeqCst)));
        let portal = portal::serve(config).await.unwrap();
        Self { client: PortalClient::new(&portal.base_url()).unwrap(), portal, clock_ms, folder }
    }

    /// Stops the portal and starts it again on the same folder, at another address.
    pub async fn restart(self) -> Self {
        self.portal.shutdown().await.unwrap();
        Self::start_in(self.folder, self.clock_ms).await
    }

    pub fn advance_seconds(&self, seconds: i64) {
        self.clock_ms.fetch_add(seconds * 1000, Ordering::SeqCst);
    }

    pub async fn account(&self, name: &str) -> Secret {
        let session = self.client.sign_up(&sign_up(name)).await.unwrap();
        session.token
    }

    /// Freezes an application that this portal takes, once its files are there.
    pub async fn packet(&self, number: u128) -> FrozenPacket {
        freeze(&self.application().await, key(number)).unwrap()
    }

    pub async fn application(&self) -> NewApplication {
        let offer = self.client.public_offer().await.unwrap();
        application(OfferAcceptance {
            version: offer.version,
            sha256: offer.sha256,
            accepted_at: at(START_MS),
        })
    }
}

pub fn at(epoch_ms: i64) -> PortalTime {
    PortalTime::from_epoch_ms(epoch_ms).unwrap()
}

pub fn key(number: u128) -> IdempotencyKey {
    IdempotencyKey::new(Uuid::from_u128(number))
}

pub fn sign_up(name: &str) -> SignUp {
    SignUp {
        email: format!("{name}@example.test"),
        password: Secret::new("seven lamps on a hill"),
        display_name: name.to_owned(),
    }
}

pub const LETTER: &[u8] = b"%PDF-1.7 invented letter";
pub const PASSPORT: &[u8] = b"%PDF-1.7 invented passport";

pub fn application(public_offer_accepted: OfferAcceptance) -> NewApplication {
    NewApplication {
        service: "employment_invitation".to_owned(),
        quantity: 1,
        personal_manager: false,
        organisation_bin: "180140900114".to_owned(),
        contact: Contact {
            name: "Aigerim Sample".to_owned(),
            email: "hr@example.test".to_owned(),
            phone: "+7 700 000 00 00".to_owned(),
        },
        visa: Some(VisaRequest {
            category: "C3".to_owned(),
            entries: Entries::Multiple,
            validity_months: 24,
            from: date(2026, 4, 1),
            until: date(2028, 3, 31),
            collected_at: Some("Berlin, Germany".to_owned()),
        }),
        persons: vec![Person {
            key: "p1".to_owned(),
            role: PersonRole::Principal,
            principal_key: None,
            surname: "MUSTERMANN".to_owned(),
            given_names: "JONAS KARL".to_owned(),
            birth_date: date(1988, 2, 29),
            sex: Sex::Male,
            citizenship: "D".to_owned(),
            travel_document: TravelDocument {
                number: "C01X00T47".to_owned(),
                issued_on: Some(date(2021, 6, 1)),
                expires_on: date(2031, 5, 31),
            },
            position: Some("Chief actuary".to_owned()),
        }],
        documents: vec![
            document("invitation_letter", None, "01-letter.pdf", LETTER),
            document("passport_copy", Some("p1"), "02-passport.pdf", PASSPORT),
        ],
        public_offer_accepted,
    }
}

pub fn document(document_type: &str, person_key: Option<&str>, file_name: &str, bytes: &[u8]) -> Document {
    Document {
        document_type: document_type.to_owned(),
        person_key: person_key.map(str::to_owned),
        file_name: file_name.to_owned(),
        sha256: ContentHash::of(bytes),
        size_bytes: bytes.len() as u64,
        media_type: "application/pdf".to_owned(),
    }
}

/// Files in memory, under the hashes that they claim.
pub struct MemoryFiles(pub HashMap<ContentHash, Vec<u8>>);

impl MemoryFiles {
    pub fn of_application() -> Self {
        Self([LETTER, PASSPORT].into_iter().map(|bytes| (ContentHash::of(bytes), bytes.to_vec())).collect())
    }

    pub fn none() -> Self {
        Self(HashMap::new())
    }
}

impl FileSource for MemoryFiles {
    async fn read_file(&self, sha256: ContentHash) -> Result<Vec<u8>, FileUnavailable> {
        self.0.get(&sha256).cloned().ok_or_else(|| FileUnavailable::new("not in this test"))
    }
}
