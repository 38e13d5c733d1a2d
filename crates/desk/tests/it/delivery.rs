//! Delivery when things go wrong: nothing is lost, nothing arrives twice.

use crate::steps::*;
use desk::view::*;
use std::net::{Ipv4Addr, SocketAddr};
use std::time::Duration;
use testkit::{PASSPHRASE, TestDesk};

#[tokio::test]
async fn with_the_portal_down_the_packet_waits_and_arrives_when_it_is_back() {
    let folder = tempfile::tempdir().unwrap();
    let listen = SocketAddr::from((Ipv4Addr::LOCALHOST, 0));
    let portal = portal::serve(portal::Config::new(folder.path(), listen)).await.unwrap();
    let (url, address) = (portal.base_url(), portal.address());
    let test = TestDesk::open(Some(&url)).await.unwrap();
    let application = approved(&test.desk).await;
    sign_up(&test.desk).await;
    let offer = test.desk.public_offer().await.unwrap();
    portal.shutdown().await.unwrap();

    let accepted = OfferAcceptance { version: offer.version, sha256: offer.sha256 };
    test.desk.application_submit(application.id.clone(), accepted).await.unwrap();
    let report = test.desk.sync_now().await.unwrap();
    assert_eq!(report.delivered, 0);
    assert!(report.problem.unwrap().en.contains("stays in the outbox"));
    let waiting = test.desk.outbox_list().await.unwrap();
    assert_eq!(waiting[0].submission.state, DeliveryState::Queued);
    assert_eq!(waiting[0].submission.attempts, 1);

    // The program is closed and opened again while the portal is away.
    test.desk.cabinet_lock().await.unwrap();
    let again = portal::serve(portal::Config::new(folder.path(), address)).await.unwrap();
    let desk = test.restarted(Some(&url));
    desk.cabinet_unlock(PASSPHRASE.to_owned()).await.unwrap();
    let report = desk.sync_now().await.unwrap();
    assert_eq!((report.delivered, report.problem), (1, None));
    assert_eq!(desk.sync_now().await.unwrap().delivered, 0, "what arrived isn't sent again");
    again.shutdown().await.unwrap();
}

#[tokio::test]
async fn a_refused_packet_says_why_and_opens_the_application_again() {
    let test = TestDesk::open(None).await.unwrap();
    let desk = &test.desk;
    let application = approved(desk).await;
    // A host that the portal's register doesn't know; the number itself is right.
    let company = desk.company_get(application.company.id.clone()).await.unwrap();
    let fields = CompanyInput { bin: "940140000385".to_owned(), ..company.fields };
    desk.company_save(fields).await.unwrap();
    submit(desk, &application.id).await;
    sign_up(desk).await;
    let report = desk.sync_now().await.unwrap();
    assert_eq!(report.delivered, 0);
    assert!(report.problem.unwrap().en.contains("refused"));
    let view = desk.application_get(application.id.clone()).await.unwrap();
    assert_eq!(view.submission.as_ref().unwrap().state, DeliveryState::Refused);
    assert!(!view.frozen, "the user can correct it");

    let company = desk.company_get(application.company.id.clone()).await.unwrap();
    let fields = CompanyInput { bin: "180140900114".to_owned(), ..company.fields };
    desk.company_save(fields).await.unwrap();
    desk.application_approve(application.id.clone()).await.unwrap();
    test.clock.pass(Duration::from_secs(60));
    submit(desk, &application.id).await;
    assert_eq!(desk.sync_now().await.unwrap().delivered, 1);
}

#[tokio::test]
async fn wrong_credentials_are_told_apart_from_a_portal_that_is_away() {
    let test = TestDesk::open(None).await.unwrap();
    let input = PortalSignInInput {
        email: "nobody@akme.example".to_owned(),
        password: "quartz-Lantern-42".to_owned(),
    };
    let error = test.desk.portal_sign_in(input).await.unwrap_err();
    assert!(
        matches!(error.code, desk::ErrorCode::PortalSignIn | desk::ErrorCode::PortalRefused),
        "{error:?}"
    );
    let away = TestDesk::open(Some("http://127.0.0.1:1")).await.unwrap();
    assert_eq!(away.desk.public_offer().await.unwrap_err().code, desk::ErrorCode::PortalUnreachable);
}
