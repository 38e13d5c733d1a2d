//! A frozen packet: same content, same hash, for ever.

use portal_api::{ContentHash, FrozenPacket, PacketError, freeze};
use proptest::prelude::*;

use crate::sample;

/// The hash that the first released version of the contract gives the sample. If this fails,
/// packets that users froze before can no longer be proven: don't bless it, undo the change.
const PINNED: &str = "c82994cb335193e3054bf214fae9c5d64f805d0f46884ba2df58a4cf7fc534f3";

#[test]
fn the_hash_of_a_packet_never_changes_between_versions() {
    let packet = freeze(&sample::application(), sample::key()).unwrap();
    assert_eq!(packet.sha256().to_string(), PINNED);
}

#[test]
fn a_stored_packet_comes_back_as_it_was_frozen() {
    let packet = freeze(&sample::application(), sample::key()).unwrap();
    let restored =
        FrozenPacket::restore(packet.idempotency_key(), packet.manifest_json().to_vec(), packet.sha256())
            .unwrap();
    assert!(restored == packet);
    let submission = restored.submission().unwrap();
    assert_eq!(submission.application, sample::application());
    assert_eq!(submission.derive_sha256().unwrap(), packet.sha256());
}

#[test]
fn a_changed_byte_of_a_stored_packet_is_noticed() {
    let packet = freeze(&sample::application(), sample::key()).unwrap();
    let mut bytes = packet.manifest_json().to_vec();
    let quantity = bytes.windows(12).position(|window| window == b"\"quantity\":2").unwrap();
    bytes[quantity + 11] = b'3';
    let error = FrozenPacket::restore(packet.idempotency_key(), bytes, packet.sha256()).unwrap_err();
    assert!(matches!(error, PacketError::Changed { expected, .. } if expected == packet.sha256()));
}

#[test]
fn a_packet_that_would_be_sent_with_another_hash_is_not_sent() {
    // Same application, but with white space: valid JSON whose canonical form differs.
    let bytes = serde_json::to_vec_pretty(&sample::application()).unwrap();
    let sha256 = ContentHash::of(&bytes);
    let packet = FrozenPacket::restore(sample::key(), bytes, sha256).unwrap();
    assert!(matches!(
        packet.submission(),
        Err(PacketError::Changed { expected, .. }) if expected == sha256
    ));
}

#[test]
fn debug_output_of_a_packet_holds_no_personal_data() {
    let packet = freeze(&sample::application(), sample::key()).unwrap();
    let shown = format!("{packet:?}");
    for canary in ["MÜSTERMANN", "C01X00T47", "example.test"] {
        assert!(!shown.contains(canary), "{canary} in {shown}");
    }
}

proptest! {
    #[test]
    fn whatever_the_texts_hold_the_packet_reads_back_and_hashes_the_same(
        surname in "\\PC{0,40}", phone in any::<String>(), quantity in any::<u32>(),
    ) {
        let mut application = sample::application();
        application.persons[0].surname = surname;
        application.contact.phone = phone;
        application.quantity = quantity;
        let packet = freeze(&application, sample::key()).unwrap();
        let submission = packet.submission().unwrap();
        prop_assert_eq!(submission.application, application);
    }
}
