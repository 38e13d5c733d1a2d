//! The console's pages. Everything that came from an applicant is escaped by `maud`; nothing is
//! marked as pre-escaped here.

use jiff::Timestamp;
use jiff::tz::{self, TimeZone};
use maud::{DOCTYPE, Markup, html};
use portal_api::{
    Document, Entries, NewApplication, Person, PersonRole, PortalStatus, PortalTime, Secret, Sex, VisaRequest,
};
use serde::Deserialize;

use crate::services;
use crate::store::{ApplicationFile, ApplicationLine, EventLine};

/// What the page says about the click before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Notice {
    Approved,
    Returned,
    DecidedBefore,
    NoteMissing,
}

impl Notice {
    pub(super) const fn as_str(self) -> &'static str {
        match self {
            Self::Approved => "approved",
            Self::Returned => "returned",
            Self::DecidedBefore => "decided_before",
            Self::NoteMissing => "note_missing",
        }
    }

    const fn text(self) -> &'static str {
        match self {
            Self::Approved => "Approved. The applicant is told that the fee is due.",
            Self::Returned => "Returned. The applicant is told your note.",
            Self::DecidedBefore => "Nothing changed: this application was decided before.",
            Self::NoteMissing => "Nothing changed: write to the applicant what is wrong.",
        }
    }

    const fn is_success(self) -> bool {
        matches!(self, Self::Approved | Self::Returned)
    }
}

/// Returns the list of applications.
pub(super) fn list(lines: &[ApplicationLine], csrf: &Secret) -> Markup {
    let waiting = lines.iter().filter(|line| line.status == PortalStatus::New).count();
    let body = html! {
        div.heading {
            h1 { "Applications" }
            p.count { (waiting) " to decide, " (lines.len()) " in all" }
        }
        @if lines.is_empty() {
            section.card.empty {
                h2 { "Nothing submitted yet" }
                p { "Submit an application from Expat Desk and reload this page." }
            }
        } @else {
            section.card {
                table id="applications" {
                    thead {
                        tr {
                            th scope="col" { "No." }
                            th scope="col" { "Service" }
                            th scope="col" { "Organisation" }
                            th.number scope="col" { "Persons" }
                            th scope="col" { "Received" }
                            th scope="col" { "Status" }
                        }
                    }
                    tbody { @for line in lines { (list_row(line)) } }
                }
            }
        }
    };
    page("Applications", Some(csrf), &body)
}

fn list_row(line: &ApplicationLine) -> Markup {
    html! {
        tr data-portal-number=(line.number) {
            td.number-id { a href={ "/staff/applications/" (line.number) } { (line.number) } }
            td { (services::name(&line.service)) }
            td { (line.organisation_name) }
            td.number { (line.quantity) }
            td.time { (moment(line.received_at)) }
            td { (status(&line.status)) }
        }
    }
}

/// Returns the page of one application.
pub(super) fn application(file: &ApplicationFile, notice: Option<Notice>, csrf: &Secret) -> Markup {
    let line = &file.line;
    let body = html! {
        nav.crumbs { a href="/staff" { "Applications" } " / " (line.number) }
        div.heading {
            h1 { "Application " (line.number) }
            span #status data-status=(line.status) { (status(&line.status)) }
        }
        @if let Some(notice) = notice {
            p #notice role="status" .notice .good[notice.is_success()] { (notice.text()) }
        }
        @if line.status == PortalStatus::New { (decision_form(line.number, csrf)) }
        section.card {
            h2 { "Order" }
            (order(file))
        }
        section.card {
            h2 { "Persons" }
            (persons(&file.application.persons))
        }
        section.card {
            h2 { "Documents" }
            (documents(line.number, &file.application))
        }
        section.card {
            h2 { "History" }
            ol.history { @for event in &file.events { (history_entry(event)) } }
        }
    };
    page(&format!("Application {}", line.number), Some(csrf), &body)
}

fn decision_form(number: i64, csrf: &Secret) -> Markup {
    let action = |verb: &str| format!("/staff/applications/{number}/{verb}");
    html! {
        section.card.decision {
            form method="post" action=(action("approve")) {
                (form_token(csrf))
                h2 { "Decide" }
                p { "Approving asks the applicant to pay the service fee." }
                button.primary #approve type="submit" { "Approve" }
            }
            form method="post" action=(action("return")) {
                (form_token(csrf))
                label for="note" { "What has to be put right" }
                textarea #note name="note" rows="3" maxlength="1000" required {}
                button #return type="submit" { "Return to applicant" }
            }
        }
    }
}

fn order(file: &ApplicationFile) -> Markup {
    let application = &file.application;
    let contact = &application.contact;
    let accepted = &application.public_offer_accepted;
    html! {
        dl {
            (row("Service", services::name(&application.service)))
            (row("Organisation", &file.line.organisation_name))
            (row("BIN", &application.organisation_bin))
            (row("Quantity", &application.quantity.to_string()))
            (row("Personal manager", if application.personal_manager { "yes" } else { "no" }))
            @if let Some(visa) = &application.visa { (visa_rows(visa)) }
            @if let Some(payment) = &file.line.payment_status { (row("Payment", payment.as_str())) }
            (row("Contact", &contact.name))
            (row("E-mail", &contact.email))
            (row("Telephone", &contact.phone))
            (row("Account", &file.account_name))
            (row("Received", &moment(file.line.received_at)))
            (row("Public offer", &format!(
                "{}, accepted {}", accepted.version, moment(accepted.accepted_at)
            )))
            div { dt { "Packet SHA-256" } dd.hash #packet-sha256 { (file.packet_sha256) } }
        }
    }
}

fn visa_rows(visa: &VisaRequest) -> Markup {
    let entries = match visa.entries {
        Entries::Single => "single entry",
        Entries::Multiple => "multiple entry",
    };
    html! {
        (row("Visa", &format!(
            "{}, {entries}, {} months", visa.category, visa.validity_months
        )))
        (row("Stay", &format!("{} to {}", day(visa.from), day(visa.until))))
        @if let Some(place) = &visa.collected_at { (row("Collected at", place)) }
    }
}

fn persons(persons: &[Person]) -> Markup {
    html! {
        table {
            thead {
                tr {
                    th scope="col" { "Name" }
                    th scope="col" { "Role" }
                    th scope="col" { "Born" }
                    th scope="col" { "Sex" }
                    th scope="col" { "Citizenship" }
                    th scope="col" { "Passport" }
                    th scope="col" { "Valid until" }
                    th scope="col" { "Position" }
                }
            }
            tbody {
                @for person in persons {
                    tr {
                        td { strong { (person.surname) } " " (person.given_names) }
                        td { (role(person.role)) }
                        td.time { (day(person.birth_date)) }
                        td { (sex(person.sex)) }
                        td { (person.citizenship) }
                        td { (person.travel_document.number) }
                        td.time { (day(person.travel_document.expires_on)) }
                        td { (person.position.as_deref().unwrap_or_default()) }
                    }
                }
            }
        }
    }
}

fn documents(number: i64, application: &NewApplication) -> Markup {
    let documents = &application.documents;
    html! {
        @if documents.is_empty() {
            p { "None." }
        } @else {
            table id="documents" {
                thead {
                    tr {
                        th scope="col" { "Type" }
                        th scope="col" { "Of" }
                        th scope="col" { "File" }
                        th.number scope="col" { "Size" }
                    }
                }
                tbody {
                    @for (index, document) in documents.iter().enumerate() {
                        tr {
                            td { (document.document_type.replace('_', " ")) }
                            td { (owner(document, &application.persons)) }
                            td {
                                a href={ "/staff/applications/" (number) "/documents/" (index) } {
                                    (document.file_name)
                                }
                            }
                            td.number { (kilobytes(document.size_bytes)) }
                        }
                    }
                }
            }
        }
    }
}

fn owner(document: &Document, persons: &[Person]) -> String {
    let Some(key) = &document.person_key else {
        return "organisation".to_owned();
    };
    persons
        .iter()
        .find(|person| person.key == *key)
        .map_or_else(|| key.clone(), |person| format!("{} {}", person.surname, person.given_names))
}

fn history_entry(event: &EventLine) -> Markup {
    html! {
        li {
            span.time { (moment(event.at)) }
            (status(&event.status))
            @if let Some(payment) = &event.payment_status { span { "Payment: " (payment) } }
            @if let Some(note) = &event.note { p.note { (note) } }
        }
    }
}

/// Returns a page that only says something.
pub(super) fn message(title: &str, text: &str) -> Markup {
    let body = html! {
        section.card.empty {
            h1 { (title) }
            p { (text) }
        }
    };
    page(title, None, &body)
}

fn page(title: &str, csrf: Option<&Secret>, body: &Markup) -> Markup {
    html! {
        (DOCTYPE)
        html lang="en" {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                title { (title) " - sandbox portal" }
                link rel="stylesheet" href="/staff/style.css";
            }
            body {
                p.sandbox { "Sandbox. This is not the AIFC Portal: nothing here reaches an authority." }
                header {
                    span.brand { "Staff console" }
                    @if let Some(csrf) = csrf {
                        form method="post" action="/staff/leave" {
                            (form_token(csrf))
                            button.quiet #leave type="submit" { "Leave" }
                        }
                    }
                }
                main { (body) }
            }
        }
    }
}

fn form_token(csrf: &Secret) -> Markup {
    // EXPOSE: the page belongs to the session that the token belongs to.
    html! { input type="hidden" name="csrf" value=(csrf.expose()); }
}

fn row(name: &str, value: &str) -> Markup {
    html! { div { dt { (name) } dd { (value) } } }
}

fn status(status: &PortalStatus) -> Markup {
    let class = match status {
        PortalStatus::New => "new",
        PortalStatus::AwaitingForPayment => "pay",
        PortalStatus::AwaitingToReceiveDocuments => "receive",
        PortalStatus::Returned => "returned",
        PortalStatus::Unknown(_) => "unknown",
    };
    html! { span.status .(class) { (status) } }
}

const fn role(role: PersonRole) -> &'static str {
    match role {
        PersonRole::Principal => "principal",
        PersonRole::Spouse => "spouse",
        PersonRole::Child => "child",
        PersonRole::Parent => "parent",
    }
}

const fn sex(sex: Sex) -> &'static str {
    match sex {
        Sex::Male => "M",
        Sex::Female => "F",
        Sex::Unspecified => "X",
    }
}

fn day(date: jiff::civil::Date) -> String {
    date.strftime("%d.%m.%Y").to_string()
}

fn moment(time: PortalTime) -> String {
    Timestamp::from(time).to_zoned(TimeZone::fixed(tz::offset(5))).strftime("%d.%m.%Y %H:%M").to_string()
}

fn kilobytes(size_bytes: u64) -> String {
    format!("{} kB", size_bytes.div_ceil(1000))
}
