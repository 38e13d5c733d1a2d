//! The settings of a cabinet: small choices, each under a name.

use crate::cabinet::Cabinet;
use crate::change::Author;
use crate::error::VaultError;
use crate::index;
use serde::Serialize;
use serde::de::DeserializeOwned;

impl Cabinet {
    /// Returns a setting.
    pub async fn setting<T: DeserializeOwned>(&self, name: &str) -> Result<Option<T>, VaultError> {
        let name = name.to_owned();
        let value = self
            .inner
            .index
            .run(move |conn| Box::pin(async move { index::load_setting(conn, &name).await }))
            .await?;
        let read = value.map(|value| serde_json::from_str(&value)).transpose();
        read.map_err(|_| VaultError::UnknownValue { column: "setting.value" })
    }

    /// Keeps a setting. The journal says that it changed, not to what: it may hold a token.
    pub async fn put_setting<T: Serialize>(
        &self,
        name: &str,
        value: &T,
        author: Author,
    ) -> Result<(), VaultError> {
        let value =
            serde_json::to_string(value).map_err(|_| VaultError::UnknownValue { column: "setting.value" })?;
        let name = name.to_owned();
        self.inner
            .index
            .write(move |conn| {
                Box::pin(async move { index::put_setting(conn, &name, &value, &author).await })
            })
            .await
    }
}
