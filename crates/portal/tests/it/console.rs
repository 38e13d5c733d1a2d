//! The staff console as a browser sees it.

use crate::http::Request;
use crate::sandbox::{LETTER, Sandbox};

/// Returns the form token of a page.
fn csrf(page: &str) -> &str {
    let rest = page.split("name=\"csrf\" value=\"").nth(1).unwrap();
    rest.split('"').next().unwrap()
}

async fn decide(sandbox: &Sandbox, cookie: &str, verb: &str, form: &str) -> (u16, String) {
    let path = format!("/staff/applications/101/{verb}");
    let request = Request::new("POST", &path).header("Cookie", cookie).form(form);
    let answer = sandbox.send(request).await;
    (answer.status, answer.header("location").to_owned())
}

async fn statuses(sandbox: &Sandbox, bearer: &str) -> Vec<(String, Option<String>)> {
    let request = Request::new("GET", "/v1/events?after=0").header("Authorization", bearer);
    let feed = sandbox.send(request).await.json();
    let text = |value: &serde_json::Value| value.as_str().map(str::to_owned);
    feed["events"]
        .as_array()
        .unwrap()
        .iter()
        .map(|event| (text(&event["status"]).unwrap(), text(&event["note"])))
        .collect()
}

fn status(text: &str) -> (String, Option<String>) {
    (text.to_owned(), None)
}

#[tokio::test]
async fn an_application_is_seen_approved_and_the_applicant_told() {
    let sandbox = Sandbox::start().await;
    let bearer = sandbox.bearer().await;
    assert_eq!(sandbox.submit(&bearer, "MUSTERMANN").await.status, 201);
    let cookie = sandbox.enter().await;

    let list = sandbox.page(&cookie, "/staff").await;
    assert!(list.text().contains("data-portal-number=\"101\""));
    assert!(list.text().contains("Akme Capital Ltd."));
    assert!(list.text().contains("02.03.2026 14:00"));
    let page = sandbox.page(&cookie, "/staff/applications/101").await;
    for shown in ["MUSTERMANN", "C01X00T47", "id=\"approve\"", "data-status=\"NEW\""] {
        assert!(page.text().contains(shown), "{shown} is missing");
    }
    let form = format!("csrf={}", csrf(page.text()));
    let (code, location) = decide(&sandbox, &cookie, "approve", &form).await;
    assert_eq!(code, 303);

    let page = sandbox.page(&cookie, &location).await;
    assert!(page.text().contains("data-status=\"Awaiting for Payment\""));
    assert!(page.text().contains("Approved."));
    assert!(!page.text().contains("id=\"approve\""), "decided once");
    assert_eq!(statuses(&sandbox, &bearer).await, [status("NEW"), status("Awaiting for Payment")]);
}

#[tokio::test]
async fn an_application_is_returned_with_a_note_and_not_without() {
    let sandbox = Sandbox::start().await;
    let bearer = sandbox.bearer().await;
    sandbox.submit(&bearer, "MUSTERMANN").await;
    let cookie = sandbox.enter().await;
    let page = sandbox.page(&cookie, "/staff/applications/101").await;
    let csrf = csrf(page.text());

    let empty = format!("csrf={csrf}&note=+%0A");
    let (_, location) = decide(&sandbox, &cookie, "return", &empty).await;
    assert!(location.ends_with("notice=note_missing"), "{location}");
    assert_eq!(statuses(&sandbox, &bearer).await, [status("NEW")]);

    let note = format!("csrf={csrf}&note=Scan+of+page+2+%3Cplease%3E");
    let (_, location) = decide(&sandbox, &cookie, "return", &note).await;
    assert!(location.ends_with("notice=returned"), "{location}");
    let told = "Scan of page 2 <please>".to_owned();
    let returned = ("Returned".to_owned(), Some(told));
    assert_eq!(statuses(&sandbox, &bearer).await, [status("NEW"), returned]);
    let page = sandbox.page(&cookie, &location).await;
    assert!(page.text().contains("Scan of page 2 &lt;please&gt;"));
}

#[tokio::test]
async fn a_second_decision_changes_nothing() {
    let sandbox = Sandbox::start().await;
    let bearer = sandbox.bearer().await;
    sandbox.submit(&bearer, "MUSTERMANN").await;
    let cookie = sandbox.enter().await;
    let page = sandbox.page(&cookie, "/staff/applications/101").await;
    let csrf = csrf(page.text());
    decide(&sandbox, &cookie, "approve", &format!("csrf={csrf}")).await;
    let late = format!("csrf={csrf}&note=too+late");
    let (_, location) = decide(&sandbox, &cookie, "return", &late).await;
    assert!(location.ends_with("notice=decided_before"), "{location}");
    assert_eq!(statuses(&sandbox, &bearer).await, [status("NEW"), status("Awaiting for Payment")]);
}

#[tokio::test]
async fn without_the_entry_link_nothing_opens() {
    let sandbox = Sandbox::start().await;
    let bearer = sandbox.bearer().await;
    sandbox.submit(&bearer, "MUSTERMANN").await;
    let paths = [
        "/staff",
        "/staff/enter?key=guess",
        "/staff/applications/101",
        "/staff/applications/101/documents/0",
    ];
    for path in paths {
        let answer = sandbox.page("sandbox-staff-1=guess", path).await;
        assert_eq!(answer.status, 401, "{path}");
        assert!(!answer.text().contains("MUSTERMANN"), "{path}");
    }
    let (code, _) = decide(&sandbox, "none=none", "approve", "csrf=guess").await;
    assert_eq!(code, 401);
    assert_eq!(statuses(&sandbox, &bearer).await, [status("NEW")]);
}

#[tokio::test]
async fn an_entry_link_works_once_and_leaving_ends_the_session() {
    let sandbox = Sandbox::start().await;
    let url = sandbox.portal.make_staff_entry_url().unwrap();
    let path = url.strip_prefix(&sandbox.portal.base_url()).unwrap();
    assert_eq!(sandbox.get(path).await.status, 303);
    assert_eq!(sandbox.get(path).await.status, 401);

    let cookie = sandbox.enter().await;
    let page = sandbox.page(&cookie, "/staff").await;
    let form = format!("csrf={}", csrf(page.text()));
    let leave = Request::new("POST", "/staff/leave").header("Cookie", &cookie).form(&form);
    assert_eq!(sandbox.send(leave).await.status, 200);
    assert_eq!(sandbox.page(&cookie, "/staff").await.status, 401);
}

#[tokio::test]
async fn a_form_from_elsewhere_changes_nothing() {
    let sandbox = Sandbox::start().await;
    let bearer = sandbox.bearer().await;
    sandbox.submit(&bearer, "MUSTERMANN").await;
    let cookie = sandbox.enter().await;
    let other = sandbox.enter().await;
    let page = sandbox.page(&other, "/staff").await;
    let foreign = format!("csrf={}", csrf(page.text()));
    for form in [foreign.as_str(), "csrf="] {
        let (code, _) = decide(&sandbox, &cookie, "approve", form).await;
        assert_eq!(code, 403, "{form}");
    }
    assert_eq!(statuses(&sandbox, &bearer).await, [status("NEW")]);
}

#[tokio::test]
async fn the_cookie_and_the_pages_are_locked_down() {
    let sandbox = Sandbox::start().await;
    let url = sandbox.portal.make_staff_entry_url().unwrap();
    let path = url.strip_prefix(&sandbox.portal.base_url()).unwrap();
    let answer = sandbox.get(path).await;
    let cookie = answer.header("set-cookie").to_owned();
    for part in ["HttpOnly", "SameSite=Strict", "Path=/staff"] {
        assert!(cookie.contains(part), "{cookie}");
    }
    for path in ["/staff", "/staff/style.css"] {
        let answer = sandbox.page(cookie.split(';').next().unwrap(), path).await;
        assert_eq!(answer.status, 200, "{path}");
        let policy = answer.header("content-security-policy");
        assert!(policy.starts_with("default-src 'none'; style-src 'self'"), "{policy}");
        assert_eq!(answer.header("x-content-type-options"), "nosniff");
        assert_eq!(answer.header("referrer-policy"), "no-referrer");
        assert_eq!(answer.header("cache-control"), "no-store");
        assert!(!answer.text().contains("<script"), "{path}");
    }
}

#[tokio::test]
async fn markup_from_an_applicant_stays_text() {
    let sandbox = Sandbox::start().await;
    let bearer = sandbox.bearer().await;
    let surname = "<img src=x onerror=alert(1)>";
    assert_eq!(sandbox.submit(&bearer, surname).await.status, 201);
    let cookie = sandbox.enter().await;
    let page = sandbox.page(&cookie, "/staff/applications/101").await;
    assert!(page.text().contains("&lt;img src=x"));
    assert!(!page.text().contains("<img"));
}

#[tokio::test]
async fn a_document_comes_back_whole_and_is_never_interpreted() {
    let sandbox = Sandbox::start().await;
    let bearer = sandbox.bearer().await;
    sandbox.submit(&bearer, "MUSTERMANN").await;
    let cookie = sandbox.enter().await;
    let answer = sandbox.page(&cookie, "/staff/applications/101/documents/0").await;
    assert_eq!(answer.body, LETTER);
    assert_eq!(answer.header("content-type"), "application/octet-stream");
    assert_eq!(answer.header("content-disposition"), "attachment; filename=\"101-01_letter____.pdf\"");
    for path in ["/staff/applications/101/documents/1", "/staff/applications/999"] {
        assert_eq!(sandbox.page(&cookie, path).await.status, 404, "{path}");
    }
}

#[tokio::test]
async fn a_file_that_was_changed_on_disk_is_not_handed_out() {
    let sandbox = Sandbox::start().await;
    let bearer = sandbox.bearer().await;
    sandbox.submit(&bearer, "MUSTERMANN").await;
    let name = portal_api::ContentHash::of(LETTER).to_string();
    let path = sandbox.folder.path().join("files").join(name);
    std::fs::write(path, b"%PDF-1.7 another letter").unwrap();
    let cookie = sandbox.enter().await;
    let answer = sandbox.page(&cookie, "/staff/applications/101/documents/0").await;
    assert_eq!(answer.status, 500);
    assert!(!answer.text().contains("another letter"));
}
