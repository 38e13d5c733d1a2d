//! Erasing a person by law: records, scans and their keys, words of the search, values in the
//! journal. Can't be undone. Invariant: all of it in one change, and the report tells what stays.

use crate::companies::{count, parse_id};
use crate::environment::stamp;
use crate::error::{AppError, ErrorCode};
use crate::recycle::{all, files_of};
use crate::session::Desk;
use crate::view::{ErasureLine, ErasureReport, Text};
use casework::{
    Application, Consent, Engagement, FamilyRelation, Kind, LinkRole, Paper, Person, PersonId, Record,
    RecordId, StayDocument, Submission, TravelDocument, WorkState,
};
use std::collections::{BTreeMap, BTreeSet};
use uuid::Uuid;
use vault::{Change, Expected, Op, Stored, Vault};

impl Desk {
    /// Erases a person with everything that hangs on them, and reports what stays and why.
    pub async fn person_erase(&self, id: String) -> Result<ErasureReport, AppError> {
        let vault = self.vault().await?;
        let id: PersonId = parse_id(&id)?;
        let person = vault.get_with_deleted::<Person>(id).await?;
        let person = person.ok_or_else(|| AppError::new(ErrorCode::NotFound, "no such person"))?;
        let mut change = Change::new(self.author(), "erase");
        let mut tally = Tally { applications: 0, packets: 0, ..Tally::default() };
        for Stored { record, version, deleted_at, .. } in all::<Application>(&vault, true).await? {
            if !record.persons.iter().any(|one| one.person == id || one.principal == Some(id)) {
                continue;
            }
            if deleted_at.is_some() {
                return Err(in_binned_application(&record.number));
            }
            tally.applications += 1;
            tally.packets += vault.linked::<Submission>(record.id, LinkRole::Application).await?.len();
            change = change.put(&without(record, id), Expected::Version(version))?;
        }
        let mut erased = vec![(Kind::Person, id.uuid(), person.version)];
        gather::<TravelDocument>(&vault, id, &mut erased).await?;
        gather::<StayDocument>(&vault, id, &mut erased).await?;
        gather::<Engagement>(&vault, id, &mut erased).await?;
        gather::<FamilyRelation>(&vault, id, &mut erased).await?;
        gather::<Consent>(&vault, id, &mut erased).await?;
        gather::<Paper>(&vault, id, &mut erased).await?;
        let ids: BTreeSet<Uuid> = erased.iter().map(|(_, id, _)| *id).collect();
        for one in &ids {
            tally.entries += vault.history(PersonId::from_uuid(*one)).await?.len();
        }
        // The person last: everything else refers to them.
        for (kind, id, version) in erased.iter().rev() {
            *tally.records.entry(*kind).or_default() += 1;
            change = change.with(Op::erase_of(*kind, *id, *version));
        }
        for file in files_of(&vault, &ids).await? {
            tally.files += 1;
            change = change.with(Op::erase_file(file.parse()?));
        }
        vault.write(change).await?;
        Ok(tally.report(id, stamp(self.environment.now())))
    }
}

async fn gather<R: Record>(
    vault: &Vault,
    person: PersonId,
    erased: &mut Vec<(Kind, Uuid, u64)>,
) -> Result<(), AppError> {
    let theirs = all::<R>(vault, true).await?;
    let theirs =
        theirs.iter().filter(|stored| stored.record.links().iter().any(|link| link.to == person.uuid()));
    erased.extend(theirs.map(|stored| (R::KIND, stored.record.id().uuid(), stored.version)));
    Ok(())
}

/// Returns an application in which the person is no more; dependants stand on their own.
fn without(application: Application, person: PersonId) -> Application {
    let mut application = application;
    application.persons.retain(|one| one.person != person);
    for one in &mut application.persons {
        one.principal = one.principal.filter(|principal| *principal != person);
    }
    if !application.is_frozen() {
        application.work = WorkState::Preparing;
    }
    application
}

/// What an erasure did.
#[derive(Default)]
struct Tally {
    records: BTreeMap<Kind, u32>,
    files: usize,
    entries: usize,
    applications: usize,
    packets: usize,
}

impl Tally {
    fn report(self, person: PersonId, at: String) -> ErasureReport {
        let gone = |what: Text, count: u32| ErasureLine { what, count, why: None };
        let mut erased: Vec<ErasureLine> =
            self.records.iter().map(|(kind, count)| gone(kind_name(*kind), *count)).collect();
        erased.push(gone(
            Text::new(
                "scans and photographs, with their keys",
                "сканы и фотографии вместе с ключами",
                "скандар мен фотосуреттер кілттерімен бірге",
            ),
            count(self.files),
        ));
        erased.push(gone(
            Text::new(
                "journal entries emptied of their values",
                "записи журнала, лишённые значений",
                "мәндерінен тазартылған журнал жазбалары",
            ),
            count(self.entries),
        ));
        let stays = [
            (
                self.entries,
                Text::new(
                    "digests in the journal",
                    "контрольные суммы в журнале",
                    "журналдағы бақылау сомалары",
                ),
                Text::new(
                    "They tell nothing about the person and prove that nothing else was changed.",
                    "Они ничего не говорят о человеке и доказывают, что больше ничего не менялось.",
                    "Олар адам туралы ештеңе айтпайды және басқа ештеңе өзгермегенін дәлелдейді.",
                ),
            ),
            (
                self.applications,
                Text::new(
                    "applications that named the person",
                    "заявки, где был этот человек",
                    "адам болған өтінімдер",
                ),
                Text::new(
                    "The person was taken out of them; the company and the others still need them.",
                    "Человек из них убран; они нужны компании и остальным.",
                    "Адам олардан алынды; олар компанияға және басқаларға керек.",
                ),
            ),
            (
                self.packets,
                Text::new(
                    "packets sent to the portal",
                    "пакеты, отправленные на портал",
                    "порталға жіберілген пакеттер",
                ),
                Text::new(
                    "What was submitted is kept as proof, here and at the Expat Centre; ask there for erasure.",
                    "Поданное хранится как доказательство здесь и в Expat Centre; обратитесь туда за удалением.",
                    "Тапсырылғаны дәлел ретінде осында және Expat Centre-де сақталады; жою үшін сонда жүгініңіз.",
                ),
            ),
            (
                1,
                Text::new(
                    "backups made before today",
                    "резервные копии, сделанные до сегодня",
                    "бүгінге дейінгі сақтық көшірмелер",
                ),
                Text::new(
                    "They are encrypted and roll off after twelve months at the latest; delete older archives yourself.",
                    "Они зашифрованы и вытесняются не позднее чем через двенадцать месяцев; архивы удалите сами.",
                    "Олар шифрланған және ең кеші он екі айда ауысып бітеді; мұрағаттарды өзіңіз жойыңыз.",
                ),
            ),
        ];
        let stays = stays.into_iter().filter(|(number, ..)| *number > 0);
        let stays =
            stays.map(|(number, what, why)| ErasureLine { what, count: count(number), why: Some(why) });
        ErasureReport { person: person.to_string(), at, erased, stays: stays.collect() }
    }
}

fn kind_name(kind: Kind) -> Text {
    let (en, ru, kk) = match kind {
        Kind::Company => ("company", "компания", "компания"),
        Kind::Person => ("person", "человек", "адам"),
        Kind::Engagement => ("engagements", "места работы", "жұмыс орындары"),
        Kind::FamilyRelation => ("family ties", "семейные связи", "отбасылық байланыстар"),
        Kind::TravelDocument => ("passports", "паспорта", "паспорттар"),
        Kind::StayDocument => ("visas and permits", "визы и разрешения", "визалар мен рұқсаттар"),
        Kind::Paper => ("papers", "документы", "құжаттар"),
        Kind::Application => ("applications", "заявки", "өтінімдер"),
        Kind::Submission => ("submissions", "подачи", "тапсырулар"),
        Kind::Consent => ("consents", "согласия", "келісімдер"),
    };
    Text::new(en, ru, kk)
}

fn in_binned_application(number: &str) -> AppError {
    AppError::with_text(
        ErrorCode::Invalid,
        "an application in the bin names the person",
        Text::new(
            format!(
                "An application in the recycle bin names this person: {number}. Restore it or empty it from the bin first."
            ),
            format!(
                "Этот человек есть в заявке из корзины: {number}. Сначала восстановите её или очистите корзину."
            ),
            format!(
                "Бұл адам себеттегі өтінімде бар: {number}. Алдымен оны қалпына келтіріңіз немесе себеттен жойыңыз."
            ),
        ),
    )
}
