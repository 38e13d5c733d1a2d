//! The portal's employee at the staff page, in a headless browser.

use fantoccini::{Client, Locator};

use crate::browser;
use crate::home::Home;
use crate::started::{Driver, Portal};
use crate::waiting;

/// An employee who is signed in. The browser goes away with the driver.
pub struct Staff {
    _driver: Driver,
    client: Client,
    address: String,
}

impl Staff {
    /// Opens the staff page with the link that the portal printed when it started.
    pub async fn enter(home: &Home, portal: &Portal) -> Self {
        let driver = Driver::for_browser(home).await;
        let client = browser::open_chromium(&driver, home).await;
        client.goto(portal.says("staff")).await.expect("the staff page opens");
        Self { _driver: driver, client, address: portal.says("address").to_owned() }
    }

    /// Returns the numbers of all applications that the portal has.
    pub async fn list(&self) -> Vec<String> {
        self.go("/staff").await;
        let rows = self.client.find_all(Locator::Css("[data-portal-number]")).await.expect("the list");
        let mut numbers = Vec::new();
        for row in rows {
            numbers.extend(row.attr("data-portal-number").await.expect("the row's number"));
        }
        numbers
    }

    /// Opens an application and returns the hash of the packet that the portal holds.
    pub async fn open(&self, number: &str) -> String {
        self.go(&format!("/staff/applications/{number}")).await;
        let hash = self.client.find(Locator::Css("#packet-sha256")).await.expect("the packet's hash");
        hash.text().await.expect("the packet's hash")
    }

    /// Approves the application that is open.
    pub async fn approve(&self) {
        let button = self.client.find(Locator::Css("#approve")).await.expect("a button to approve");
        button.click().await.expect("the button can be pressed");
        waiting::until("the portal says that it is approved", async || {
            let notice = self.client.find(Locator::Css("#notice.good")).await.ok()?;
            notice.text().await.ok()
        })
        .await;
    }

    /// Returns a picture of the page.
    pub async fn picture(&self) -> Vec<u8> {
        self.client.screenshot().await.expect("a picture")
    }

    /// Ends the browser.
    pub async fn leave(self) {
        self.client.close().await.expect("the browser ends");
    }

    async fn go(&self, path: &str) {
        let page = format!("{}{path}", self.address);
        self.client.goto(&page).await.expect("a page of the portal");
    }
}
