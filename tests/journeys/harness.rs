//! Shows that the harness itself works, on a page that is as awkward as a real one: things come
//! late, are covered at first, and are redrawn under the hand.

use crate::album::Album;
use crate::browser;
use crate::home::Home;
use crate::page;
use crate::started::Driver;

/// A form that appears late and under a curtain, and answers late.
const AWKWARD: &str = r#"<!doctype html><meta charset="utf-8"><body><script>
setTimeout(() => {
  document.body.innerHTML = `
    <div id="curtain" style="position:fixed;inset:0;background:#fff"></div>
    <p data-testid="hidden" style="display:none">never</p>
    <input data-testid="name" value="old">
    <select data-testid="language"><option value="en">E</option><option value="kk">K</option></select>
    <button data-testid="save">Save</button><p data-testid="answer"></p>`;
  setTimeout(() => document.getElementById("curtain").remove(), 200);
  document.querySelector("button").onclick = () => setTimeout(() => {
    const value = (id) => document.querySelector(`[data-testid=${id}]`).value;
    document.querySelector("[data-testid=answer]").textContent = value("name") + " " + value("language");
    document.querySelector("button").remove();
  }, 200);
}, 200);
</script>"#;

#[tokio::test]
async fn page_waits_for_what_comes_late_and_replaces_what_fields_hold() {
    let home = Home::new();
    let driver = Driver::for_browser(&home).await;
    let client = browser::open_chromium(&driver, &home).await;
    let file = home.path().join("tmp/awkward.html");
    std::fs::write(&file, AWKWARD).unwrap();
    client.goto(&format!("file://{}", file.display())).await.unwrap();

    page::play(client, Album::open("harness"), None, async |page| {
        page.fill("name", "Айгүл").await;
        page.choose("language", "kk").await;
        page.press("save").await;
        page.read_until("answer", "Айгүл kk").await;
        page.see_no_more("save").await;
        assert!(page.look("hidden").await.is_none(), "what can't be seen is not there");
    })
    .await;
}
