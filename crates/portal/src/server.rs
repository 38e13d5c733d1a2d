//! Starting, announcing and stopping the server.

use std::net::SocketAddr;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::extract::Request;
use axum::http::StatusCode;
use axum::middleware::{self, Next};
use axum::response::{IntoResponse as _, Redirect, Response};
use axum::routing::get;
use portal_api::{ContentHash, PublicOffer};
use serde::Serialize;
use tokio::net::TcpListener;
use tokio::sync::oneshot;
use tokio::task::JoinHandle;

use crate::attempts::Attempts;
use crate::files::Files;
use crate::password::PasswordHasher;
use crate::register::Register;
use crate::staff::Entrance;
use crate::store::Store;
use crate::{Clock, PortalError, api, offer, staff, system_clock};

/// A whole request with its answer, uploads included: as long as the client gives an upload.
const REQUEST_TIME_MAX: Duration = Duration::from_secs(10 * 60);

/// What open connections get to finish once the portal is told to stop.
const SHUTDOWN_TIME_MAX: Duration = Duration::from_secs(5);

/// All uploads of an account: 160 files of the largest size that the contract allows.
const UPLOAD_QUOTA_BYTES: u64 = 4 * 1024 * 1024 * 1024;

/// Where the portal keeps its data and where it listens.
#[derive(Clone)]
pub struct Config {
    /// The portal's own folder; created if it isn't there.
    pub data_dir: PathBuf,
    /// Port 0 takes a free one.
    pub listen: SocketAddr,
    /// The time of day.
    pub clock: Clock,
    /// How much an account may upload in all.
    pub upload_quota_bytes: u64,
}

impl Config {
    /// Returns the configuration with the clock of the machine.
    pub fn new(data_dir: impl Into<PathBuf>, listen: SocketAddr) -> Self {
        Self {
            data_dir: data_dir.into(),
            listen,
            clock: system_clock(),
            upload_quota_bytes: UPLOAD_QUOTA_BYTES,
        }
    }
}

/// What the handlers share.
pub(crate) struct Portal {
    pub(crate) store: Store,
    pub(crate) files: Files,
    pub(crate) clock: Clock,
    pub(crate) register: Register,
    pub(crate) offer: PublicOffer,
    pub(crate) passwords: PasswordHasher,
    pub(crate) attempts: Attempts,
    pub(crate) entrance: Entrance,
    pub(crate) upload_quota_bytes: u64,
}

/// Where a running portal is reached, as one JSON line for other programs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Announcement {
    /// Base address of the contract's calls.
    pub address: String,
    /// A link that opens the staff console, once.
    pub staff: String,
}

/// A portal that runs until it is shut down or dropped.
pub struct RunningPortal {
    address: SocketAddr,
    portal: Arc<Portal>,
    stop: Option<oneshot::Sender<()>>,
    task: JoinHandle<std::io::Result<()>>,
}

/// Starts a portal; it listens when this returns.
///
/// # Errors
/// [`PortalError`], when the folder or the address can't be used.
pub async fn serve(config: Config) -> Result<RunningPortal, PortalError> {
    let files = Files::open(config.data_dir.join("files")).map_err(PortalError::Folder)?;
    let store = Store::open(&config.data_dir.join("portal.db")).await?;
    let listen_error = |source| PortalError::Listen { address: config.listen, source };
    let listener = TcpListener::bind(config.listen).await.map_err(listen_error)?;
    let address = listener.local_addr().map_err(listen_error)?;
    let portal = Arc::new(Portal {
        store,
        files,
        clock: config.clock,
        register: Register::load()?,
        offer: offer::public_offer(),
        passwords: PasswordHasher::new(),
        attempts: Attempts::new(),
        entrance: Entrance::new(address.port()),
        upload_quota_bytes: config.upload_quota_bytes,
    });
    let (stop, stopped) = oneshot::channel::<()>();
    let service = axum::serve(listener, router(&portal)).with_graceful_shutdown(async {
        // A dropped sender means that the portal's owner is gone: stop as well.
        drop(stopped.await);
    });
    Ok(RunningPortal { address, portal, stop: Some(stop), task: tokio::spawn(service.into_future()) })
}

fn router(portal: &Arc<Portal>) -> Router {
    Router::new()
        .merge(api::router(portal))
        .merge(staff::router(portal))
        .route("/", get(|| async { Redirect::to("/staff") }))
        .layer(middleware::from_fn(bound_time))
}

async fn bound_time(request: Request, next: Next) -> Response {
    tokio::time::timeout(REQUEST_TIME_MAX, next.run(request))
        .await
        .unwrap_or_else(|_| StatusCode::REQUEST_TIMEOUT.into_response())
}

impl RunningPortal {
    /// Where it listens.
    pub const fn address(&self) -> SocketAddr {
        self.address
    }

    /// The base address for a client.
    pub fn base_url(&self) -> String {
        format!("http://{}", self.address)
    }

    /// Makes a link that opens the staff console in one browser, once.
    ///
    /// # Errors
    /// [`PortalError::Random`].
    pub fn make_staff_entry_url(&self) -> Result<String, PortalError> {
        let key = self.portal.entrance.make_key()?;
        // EXPOSE: the link is handed to whoever started the portal.
        Ok(format!("{}/staff/enter?key={}", self.base_url(), key.expose()))
    }

    /// Makes the line that tells other programs where the portal is.
    ///
    /// # Errors
    /// [`PortalError::Random`].
    pub fn make_announcement(&self) -> Result<Announcement, PortalError> {
        Ok(Announcement { address: self.base_url(), staff: self.make_staff_entry_url()? })
    }

    /// Stops the portal and closes its database. What was answered is stored.
    ///
    /// # Errors
    /// [`PortalError::Stopped`], when the server had failed before.
    pub async fn shutdown(mut self) -> Result<(), PortalError> {
        drop(self.stop.take());
        let ended = match tokio::time::timeout(SHUTDOWN_TIME_MAX, &mut self.task).await {
            Ok(Ok(served)) => served,
            Ok(Err(died)) => Err(std::io::Error::other(died)),
            // Somebody holds a connection open without a word.
            Err(_) => {
                self.task.abort();
                Ok(())
            }
        };
        self.portal.store.close().await;
        ended.map_err(PortalError::Stopped)
    }
}

impl std::fmt::Debug for RunningPortal {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("RunningPortal").field("address", &self.address).finish_non_exhaustive()
    }
}

impl Portal {
    /// Returns the present moment.
    pub(crate) fn now(&self) -> portal_api::PortalTime {
        (self.clock)()
    }

    /// Returns an uploaded file's bytes after checking that they are still the same.
    pub(crate) async fn require_file(
        &self,
        sha256: ContentHash,
    ) -> Result<Vec<u8>, crate::error::InternalError> {
        let bytes = self.files.require(sha256).await?;
        if ContentHash::of(&bytes) != sha256 {
            return Err(crate::error::InternalError::Corrupt("file"));
        }
        Ok(bytes)
    }
}
