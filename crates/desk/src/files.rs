//! The few plain files that leave the vault because the user asked for them.

use crate::error::{AppError, ErrorCode};
use crate::view::Text;
use std::io::ErrorKind;
use std::path::Path;
use tokio::fs;

/// The largest scan: the portal takes no larger one.
pub(crate) const SCAN_BYTES_MAX: usize = 25 * 1024 * 1024;

/// Returns the media type that the content itself shows; a name says nothing.
pub(crate) fn media_type(content: &[u8]) -> Option<&'static str> {
    match content {
        [b'%', b'P', b'D', b'F', b'-', ..] => Some("application/pdf"),
        [0x89, b'P', b'N', b'G', 0x0d, 0x0a, 0x1a, 0x0a, ..] => Some("image/png"),
        [0xff, 0xd8, 0xff, ..] => Some("image/jpeg"),
        _ => None,
    }
}

/// Writes a file whole or not at all and returns its name; an older one of the name is replaced.
pub(crate) async fn write(folder: &Path, name: &str, content: &[u8]) -> Result<String, AppError> {
    fs::create_dir_all(folder).await.map_err(|error| refused(&error))?;
    let unfinished = folder.join(format!(".{name}.part"));
    fs::write(&unfinished, content).await.map_err(|error| refused(&error))?;
    fs::rename(&unfinished, folder.join(name)).await.map_err(|error| refused(&error))?;
    Ok(name.to_owned())
}

/// Writes a file whole or not at all where the user wants it, and returns its name.
pub(crate) async fn write_to(path: &Path, content: &[u8]) -> Result<String, AppError> {
    let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    write(folder, &name, content).await
}

/// Reads a table that the user chose; one that is too large isn't read first.
pub(crate) async fn read_table(path: &Path) -> Result<Vec<u8>, AppError> {
    let size = fs::metadata(path).await.map_err(|error| unreadable(&error))?.len();
    if usize::try_from(size).map_or(true, |size| size > sheets::limit::FILE_BYTES_MAX) {
        let error = sheets::SheetError::FileTooLarge { limit_bytes: sheets::limit::FILE_BYTES_MAX };
        return Err(crate::table_error::unreadable(&error));
    }
    fs::read(path).await.map_err(|error| unreadable(&error))
}

fn unreadable(error: &std::io::Error) -> AppError {
    AppError::with_text(
        ErrorCode::FileRefused,
        format!("reading a file: {}", error.kind()),
        Text::new(
            "The file can't be read. Check that it is there and that no other program keeps it open.",
            "Файл не читается. Проверьте, что он на месте и не открыт в другой программе.",
            "Файл оқылмайды. Оның орнында екенін және басқа бағдарламада ашық емесін тексеріңіз.",
        ),
    )
}

fn refused(error: &std::io::Error) -> AppError {
    match error.kind() {
        ErrorKind::StorageFull | ErrorKind::QuotaExceeded => AppError::new(ErrorCode::DiskFull, "disk full"),
        kind => AppError::with_text(
            ErrorCode::FileRefused,
            format!("writing a file: {kind}"),
            Text::new(
                "The folder can't be written to. Choose another one in Settings.",
                "В эту папку нельзя записать. Выберите другую в настройках.",
                "Бұл қалтаға жазу мүмкін емес. Баптаулардан басқа қалтаны таңдаңыз.",
            ),
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_content_tells_the_media_type() {
        assert_eq!(media_type(b"%PDF-1.7\n"), Some("application/pdf"));
        assert_eq!(media_type(b"\x89PNG\r\n\x1a\n...."), Some("image/png"));
        assert_eq!(media_type(b"\xff\xd8\xff\xe0"), Some("image/jpeg"));
        assert_eq!(media_type(b"MZ\x90"), None);
        assert_eq!(media_type(b""), None);
    }
}
