//! The packet of an application as one file: cover, letters and papers in the checklist's order.

use super::pictures::photo_for;
use super::plans;
use super::prepare::{Choice, Desktop, told};
use super::press::Press;
use crate::error::AppError;
use crate::scans::file_id;
use crate::view::{Language, LetterFailure, SavedLetters, Text};
use casework::Record;
use casework::readiness::{ChecklistLine, LineState};
use paperwork::packet::{PacketPart, PacketPlan, PartState};
use paperwork::{Letter, LetterKind};
use vault::Vault;

/// Returns what the packet is called.
pub(super) fn title() -> Text {
    Text::new("Packet", "Пакет", "Топтама")
}

/// Makes the packet in one language. A letter that can't be made and a paper that can't be read are
/// named in the report; the rest of the packet is made.
pub(super) async fn make(
    press: &Press,
    vault: &Vault,
    desktop: &Desktop<'_>,
    language: Language,
    saved: &mut SavedLetters,
) -> Result<Vec<u8>, AppError> {
    let overview = desktop.overview;
    let cover = plans(overview, desktop.firm).into_iter().find(|plan| plan.kind == LetterKind::Cover);
    let cover = cover.ok_or_else(|| AppError::internal("no cover"))?;
    let choice = Choice { plan: cover, template: LetterKind::Cover.id().to_owned() };
    let Letter::Cover(cover) = desktop.letter(&choice, language, 1, None)? else {
        return Err(AppError::internal("not a cover"));
    };
    let mut parts = Vec::new();
    for line in &overview.lines {
        let title = part_title(desktop, line, language);
        for bytes in bytes_of(press, vault, desktop, line, language, saved).await? {
            parts.push(PacketPart { title: title.clone(), bytes });
        }
    }
    let label = overview.dossier.application.record.number.clone();
    let titles: Vec<String> = parts.iter().map(|part| part.title.clone()).collect();
    let packet = press.packet(PacketPlan { cover, label, parts }).await?;
    for (place, title) in packet.parts.iter().zip(titles).filter(|(place, _)| !place.state.is_in()) {
        saved.asked += 1;
        let (letter, text) = (Text::same(title), unreadable(place.state));
        saved.failures.push(LetterFailure { letter, person: None, language: Some(language), text });
    }
    Ok(packet.pdf)
}

/// Returns the files behind a line of the checklist: the papers attached, or what we write.
async fn bytes_of(
    press: &Press,
    vault: &Vault,
    desktop: &Desktop<'_>,
    line: &ChecklistLine<'static>,
    language: Language,
    saved: &mut SavedLetters,
) -> Result<Vec<Vec<u8>>, AppError> {
    let mut files = Vec::new();
    match &line.state {
        LineState::Attached { papers } => {
            for id in papers {
                let file = desktop.overview.paper(*id).and_then(|paper| paper.file.as_ref());
                if let Some(file) = file {
                    files.push(vault.read_file(file_id(file)?).await?.to_vec());
                }
            }
        }
        LineState::WrittenByUs { .. } => {
            let (document, person) =
                (line.requirement.document.kind.as_str(), line.requirement.person.as_deref());
            let plans = plans(desktop.overview, desktop.firm);
            for plan in plans.into_iter().filter(|plan| plan.answers(document, person)) {
                let photo = photo_for(vault, desktop.overview.dossier, &plan).await?;
                let choice = Choice { plan, template: plan.kind.id().to_owned() };
                let made = match desktop.letter(&choice, language, 1, photo) {
                    Ok(letter) => press.pdf(letter, desktop.text(&choice)).await,
                    Err(error) => Err(error),
                };
                match made {
                    Ok(pdf) => files.push(pdf),
                    // A packet with less in it than was asked for is no packet.
                    Err(error) if press.is_cancelled() => return Err(error),
                    Err(error) => {
                        saved.asked += 1;
                        saved.failures.push(LetterFailure {
                            letter: super::title(plan.kind),
                            person: person_of(desktop, line),
                            language: Some(language),
                            text: told(&error),
                        });
                    }
                }
            }
        }
        _ => {}
    }
    Ok(files)
}

fn person_of(desktop: &Desktop<'_>, line: &ChecklistLine<'_>) -> Option<String> {
    Some(desktop.overview.dossier.person(line.person?)?.folder.person.record.title())
}

fn part_title(desktop: &Desktop<'_>, line: &ChecklistLine<'_>, language: Language) -> String {
    let document = Text::from(&line.requirement.document.name);
    match person_of(desktop, line) {
        Some(person) => format!("{}: {person}", document.get(language)),
        None => document.get(language).to_owned(),
    }
}

fn unreadable(state: PartState) -> Text {
    match state {
        PartState::Encrypted => Text::new(
            "It wants a password. Save it anew without protection and attach it again; the packet has a page that names it.",
            "Файл защищён паролем. Сохраните его заново без защиты и приложите снова; в пакете есть страница, которая его называет.",
            "Файл құпиясөзбен қорғалған. Оны қорғаныссыз қайта сақтап, қайтадан тіркеңіз; топтамада оны атайтын бет бар.",
        ),
        PartState::TooLarge => Text::new(
            "It is too large for a packet. Scan it anew with fewer dots; the packet has a page that names it.",
            "Файл слишком велик для пакета. Отсканируйте заново с меньшим разрешением; в пакете есть страница, которая его называет.",
            "Файл топтама үшін тым үлкен. Оны ажыратымдылығын азайтып қайта сканерлеңіз; топтамада оны атайтын бет бар.",
        ),
        _ => Text::new(
            "It can't be read. Attach a good PDF, PNG or JPEG; the packet has a page that names it.",
            "Файл не читается. Приложите исправный PDF, PNG или JPEG; в пакете есть страница, которая его называет.",
            "Файл оқылмайды. Жарамды PDF, PNG немесе JPEG тіркеңіз; топтамада оны атайтын бет бар.",
        ),
    }
}
