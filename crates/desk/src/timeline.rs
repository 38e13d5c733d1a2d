//! What happened on an application, from our journal and from the portal's answers, as one list.

use crate::dossier::Dossier;
use crate::environment::stamp;
use crate::error::AppError;
use crate::history;
use crate::view::{Text, TimelineKind, TimelineRow};
use casework::PortalEvent;
use portal_api::{PaymentStatus, PortalStatus};
use vault::Vault;

/// Entries of the timeline that a screen shows.
const TIMELINE_MAX: usize = 100;

/// Returns what happened on an application, newest first.
pub(crate) async fn timeline(vault: &Vault, dossier: &Dossier) -> Result<Vec<TimelineRow>, AppError> {
    let mut rows = Vec::new();
    for entry in vault.history(dossier.application.record.id).await? {
        let text = match entry.reason.as_str() {
            "approve" => Text::new("Approved for submission", "Одобрено к отправке", "Жіберуге мақұлданды"),
            "submit" => Text::new(
                "Packet frozen and queued",
                "Пакет зафиксирован и поставлен в очередь",
                "Пакет бекітіліп, кезекке қойылды",
            ),
            "deliver" => Text::new(
                "Open for correction again",
                "Снова открыто для исправления",
                "Түзету үшін қайта ашылды",
            ),
            _ => history::sentence(&entry),
        };
        rows.push(TimelineRow { at: stamp(entry.at), actor: entry.actor, text, kind: TimelineKind::Journal });
    }
    if let Some(stored) = &dossier.submission {
        let submission = &stored.record;
        if let (Some(at), Some(number)) = (&submission.received_at, &submission.portal_number) {
            rows.push(TimelineRow {
                at: at.clone(),
                actor: "portal".to_owned(),
                text: Text::new(
                    format!("Received by the portal as {number}"),
                    format!("Принято порталом под номером {number}"),
                    format!("Портал {number} нөмірімен қабылдады"),
                ),
                kind: TimelineKind::Portal,
            });
        }
        for event in &submission.events {
            rows.push(TimelineRow {
                at: event.at.clone(),
                actor: "portal".to_owned(),
                text: answer(event),
                kind: TimelineKind::Portal,
            });
        }
    }
    // All times are written with the same offset, so their texts sort as the times do.
    rows.sort_by(|a, b| b.at.cmp(&a.at));
    rows.truncate(TIMELINE_MAX);
    Ok(rows)
}

/// Returns the portal's status in the user's words; one that this program doesn't know, in the portal's own.
fn status_words(status: &str) -> Text {
    match PortalStatus::from(status) {
        PortalStatus::New => Text::new("New", "Новая", "Жаңа"),
        PortalStatus::AwaitingForPayment => Text::new("Awaiting payment", "Ждёт оплаты", "Төлемді күтуде"),
        PortalStatus::AwaitingToReceiveDocuments => {
            Text::new("Awaiting the documents", "Ждёт документов", "Құжаттарды күтуде")
        }
        PortalStatus::Returned => Text::new("Returned", "Возвращена", "Қайтарылды"),
        PortalStatus::Unknown(_) => Text::same(status),
    }
}

/// Returns the payment's status in the user's words.
fn payment_words(status: &str) -> Text {
    match PaymentStatus::from(status) {
        PaymentStatus::Pending => {
            Text::new("payment being checked", "оплата проверяется", "төлем тексерілуде")
        }
        PaymentStatus::Paid => Text::new("paid", "оплачено", "төленді"),
        PaymentStatus::Unknown(_) => Text::same(status),
    }
}

/// Returns one answer of the portal as a line: its status, the payment's and the staff's note.
fn answer(event: &PortalEvent) -> Text {
    let status = status_words(&event.status);
    let payment = event.payment_status.as_deref().map(payment_words);
    let line = |status: String, payment: Option<String>| {
        let payment = payment.map(|words| format!(", {words}")).unwrap_or_default();
        let note = if event.note.is_empty() { String::new() } else { format!(": {}", event.note) };
        format!("{status}{payment}{note}")
    };
    Text::new(
        line(status.en, payment.as_ref().map(|words| words.en.clone())),
        line(status.ru, payment.as_ref().map(|words| words.ru.clone())),
        line(status.kk, payment.as_ref().map(|words| words.kk.clone())),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn event(status: &str, payment: Option<&str>, note: &str) -> PortalEvent {
        PortalEvent {
            sequence: 1,
            at: "2026-11-22T07:27:00+05:00".to_owned(),
            status: status.to_owned(),
            payment_status: payment.map(str::to_owned),
            note: note.to_owned(),
        }
    }

    #[test]
    fn an_answer_is_said_in_the_users_language() {
        assert_eq!(answer(&event("Awaiting for Payment", None, "")).ru, "Ждёт оплаты");
        let returned = answer(&event("Returned", Some("Paid"), "page 2 is cut"));
        assert_eq!(returned.en, "Returned, paid: page 2 is cut");
    }

    #[test]
    fn a_status_of_a_newer_portal_is_shown_as_it_came() {
        assert_eq!(answer(&event("Archived", None, "")).kk, "Archived");
    }
}
