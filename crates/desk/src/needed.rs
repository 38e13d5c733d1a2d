//! What keeps a record from going: an application that needs it, a packet on its way, whatever refers
//! to it since. The one place that says so, for a deletion, an undo and an import that is taken back.

use crate::edit;
use crate::error::{AppError, ErrorCode};
use crate::view::{RecordKind, Text};
use casework::{Application, ApplicationId, CompanyId, Kind, LinkRole, PersonId, RecordId as _, Submission};
use std::collections::BTreeSet;
use uuid::Uuid;
use vault::{OutboxState, Referring, Vault};

/// Refuses a deletion while an application needs the record, or while one is being sent.
pub(crate) async fn refuse_if_needed(vault: &Vault, kind: RecordKind, id: Uuid) -> Result<(), AppError> {
    let needed_by = match kind {
        RecordKind::Company => vault.linked::<Application>(CompanyId::from_uuid(id), LinkRole::Host).await?,
        RecordKind::Person => vault.linked::<Application>(PersonId::from_uuid(id), LinkRole::Person).await?,
        RecordKind::Application => {
            let waits = waiting(vault, ApplicationId::from_uuid(id)).await?;
            return if waits { Err(on_its_way()) } else { Ok(()) };
        }
        RecordKind::Paper | RecordKind::Consent => Vec::new(),
    };
    if needed_by.is_empty() {
        return Ok(());
    }
    let numbers: Vec<String> = needed_by.into_iter().map(|stored| stored.record.number).collect();
    Err(still_needed(&numbers.join(", ")))
}

/// Returns whether a packet of the application is in the outbox and not delivered yet.
async fn waiting(vault: &Vault, application: ApplicationId) -> Result<bool, AppError> {
    let submissions = vault.linked::<Submission>(application, LinkRole::Application).await?;
    let ids: BTreeSet<Uuid> = submissions.iter().map(|stored| stored.record.id.uuid()).collect();
    let rows = vault.outbox().await?;
    Ok(rows.iter().any(|row| {
        ids.contains(&row.id.0) && matches!(row.state, OutboxState::Queued | OutboxState::Sending)
    }))
}

/// Returns what would be left behind if a record went that a change brought: everything outside the
/// bin that refers to it and did not come along. The one rule for taking anything back, a single
/// change as well as an import.
pub(crate) async fn used_by(
    vault: &Vault,
    id: Uuid,
    along: &BTreeSet<Uuid>,
) -> Result<Vec<Referring>, AppError> {
    let referring = vault.referring(id).await?;
    Ok(referring.into_iter().filter(|other| !along.contains(&other.id)).collect())
}

/// Refuses to take a record back that is used since.
pub(crate) async fn refuse_if_used(vault: &Vault, id: Uuid, along: &BTreeSet<Uuid>) -> Result<(), AppError> {
    let users = used_by(vault, id, along).await?;
    let is_application = |user: &&Referring| user.kind == Kind::Application;
    let numbers: Vec<&str> = users.iter().filter(is_application).map(|user| user.title.as_str()).collect();
    match (users.is_empty(), numbers.is_empty()) {
        (true, _) => Ok(()),
        (false, true) => Err(edit::stale()),
        (false, false) => Err(still_needed(&numbers.join(", "))),
    }
}

fn still_needed(numbers: &str) -> AppError {
    AppError::with_text(
        ErrorCode::Invalid,
        "an application needs it",
        Text::new(
            format!(
                "An application still needs this: {numbers}. Take it out there or delete the application first."
            ),
            format!("Это ещё нужно заявке: {numbers}. Сначала уберите оттуда или удалите заявку."),
            format!(
                "Бұл өтінімге әлі керек: {numbers}. Алдымен сол жерден алып тастаңыз немесе өтінімді жойыңыз."
            ),
        ),
    )
}

fn on_its_way() -> AppError {
    AppError::with_text(
        ErrorCode::Frozen,
        "a packet is in the outbox",
        Text::new(
            "This application is on its way to the portal. Wait until it has arrived, then delete it.",
            "Заявка отправляется на портал. Дождитесь доставки, затем удалите её.",
            "Өтінім порталға жіберілуде. Жеткенін күтіп, содан кейін жойыңыз.",
        ),
    )
}
