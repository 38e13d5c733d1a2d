//! The three axes of state in words, as the window calls them, for what is written into files.

use crate::view::{DeliveryState, Text, WorkStateView};

/// Returns what our work on an application is called.
pub(crate) fn work_name(work: WorkStateView) -> Text {
    match work {
        WorkStateView::Preparing => Text::new("Preparing", "Готовится", "Дайындалуда"),
        WorkStateView::Ready => Text::new("Ready", "Готова", "Дайын"),
        WorkStateView::Approved => Text::new("Approved", "Одобрена", "Мақұлданған"),
        WorkStateView::Sent => Text::new("Sent", "Отправлена", "Жіберілген"),
    }
}

/// Returns how far a packet is on its way.
pub(crate) fn state_name(state: DeliveryState) -> Text {
    match state {
        DeliveryState::Queued => Text::new("In the outbox", "В исходящих", "Шығыс қалтасында"),
        DeliveryState::Sending => Text::new("Being sent", "Отправляется", "Жіберілуде"),
        DeliveryState::Delivered => {
            Text::new("Received by the portal", "Получено порталом", "Портал қабылдап алды")
        }
        DeliveryState::Refused => Text::new("Refused by the portal", "Портал отказал", "Портал бас тартты"),
    }
}

/// Returns what a status of the portal is called; nothing for one that is new to us.
pub(crate) fn portal_status(code: &str) -> Option<Text> {
    Some(match code {
        "NEW" => Text::new("New", "Новая", "Жаңа"),
        "Awaiting for Payment" => Text::new("Awaiting payment", "Ждёт оплаты", "Төлемді күтуде"),
        "Awaiting to Receive Documents" => {
            Text::new("Awaiting the documents", "Ждёт документов", "Құжаттарды күтуде")
        }
        "Returned" => Text::new("Returned", "Возвращена", "Қайтарылды"),
        _ => return None,
    })
}

/// Returns what a status of the payment is called; nothing for one that is new to us.
pub(crate) fn payment_status(code: &str) -> Option<Text> {
    Some(match code {
        "Pending" => Text::new(
            "Pending, don't pay again",
            "Проверяется, повторно не платите",
            "Тексерілуде, қайта төлемеңіз",
        ),
        "Paid" => Text::new("Paid", "Оплачено", "Төленді"),
        _ => return None,
    })
}
