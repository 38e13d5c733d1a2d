//! Starting, stopping, and what is left on disk.

use portal::PortalError;

use crate::sandbox::{Sandbox, config};

#[tokio::test]
async fn two_portals_do_not_share_a_folder() {
    let sandbox = Sandbox::start().await;
    let second = portal::serve(config(&sandbox.folder)).await;
    assert!(matches!(second, Err(PortalError::FolderInUse)), "{second:?}");
}

#[tokio::test]
async fn a_stopped_portal_frees_its_folder_at_once() {
    let sandbox = Sandbox::start().await;
    sandbox.bearer().await;
    sandbox.portal.shutdown().await.unwrap();
    let again = portal::serve(config(&sandbox.folder)).await.unwrap();
    again.shutdown().await.unwrap();
}

#[tokio::test]
async fn a_taken_address_is_named() {
    let sandbox = Sandbox::start().await;
    let other = tempfile::tempdir().unwrap();
    let mut config = config(&other);
    config.listen = sandbox.address();
    let second = portal::serve(config).await;
    assert!(
        matches!(&second, Err(PortalError::Listen { address, .. }) if *address == sandbox.address()),
        "{second:?}"
    );
}

#[tokio::test]
async fn a_folder_that_a_newer_version_wrote_is_left_alone() {
    let sandbox = Sandbox::start().await;
    let folder = sandbox.folder;
    sandbox.portal.shutdown().await.unwrap();
    pretend_newer(&folder.path().join("portal.db")).await;
    let second = portal::serve(config(&folder)).await;
    assert!(matches!(second, Err(PortalError::OtherFormat(_))), "{second:?}");
}

async fn pretend_newer(path: &std::path::Path) {
    use sqlx::{ConnectOptions as _, Connection as _};
    let options = sqlx::sqlite::SqliteConnectOptions::new().filename(path);
    let mut connection = options.connect().await.unwrap();
    sqlx::query(
        "INSERT INTO _sqlx_migrations (version, description, success, checksum, execution_time)
         VALUES (9000, 'later', TRUE, x'00', 0)",
    )
    .execute(&mut connection)
    .await
    .unwrap();
    connection.close().await.unwrap();
}

#[tokio::test]
async fn neither_password_nor_token_is_on_disk() {
    let sandbox = Sandbox::start().await;
    let bearer = sandbox.bearer().await;
    let token = bearer.strip_prefix("Bearer ").unwrap().to_owned();
    let folder = sandbox.folder;
    sandbox.portal.shutdown().await.unwrap();
    let bytes = std::fs::read(folder.path().join("portal.db")).unwrap();
    let holds = |text: &str| {
        let text = text.as_bytes();
        bytes.windows(text.len()).any(|window| window == text)
    };
    assert!(holds("hr@example.test"), "the scan can find something");
    assert!(!holds("seven lamps on a hill"));
    assert!(!holds(&token));
}

#[tokio::test]
async fn the_announcement_is_what_other_programs_read() {
    let sandbox = Sandbox::start().await;
    let json = serde_json::to_value(sandbox.portal.make_announcement().unwrap()).unwrap();
    let base = format!("http://{}", sandbox.address());
    assert_eq!(json["address"], base.as_str());
    let staff = json["staff"].as_str().unwrap();
    assert!(staff.starts_with(&format!("{base}/staff/enter?key=")));
    assert_eq!(json.as_object().unwrap().len(), 2);
}
