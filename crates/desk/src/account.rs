//! The portal that submissions go to, and the client's account on it.
//!
//! The account is kept in the encrypted cabinet; its password is not kept at all. Without a
//! configured address the sandbox portal runs inside this program, on this machine only.

use crate::error::{AppError, ErrorCode};
use crate::session::{Desk, Open};
use crate::view::{PortalSignInInput, PortalSignUpInput, PortalView, PublicOfferView};
use portal_api::{Secret, Session, SignIn, SignUp};
use serde::{Deserialize, Serialize};
use std::net::{Ipv4Addr, SocketAddr};
use sync::PortalClient;
use vault::{Author, Cabinet, ClientId};

/// Name of the setting that keeps the offer for work without a network.
const OFFER: &str = "public_offer";

/// A client's account on the portal.
#[derive(Clone, Serialize, Deserialize)]
pub(crate) struct Account {
    /// E-mail that it signs in with.
    pub email: String,
    /// Session token; none after the portal wanted a new sign-in.
    pub token: Option<Secret>,
    /// The last event of the feed that was stored.
    pub cursor: i64,
}

impl Desk {
    /// Creates an account on the portal and signs in.
    pub async fn portal_sign_up(&self, input: PortalSignUpInput) -> Result<(), AppError> {
        let client = self.portal_client().await?;
        let sign_up = SignUp {
            email: input.email.trim().to_owned(),
            password: Secret::new(input.password),
            display_name: input.name.trim().to_owned(),
        };
        let session = client.sign_up(&sign_up).await?;
        self.signed_in(&sign_up.email, session).await
    }

    /// Signs in to the portal.
    pub async fn portal_sign_in(&self, input: PortalSignInInput) -> Result<(), AppError> {
        let client = self.portal_client().await?;
        let sign_in = SignIn { email: input.email.trim().to_owned(), password: Secret::new(input.password) };
        let session = client.sign_in(&sign_in).await.map_err(|error| match error {
            sync::SyncError::SignInNeeded => {
                AppError::with_text(ErrorCode::PortalSignIn, "wrong credentials", wrong_credentials())
            }
            other => other.into(),
        })?;
        self.signed_in(&sign_in.email, session).await
    }

    async fn signed_in(&self, email: &str, session: Session) -> Result<(), AppError> {
        let (vault, now) = {
            let open = self.session().await?;
            let known = load(&open.cabinet, open.client).await?.filter(|account| account.email == email);
            let account = Account {
                email: email.to_owned(),
                token: Some(session.token),
                cursor: known.map_or(0, |account| account.cursor),
            };
            store(&open.cabinet, open.client, &account, self.author()).await?;
            (open.vault.clone(), self.author())
        };
        crate::outbox::resume(&vault, &now).await
    }

    /// Returns the portal's public offer: the one in force, or without a network the one that was
    /// read last. The portal checks which one was accepted.
    pub async fn public_offer(&self) -> Result<PublicOfferView, AppError> {
        let asked = self.portal_client().await?.public_offer().await;
        let open = self.session().await?;
        match asked {
            Ok(offer) => {
                let offer = PublicOfferView {
                    version: offer.version,
                    sha256: offer.sha256.to_string(),
                    text: offer.text,
                };
                open.cabinet.put_setting(OFFER, &offer, self.author()).await?;
                Ok(offer)
            }
            Err(away @ sync::SyncError::Unreachable { .. }) => {
                open.cabinet.setting(OFFER).await?.ok_or_else(|| away.into())
            }
            Err(error) => Err(error.into()),
        }
    }

    /// Returns a one-time link to the staff page of the sandbox that this program runs.
    pub async fn staff_entry(&self) -> Result<String, AppError> {
        let sandbox = self.sandbox.lock().await;
        let running =
            sandbox.as_ref().ok_or_else(|| AppError::new(ErrorCode::NotFound, "no sandbox of ours"))?;
        running.make_staff_entry_url().map_err(|error| AppError::internal(error.to_string()))
    }

    /// Returns a client for the portal, starting the sandbox where none is configured.
    pub(crate) async fn portal_client(&self) -> Result<PortalClient, AppError> {
        let address = self.portal_address().await?;
        PortalClient::new(&address).map_err(|error| AppError::internal(error.to_string()))
    }

    async fn portal_address(&self) -> Result<String, AppError> {
        if let Some(address) = &self.config().portal_url {
            return Ok(address.clone());
        }
        let mut sandbox = self.sandbox.lock().await;
        if let Some(running) = sandbox.as_ref() {
            return Ok(running.base_url());
        }
        let listen = SocketAddr::from((Ipv4Addr::LOCALHOST, 0));
        let started = portal::serve(portal::Config::new(self.config().sandbox(), listen)).await;
        let started = started.map_err(|error| AppError::internal(error.to_string()))?;
        let address = started.base_url();
        *sandbox = Some(started);
        Ok(address)
    }
}

/// Returns the portal as the frame shows it.
pub(crate) async fn view(desk: &Desk, open: &Open) -> Result<Option<PortalView>, AppError> {
    let account = load(&open.cabinet, open.client).await?;
    let own = desk.sandbox.lock().await.as_ref().map(portal::RunningPortal::base_url);
    let address = desk.config().portal_url.clone().or_else(|| own.clone()).unwrap_or_default();
    Ok(Some(PortalView {
        // A portal of this machine, or one that this program runs, is a sandbox: nothing of it
        // reaches the Expat Centre.
        sandbox: desk.config().portal_url.as_deref().is_none_or(is_of_this_machine),
        connected: account.as_ref().is_some_and(|account| account.token.is_some()),
        email: account.map(|account| account.email),
        staff_available: own.is_some(),
        address,
    }))
}

fn is_of_this_machine(address: &str) -> bool {
    ["http://127.0.0.1", "http://localhost", "http://[::1]"].iter().any(|local| address.starts_with(local))
}

/// Reads a client's account.
pub(crate) async fn load(cabinet: &Cabinet, client: ClientId) -> Result<Option<Account>, AppError> {
    let kept: Option<Option<Account>> = cabinet.setting(&name(client)).await?;
    Ok(kept.flatten())
}

/// Writes a client's account.
pub(crate) async fn store(
    cabinet: &Cabinet,
    client: ClientId,
    account: &Account,
    author: Author,
) -> Result<(), AppError> {
    Ok(cabinet.put_setting(&name(client), account, author).await?)
}

/// Forgets the account of a client that is gone.
pub(crate) async fn forget(cabinet: &Cabinet, client: ClientId, author: Author) -> Result<(), AppError> {
    Ok(cabinet.put_setting(&name(client), &None::<Account>, author).await?)
}

fn name(client: ClientId) -> String {
    format!("portal/{client}")
}

fn wrong_credentials() -> crate::view::Text {
    crate::view::Text::new(
        "The portal knows no account with this e-mail and password. Check both, or create an account.",
        "На портале нет учётной записи с такими адресом и паролем. Проверьте их или создайте запись.",
        "Порталда мұндай мекенжай мен құпиясөзге сай тіркелгі жоқ. Екеуін де тексеріңіз немесе тіркелгі жасаңыз.",
    )
}
