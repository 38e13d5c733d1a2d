//! What the user is told of a failure of which no more than its code is known.

use super::ErrorCode;
use crate::view::Text;

/// Returns what the user is told, where nothing more exact is known.
pub(super) fn text(code: ErrorCode) -> Text {
    let (en, ru, kk) = match code {
        ErrorCode::WrongPassphrase => (
            "This passphrase does not open the cabinet. Check the keyboard layout and Caps Lock, and type it again.",
            "Эта парольная фраза не открывает картотеку. Проверьте раскладку и Caps Lock и введите её ещё раз.",
            "Бұл құпиясөз тіркесі картотеканы ашпайды. Пернетақта тілін және Caps Lock күйін тексеріп, қайта теріңіз.",
        ),
        ErrorCode::WeakPassphrase => (
            "This passphrase is too easy to guess. Add a few unrelated words.",
            "Эту парольную фразу легко подобрать. Добавьте несколько не связанных между собой слов.",
            "Бұл құпиясөз тіркесін табу оңай. Бір-бірімен байланыссыз бірнеше сөз қосыңыз.",
        ),
        ErrorCode::WrongRecoveryKey => (
            "This recovery key does not open the cabinet. Compare each group with the printed sheet.",
            "Этот ключ восстановления не открывает картотеку. Сверьте каждую группу с распечаткой.",
            "Бұл қалпына келтіру кілті картотеканы ашпайды. Әр топты басып шығарылған парақпен салыстырыңыз.",
        ),
        ErrorCode::HeaderDamaged => (
            "The file that holds the cabinet's keys is damaged. Nothing was changed. Restore the folder from a backup.",
            "Файл с ключами картотеки повреждён. Ничего не изменено. Восстановите папку из резервной копии.",
            "Картотека кілттері сақталған файл бүлінген. Ештеңе өзгертілген жоқ. Қалтаны сақтық көшірмеден қалпына келтіріңіз.",
        ),
        ErrorCode::HeaderRepairable => (
            "The file that holds the cabinet's keys is damaged, and the copy beside it is sound. Use the copy; nothing is lost.",
            "Файл с ключами картотеки повреждён, а его копия рядом цела. Возьмите копию; ничего не потеряно.",
            "Картотека кілттері сақталған файл бүлінген, ал қасындағы көшірмесі аман. Көшірмені қолданыңыз; ештеңе жоғалған жоқ.",
        ),
        ErrorCode::RolledBack => (
            "The files are older than the cabinet remembers: entries that were there are missing. Nothing was changed. Restore the newest backup; only if none is newer, take the files as they are.",
            "Файлы старее, чем помнит картотека: не хватает записей, которые уже были. Ничего не изменено. Восстановите самую новую резервную копию; если более новой нет, возьмите файлы как есть.",
            "Файлдар картотека есінде сақтағаннан ескі: бұрын болған жазбалар жоқ. Ештеңе өзгертілген жоқ. Ең жаңа сақтық көшірмені қалпына келтіріңіз; одан жаңасы болмаса ғана, файлдарды қалай тұрса, солай алыңыз.",
        ),
        ErrorCode::Keychain => (
            "This computer's keychain does not open the cabinet now. Use the passphrase; nothing was changed.",
            "Связка ключей этого компьютера сейчас не открывает картотеку. Введите парольную фразу; ничего не изменено.",
            "Бұл компьютердің кілттер қоймасы қазір картотеканы ашпайды. Құпиясөз тіркесін енгізіңіз; ештеңе өзгертілген жоқ.",
        ),
        ErrorCode::ArchiveRefused => (
            "This file is damaged, or it is not what Expat Desk wrote. Nothing was taken from it. Try another copy of it.",
            "Файл повреждён или создан не в Expat Desk. Из него ничего не взято. Попробуйте другую его копию.",
            "Файл бүлінген немесе Expat Desk жазған файл емес. Одан ештеңе алынған жоқ. Оның басқа көшірмесін байқап көріңіз.",
        ),
        ErrorCode::TargetExists => (
            "There is a file of this name already, and it was left alone. Choose another name.",
            "Файл с таким именем уже есть, он не изменён. Выберите другое имя.",
            "Мұндай атаумен файл бар, ол өзгертілген жоқ. Басқа атау таңдаңыз.",
        ),
        ErrorCode::FormatTooNew => (
            "A newer version of Expat Desk wrote this cabinet. Install that version; nothing was changed.",
            "Картотека записана более новой версией Expat Desk. Установите её; ничего не изменено.",
            "Картотеканы Expat Desk бағдарламасының жаңарақ нұсқасы жазған. Сол нұсқаны орнатыңыз; ештеңе өзгертілген жоқ.",
        ),
        ErrorCode::CabinetInUse => (
            "Another window or program has this cabinet open. Close it there and try again.",
            "Картотека открыта в другом окне или программе. Закройте её там и повторите.",
            "Картотека басқа терезеде немесе бағдарламада ашық тұр. Оны сол жерде жауып, қайталап көріңіз.",
        ),
        ErrorCode::CabinetExists => (
            "There is a cabinet in this folder already. Unlock it instead.",
            "В этой папке уже есть картотека. Откройте её.",
            "Бұл қалтада картотека бар. Соны ашыңыз.",
        ),
        ErrorCode::NoCabinet => (
            "There is no cabinet in this folder. Create one first.",
            "В этой папке нет картотеки. Сначала создайте её.",
            "Бұл қалтада картотека жоқ. Алдымен оны жасаңыз.",
        ),
        ErrorCode::UnsafePlace => (
            "This folder is copied to other machines or lies on one. What was saved there may be lost.",
            "Эта папка копируется на другие компьютеры или находится на другом компьютере. Сохранённое в ней может пропасть.",
            "Бұл қалта басқа компьютерлерге көшіріледі немесе басқа компьютерде орналасқан. Онда сақталған деректер жоғалуы мүмкін.",
        ),
        ErrorCode::Locked => (
            "The cabinet is locked. Unlock it to go on.",
            "Картотека заблокирована. Откройте её, чтобы продолжить.",
            "Картотека құлыптаулы. Жалғастыру үшін оны ашыңыз.",
        ),
        ErrorCode::Invalid => (
            "Some fields need correcting. What you typed is kept.",
            "Некоторые поля нужно исправить. Введённое сохранено.",
            "Кейбір өрістерді түзету керек. Терілген деректер сақталды.",
        ),
        ErrorCode::Stale => (
            "This record was changed in the meantime. Compare with the stored version before saving.",
            "Запись тем временем изменили. Сравните с сохранённой версией, прежде чем записывать.",
            "Жазба осы арада өзгертілген. Сақтамас бұрын сақталған нұсқамен салыстырыңыз.",
        ),
        ErrorCode::NotFound => {
            ("This record does not exist any more.", "Такой записи больше нет.", "Мұндай жазба енді жоқ.")
        }
        ErrorCode::Frozen => (
            "The packet was frozen when it was sent, so persons and details can no longer change.",
            "Пакет зафиксирован при отправке, поэтому состав лиц и сведения больше не меняются.",
            "Пакет жіберілген кезде бекітілді, сондықтан адамдар мен мәліметтер енді өзгермейді.",
        ),
        ErrorCode::NotReady => (
            "Something still blocks this application. Settle the findings marked as blocking first.",
            "Заявке ещё что-то препятствует. Сначала устраните замечания, отмеченные как препятствующие.",
            "Өтінімге әлі де кедергі бар. Алдымен кедергі деп белгіленген ескертулерді жойыңыз.",
        ),
        ErrorCode::StoreDamaged => (
            "The store is not as Expat Desk left it. Do not go on working in it; restore the folder from a backup.",
            "Хранилище не такое, каким его оставил Expat Desk. Не продолжайте работу в нём; восстановите папку из резервной копии.",
            "Қойма Expat Desk қалдырған күйде емес. Онда жұмысты жалғастырмаңыз; қалтаны сақтық көшірмеден қалпына келтіріңіз.",
        ),
        ErrorCode::DiskFull => (
            "The disk is full. Nothing was lost; free some space and repeat the last step.",
            "Диск заполнен. Ничего не потеряно; освободите место и повторите последний шаг.",
            "Диск толды. Ештеңе жоғалған жоқ; орын босатып, соңғы қадамды қайталаңыз.",
        ),
        ErrorCode::PortalUnreachable => (
            "The portal can't be reached. Everything stays in the outbox and is sent when there is a network.",
            "Портал недоступен. Всё остаётся в исходящих и уйдёт, когда появится сеть.",
            "Порталға қосылу мүмкін емес. Бәрі шығыс қалтасында қалады және желі пайда болғанда жіберіледі.",
        ),
        ErrorCode::PortalRefused => (
            "The portal refused this. Nothing was lost; correct it and send again.",
            "Портал отклонил запрос. Ничего не потеряно; исправьте и отправьте снова.",
            "Портал сұрауды қабылдамады. Ештеңе жоғалған жоқ; түзетіп, қайта жіберіңіз.",
        ),
        ErrorCode::PortalSignIn => (
            "The portal needs you to sign in again.",
            "Нужно снова войти на портал.",
            "Порталға қайта кіру керек.",
        ),
        ErrorCode::PortalAnswer => (
            "The portal answered in a way that Expat Desk does not know. Nothing was lost; try again later.",
            "Портал ответил непонятным для Expat Desk образом. Ничего не потеряно; повторите позже.",
            "Портал Expat Desk танымайтын жауап берді. Ештеңе жоғалған жоқ; кейінірек қайталаңыз.",
        ),
        ErrorCode::Typesetting => (
            "The letter could not be made.",
            "Не удалось подготовить письмо.",
            "Хатты дайындау мүмкін болмады.",
        ),
        ErrorCode::FileRefused => (
            "This file can't be taken. Use a PDF, PNG or JPEG of at most 25 MB.",
            "Этот файл принять нельзя. Подойдёт PDF, PNG или JPEG не больше 25 МБ.",
            "Бұл файлды қабылдау мүмкін емес. Көлемі 25 МБ-тан аспайтын PDF, PNG немесе JPEG жарайды.",
        ),
        ErrorCode::Internal => (
            "Something went wrong inside Expat Desk. What was saved before is safe; repeat the last step.",
            "Внутренняя ошибка Expat Desk. Сохранённое ранее в безопасности; повторите последний шаг.",
            "Expat Desk ішінде қате болды. Бұған дейін сақталғаны аман; соңғы қадамды қайталаңыз.",
        ),
    };
    Text::new(en, ru, kk)
}
