//! Where each call of the contract lives. Server, client and OpenAPI document all read it here.

/// `POST`: create an account.
pub const ACCOUNTS: &str = "/v1/accounts";
/// `POST`: sign in.
pub const SESSIONS: &str = "/v1/sessions";
/// `GET`: one participant of the register.
pub const ORGANISATION: &str = "/v1/organisations/{bin}";
/// `GET`: the terms in force.
pub const PUBLIC_OFFER: &str = "/v1/public-offer";
/// `PUT`: one file under its content's hash.
pub const UPLOAD: &str = "/v1/uploads/{sha256}";
/// `POST`: which files are still missing.
pub const MISSING_UPLOADS: &str = "/v1/uploads/missing";
/// `POST`: submit an application.
pub const APPLICATIONS: &str = "/v1/applications";
/// `GET`: the account's events after a sequence number.
pub const EVENTS: &str = "/v1/events";
/// `GET`: this contract as OpenAPI.
pub const OPENAPI: &str = "/v1/openapi.json";

/// The header that makes a repeated submission the same submission; its value is a UUID.
pub const IDEMPOTENCY_KEY_HEADER: &str = "idempotency-key";
