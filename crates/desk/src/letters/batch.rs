//! Persons x letters: the same letters for many people at once, in one folder or one file to print.
//!
//! A person's letters are read from the application worked on last that has them. Invariant: each
//! person and letter asked for ends as a file or as a failure that names both; a letter about several
//! of the persons is made once.

use super::making::Job;
use super::pictures::photo_for;
use super::prepare::{Choice, Desktop};
use super::wanted::Wanted;
use crate::companies::{count, parse_id};
use crate::convert::Reader;
use crate::dossier::Dossier;
use crate::environment::in_kazakhstan;
use crate::error::AppError;
use crate::letters::templates::Templates;
use crate::overview::Overview;
use crate::session::Desk;
use crate::view::{BatchOffer, BatchRequest, Firm, LetterFailure, SavedLetters, Text};
use casework::{Application, LinkRole, Person, PersonId, Record};
use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::path::Path;
use vault::{Change, Op, Vault};

/// Most people at once: a large firm's whole foreign staff.
const PERSONS_MAX: usize = 500;
/// Most files at once; the one to print holds them all in memory, about 100 KB each.
const FILES_MAX: usize = 3_000;
/// Applications of one person that are looked through, the one worked on last first.
const APPLICATIONS_MAX: usize = 5;

/// The people of a batch with their applications.
struct Crowd {
    people: Vec<(PersonId, String)>,
    /// By person, as places in `dossiers`, the one worked on last first.
    applications: BTreeMap<PersonId, Vec<usize>>,
    dossiers: Vec<Dossier>,
}

impl Crowd {
    async fn load(vault: &Vault, persons: &[String]) -> Result<Self, AppError> {
        let mut crowd = Self { people: Vec::new(), applications: BTreeMap::new(), dossiers: Vec::new() };
        for id in persons {
            let id: PersonId = parse_id(id)?;
            if crowd.applications.contains_key(&id) {
                continue;
            }
            let person = vault.require::<Person>(id).await?.record;
            let mut stored = vault.linked::<Application>(id, LinkRole::Person).await?;
            stored.sort_by_key(|stored| std::cmp::Reverse(stored.changed_at));
            let mut places = Vec::new();
            for stored in stored.into_iter().take(APPLICATIONS_MAX) {
                let wanted = stored.record.id;
                let known = crowd.dossiers.iter().position(|dossier| dossier.application.record.id == wanted);
                places.push(match known {
                    Some(place) => place,
                    None => {
                        crowd.dossiers.push(Dossier::load(vault, wanted).await?);
                        crowd.dossiers.len() - 1
                    }
                });
            }
            crowd.people.push((id, person.title()));
            crowd.applications.insert(id, places);
        }
        Ok(crowd)
    }
}

/// The desks of all the applications.
struct Hall<'a> {
    crowd: &'a Crowd,
    desktops: Vec<Desktop<'a>>,
    /// The letters on offer at each desk.
    choices: Vec<Vec<Choice>>,
}

impl<'a> Hall<'a> {
    async fn open(
        desk: &Desk,
        vault: &Vault,
        crowd: &'a Crowd,
        overviews: &'a [Overview<'a>],
        firm: &'a Firm,
        templates: &'a Templates,
    ) -> Result<Self, AppError> {
        let mut desktops = Vec::with_capacity(overviews.len());
        for overview in overviews {
            desktops.push(Desktop::open(vault, overview, firm, templates, desk.today_date()).await?);
        }
        let choices = desktops.iter().map(Desktop::choices).collect();
        Ok(Self { crowd, desktops, choices })
    }

    /// Returns the places of the desk and of the choice that give a person a letter.
    fn find(&self, person: PersonId, letter: &str) -> Option<(usize, usize)> {
        self.crowd.applications.get(&person)?.iter().find_map(|&at| {
            let dossier = self.desktops.get(at)?.overview.dossier;
            let is_it = |choice: &Choice| choice.template == letter && choice.plan.is_for(dossier, person);
            Some((at, self.choices.get(at)?.iter().position(is_it)?))
        })
    }

    /// Returns the letters that these people have, in the order of the lists of an application.
    fn offers(&self) -> Vec<BatchOffer> {
        let mut offers: Vec<BatchOffer> = Vec::new();
        let all = self.desktops.iter().zip(&self.choices);
        for (desktop, choice) in
            all.flat_map(|(desktop, choices)| choices.iter().map(move |one| (desktop, one)))
        {
            if offers.iter().any(|offer| offer.kind == choice.template) {
                continue;
            }
            let has = |(person, _): &&(PersonId, String)| self.find(*person, &choice.template).is_some();
            offers.push(BatchOffer {
                kind: choice.template.clone(),
                title: desktop.title(choice),
                people: count(self.crowd.people.iter().filter(has).count()),
            });
        }
        offers
    }
}

impl Desk {
    /// Returns the letters that people have in their applications.
    pub async fn batch_offer(&self, persons: Vec<String>) -> Result<Vec<BatchOffer>, AppError> {
        let vault = self.vault().await?;
        check_size(&persons, 1)?;
        let crowd = Crowd::load(&vault, &persons).await?;
        let overviews = self.overviews(&crowd)?;
        let (firm, templates) = self.firm_and_templates().await?;
        Ok(Hall::open(self, &vault, &crowd, &overviews, &firm, &templates).await?.offers())
    }

    /// Writes letters of people into the export folder.
    pub async fn batch_save(&self, request: BatchRequest) -> Result<SavedLetters, AppError> {
        let folder = self.export_folder().await?;
        self.batch_save_in(request, &folder).await
    }

    /// Writes letters of people into a folder of this batch inside the given one.
    pub async fn batch_save_in(
        &self,
        request: BatchRequest,
        folder: &Path,
    ) -> Result<SavedLetters, AppError> {
        let vault = self.vault().await?;
        let formats = 1 + usize::from(request.docx);
        let languages = request.languages.len() + 2 * request.pairs.len();
        check_size(&request.persons, request.letters.len() * languages * formats)?;
        let crowd = Crowd::load(&vault, &request.persons).await?;
        let overviews = self.overviews(&crowd)?;
        let (firm, templates) = self.firm_and_templates().await?;
        let hall = Hall::open(self, &vault, &crowd, &overviews, &firm, &templates).await?;
        // The time names nobody, so it may be a folder's name.
        let now = in_kazakhstan(self.environment.now());
        let folder = folder.join(now.strftime("letters-%Y-%m-%d-%H%M%S").to_string());
        let mut saved =
            SavedLetters { folder: folder.to_string_lossy().into_owned(), ..SavedLetters::default() };
        let (jobs, touched) = jobs(&vault, &hall, &request, &mut saved).await?;
        let further = usize::from(request.print);
        saved.asked = count(jobs.len() + saved.failures.len() + further);
        self.making.start(jobs.len() + further);
        let made = self.make_all(jobs, &folder, request.print, &mut saved).await;
        self.making.end();
        saved.files.sort();
        if !saved.files.is_empty() {
            let note = Change::new(self.author(), "letters");
            let note = touched.iter().filter_map(|&at| crowd.dossiers.get(at)).fold(note, |note, dossier| {
                note.with(Op::export::<Application>(dossier.application.record.id))
            });
            vault.write(note).await?;
        }
        made.map(|()| saved)
    }

    fn overviews<'a>(&self, crowd: &'a Crowd) -> Result<Vec<Overview<'a>>, AppError> {
        crowd.dossiers.iter().map(|dossier| Overview::of(dossier, self.today_date())).collect()
    }
}

/// Returns what is to be made, in the order of the persons and then of the letters, and the places of
/// the applications that it comes from; what nobody can make is among the failures then.
async fn jobs(
    vault: &Vault,
    hall: &Hall<'_>,
    request: &BatchRequest,
    saved: &mut SavedLetters,
) -> Result<(Vec<Job>, BTreeSet<usize>), AppError> {
    let (wanted, offers) = (Wanted::from(request), hall.offers());
    let (mut jobs, mut done, mut touched) = (Vec::new(), HashSet::new(), BTreeSet::new());
    for (person, name) in &hall.crowd.people {
        for letter in &request.letters {
            let Some((at, found)) = hall.find(*person, letter) else {
                let title =
                    offers.iter().find(|offer| offer.kind == *letter).map(|offer| offer.title.clone());
                saved.failures.push(LetterFailure {
                    letter: title.unwrap_or_else(|| Text::same(letter.clone())),
                    person: Some(name.clone()),
                    language: None,
                    text: no_application(),
                });
                continue;
            };
            if !done.insert((at, found)) {
                continue;
            }
            touched.insert(at);
            let (Some(desktop), Some(choice)) =
                (hall.desktops.get(at), hall.choices.get(at).and_then(|choices| choices.get(found)))
            else {
                continue;
            };
            let dossier = desktop.overview.dossier;
            let photo = photo_for(vault, dossier, &choice.plan).await?;
            let number = &dossier.application.record.number;
            let stem = format!("{:04}-{number}-{}", done.len(), choice.plan.kind.slug());
            let about = (stem.as_str(), Some(name.clone()));
            wanted.add(desktop, choice, about, photo.as_ref(), (&mut jobs, saved));
        }
    }
    Ok((jobs, touched))
}

/// Refuses what would take more people or files than anybody prints.
fn check_size(persons: &[String], files_each: usize) -> Result<(), AppError> {
    let mut reader = Reader::default();
    if persons.len() > PERSONS_MAX || persons.len().saturating_mul(files_each) > FILES_MAX {
        reader.issue("persons", "too_many", too_many());
    }
    reader.finish()
}

fn no_application() -> Text {
    Text::new(
        "No application of this person has this letter. Start one, or choose another letter.",
        "Ни в одной заявке этого лица нет такого письма. Создайте заявку или выберите другое письмо.",
        "Бұл адамның ешбір өтінімінде мұндай хат жоқ. Өтінім жасаңыз немесе басқа хатты таңдаңыз.",
    )
}

fn too_many() -> Text {
    Text::new(
        "At most 500 people and 3,000 files at once. Choose fewer people, letters or languages.",
        "Не более 500 лиц и 3000 файлов за один раз. Выберите меньше лиц, писем или языков.",
        "Бір жолы ең көбі 500 адам және 3000 файл. Адам, хат немесе тіл санын азайтыңыз.",
    )
}
