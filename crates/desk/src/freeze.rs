//! Freezing: an approved application becomes a packet that can be sent and proven, never changed.
//!
//! The submission, the outbox row and the application's new state are one change: there is no
//! packet without its sending. The letters that we write are typeset now and kept as they were.

use crate::dossier::{Dossier, DossierPerson};
use crate::environment::stamp;
use crate::error::{AppError, ErrorCode};
use crate::letters::pictures::photo_for;
use crate::letters::plans;
use crate::letters::prepare::{Choice, Desktop};
use crate::overview::Overview;
use crate::scans::file_id;
use crate::session::Desk;
use crate::view::{ApplicationView, Language, OfferAcceptance};
use casework::{CompanyId, FamilyRelationKind, FileRef, Submission, SubmissionId, WorkState};
use casework::{RecordId, readiness::LineState};
use portal_api::{
    Contact, ContentHash, Document, Entries, IdempotencyKey, NewApplication, Person, PersonRole, PortalTime,
    Sex, TravelDocument, VisaRequest, freeze,
};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use vault::{Change, Expected, OutboxId, OutboxRow, Vault};

/// The languages of the letters in a packet: the authorities' two.
const PACKET_LANGUAGES: [Language; 2] = [Language::Kk, Language::Ru];
/// The kind of outbox row that carries a packet.
pub(crate) const SUBMISSION: &str = "submission";

/// What an outbox row holds: the frozen manifest, and where its files are.
#[derive(Serialize, Deserialize)]
pub(crate) struct Parcel {
    /// The submission, whose id is also the idempotency key.
    pub submission: SubmissionId,
    /// The manifest's canonical JSON.
    pub manifest: String,
    /// SHA-256 of the manifest.
    pub sha256: String,
    /// The vault's files by the SHA-256 of their content.
    pub files: BTreeMap<String, String>,
}

impl Parcel {
    /// Returns how many documents the packet holds; a file that answers two lines counts twice.
    pub(crate) fn documents(&self) -> Result<u32, AppError> {
        let manifest: NewApplication =
            serde_json::from_str(&self.manifest).map_err(|_| AppError::internal("manifest unreadable"))?;
        Ok(crate::companies::count(manifest.documents.len()))
    }
}

impl Desk {
    /// Freezes an approved application and puts its packet into the outbox. Works without a network.
    pub async fn application_submit(
        &self,
        id: String,
        offer: OfferAcceptance,
    ) -> Result<ApplicationView, AppError> {
        let vault = self.vault().await?;
        let dossier = Dossier::load(&vault, crate::companies::parse_id(&id)?).await?;
        match dossier.application.record.work {
            WorkState::Approved => {}
            WorkState::Sent => return Err(AppError::new(ErrorCode::Frozen, "already sent")),
            WorkState::Preparing | WorkState::Ready => {
                return Err(AppError::new(ErrorCode::NotReady, "not approved"));
            }
        }
        let overview = Overview::of(&dossier, self.today_date())?;
        if overview.blocks() > 0 {
            return Err(AppError::new(ErrorCode::NotReady, "blocking findings"));
        }
        let (documents, files) = self.packed(&vault, &overview).await?;
        let application = self.manifest(&dossier, documents, &offer)?;
        let key = self.environment.make_uuid();
        let packet = freeze(&application, IdempotencyKey::new(key))
            .map_err(|error| AppError::internal(error.to_string()))?;
        let submission = Submission {
            id: SubmissionId::from_uuid(key),
            application: dossier.application.record.id,
            packet_sha256: packet.sha256().to_string(),
            frozen_at: stamp(self.environment.now()),
            portal_number: None,
            received_at: None,
            status: None,
            payment_status: None,
            events: Vec::new(),
        };
        let parcel = Parcel {
            submission: submission.id,
            manifest: String::from_utf8(packet.manifest_json().to_vec())
                .map_err(|_| AppError::internal("manifest"))?,
            sha256: packet.sha256().to_string(),
            files,
        };
        let body = serde_json::to_value(&parcel).map_err(|_| AppError::internal("parcel unwritable"))?;
        let row = OutboxRow::new(OutboxId(key), SUBMISSION, body, self.environment.now());
        let mut sent = dossier.application.record.clone();
        sent.work = WorkState::Sent;
        let change = Change::new(self.author(), "submit")
            .put(&sent, Expected::Version(dossier.application.version))?
            .put(&submission, Expected::New)?
            .with(vault::Op::outbox(row));
        vault.write(change).await?;
        self.application_get(id).await
    }

    /// Returns the documents of the packet in the checklist's order, and their files.
    async fn packed(
        &self,
        vault: &Vault,
        overview: &Overview<'_>,
    ) -> Result<(Vec<Document>, BTreeMap<String, String>), AppError> {
        let mut packing = Packing::default();
        let (firm, templates) = self.firm_and_templates().await?;
        let desktop = Desktop::open(vault, overview, &firm, &templates, self.today_date()).await?;
        let plans = plans(overview, &firm);
        for line in &overview.lines {
            let person = line.requirement.person.as_deref();
            match &line.state {
                LineState::Attached { papers } => {
                    for paper in papers {
                        let file = overview.paper(*paper).and_then(|paper| paper.file.as_ref());
                        if let Some(file) = file {
                            packing.add(line.requirement.document.kind.as_str(), person, file)?;
                        }
                    }
                }
                LineState::WrittenByUs { .. } => {
                    let kind = line.requirement.document.kind.as_str();
                    for plan in plans.iter().filter(|plan| plan.answers(kind, person)) {
                        let choice = Choice { plan: *plan, template: plan.kind.id().to_owned() };
                        for language in PACKET_LANGUAGES {
                            let file = self.frozen_letter(vault, &desktop, &choice, language).await?;
                            packing.add(kind, person, &file)?;
                        }
                    }
                }
                _ => {}
            }
        }
        Ok((packing.documents, packing.files))
    }

    async fn frozen_letter(
        &self,
        vault: &Vault,
        desktop: &Desktop<'_>,
        choice: &Choice,
        language: Language,
    ) -> Result<FileRef, AppError> {
        let photo = photo_for(vault, desktop.overview.dossier, &choice.plan).await?;
        let letter = desktop.letter(choice, language, 1, photo)?;
        let pdf = self.press().await?.pdf(letter, desktop.text(choice)).await?;
        self.store_letter(vault, pdf).await
    }

    fn manifest(
        &self,
        dossier: &Dossier,
        documents: Vec<Document>,
        offer: &OfferAcceptance,
    ) -> Result<NewApplication, AppError> {
        let application = &dossier.application.record;
        let company = &dossier.company.record;
        let details = &application.details;
        let visa = match (details.entries, details.validity_months, details.from, details.until) {
            (Some(entries), Some(months), Some(from), Some(until)) => Some(VisaRequest {
                category: details.category.clone(),
                entries: match entries {
                    casework::Entries::Single => Entries::Single,
                    casework::Entries::Multiple => Entries::Multiple,
                },
                validity_months: u16::try_from(months).map_err(|_| missing("details.validity_months"))?,
                from,
                until,
                collected_at: crate::convert::filled(&format!(
                    "{} {}",
                    details.visa_city, details.visa_country
                )),
            }),
            _ => None,
        };
        let now = self.environment.now();
        let accepted_at = PortalTime::try_from(now).map_err(|_| AppError::internal("clock out of range"))?;
        Ok(NewApplication {
            service: application.service.clone(),
            quantity: u32::try_from(dossier.persons.len()).unwrap_or(u32::MAX),
            personal_manager: application.personal_manager,
            organisation_bin: company.bin.clone(),
            contact: Contact {
                name: company.head.name.any().to_owned(),
                email: company.email.clone(),
                phone: company.phone.clone(),
            },
            visa,
            persons: dossier.persons.iter().map(|one| person(one, company.id)).collect::<Result<_, _>>()?,
            documents,
            public_offer_accepted: portal_api::OfferAcceptance {
                version: offer.version.clone(),
                sha256: offer.sha256.parse().map_err(|_| missing("offer"))?,
                accepted_at,
            },
        })
    }
}

/// The documents of a packet as they are numbered.
#[derive(Default)]
struct Packing {
    documents: Vec<Document>,
    files: BTreeMap<String, String>,
}

impl Packing {
    fn add(&mut self, kind: &str, person: Option<&str>, file: &FileRef) -> Result<(), AppError> {
        let number = self.documents.len() + 1;
        let ending = match file.media_type.as_str() {
            "image/png" => "png",
            "image/jpeg" => "jpg",
            _ => "pdf",
        };
        let sha256: ContentHash = file.sha256.parse().map_err(|_| AppError::internal("malformed hash"))?;
        file_id(file)?;
        self.files.insert(file.sha256.clone(), file.file.clone());
        self.documents.push(Document {
            document_type: kind.to_owned(),
            person_key: person.map(str::to_owned),
            file_name: format!("{number:02}-{kind}.{ending}"),
            sha256,
            size_bytes: file.size_bytes,
            media_type: file.media_type.clone(),
        });
        Ok(())
    }
}

fn person(member: &DossierPerson, host: CompanyId) -> Result<Person, AppError> {
    let record = &member.folder.person.record;
    let passport = member.folder.travel_document.as_ref().ok_or_else(|| missing("travel_document"))?;
    let engagement = member.folder.engagement_at(host);
    Ok(Person {
        key: record.id.to_string(),
        role: match member
            .folder
            .relation
            .as_ref()
            .filter(|_| member.entry.principal.is_some())
            .map(|tie| tie.kind)
        {
            None => PersonRole::Principal,
            Some(FamilyRelationKind::Spouse) => PersonRole::Spouse,
            Some(FamilyRelationKind::Child) => PersonRole::Child,
            Some(FamilyRelationKind::Parent) => PersonRole::Parent,
        },
        principal_key: member.entry.principal.map(|id| id.to_string()),
        surname: record.surname_latin.clone(),
        given_names: record.given_names_latin.clone(),
        birth_date: record.birth_date.ok_or_else(|| missing("birth_date"))?,
        sex: match record.sex.ok_or_else(|| missing("sex"))? {
            casework::Sex::Male => Sex::Male,
            casework::Sex::Female => Sex::Female,
            casework::Sex::Unspecified => Sex::Unspecified,
        },
        citizenship: record.citizenships.first().cloned().ok_or_else(|| missing("citizenship"))?,
        travel_document: TravelDocument {
            number: passport.number.clone(),
            issued_on: passport.issued_on,
            expires_on: passport.expires_on.ok_or_else(|| missing("travel_document.expires_on"))?,
        },
        position: engagement
            .filter(|_| member.entry.principal.is_none())
            .and_then(|engagement| crate::convert::filled(engagement.position.any())),
    })
}

fn missing(field: &str) -> AppError {
    let mut reader = crate::convert::Reader::default();
    reader.required(field, "");
    match reader.finish() {
        Err(error) => error,
        Ok(()) => AppError::internal("nothing missing"),
    }
}
