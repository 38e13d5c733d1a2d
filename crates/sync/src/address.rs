//! Which addresses a client may be made for.

use std::net::IpAddr;

use reqwest::Url;

use crate::ClientError;

/// The address of a portal: an origin, encrypted unless it is this machine.
#[derive(Debug, Clone)]
pub(crate) struct PortalAddress {
    origin: Url,
    loopback: bool,
}

impl PortalAddress {
    pub(crate) fn parse(text: &str) -> Result<Self, ClientError> {
        let origin = Url::parse(text).map_err(|_| ClientError::NotAnAddress)?;
        // Everything of the contract is relative to the root; a path, query or user name in the
        // setting is a paste that went wrong, and a password would end up in the settings file.
        let plain = origin.path() == "/"
            && origin.query().is_none()
            && origin.fragment().is_none()
            && origin.username().is_empty()
            && origin.password().is_none();
        let host = origin.host_str().filter(|_| plain);
        let loopback = is_loopback(host.ok_or(ClientError::NotAnAddress)?);
        match origin.scheme() {
            "https" => {}
            "http" if loopback => {}
            "http" => return Err(ClientError::NotEncrypted),
            _ => return Err(ClientError::NotAnAddress),
        }
        Ok(Self { origin, loopback })
    }

    pub(crate) const fn is_loopback(&self) -> bool {
        self.loopback
    }

    /// Returns the address of a call. `path` is a route of the contract with its parameters filled
    /// in; whoever fills them in makes sure that they hold digits and letters only.
    pub(crate) fn call(&self, path: &str) -> Url {
        let mut url = self.origin.clone();
        url.set_path(path);
        url
    }
}

fn is_loopback(host: &str) -> bool {
    host == "localhost"
        || host.trim_matches(['[', ']']).parse::<IpAddr>().is_ok_and(|address| address.is_loopback())
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "tests fail by panicking")]
mod tests {
    use super::*;

    #[test]
    fn unencrypted_addresses_are_only_those_of_this_machine() {
        for text in ["http://127.0.0.1:8080", "http://127.8.0.1/", "http://[::1]:80", "http://localhost:1"] {
            assert!(PortalAddress::parse(text).unwrap().is_loopback(), "{text}");
        }
        for text in [
            "http://portal.example.test",
            "http://10.0.0.1:8080",
            "http://[2001:db8::1]",
            "http://localhost.example.test",
            "http://127.0.0.1.example.test",
        ] {
            let refused = PortalAddress::parse(text);
            assert!(matches!(refused, Err(ClientError::NotEncrypted)), "{text}");
        }
    }

    #[test]
    fn an_encrypted_address_may_be_anywhere() {
        let address = PortalAddress::parse("https://portal.example.test").unwrap();
        assert!(!address.is_loopback());
        assert_eq!(address.call("/v1/events").as_str(), "https://portal.example.test/v1/events");
    }

    #[test]
    fn what_is_not_the_bare_address_of_a_server_is_refused() {
        for text in [
            "",
            "portal.example.test",
            "ftp://127.0.0.1",
            "file:///etc/hosts",
            "https://",
            "https://portal.example.test/apply",
            "https://portal.example.test/?next=1",
            "https://portal.example.test/#top",
            "https://anna:secret@portal.example.test",
        ] {
            let refused = PortalAddress::parse(text);
            assert!(matches!(refused, Err(ClientError::NotAnAddress)), "{text}");
        }
    }
}
