//! The system's browser, for pages that don't belong into the window.

use desk::AppError;

/// Opens a page: https anywhere, http on this machine only.
pub fn open(address: &str) -> Result<(), AppError> {
    if !is_allowed(address) {
        return Err(AppError::internal("page refused"));
    }
    open::that_detached(address).map_err(|_| AppError::internal("no browser"))
}

fn is_allowed(address: &str) -> bool {
    tauri::Url::parse(address).is_ok_and(|url| match url.scheme() {
        "https" => true,
        "http" => matches!(url.host_str(), Some("127.0.0.1" | "localhost" | "[::1]")),
        _ => false,
    })
}

#[cfg(test)]
mod tests {
    use super::is_allowed;

    #[test]
    fn only_https_and_this_machine_are_opened() {
        assert!(is_allowed("https://portal.aifc.kz/"));
        assert!(is_allowed("http://127.0.0.1:8080/staff"));
        for refused in [
            "http://portal.aifc.kz/",
            "file:///etc/passwd",
            "javascript:alert(1)",
            "http://127.0.0.1.evil.example/",
            "x",
        ] {
            assert!(!is_allowed(refused), "{refused}");
        }
    }
}
