//! The life of an outbox item and the plan, without network or store.
#![expect(clippy::unwrap_used, reason = "tests fail by panicking")]

use proptest::prelude::*;

use super::*;

const NO_JITTER: Jitter = Jitter::from_random(0);

fn at(epoch_ms: i64) -> PortalTime {
    PortalTime::from_epoch_ms(epoch_ms).unwrap()
}

fn item(id: &str, state: OutboxState, due_ms: i64) -> OutboxItem {
    OutboxItem { id: id.to_owned(), state, attempts: 0, next_attempt_at: at(due_ms) }
}

fn send(id: &str) -> Operation {
    Operation::Send { id: id.to_owned() }
}

#[test]
fn due_items_are_sent_longest_due_first_and_the_rest_sets_the_alarm() {
    let items = [
        item("later", OutboxState::Queued, 900),
        item("second", OutboxState::Queued, 100),
        item("first", OutboxState::Queued, 50),
        item("much later", OutboxState::Queued, 5_000),
    ];
    assert_eq!(plan(&items, at(100)), [send("first"), send("second"), Operation::WakeAt(at(900))]);
}

#[test]
fn items_that_travel_take_up_places() {
    let items = [
        item("travels", OutboxState::Sending, 0),
        item("a", OutboxState::Queued, 0),
        item("b", OutboxState::Queued, 0),
    ];
    assert_eq!(plan(&items, at(1)), [send("a")]);
}

#[test]
fn finished_items_need_nothing() {
    let items = [item("done", OutboxState::Delivered, 0), item("refused", OutboxState::Refused, 0)];
    assert_eq!(plan(&items, at(1)), []);
}

#[test]
fn a_waiting_item_asks_for_one_sign_in_and_holds_nothing_else_up() {
    let items = [
        item("waits", OutboxState::AwaitingSignIn, 0),
        item("waits too", OutboxState::AwaitingSignIn, 0),
        item("goes", OutboxState::Queued, 0),
    ];
    assert_eq!(plan(&items, at(1)), [Operation::SignIn, send("goes")]);
}

#[test]
fn a_failed_attempt_waits_longer_each_time_and_a_delivery_ends_it() {
    let mut row = OutboxItem::queued("x", at(0));
    for (attempts, due_ms) in [(1, 2_500), (2, 5_000), (3, 10_000)] {
        let again = Outcome::TryAgain { retry_after: None };
        row = row.begin().unwrap().settle(again, at(0), NO_JITTER).unwrap();
        assert_eq!((row.attempts, row.next_attempt_at), (attempts, at(due_ms)));
        assert_eq!(plan(&[row.clone()], at(0)), [Operation::WakeAt(at(due_ms))]);
    }
    let done = row.begin().unwrap().settle(Outcome::Delivered, at(0), NO_JITTER).unwrap();
    assert_eq!(done.state, OutboxState::Delivered);
    assert_eq!((done.begin(), done.requeue(at(1))), (None, None));
}

#[test]
fn a_sign_in_resumes_an_item_without_counting_against_it() {
    let row = OutboxItem::queued("x", at(0)).begin().unwrap();
    let waiting = row.settle(Outcome::SignInNeeded, at(5), NO_JITTER).unwrap();
    let resumed = waiting.resume(at(9)).unwrap();
    assert_eq!((resumed.attempts, resumed.next_attempt_at), (0, at(9)));
    assert_eq!(resumed.state, OutboxState::Queued);
}

#[test]
fn an_item_that_a_crash_left_on_its_way_is_sent_again() {
    let row = OutboxItem::queued("x", at(0)).begin().unwrap();
    assert_eq!(plan(std::slice::from_ref(&row), at(1)), [], "it still counts as on its way");
    let recovered = row.recover(at(1)).unwrap();
    assert_eq!(plan(&[recovered], at(1)), [send("x")]);
}

#[test]
fn a_refused_item_goes_out_again_only_when_a_person_says_so() {
    let row = OutboxItem::queued("x", at(0)).begin().unwrap();
    let refused = row.settle(Outcome::Refused, at(0), NO_JITTER).unwrap();
    assert_eq!(refused.begin(), None);
    assert_eq!(refused.requeue(at(7)), Some(OutboxItem::queued("x", at(7))));
}

#[test]
fn every_state_is_found_by_its_name() {
    for state in OutboxState::ALL {
        assert_eq!(OutboxState::from_name(state.as_str()), Some(state));
        assert_eq!(
            serde_json::to_value(state).unwrap(),
            serde_json::json!(state.as_str()),
            "store and IPC use one name"
        );
    }
    assert_eq!(OutboxState::from_name("lost"), None);
}

proptest! {
    #[test]
    fn a_plan_never_sends_twice_too_early_or_too_much(
        rows in prop::collection::vec((0_usize..5, 0_i64..1_000), 0..20),
        now in 0_i64..1_000,
    ) {
        let items: Vec<_> = rows
            .iter()
            .enumerate()
            .map(|(index, (state, due))| item(&index.to_string(), OutboxState::ALL[*state], *due))
            .collect();
        let operations = plan(&items, at(now));
        let mut sent = Vec::new();
        for operation in &operations {
            match operation {
                Operation::Send { id } => {
                    let row = &items[id.parse::<usize>().unwrap()];
                    prop_assert_eq!(row.state, OutboxState::Queued);
                    prop_assert!(row.next_attempt_at <= at(now));
                    sent.push(id);
                }
                Operation::WakeAt(time) => prop_assert!(*time > at(now)),
                Operation::SignIn => {}
            }
        }
        let travelling = items.iter().filter(|row| row.state == OutboxState::Sending).count();
        prop_assert!(sent.is_empty() || sent.len() + travelling <= SENDS_AT_ONCE_MAX);
        sent.dedup();
        prop_assert_eq!(sent.len(), operations.iter().filter(|o| matches!(o, Operation::Send { .. })).count());
    }
}
