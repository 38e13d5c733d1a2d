//! A packet arrives once, whatever happens on the way.

use portal_api::{ContentHash, PortalStatus};
use sync::{DeliveryError, Outcome, deliver};

use crate::sandbox::{LETTER, MemoryFiles, PASSPORT, START_MS, Sandbox, at};

#[tokio::test]
async fn a_packet_is_delivered_and_its_status_comes_back() {
    let sandbox = Sandbox::start().await;
    let token = sandbox.account("hr").await;
    let packet = sandbox.packet(1).await;
    let files = MemoryFiles::of_application();

    let receipt = deliver(&sandbox.client, &token, &packet, &files).await.unwrap();

    assert_eq!(receipt.portal_number, "101");
    assert_eq!(receipt.status, PortalStatus::New);
    assert_eq!(receipt.received_at, at(START_MS));
    assert_eq!(receipt.packet_sha256, packet.sha256());
    let feed = sandbox.client.events(&token, 0).await.unwrap();
    assert_eq!(feed.events.len(), 1);
    assert_eq!(feed.events[0].portal_number, "101");
    assert_eq!(feed.events[0].status, PortalStatus::New);
    assert_eq!(feed.events[0].payment_status, None);
    let rest = sandbox.client.events(&token, feed.next).await.unwrap();
    assert_eq!((rest.events.len(), rest.next), (0, feed.next));
}

#[tokio::test]
async fn a_packet_sent_twice_is_taken_once_with_the_same_receipt() {
    let sandbox = Sandbox::start().await;
    let token = sandbox.account("hr").await;
    let packet = sandbox.packet(1).await;
    let files = MemoryFiles::of_application();
    let first = deliver(&sandbox.client, &token, &packet, &files).await.unwrap();
    sandbox.advance_seconds(3600);

    let second = deliver(&sandbox.client, &token, &packet, &files).await.unwrap();

    assert_eq!(second, first);
    let feed = sandbox.client.events(&token, 0).await.unwrap();
    assert_eq!(feed.events.len(), 1, "one application, one event");
}

#[tokio::test]
async fn a_packet_sent_eight_times_at_once_is_taken_once() {
    let sandbox = Sandbox::start().await;
    let token = sandbox.account("hr").await;
    let packet = sandbox.packet(1).await;
    let sends: Vec<_> = (0..8)
        .map(|_| {
            let (client, token, packet) = (sandbox.client.clone(), token.clone(), packet.clone());
            tokio::spawn(
                async move { deliver(&client, &token, &packet, &MemoryFiles::of_application()).await },
            )
        })
        .collect();
    for send in sends {
        assert_eq!(send.await.unwrap().unwrap().portal_number, "101");
    }
    let feed = sandbox.client.events(&token, 0).await.unwrap();
    assert_eq!(feed.events.len(), 1);
}

#[tokio::test]
async fn another_key_is_another_application() {
    let sandbox = Sandbox::start().await;
    let token = sandbox.account("hr").await;
    let files = MemoryFiles::of_application();
    for (number, expected) in [(1, "101"), (2, "102")] {
        let packet = sandbox.packet(number).await;
        let receipt = deliver(&sandbox.client, &token, &packet, &files).await.unwrap();
        assert_eq!(receipt.portal_number, expected);
    }
}

#[tokio::test]
async fn only_missing_files_are_read_and_uploaded() {
    let sandbox = Sandbox::start().await;
    let token = sandbox.account("hr").await;
    let packet = sandbox.packet(1).await;
    for bytes in [LETTER, PASSPORT] {
        sandbox.client.upload(&token, ContentHash::of(bytes), bytes.to_vec()).await.unwrap();
    }
    let receipt = deliver(&sandbox.client, &token, &packet, &MemoryFiles::none()).await;
    assert_eq!(receipt.unwrap().portal_number, "101");
}

#[tokio::test]
async fn an_upload_repeated_keeps_its_first_receipt() {
    let sandbox = Sandbox::start().await;
    let token = sandbox.account("hr").await;
    let upload = || {
        let sha256 = ContentHash::of(LETTER);
        sandbox.client.upload(&token, sha256, LETTER.to_vec())
    };
    let first = upload().await.unwrap();
    sandbox.advance_seconds(60);
    assert_eq!(upload().await.unwrap(), first);
}

#[tokio::test]
async fn after_a_restart_the_portal_still_knows_what_it_took() {
    let sandbox = Sandbox::start().await;
    let token = sandbox.account("hr").await;
    let packet = sandbox.packet(1).await;
    let files = MemoryFiles::of_application();
    let before = deliver(&sandbox.client, &token, &packet, &files).await.unwrap();

    let sandbox = sandbox.restart().await;

    let after = deliver(&sandbox.client, &token, &packet, &MemoryFiles::none()).await;
    assert_eq!(after.unwrap(), before);
}

#[tokio::test]
async fn a_file_that_is_gone_stops_the_delivery_and_nothing_is_submitted() {
    let sandbox = Sandbox::start().await;
    let token = sandbox.account("hr").await;
    let packet = sandbox.packet(1).await;
    let mut files = MemoryFiles::of_application();
    files.0.remove(&ContentHash::of(PASSPORT));

    let result = deliver(&sandbox.client, &token, &packet, &files).await;

    assert!(matches!(
        &result,
        Err(DeliveryError::FileMissing { sha256, .. }) if *sha256 == ContentHash::of(PASSPORT)
    ));
    assert_eq!(Outcome::of(&result), Outcome::Refused);
    let feed = sandbox.client.events(&token, 0).await.unwrap();
    assert_eq!(feed.events.len(), 0);
}

#[tokio::test]
async fn a_file_that_changed_since_the_packet_was_frozen_is_not_sent() {
    let sandbox = Sandbox::start().await;
    let token = sandbox.account("hr").await;
    let packet = sandbox.packet(1).await;
    let passport = ContentHash::of(PASSPORT);
    let mut files = MemoryFiles::of_application();
    let mut changed = PASSPORT.to_vec();
    changed[0] ^= 1;
    files.0.insert(passport, changed);

    let result = deliver(&sandbox.client, &token, &packet, &files).await;

    assert!(matches!(
        &result,
        Err(DeliveryError::FileChanged { sha256 }) if *sha256 == passport
    ));
    assert_eq!(Outcome::of(&result), Outcome::Refused);
    let missing = sandbox.client.missing_uploads(&token, vec![passport]).await;
    assert_eq!(missing.unwrap(), [passport]);
}

#[tokio::test]
async fn other_accounts_see_neither_events_nor_uploads() {
    let sandbox = Sandbox::start().await;
    let owner = sandbox.account("owner").await;
    let other = sandbox.account("other").await;
    let packet = sandbox.packet(1).await;
    let files = MemoryFiles::of_application();
    deliver(&sandbox.client, &owner, &packet, &files).await.unwrap();

    let feed = sandbox.client.events(&other, 0).await.unwrap();
    assert_eq!(feed.events.len(), 0);
    let hashes = vec![ContentHash::of(LETTER), ContentHash::of(PASSPORT)];
    let missing = sandbox.client.missing_uploads(&other, hashes.clone()).await;
    assert_eq!(missing.unwrap(), hashes);
    // The same key of another account is another submission, not a peek at the first one.
    let receipt = deliver(&sandbox.client, &other, &packet, &files).await.unwrap();
    assert_eq!(receipt.portal_number, "102");
}
