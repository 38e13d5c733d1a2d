//! Persons x letters: the same letters for many people at once, in one folder or one file to print.
//!
//! A person's letters are read from the application worked on last that has them; what needs no
//! application, from the records of the person and the company, where none has it. Invariant: each
//! person and letter asked for ends as a file or as a failure that names both; a letter about several
//! of the persons is made once.

use super::making::Job;
use super::pictures::photo_for;
use super::prepare::{Choice, Desktop};
use super::standing::{self, Belonging};
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
use casework::{Application, ApplicationId, CompanyId, LinkRole, Person, PersonId, Record};
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
    /// By person, as places in `dossiers`: applications, the one worked on last first, and then the
    /// company's people without one.
    places: BTreeMap<PersonId, Vec<usize>>,
    dossiers: Vec<Dossier>,
}

impl Crowd {
    async fn load(vault: &Vault, persons: &[String]) -> Result<Self, AppError> {
        let mut crowd = Self { people: Vec::new(), places: BTreeMap::new(), dossiers: Vec::new() };
        let mut staff: BTreeMap<CompanyId, Vec<(PersonId, Option<PersonId>)>> = BTreeMap::new();
        for id in persons {
            let id: PersonId = parse_id(id)?;
            if crowd.places.contains_key(&id) {
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
            if let Some(belonging) = Belonging::load(vault, id).await? {
                staff.entry(belonging.company).or_default().push((id, belonging.principal));
            }
            crowd.people.push((id, person.title()));
            crowd.places.insert(id, places);
        }
        for (company, people) in staff {
            crowd.dossiers.push(standing::dossier(vault, company, &people).await?);
            let place = crowd.dossiers.len() - 1;
            for (person, _) in people {
                crowd.places.entry(person).or_default().push(place);
            }
        }
        Ok(crowd)
    }
}

/// What the journal says left the vault.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Touched {
    Application(ApplicationId),
    /// A person without an application for it.
    Person(PersonId),
}

impl Touched {
    fn noted(self) -> Op {
        match self {
            Self::Application(id) => Op::export::<Application>(id),
            Self::Person(id) => Op::export::<Person>(id),
        }
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
        let choices = desktops.iter().map(|desktop| {
            let dossier = desktop.overview.dossier;
            match standing::is_standing(dossier) {
                true => desktop.choices_of(standing::plans(dossier)),
                false => desktop.choices(),
            }
        });
        let choices = choices.collect();
        Ok(Self { crowd, desktops, choices })
    }

    /// Returns the places of the desk and of the choice that give a person a letter.
    fn find(&self, person: PersonId, letter: &str) -> Option<(usize, usize)> {
        self.crowd.places.get(&person)?.iter().find_map(|&at| {
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
    /// Returns the letters that people have, in their applications or without one.
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
        let press = self.press().await?;
        let _under_way = self.making.start(jobs.len() + further).await;
        let made = self.make_all(&press, jobs, &folder, request.print, &mut saved).await;
        self.making.end();
        saved.files.sort();
        if !saved.files.is_empty() {
            let note = Change::new(self.author(), "letters");
            vault.write(touched.into_iter().map(Touched::noted).fold(note, Change::with)).await?;
        }
        made.map(|()| saved)
    }

    fn overviews<'a>(&self, crowd: &'a Crowd) -> Result<Vec<Overview<'a>>, AppError> {
        crowd.dossiers.iter().map(|dossier| Overview::of(dossier, self.today_date())).collect()
    }
}

/// Returns what is to be made, in the order of the persons and then of the letters, and what it comes
/// from; what nobody can make is among the failures then.
async fn jobs(
    vault: &Vault,
    hall: &Hall<'_>,
    request: &BatchRequest,
    saved: &mut SavedLetters,
) -> Result<(Vec<Job>, BTreeSet<Touched>), AppError> {
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
                    text: match hall.crowd.places.get(person).is_some_and(|places| !places.is_empty()) {
                        true => no_application(),
                        false => no_company(),
                    },
                });
                continue;
            };
            if !done.insert((at, found)) {
                continue;
            }
            let (Some(desktop), Some(choice)) =
                (hall.desktops.get(at), hall.choices.get(at).and_then(|choices| choices.get(found)))
            else {
                continue;
            };
            let dossier = desktop.overview.dossier;
            let application = &dossier.application.record;
            let slug = choice.plan.kind.slug();
            let (from, stem) = match standing::is_standing(dossier) {
                true => (Touched::Person(*person), format!("{:04}-{slug}", done.len())),
                false => {
                    let stem = format!("{:04}-{}-{slug}", done.len(), application.number);
                    (Touched::Application(application.id), stem)
                }
            };
            touched.insert(from);
            let photo = photo_for(vault, dossier, &choice.plan).await?;
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

fn no_company() -> Text {
    Text::new(
        "This person has no application and works for no company here. Enter where the person works: \
         consent, employee's form, arrival data, power of attorney and order of termination need no more.",
        "У этого лица нет ни заявки, ни компании. Укажите, где лицо работает: для согласия, анкеты, данных \
         о прибытии, доверенности и приказа о прекращении договора этого достаточно.",
        "Бұл адамның өтінімі де, компаниясы да жоқ. Жұмыс орнын көрсетіңіз: келісім, сауалнама, келу \
         деректері, сенімхат және шартты тоқтату туралы бұйрық үшін осы жеткілікті.",
    )
}

fn too_many() -> Text {
    Text::new(
        "At most 500 people and 3,000 files at once. Choose fewer people, letters or languages.",
        "Не более 500 лиц и 3000 файлов за один раз. Выберите меньше лиц, писем или языков.",
        "Бір жолы ең көбі 500 адам және 3000 файл. Адам, хат немесе тіл санын азайтыңыз.",
    )
}
