//! What a user does on a screen: find, read, fill, choose, press.
//!
//! Things are found by their `data-testid`, and only once they can be seen. Every step waits for
//! its thing; a thing that was redrawn between finding and using it is found again.

use std::future::poll_fn;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;
use std::pin::pin;
use std::task::Poll;

use fantoccini::elements::Element;
use fantoccini::error::CmdError;
use fantoccini::{Client, Locator};

use crate::album::Album;
use crate::waiting;

/// One screen under the journey's hands.
pub struct Page {
    client: Client,
    album: Album,
    /// The display that the window is on; none for a browser without a window.
    display: Option<String>,
}

/// Plays a journey on a session, and ends the session whichever way it goes. When the journey
/// fails, its last picture is kept.
pub async fn play(client: Client, album: Album, display: Option<&str>, journey: impl AsyncFnOnce(&mut Page)) {
    let mut page = Page { client, album, display: display.map(str::to_owned) };
    if let Err(panic) = caught(journey(&mut page)).await {
        page.picture("Here it failed").await;
        drop(page.client.close().await);
        std::panic::resume_unwind(panic);
    }
    page.client.close().await.expect("the session ends");
}

/// Returns a picture of a whole display. WebKitWebDriver's own never comes back when the window is
/// drawn without a compositor.
async fn picture_of(display: &str) -> Vec<u8> {
    let mut import = tokio::process::Command::new("import");
    import.args(["-display", display, "-window", "root", "png:-"]).kill_on_drop(true);
    let shot = tokio::time::timeout(waiting::PATIENCE, import.output()).await;
    shot.expect("a picture in time").expect("ImageMagick's import runs").stdout
}

impl Page {
    /// Returns the album of the journey.
    pub fn album(&self) -> &Album {
        &self.album
    }

    /// Waits for a thing and returns it.
    pub async fn see(&self, test_id: &str) -> Element {
        waiting::until(&format!("`{test_id}` is on the screen"), async || self.look(test_id).await).await
    }

    /// Returns a thing if it can be seen now. What begins with a bracket is a CSS selector, for the
    /// things that only their other marks tell apart.
    pub async fn look(&self, test_id: &str) -> Option<Element> {
        let all = self.client.find_all(Locator::Css(&selector(test_id))).await.ok()?;
        for element in all {
            if element.is_displayed().await.unwrap_or(false) {
                return Some(element);
            }
        }
        None
    }

    /// Waits until a thing is gone.
    pub async fn see_no_more(&self, test_id: &str) {
        waiting::until(&format!("`{test_id}` is gone"), async || {
            self.look(test_id).await.is_none().then_some(())
        })
        .await;
    }

    /// Waits until a thing's text holds `part`, and returns the text.
    pub async fn read_until(&self, test_id: &str, part: &str) -> String {
        waiting::until(&format!("`{test_id}` says `{part}`"), async || {
            let text = self.look(test_id).await?.text().await.ok()?;
            text.contains(part).then_some(text)
        })
        .await
    }

    /// Returns the texts of all things of that id that can be seen.
    pub async fn read_all(&self, test_id: &str) -> Vec<String> {
        let all = self.client.find_all(Locator::Css(&selector(test_id))).await;
        let mut texts = Vec::new();
        for element in all.unwrap_or_default() {
            if let Ok(text) = element.text().await
                && element.is_displayed().await.unwrap_or(false)
            {
                texts.push(text);
            }
        }
        texts
    }

    /// Presses a button, a link, a row.
    pub async fn press(&self, test_id: &str) {
        self.act(test_id, async |element| element.click().await).await;
    }

    /// Replaces what a field holds.
    pub async fn fill(&self, test_id: &str, text: &str) {
        self.act(test_id, async |element| {
            element.clear().await?;
            element.send_keys(text).await
        })
        .await;
    }

    /// Chooses from a list by the option's value.
    pub async fn choose(&self, test_id: &str, value: &str) {
        self.act(test_id, async |element| element.select_by_value(value).await).await;
    }

    /// Gives a file to a file input, which is never seen itself: a label stands for it.
    pub async fn give_file(&self, test_id: &str, file: &Path) {
        let file = file.to_str().expect("a path of plain letters");
        waiting::until(&format!("`{test_id}` takes a file"), async || {
            let input = self.client.find(Locator::Css(&selector(test_id))).await.ok()?;
            input.send_keys(file).await.ok()
        })
        .await;
    }

    /// Presses keys where the focus is. Modifiers stay down until the end.
    pub async fn press_keys(&self, keys: &str) {
        let focused = self.client.active_element().await.expect("something has the focus");
        focused.send_keys(keys).await.expect("keys can be pressed");
    }

    /// Waits until an attribute of a thing has one of the values, and returns it.
    pub async fn mark_until(&self, test_id: &str, attribute: &str, values: &[&str]) -> String {
        waiting::until(&format!("`{test_id}` becomes one of {values:?}"), async || {
            let value = self.look(test_id).await?.attr(attribute).await.ok()??;
            values.contains(&value.as_str()).then_some(value)
        })
        .await
    }

    /// Returns an attribute of all things of that id that can be seen.
    pub async fn marks(&self, test_id: &str, attribute: &str) -> Vec<String> {
        let all = self.client.find_all(Locator::Css(&selector(test_id))).await;
        let mut marks = Vec::new();
        for element in all.unwrap_or_default() {
            if let Ok(Some(mark)) = element.attr(attribute).await {
                marks.push(mark);
            }
        }
        marks
    }

    /// Waits until a button can be pressed.
    pub async fn see_enabled(&self, test_id: &str) {
        waiting::until(&format!("`{test_id}` can be pressed"), async || {
            let enabled = self.look(test_id).await?.is_enabled().await.ok()?;
            enabled.then_some(())
        })
        .await;
    }

    /// Keeps a picture of the screen, when the tour is recorded.
    pub async fn picture(&mut self, title: &str) {
        if self.album.is_wanted() {
            let png = match &self.display {
                Some(display) => picture_of(display).await,
                None => self.client.screenshot().await.expect("a picture"),
            };
            self.album.keep(title, &png);
        }
    }

    /// Keeps a picture that was taken elsewhere.
    pub fn keep(&mut self, title: &str, png: &[u8]) {
        self.album.keep(title, png);
    }

    /// Scrolls a thing to the middle, as a reader does: at the edge it may lie under a sticky head.
    async fn bring_to_the_middle(&self, element: &Element) {
        let script = "arguments[0].scrollIntoView({block: 'center', behavior: 'instant'})";
        let target = serde_json::to_value(element).expect("an element can be named");
        // A thing that was redrawn meanwhile is found again by the caller.
        drop(self.client.execute(script, vec![target]).await);
    }

    /// Does something with a thing, again if the thing was redrawn or covered meanwhile.
    async fn act(&self, test_id: &str, action: impl AsyncFn(Element) -> Result<(), CmdError>) {
        waiting::until(&format!("`{test_id}` can be used"), async || {
            let element = self.look(test_id).await?;
            self.bring_to_the_middle(&element).await;
            match action(element).await {
                Ok(()) => Some(()),
                Err(CmdError::Standard(error)) if is_passing(&error.error) => None,
                Err(error) => panic!("`{test_id}`: {error}"),
            }
        })
        .await;
    }
}

/// Runs a future and returns its panic instead of passing it on.
async fn caught(future: impl Future<Output = ()>) -> std::thread::Result<()> {
    let mut future = pin!(future);
    poll_fn(|context| {
        let step = || future.as_mut().poll(context);
        match catch_unwind(AssertUnwindSafe(step)) {
            Ok(Poll::Pending) => Poll::Pending,
            Ok(Poll::Ready(())) => Poll::Ready(Ok(())),
            Err(panic) => Poll::Ready(Err(panic)),
        }
    })
    .await
}

/// Returns whether a moment later the same action may succeed.
fn is_passing(status: &fantoccini::error::ErrorStatus) -> bool {
    use fantoccini::error::ErrorStatus;
    matches!(
        status,
        ErrorStatus::StaleElementReference
            | ErrorStatus::NoSuchElement
            | ErrorStatus::ElementClickIntercepted
            | ErrorStatus::ElementNotInteractable
    )
}

fn selector(test_id: &str) -> String {
    if test_id.starts_with('[') { test_id.to_owned() } else { format!("[data-testid=\"{test_id}\"]") }
}
