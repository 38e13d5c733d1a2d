//! A portal with an account and a submitted application, and a browser at its console.

use std::net::SocketAddr;
use std::sync::Arc;

use portal::{Config, RunningPortal};
use portal_api::{ContentHash, PortalTime};
use serde_json::{Value, json};
use tempfile::TempDir;

use crate::http::{Answer, Request, get};

pub const LETTER: &[u8] = b"%PDF-1.7 invented letter";

pub struct Sandbox {
    pub portal: RunningPortal,
    pub folder: TempDir,
}

pub fn config(folder: &TempDir) -> Config {
    let mut config = Config::new(folder.path(), "127.0.0.1:0".parse().unwrap());
    config.clock = Arc::new(|| PortalTime::from_epoch_ms(1_772_442_000_000).unwrap());
    config
}

impl Sandbox {
    pub async fn start() -> Self {
        Self::start_with(|_| {}).await
    }

    pub async fn start_with(change: impl FnOnce(&mut Config)) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let mut config = config(&folder);
        change(&mut config);
        let portal = portal::serve(config).await.unwrap();
        Self { portal, folder }
    }

    pub fn address(&self) -> SocketAddr {
        self.portal.address()
    }

    pub async fn get(&self, path: &str) -> Answer {
        get(self.address(), path).await
    }

    pub async fn send(&self, request: Request) -> Answer {
        request.send(self.address()).await
    }

    /// Signs up and returns the value of the `Authorization` header.
    pub async fn bearer(&self) -> String {
        let sign_up = json!({
            "email": "hr@example.test",
            "password": "seven lamps on a hill",
            "display_name": "HR of Akme",
        });
        let answer = self.send(Request::new("POST", "/v1/accounts").json(&sign_up)).await;
        assert_eq!(answer.status, 201, "{}", answer.text());
        format!("Bearer {}", answer.json()["token"].as_str().unwrap())
    }

    /// Uploads the letter and submits the application with this surname.
    pub async fn submit(&self, bearer: &str, surname: &str) -> Answer {
        let sha256 = ContentHash::of(LETTER).to_string();
        let upload = Request::new("PUT", &format!("/v1/uploads/{sha256}"))
            .header("Authorization", bearer)
            .body("application/octet-stream", LETTER);
        assert!(self.send(upload).await.status < 300);
        let offer = self.get("/v1/public-offer").await.json();
        let submission = submission(&application(&offer, surname));
        self.send(
            Request::new("POST", "/v1/applications")
                .header("Authorization", bearer)
                .header("Idempotency-Key", "01920000-0000-7000-8000-000000000001")
                .json(&submission),
        )
        .await
    }

    /// Enters the console and returns the session's cookie.
    pub async fn enter(&self) -> String {
        let url = self.portal.make_staff_entry_url().unwrap();
        let path = url.strip_prefix(&self.portal.base_url()).unwrap();
        let answer = self.get(path).await;
        assert_eq!((answer.status, answer.header("location")), (303, "/staff"));
        let cookie = answer.header("set-cookie");
        cookie.split(';').next().unwrap().to_owned()
    }

    pub async fn page(&self, cookie: &str, path: &str) -> Answer {
        self.send(Request::new("GET", path).header("Cookie", cookie)).await
    }
}

pub fn application(offer: &Value, surname: &str) -> Value {
    json!({
        "service": "employment_invitation",
        "quantity": 1,
        "personal_manager": false,
        "organisation_bin": "180140900114",
        "contact": {
            "name": "Aigerim Sample", "email": "hr@example.test", "phone": "+7 700 000 00 00",
        },
        "persons": [{
            "key": "p1", "role": "principal", "surname": surname, "given_names": "JONAS",
            "birth_date": "1988-02-29", "sex": "male", "citizenship": "D",
            "travel_document": { "number": "C01X00T47", "expires_on": "2031-05-31" },
        }],
        "documents": [{
            "type": "invitation_letter", "file_name": "01 letter \"é\".pdf",
            "sha256": ContentHash::of(LETTER), "size_bytes": LETTER.len(),
            "media_type": "text/html",
        }],
        "public_offer_accepted": {
            "version": offer["version"], "sha256": offer["sha256"],
            "accepted_at": "2026-03-02T14:00:00.000+05:00",
        },
    })
}

pub fn submission(application: &Value) -> Value {
    let canonical = portal_api::canonical_json(application).unwrap();
    json!({ "packet_sha256": ContentHash::of(&canonical), "application": application })
}
