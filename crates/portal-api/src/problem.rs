//! How the portal says no.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::open_enum::open_enum;

open_enum! {
    /// Why the portal refused, for programs. A code exists only if a client acts on it.
    ProblemCode {
        /// The request isn't what the contract describes; a defect of the client.
        Malformed = "malformed",
        /// The request, or a file in it, is larger than the contract allows.
        TooLarge = "too_large",
        /// No valid session: sign in and repeat.
        SignInNeeded = "sign_in_needed",
        /// E-mail or password is wrong; the answer never tells which.
        WrongCredentials = "wrong_credentials",
        /// Too many attempts; wait as long as `Retry-After` says.
        TooManyAttempts = "too_many_attempts",
        /// There is an account with this e-mail already.
        AccountExists = "account_exists",
        /// No participant of the register has this BIN.
        UnknownBin = "unknown_bin",
        /// Nothing there, or nothing that this account may see.
        NotFound = "not_found",
        /// The bytes don't have the hash or the size that was announced.
        HashMismatch = "hash_mismatch",
        /// This idempotency key was used for another packet.
        KeyReused = "key_reused",
        /// The fields named in `fields` must be put right before sending again.
        Invalid = "invalid",
        /// A document of the packet wasn't uploaded.
        DocumentNotUploaded = "document_not_uploaded",
        /// The accepted public offer isn't the one in force.
        OfferNotAccepted = "offer_not_accepted",
        /// The quantity isn't the number of persons.
        QuantityMismatch = "quantity_mismatch",
        /// The account's space for uploads is used up.
        QuotaExceeded = "quota_exceeded",
        /// The portal failed; nothing is known about the client's part.
        Internal = "internal",
    }
}

/// The body of every answer that isn't a success.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Problem {
    /// What a program acts on. With `fields`, the code of the first of them.
    pub code: ProblemCode,
    /// What a person can read; English, never with personal data.
    pub message: String,
    /// All fields that are wrong, so that they can be put right in one go.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub fields: Vec<FieldProblem>,
}

/// What is wrong with one field of the request.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct FieldProblem {
    /// JSON pointer (RFC 6901) into the application, for instance `/documents/2/sha256`.
    pub field: String,
    /// What a program acts on.
    pub code: ProblemCode,
    /// What a person can read; English, never with personal data.
    pub message: String,
}

impl Problem {
    /// Returns a problem that isn't about a single field.
    pub fn new(code: ProblemCode, message: impl Into<String>) -> Self {
        Self { code, message: message.into(), fields: Vec::new() }
    }

    /// Returns the problem that these fields make, or `None` when all fields are right.
    pub fn of_fields(fields: Vec<FieldProblem>) -> Option<Self> {
        let first = fields.first()?;
        Some(Self { code: first.code.clone(), message: first.message.clone(), fields })
    }

    /// Returns the first wrong field, as a JSON pointer.
    pub fn field(&self) -> Option<&str> {
        self.fields.first().map(|problem| problem.field.as_str())
    }
}

impl FieldProblem {
    /// Returns what is wrong with the field at this JSON pointer.
    pub fn new(field: impl Into<String>, code: ProblemCode, message: impl Into<String>) -> Self {
        Self { field: field.into(), code, message: message.into() }
    }
}
