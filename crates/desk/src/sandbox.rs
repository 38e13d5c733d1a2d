//! The sandbox portal as a program of its own.

use crate::error::{AppError, ErrorCode};
use crate::view::Text;
use portal::{Config, RunningPortal};
use std::net::SocketAddr;
use std::path::Path;

/// A sandbox portal that runs until it is dropped.
pub struct Sandbox(RunningPortal);

impl Sandbox {
    /// Starts the portal with its data in a folder.
    pub async fn start(data: &Path, listen: SocketAddr) -> Result<Self, AppError> {
        // The portal opens SQLite without a vault, and the same library is in both.
        vault::prepare_exit();
        let started = portal::serve(Config::new(data, listen)).await;
        started.map(Self).map_err(|error| {
            AppError::with_text(
                ErrorCode::Internal,
                error.to_string(),
                Text::new(
                    format!("The sandbox portal can't start: {error}."),
                    format!("Учебный портал не запускается: {error}."),
                    format!("Оқу порталы іске қосылмады: {error}."),
                ),
            )
        })
    }

    /// Returns the line that tells other programs where it is.
    pub fn announcement(&self) -> Result<String, AppError> {
        let announcement =
            self.0.make_announcement().map_err(|error| AppError::internal(error.to_string()))?;
        serde_json::to_string(&announcement).map_err(|_| AppError::internal("announcement unwritable"))
    }

    /// Stops it; what was answered is stored.
    pub async fn stop(self) -> Result<(), AppError> {
        self.0.shutdown().await.map_err(|error| AppError::internal(error.to_string()))
    }
}
