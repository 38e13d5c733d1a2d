//! Delivery: working through the outbox, and taking the portal's news.
//!
//! Every step of a row is stored before the next one is taken, so a crash anywhere repeats a step
//! under the same key instead of losing or doubling it. A refused packet gives its application back
//! for correction.

use crate::account::{self, Account};
use crate::error::AppError;
use crate::freeze::Parcel;
use crate::outbox::{item_of, stepped, store_row, waiting_rows};
use crate::session::Desk;
use crate::view::{SyncReport, Text};
use casework::{Application, PortalEvent, Submission, WorkState};
use jiff::Timestamp;
use portal_api::{
    ContentHash, FrozenPacket, IdempotencyKey, PortalTime, Secret, StatusEvent, SubmissionReceipt,
};
use std::collections::BTreeMap;
use std::time::Duration;
use sync::{
    DeliveryError, FileSource, FileUnavailable, Jitter, Operation, OutboxState, Outcome, PortalClient,
    SyncError, deliver, plan,
};
use vault::{Author, Change, Expected, FileId, ListQuery, OutboxRow, Vault};

/// How long the portal is left alone between two questions for news.
const NEWS_EVERY: Duration = Duration::from_secs(10);

/// When the portal was heard last, and whether asking is due.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Contact {
    /// The last time it answered.
    pub heard_at: Option<Timestamp>,
    /// The last time it was asked.
    asked_at: Option<Timestamp>,
}

impl Desk {
    /// Delivers what waits, whenever its next attempt was planned, and asks for news.
    pub async fn sync_now(&self) -> Result<SyncReport, AppError> {
        let vault = self.vault().await?;
        for row in waiting_rows(&vault).await? {
            if let Some(item) = item_of(&row)?.requeue(self.portal_now()?) {
                store_row(&vault, stepped(&row, &item, None), self.author()).await?;
            }
        }
        self.sync_once().await
    }

    /// Delivers what is due and asks for news if that is due; returns whether anything changed.
    pub async fn sync_due(&self) -> bool {
        let now = self.environment.now();
        {
            let mut contact = self.contact.lock().await;
            let due = contact.asked_at.is_none_or(|at| now.duration_since(at).unsigned_abs() >= NEWS_EVERY);
            if !due || self.session().await.is_err() {
                return false;
            }
            contact.asked_at = Some(now);
        }
        match self.sync_once().await {
            Ok(report) => report.delivered > 0 || report.events > 0,
            Err(error) => {
                tracing::warn!(code = ?error.code, "sync failed");
                false
            }
        }
    }

    async fn sync_once(&self) -> Result<SyncReport, AppError> {
        let _one_at_a_time = self.delivering.lock().await;
        let mut report = SyncReport { delivered: 0, events: 0, problem: None };
        let Some((vault, account)) = self.connected().await? else { return Ok(report) };
        let Some(token) = account.token.clone() else {
            report.problem = Some(AppError::from(SyncError::SignInNeeded).text);
            return Ok(report);
        };
        let client = self.portal_client().await?;
        report.delivered = self.deliver_due(&vault, &client, &token, &mut report.problem).await?;
        match self.take_news(&vault, &client, &token, account.cursor).await {
            Ok(events) => {
                report.events = events;
                self.contact.lock().await.heard_at = Some(self.environment.now());
            }
            Err(Failure::Portal(error)) => {
                if matches!(error, SyncError::SignInNeeded) {
                    self.forget_token().await?;
                }
                report.problem.get_or_insert(AppError::from(error).text);
            }
            Err(Failure::Ours(error)) => return Err(error),
        }
        Ok(report)
    }

    async fn connected(&self) -> Result<Option<(Vault, Account)>, AppError> {
        let open = self.session().await?;
        let account = account::load(&open.cabinet, open.client).await?;
        Ok(account.map(|account| (open.vault.clone(), account)))
    }

    async fn forget_token(&self) -> Result<(), AppError> {
        let open = self.session().await?;
        if let Some(account) = account::load(&open.cabinet, open.client).await? {
            account::store(&open.cabinet, open.client, &Account { token: None, ..account }, self.author())
                .await?;
        }
        Ok(())
    }

    async fn deliver_due(
        &self,
        vault: &Vault,
        client: &PortalClient,
        token: &Secret,
        problem: &mut Option<Text>,
    ) -> Result<u32, AppError> {
        let mut delivered = 0;
        let rows = waiting_rows(vault).await?;
        let items = rows.iter().map(item_of).collect::<Result<Vec<_>, _>>()?;
        for operation in plan(&items, self.portal_now()?) {
            let Operation::Send { id } = operation else { continue };
            let Some(row) = rows.iter().find(|row| row.id.to_string() == id) else { continue };
            match self.deliver_row(vault, client, token, row).await? {
                None => delivered += 1,
                Some(text) => *problem = Some(text),
            }
        }
        Ok(delivered)
    }

    /// Delivers one row; returns what went wrong, if anything.
    async fn deliver_row(
        &self,
        vault: &Vault,
        client: &PortalClient,
        token: &Secret,
        row: &OutboxRow,
    ) -> Result<Option<Text>, AppError> {
        let Some(sending) = item_of(row)?.begin() else { return Ok(None) };
        store_row(vault, stepped(row, &sending, None), self.author()).await?;
        let parcel: Parcel =
            serde_json::from_value(row.body.clone()).map_err(|_| AppError::internal("parcel unreadable"))?;
        let result = send(vault, client, token, row, &parcel).await;
        let outcome = Outcome::of(&result);
        let random = self.environment.make_uuid().into_bytes();
        let jitter = Jitter::from_random(u16::from_be_bytes([random[14], random[15]]));
        let Some(settled) = sending.settle(outcome, self.portal_now()?, jitter) else { return Ok(None) };
        let text = result.as_ref().err().map(problem_text);
        let mut change = Change::new(self.author(), "deliver");
        change = change.with(vault::Op::outbox(stepped(row, &settled, text.as_ref())));
        let stored = vault.require::<Submission>(parcel.submission).await?;
        match &result {
            Ok(receipt) => {
                let submission = received(stored.record, receipt);
                change = change.put(&submission, Expected::Version(stored.version))?;
            }
            Err(_) if settled.state == OutboxState::Refused => {
                let application = vault.require::<Application>(stored.record.application).await?;
                let reopened = Application { work: WorkState::Preparing, ..application.record };
                change = change.put(&reopened, Expected::Version(application.version))?;
            }
            Err(_) => {}
        }
        vault.write(change).await?;
        if matches!(outcome, Outcome::SignInNeeded) {
            self.forget_token().await?;
        }
        Ok(text)
    }

    /// Takes the portal's news and returns how many there were.
    async fn take_news(
        &self,
        vault: &Vault,
        client: &PortalClient,
        token: &Secret,
        cursor: i64,
    ) -> Result<u32, Failure> {
        let (mut after, mut taken) = (cursor, 0);
        loop {
            let feed = client.events(token, after).await?;
            if feed.events.is_empty() {
                return Ok(taken);
            }
            taken += self.store_news(vault, &feed.events).await?;
            after = feed.next;
            let open = self.session().await?;
            if let Some(account) = account::load(&open.cabinet, open.client).await? {
                let moved = Account { cursor: after, ..account };
                account::store(&open.cabinet, open.client, &moved, self.author()).await?;
            }
        }
    }

    async fn store_news(&self, vault: &Vault, events: &[StatusEvent]) -> Result<u32, AppError> {
        let mut by_number: BTreeMap<String, Vec<&StatusEvent>> = BTreeMap::new();
        for event in events {
            by_number.entry(event.portal_number.clone()).or_default().push(event);
        }
        let mut taken = 0;
        let mut change = Change::new(Author::new("portal", self.environment.now()), "status");
        for stored in vault.list::<Submission>(ListQuery { limit: u32::MAX, ..ListQuery::default() }).await? {
            let news = stored.record.portal_number.as_ref().and_then(|number| by_number.get(number));
            let Some(news) = news else { continue };
            let mut submission = stored.record;
            let before = submission.events.len();
            for event in news {
                take(&mut submission, event);
            }
            if submission.events.len() > before {
                taken += crate::companies::count(submission.events.len() - before);
                change = change.put(&submission, Expected::Version(stored.version))?;
            }
        }
        if taken > 0 {
            vault.write(change).await?;
        }
        Ok(taken)
    }

    fn portal_now(&self) -> Result<PortalTime, AppError> {
        PortalTime::try_from(self.environment.now()).map_err(|_| AppError::internal("clock out of range"))
    }
}

/// Why news could not be taken.
enum Failure {
    Portal(SyncError),
    Ours(AppError),
}

impl From<SyncError> for Failure {
    fn from(error: SyncError) -> Self {
        Self::Portal(error)
    }
}

impl From<AppError> for Failure {
    fn from(error: AppError) -> Self {
        Self::Ours(error)
    }
}

/// The files of a packet, read from the vault.
struct VaultFiles<'a> {
    vault: &'a Vault,
    files: &'a BTreeMap<String, String>,
}

impl FileSource for VaultFiles<'_> {
    async fn read_file(&self, sha256: ContentHash) -> Result<Vec<u8>, FileUnavailable> {
        let name =
            self.files.get(&sha256.to_string()).ok_or_else(|| FileUnavailable::new("not in the packet"))?;
        let id: FileId = name.parse().map_err(|_| FileUnavailable::new("malformed id"))?;
        let content = self.vault.read_file(id).await.map_err(FileUnavailable::new)?;
        Ok(content.to_vec())
    }
}

async fn send(
    vault: &Vault,
    client: &PortalClient,
    token: &Secret,
    row: &OutboxRow,
    parcel: &Parcel,
) -> Result<SubmissionReceipt, DeliveryError> {
    let packet = FrozenPacket::restore(
        IdempotencyKey::new(row.id.0),
        parcel.manifest.clone().into_bytes(),
        parcel.sha256.parse().unwrap_or_else(|_| ContentHash::from_bytes([0; 32])),
    )?;
    deliver(client, token, &packet, &VaultFiles { vault, files: &parcel.files }).await
}

fn received(submission: Submission, receipt: &SubmissionReceipt) -> Submission {
    Submission {
        portal_number: Some(receipt.portal_number.clone()),
        received_at: Some(receipt.received_at.to_string()),
        status: submission.status.or_else(|| Some(receipt.status.as_str().to_owned())),
        ..submission
    }
}

fn take(submission: &mut Submission, event: &StatusEvent) {
    let Ok(sequence) = u64::try_from(event.sequence) else { return };
    if submission.events.iter().any(|known| known.sequence == sequence) {
        return;
    }
    let payment_status = event.payment_status.as_ref().map(|status| status.as_str().to_owned());
    submission.status = Some(event.status.as_str().to_owned());
    submission.payment_status = payment_status.clone().or(submission.payment_status.take());
    submission.events.push(PortalEvent {
        sequence,
        at: event.at.to_string(),
        status: event.status.as_str().to_owned(),
        payment_status,
        note: event.note.clone().unwrap_or_default(),
    });
}

/// Returns what the user is told about a failed delivery.
fn problem_text(error: &DeliveryError) -> Text {
    match error {
        DeliveryError::Portal(SyncError::Refused { problem }) => {
            let fields: Vec<String> =
                problem.fields.iter().map(|field| format!("{}: {}", field.field, field.message)).collect();
            let said = if fields.is_empty() { problem.message.clone() } else { fields.join("; ") };
            Text::new(
                format!(
                    "The portal refused the packet: {said}. The application is open for correction again."
                ),
                format!("Портал отклонил пакет: {said}. Заявка снова открыта для исправления."),
                format!("Портал пакетті қабылдамады: {said}. Өтінім түзету үшін қайта ашылды."),
            )
        }
        DeliveryError::Portal(SyncError::SignInNeeded) => AppError::from(SyncError::SignInNeeded).text,
        DeliveryError::Portal(SyncError::BadAnswer(_)) => {
            AppError::new(crate::ErrorCode::PortalAnswer, "").text
        }
        DeliveryError::Portal(_) => AppError::new(crate::ErrorCode::PortalUnreachable, "").text,
        DeliveryError::Packet(_) | DeliveryError::FileMissing { .. } | DeliveryError::FileChanged { .. } => {
            AppError::new(crate::ErrorCode::StoreDamaged, "").text
        }
    }
}
