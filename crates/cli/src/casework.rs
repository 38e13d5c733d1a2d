//! Calls that open a cabinet.

use crate::cabinet::{self, typed_back};
use crate::call::{Application, At, Key};
use crate::letters;
use crate::output::{Answer, word};
use crate::passphrase;
use crate::records::refused;
use desk::view::{
    AppState, ApplicationCreateInput, ApplicationRow, ApplicationView, CabinetCreateInput, DeliveryState,
    Language, ListRequest, OfferAcceptance, PortalSignInInput, PortalSignUpInput, Severity, Text,
};
use desk::{AppError, Desk, DeskConfig, ErrorCode};
use serde_json::json;
use std::path::Path;

/// Makes a cabinet with sample data.
pub async fn demo(dir: &Path, key: &Key) -> Result<Answer, AppError> {
    let desk = cabinet::desk_of(DeskConfig::in_folder(dir), key).await?;
    let groups = create(&desk, "Akme Capital", key).await?;
    desk.samples_load().await?;
    let mut applications = desk.application_list().await?;
    applications.sort_by(|a, b| a.number.cmp(&b.number));
    desk.cabinet_lock().await?;
    let numbers: Vec<&str> = applications.iter().map(|row| row.number.as_str()).collect();
    let text = format!(
        "Made a cabinet with invented sample data.\nRecovery key: {}\nApplications: {}",
        groups.join("-"),
        numbers.join(", ")
    );
    Answer::yes(&json!({ "cabinet": dir, "recovery_key": groups, "applications": applications }), text)
}

/// Creates a cabinet and returns its recovery key.
pub async fn create(desk: &Desk, client: &str, key: &Key) -> Result<Vec<String>, AppError> {
    let input = CabinetCreateInput {
        passphrase: passphrase::read(key)?,
        client_name: client.to_owned(),
        language: Language::En,
    };
    let groups = desk.cabinet_create(input).await?.groups;
    desk.cabinet_confirm_recovery(typed_back(&groups)).await?;
    Ok(groups)
}

/// Opens a cabinet at the asked client. Where none is asked for and the one used last can't be opened,
/// no other takes its place: a window shows whose papers are on the desk, a call would work in the wrong ones.
pub async fn open(at: &At) -> Result<Desk, AppError> {
    let mut config = DeskConfig::in_folder(&at.cabinet);
    config.portal_url = at.portal.clone().or(config.portal_url);
    let desk = cabinet::desk_of(config, &at.key).await?;
    passphrase::unlock(&desk, &at.key).await?;
    let AppState { clients, client_troubles, .. } = desk.app_state().await?;
    if at.client.is_none()
        && let Some(trouble) = client_troubles.first()
    {
        let why = &trouble.text.en;
        return Err(AppError::with_text(
            ErrorCode::StoreDamaged,
            "the client used last can't be opened",
            Text::same(format!(
                "The client used last can't be opened. {why} To work on another one, name it: --client."
            )),
        ));
    }
    if let Some(wanted) = &at.client {
        let client = one_client(clients, wanted, |client| (&client.id, &client.name))?;
        desk.client_select(client.id).await?;
    }
    Ok(desk)
}

/// Returns the client with an id or a name. A name that several have names none of them.
pub fn one_client<T>(
    clients: Vec<T>,
    wanted: &str,
    called: impl Fn(&T) -> (&String, &String),
) -> Result<T, AppError> {
    let is_wanted = |client: &T| {
        let (id, name) = called(client);
        id == wanted || name == wanted
    };
    let mut found = clients.into_iter().filter(is_wanted);
    let client = found.next().ok_or_else(|| not_found("client"))?;
    if found.next().is_some() {
        return Err(refused(
            "Several clients have this name. Give the id instead; `expat client list` shows it.",
        ));
    }
    Ok(client)
}

/// Works on applications.
pub async fn application(command: Application) -> Result<Answer, AppError> {
    match command {
        Application::List { at } => {
            let desk = open(&at).await?;
            let rows = desk.application_list().await?;
            desk.cabinet_lock().await?;
            Answer::yes(&json!({ "applications": rows }), rows.iter().map(line_of).collect::<String>())
        }
        Application::New { at, service, company, person } => {
            let desk = open(&at).await?;
            let request = ListRequest { filter: company.clone(), ..ListRequest::default() };
            let host = desk.company_list(request).await?.into_iter().find(|row| row.bin == company);
            let company = host.ok_or_else(|| not_found("company"))?.id;
            let input = ApplicationCreateInput { service, company, persons: person };
            let made = desk.application_create(input).await?;
            desk.cabinet_lock().await?;
            Answer::yes(&made, format!("{} made.", made.number))
        }
        Application::Findings { at, application } => {
            let desk = open(&at).await?;
            let view = require(&desk, &application).await?;
            desk.cabinet_lock().await?;
            let is_ready = view.findings.iter().all(|finding| finding.severity != Severity::Blocks);
            Answer::of(
                &json!({ "number": view.number, "findings": view.findings }),
                findings_text(&view),
                is_ready,
            )
        }
        Application::Details(part) => letters::visa_details(&part).await,
        Application::Letters(part) => letters::letter_details(&part).await,
        Application::Approve { at, application } => {
            let desk = open(&at).await?;
            let id = require(&desk, &application).await?.id;
            let view = desk.application_approve(id).await?;
            desk.cabinet_lock().await?;
            Answer::yes(
                &json!({ "number": view.number, "work": view.work }),
                format!("{} approved.", view.number),
            )
        }
    }
}

/// Freezes, queues and, where the portal can be reached, delivers.
pub async fn submit(
    at: &At,
    application: &str,
    email: Option<&str>,
    password_file: Option<&Path>,
) -> Result<Answer, AppError> {
    let desk = open(at).await?;
    let view = require(&desk, application).await?;
    if let (Some(email), Some(file)) = (email, password_file) {
        sign_in(&desk, email, file).await?;
    }
    let offer = desk.public_offer().await?;
    let accepted = OfferAcceptance { version: offer.version, sha256: offer.sha256 };
    desk.application_submit(view.id.clone(), accepted).await?;
    let report = desk.sync_now().await?;
    let view = desk.application_get(view.id).await?;
    desk.cabinet_lock().await?;
    let submission = view.submission.ok_or_else(|| AppError::internal("no submission"))?;
    let is_there = submission.state == DeliveryState::Delivered;
    let problem = report.problem.map(|text| text.en).unwrap_or_default();
    let text = format!(
        "{}: {} {} {problem}\npacket {}",
        view.number,
        word(&submission.state),
        submission.portal_number.as_deref().unwrap_or("not received yet"),
        submission.packet_sha256
    );
    Answer::of(
        &json!({ "number": view.number, "submission": submission, "problem": problem }),
        text,
        is_there,
    )
}

/// Signs in, or creates the account where the portal knows none.
async fn sign_in(desk: &Desk, email: &str, password_file: &Path) -> Result<(), AppError> {
    let password = passphrase::first_line_of(password_file)?;
    let email = email.to_owned();
    let known =
        desk.portal_sign_in(PortalSignInInput { email: email.clone(), password: password.clone() }).await;
    match known {
        Err(error) if matches!(error.code, ErrorCode::PortalSignIn | ErrorCode::PortalRefused) => {
            desk.portal_sign_up(PortalSignUpInput { name: email.clone(), email, password }).await
        }
        other => other,
    }
}

/// Asks for news and shows where applications stand.
pub async fn status(at: &At, application: Option<&str>) -> Result<Answer, AppError> {
    let desk = open(at).await?;
    let report = desk.sync_now().await?;
    let mut rows = desk.application_list().await?;
    if let Some(wanted) = application {
        rows.retain(|row| row.id == wanted || row.number == wanted);
    }
    desk.cabinet_lock().await?;
    if rows.is_empty() && application.is_some() {
        return Err(not_found("application"));
    }
    let text = rows.iter().map(line_of).collect::<String>();
    Answer::yes(&json!({ "applications": rows, "events": report.events, "problem": report.problem }), text)
}

/// Returns the application of an id or a number.
pub async fn require(desk: &Desk, application: &str) -> Result<ApplicationView, AppError> {
    let rows = desk.application_list().await?;
    let row = rows.into_iter().find(|row| row.id == application || row.number == application);
    desk.application_get(row.ok_or_else(|| not_found("application"))?.id).await
}

fn line_of(row: &ApplicationRow) -> String {
    let portal = row.portal_status.as_deref().unwrap_or("-");
    format!(
        "{}  {}  {}  {} blocking  {}\n",
        row.number,
        word(&row.work),
        portal,
        row.blocks,
        row.company.wording(Language::En)
    )
}

fn findings_text(view: &ApplicationView) -> String {
    if view.findings.is_empty() {
        return format!("{}: nothing to report.", view.number);
    }
    let mut text = format!("{}\n", view.number);
    for finding in &view.findings {
        let place = finding.citation.as_ref().map(|citation| {
            format!(
                " [{} {}, lines {}-{}]",
                citation.document, citation.heading, citation.lines_from, citation.lines_to
            )
        });
        text.push_str(&format!(
            "  {}  {}: {}{}\n",
            word(&finding.severity),
            finding.subject_title,
            finding.text.en,
            place.unwrap_or_default()
        ));
    }
    text
}

/// Returns the error of something that was named and isn't there.
pub fn not_found(what: &str) -> AppError {
    AppError::with_text(
        ErrorCode::NotFound,
        format!("unknown {what}"),
        Text::new(
            format!("There is no such {what}."),
            format!("Не найдено: {what}."),
            format!("Табылмады: {what}."),
        ),
    )
}

#[cfg(test)]
mod tests {
    use super::one_client;
    use desk::ErrorCode;

    #[test]
    fn a_name_that_several_clients_have_opens_none_of_them() {
        let clients = || vec![("1".to_owned(), "Akme".to_owned()), ("2".to_owned(), "Akme".to_owned())];
        let chosen = |wanted: &str| one_client(clients(), wanted, |client| (&client.0, &client.1));
        assert_eq!(chosen("2").map(|client| client.0), Ok("2".to_owned()));
        assert_eq!(chosen("Akme").map_err(|error| error.code), Err(ErrorCode::Invalid));
        assert_eq!(chosen("Astra").map_err(|error| error.code), Err(ErrorCode::NotFound));
    }
}
