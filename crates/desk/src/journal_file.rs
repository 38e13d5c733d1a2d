//! The journal as a file: signed by the cabinet when it leaves, checked by whoever gets it. A check
//! needs no cabinet, only the public key that the sender told by another way.

use crate::backups::short;
use crate::environment::stamp;
use crate::error::{AppError, FieldIssue};
use crate::session::Desk;
use crate::view::{JournalCheck, JournalExportDone, JournalFile, JournalVerdict, Text};
use std::path::Path;
use vault::{Cabinet, ExportBreak, JournalExport, PublicKey, VaultError};

impl Desk {
    /// Writes the journal of the client on the desk into a file that must not be there yet.
    pub async fn journal_export(&self, to: &Path) -> Result<JournalExportDone, AppError> {
        let (cabinet, client) = {
            let open = self.session().await?;
            (open.cabinet.clone(), open.client)
        };
        let export = cabinet.export_journal(client, to, self.author()).await?;
        let journal = file_of(&export, self.name_of_client(&export).await?);
        Ok(JournalExportDone { file: to.to_string_lossy().into_owned(), journal })
    }

    /// Checks a file that holds an exported journal. The key that is expected is this cabinet's.
    pub async fn journal_check(&self, from: &Path) -> Result<JournalCheck, AppError> {
        let key = self.cabinet().await?.journal_key().await?;
        match Cabinet::verify_journal_export(from).await {
            Ok(export) => Ok(judged(&export, self.name_of_client(&export).await?, Some(key))),
            Err(error) => broken(error),
        }
    }

    /// Returns the name of the client whose journal it is, where this cabinet has that client.
    async fn name_of_client(&self, export: &JournalExport) -> Result<String, AppError> {
        match self.cabinet().await?.require_client(export.client).await {
            Ok(client) => Ok(client.name),
            Err(VaultError::UnknownClient { .. }) => Ok(String::new()),
            Err(error) => Err(error.into()),
        }
    }
}

/// Checks a file that holds an exported journal, without a cabinet. `key` is the public key that
/// the file has to be signed with, where it is known.
pub async fn check_journal(from: &Path, key: Option<&str>) -> Result<JournalCheck, AppError> {
    let expected = key.map(str::parse).transpose().map_err(|_| no_key())?;
    match Cabinet::verify_journal_export(from).await {
        Ok(export) => Ok(judged(&export, String::new(), expected)),
        Err(error) => broken(error),
    }
}

fn file_of(export: &JournalExport, client_name: String) -> JournalFile {
    JournalFile {
        client: export.client.to_string(),
        client_name,
        exported_at: stamp(export.exported_at),
        entries: short(export.entries),
        public_key: export.public_key.to_string(),
    }
}

fn judged(export: &JournalExport, client_name: String, expected: Option<PublicKey>) -> JournalCheck {
    let (verdict, text) = match expected {
        None => (
            JournalVerdict::KeyUnknown,
            Text::new(
                "The file is as it was signed. Compare its key with the one that the sender told you by another way.",
                "Файл такой, каким был подписан. Сверьте его ключ с тем, который отправитель сообщил вам другим путём.",
                "Файл қол қойылған күйінде. Оның кілтін жіберуші басқа жолмен айтқан кілтпен салыстырыңыз.",
            ),
        ),
        Some(key) if key == export.public_key => (
            JournalVerdict::Sound,
            Text::new(
                "The file is as it was signed, with the key that was expected.",
                "Файл такой, каким был подписан, и подписан ожидаемым ключом.",
                "Файл қол қойылған күйінде және күтілген кілтпен қол қойылған.",
            ),
        ),
        Some(_) => (
            JournalVerdict::OtherKey,
            Text::new(
                "The file is whole, but signed with another key than the expected one. Ask the sender for the key of that cabinet and compare.",
                "Файл цел, но подписан не тем ключом, который ожидался. Спросите у отправителя ключ его картотеки и сверьте.",
                "Файл бүтін, бірақ күтілгеннен басқа кілтпен қол қойылған. Жіберушіден оның картотекасының кілтін сұрап, салыстырыңыз.",
            ),
        ),
    };
    JournalCheck { verdict, text, journal: Some(file_of(export, client_name)) }
}

/// What is wrong with a file is an answer; what kept it from being read is an error.
fn broken(error: VaultError) -> Result<JournalCheck, AppError> {
    let VaultError::ExportBroken { line, kind } = error else { return Err(error.into()) };
    Ok(JournalCheck { verdict: JournalVerdict::Broken, text: break_text(line, kind), journal: None })
}

fn break_text(line: u64, kind: ExportBreak) -> Text {
    match kind {
        ExportBreak::Form => Text::new(
            format!("Line {line} is none that Expat Desk writes. The file was changed, or it is no journal."),
            format!("Строку {line} записал не Expat Desk. Файл изменён, или это не журнал."),
            format!("{line}-жолды Expat Desk жазбаған. Файл өзгертілген немесе бұл журнал емес."),
        ),
        ExportBreak::Chain(_) => Text::new(
            format!("Line {line} was changed, or one before it is missing. Ask for the file again."),
            format!("Строка {line} изменена, или одной из предыдущих не хватает. Запросите файл ещё раз."),
            format!("{line}-жол өзгертілген немесе оның алдындағы жол жоқ. Файлды қайта сұраңыз."),
        ),
        ExportBreak::Cut => Text::new(
            "The end of the file is missing. Ask for the file again.",
            "У файла не хватает конца. Запросите файл ещё раз.",
            "Файлдың соңы жоқ. Файлды қайта сұраңыз.",
        ),
        ExportBreak::Count => Text::new(
            "The last line belongs to another file: entries are missing. Ask for the file again.",
            "Последняя строка от другого файла: записей не хватает. Запросите файл ещё раз.",
            "Соңғы жол басқа файлдан: жазбалар жетіспейді. Файлды қайта сұраңыз.",
        ),
        ExportBreak::Signature => Text::new(
            "The signature belongs to another file or another key. The file was changed after it was signed.",
            "Подпись от другого файла или другого ключа. Файл изменён после подписания.",
            "Қолтаңба басқа файлдан немесе басқа кілттен. Файл қол қойылғаннан кейін өзгертілген.",
        ),
        ExportBreak::AfterEnd => Text::new(
            format!("From line {line} on something was added after the end."),
            format!("Начиная со строки {line}, после конца что-то добавлено."),
            format!("{line}-жолдан бастап соңынан кейін бірдеңе қосылған."),
        ),
    }
}

fn no_key() -> AppError {
    AppError::invalid(vec![FieldIssue {
        field: "key".to_owned(),
        code: "not_a_key".to_owned(),
        text: Text::new(
            "A public key has 64 hexadecimal digits.",
            "Открытый ключ состоит из 64 шестнадцатеричных цифр.",
            "Ашық кілт 64 он алтылық цифрдан тұрады.",
        ),
    }])
}
