//! The calls of the contract, each checked against what was asked.

use std::fmt;
use std::sync::Once;
use std::time::Duration;

use portal_api::{
    ContentHash, Feed, IdempotencyKey, MissingUploads, Organisation, Problem, ProblemCode, PublicOffer,
    Secret, Session, SignIn, SignUp, Submission, SubmissionReceipt, UploadQuery, UploadReceipt, limits,
    routes,
};
use reqwest::header::CONTENT_TYPE;
use reqwest::{Client, Method, RequestBuilder, redirect};
use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::address::PortalAddress;
use crate::answer::{self, unreachable};
use crate::{AnswerFault, ClientError, SyncError};

/// Says which program calls, and nothing about the machine, the firm or the version of either.
const USER_AGENT: &str = "expat-desk";

const MISMATCH: SyncError = SyncError::BadAnswer(AnswerFault::Mismatch);

/// How long each part of a call may take.
#[derive(Debug, Clone, Copy)]
pub struct Timeouts {
    /// Until a connection stands.
    pub connect: Duration,
    /// A whole call, from the first byte sent to the last byte read.
    pub call: Duration,
    /// The same for a file: 25 MB at 500 kbit/s take seven minutes.
    pub upload: Duration,
}

impl Default for Timeouts {
    fn default() -> Self {
        Self {
            connect: Duration::from_secs(10),
            call: Duration::from_secs(30),
            upload: Duration::from_secs(10 * 60),
        }
    }
}

/// Speaks the contract with one portal. Cheap to clone; clones share connections.
#[derive(Clone)]
pub struct PortalClient {
    http: Client,
    address: PortalAddress,
    timeouts: Timeouts,
}

impl PortalClient {
    /// Returns a client for the portal at this address, without calling it.
    ///
    /// # Errors
    /// [`ClientError`], when the address isn't one of a server or isn't encrypted.
    pub fn new(base_url: &str) -> Result<Self, ClientError> {
        Self::with_timeouts(base_url, Timeouts::default())
    }

    /// Returns a client with other limits of time.
    ///
    /// # Errors
    /// As [`PortalClient::new`].
    pub fn with_timeouts(base_url: &str, timeouts: Timeouts) -> Result<Self, ClientError> {
        let address = PortalAddress::parse(base_url)?;
        install_crypto_provider();
        let builder = Client::builder()
            .user_agent(USER_AGENT)
            .redirect(redirect::Policy::none())
            .referer(false)
            .connect_timeout(timeouts.connect)
            .timeout(timeouts.call);
        let builder = if address.is_loopback() {
            // No proxy may stand between two processes of one machine, and a machine without
            // certificates can still use its own sandbox.
            builder.no_proxy().tls_certs_only(std::iter::empty())
        } else {
            builder.https_only(true)
        };
        Ok(Self { http: builder.build().map_err(ClientError::Tls)?, address, timeouts })
    }

    /// Creates an account and signs in.
    ///
    /// # Errors
    /// [`SyncError`], among them `Refused` when the account exists or the password is too weak.
    pub async fn sign_up(&self, sign_up: &SignUp) -> Result<Session, SyncError> {
        self.post(routes::ACCOUNTS, None, sign_up).await
    }

    /// Signs in.
    ///
    /// # Errors
    /// [`SyncError`], among them `Refused` for wrong credentials and `Busy` after too many tries.
    pub async fn sign_in(&self, sign_in: &SignIn) -> Result<Session, SyncError> {
        self.post(routes::SESSIONS, None, sign_in).await
    }

    /// Looks a BIN up in the participant register.
    ///
    /// # Errors
    /// [`SyncError`], among them `Refused` with the code `unknown_bin`.
    pub async fn find_organisation(&self, bin: &str) -> Result<Organisation, SyncError> {
        // Nobody has such a BIN, and a text with slashes or dots would become another call.
        if bin.len() != 12 || !bin.bytes().all(|byte| byte.is_ascii_digit()) {
            let problem = Problem::new(ProblemCode::UnknownBin, "A BIN has 12 digits.");
            return Err(SyncError::Refused { problem: Box::new(problem) });
        }
        let path = routes::ORGANISATION.replace("{bin}", bin);
        let organisation: Organisation = self.send(self.request(Method::GET, &path)).await?;
        if organisation.bin != bin {
            return Err(MISMATCH);
        }
        Ok(organisation)
    }

    /// Fetches the terms in force and checks their hash.
    ///
    /// # Errors
    /// [`SyncError`].
    pub async fn public_offer(&self) -> Result<PublicOffer, SyncError> {
        let request = self.request(Method::GET, routes::PUBLIC_OFFER);
        let offer: PublicOffer = self.send(request).await?;
        if ContentHash::of(offer.text.as_bytes()) != offer.sha256 {
            return Err(MISMATCH);
        }
        Ok(offer)
    }

    /// Asks which of these files the account still has to upload.
    ///
    /// # Errors
    /// [`SyncError`].
    pub async fn missing_uploads(
        &self,
        token: &Secret,
        sha256: Vec<ContentHash>,
    ) -> Result<Vec<ContentHash>, SyncError> {
        let query = UploadQuery { sha256 };
        let missing: MissingUploads = self.post(routes::MISSING_UPLOADS, Some(token), &query).await?;
        // An unasked hash would make the caller read, and send, a file that isn't the packet's.
        if missing.sha256.iter().any(|hash| !query.sha256.contains(hash)) {
            return Err(MISMATCH);
        }
        Ok(missing.sha256)
    }

    /// Uploads a file under the hash of its content.
    ///
    /// # Errors
    /// [`SyncError`], among them `Refused` when the bytes don't have that hash.
    pub async fn upload(
        &self,
        token: &Secret,
        sha256: ContentHash,
        bytes: Vec<u8>,
    ) -> Result<UploadReceipt, SyncError> {
        let size_bytes = bytes.len() as u64;
        let path = routes::UPLOAD.replace("{sha256}", &sha256.to_string());
        let request = self
            .request(Method::PUT, &path)
            // EXPOSE: the portal must recognise the session.
            .bearer_auth(token.expose())
            .header(CONTENT_TYPE, "application/octet-stream")
            .timeout(self.timeouts.upload)
            .body(bytes);
        let receipt: UploadReceipt = self.send(request).await?;
        if receipt.sha256 != sha256 || receipt.size_bytes != size_bytes {
            return Err(MISMATCH);
        }
        Ok(receipt)
    }

    /// Submits an application whose files are uploaded. Repeating it with the same key is safe.
    ///
    /// # Errors
    /// [`SyncError`], among them `Refused` with the fields that are wrong, and `BadAnswer` when
    /// the receipt isn't about this packet.
    pub async fn submit(
        &self,
        token: &Secret,
        idempotency_key: IdempotencyKey,
        submission: &Submission,
    ) -> Result<SubmissionReceipt, SyncError> {
        let request = self
            .request(Method::POST, routes::APPLICATIONS)
            // EXPOSE: the portal must recognise the session.
            .bearer_auth(token.expose())
            .header(routes::IDEMPOTENCY_KEY_HEADER, idempotency_key.to_string())
            .json(submission);
        let receipt: SubmissionReceipt = self.send(request).await?;
        if receipt.packet_sha256 != submission.packet_sha256 {
            return Err(MISMATCH);
        }
        Ok(receipt)
    }

    /// Fetches one page of the account's status changes after a sequence number.
    ///
    /// # Errors
    /// [`SyncError`], among them `BadAnswer` for a page that goes back or stands still.
    pub async fn events(&self, token: &Secret, after: i64) -> Result<Feed, SyncError> {
        let mut url = self.address.call(routes::EVENTS);
        url.query_pairs_mut().append_pair("after", &after.to_string());
        // EXPOSE: the portal must recognise the session.
        let request = self.http.get(url).bearer_auth(token.expose());
        let feed: Feed = self.send(request).await?;
        if !continues(&feed, after) {
            return Err(MISMATCH);
        }
        Ok(feed)
    }

    fn request(&self, method: Method, path: &str) -> RequestBuilder {
        self.http.request(method, self.address.call(path))
    }

    async fn post<B: Serialize + Sync, T: DeserializeOwned>(
        &self,
        path: &str,
        token: Option<&Secret>,
        body: &B,
    ) -> Result<T, SyncError> {
        let mut request = self.request(Method::POST, path).json(body);
        if let Some(token) = token {
            // EXPOSE: the portal must recognise the session.
            request = request.bearer_auth(token.expose());
        }
        self.send(request).await
    }

    async fn send<T: DeserializeOwned>(&self, request: RequestBuilder) -> Result<T, SyncError> {
        let response = request.send().await.map_err(unreachable)?;
        answer::read(response).await
    }
}

impl fmt::Debug for PortalClient {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("PortalClient").field("address", &self.address).finish_non_exhaustive()
    }
}

/// Whether a page goes on where the caller stood: otherwise fetching pages would never end, or
/// events would be taken twice.
fn continues(feed: &Feed, after: i64) -> bool {
    let mut last = after;
    for event in &feed.events {
        if event.sequence <= last {
            return false;
        }
        last = event.sequence;
    }
    feed.next == last && feed.events.len() <= limits::EVENTS_PER_PAGE_MAX
}

fn install_crypto_provider() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        // An `Err` means that the program installed one already, which serves as well.
        drop(rustls::crypto::ring::default_provider().install_default());
    });
}
