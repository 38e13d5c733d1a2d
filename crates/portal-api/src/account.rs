//! Accounts and sessions of the portal: what is sent to get one, and what comes back.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::{PortalTime, Secret};

/// Asks for a new account.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SignUp {
    /// The address that the account signs in with; compared without regard to case.
    #[schema(format = Email, max_length = 254)]
    pub email: String,
    /// At least [`limits::PASSWORD_CHARS_MIN`](crate::limits::PASSWORD_CHARS_MIN) characters.
    pub password: Secret,
    /// How the portal's staff sees the account's owner.
    #[schema(min_length = 1, max_length = 200)]
    pub display_name: String,
}

/// Asks for a session of an existing account.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SignIn {
    /// The account's address.
    #[schema(format = Email, max_length = 254)]
    pub email: String,
    /// The account's password.
    pub password: Secret,
}

/// A session: the token goes into the `Authorization: Bearer` header of later calls.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct Session {
    /// The bearer token.
    pub token: Secret,
    /// When the token stops working; signing in again gives a new one.
    pub expires_at: PortalTime,
}
