//! The commands that the window may call, one file for each permission.

pub mod applications;
pub mod cabinet;
pub mod delivery;
pub mod keeping;
pub mod letters;
pub mod privacy;
pub mod records;
pub mod session;
pub mod tables;

use crate::command::{
    applications as a, cabinet as c, delivery as d, keeping as k, letters as l, privacy as p, records as r,
    session as s, tables as t,
};
use tauri_specta::{Builder, collect_commands};

/// Returns all commands with their types, for the window and for the generated bindings.
#[must_use]
pub fn builder() -> Builder<tauri::Wry> {
    Builder::new()
        .commands(collect_commands![
            s::activity,
            s::app_state,
            s::cabinet_confirm_recovery,
            s::cabinet_create,
            s::cabinet_lock,
            s::cabinet_unlock,
            s::cabinet_unlock_recovery,
            s::choose_export_folder,
            s::client_create,
            s::client_select,
            s::folder_choose,
            s::folder_usual,
            s::passphrase_strength,
            s::place_insist,
            s::samples_load,
            s::settings_get,
            s::settings_save,
            c::backup_check,
            c::backup_now,
            c::backup_restore,
            c::backups_list,
            c::cabinet_archive,
            c::cabinet_unlock_as_found,
            c::cabinet_unlock_keychain,
            c::cabinet_verify,
            c::choose_backup_folder,
            c::choose_restore_folder,
            c::client_archive,
            c::client_erase,
            c::client_erasure,
            c::client_export,
            c::client_import,
            c::client_rename,
            c::client_rotate_key,
            c::client_take_as_found,
            c::clients_overview,
            c::header_restore,
            c::journal_check,
            c::journal_export,
            c::journal_page,
            c::keychain_add,
            c::keychain_remove,
            c::keys_list,
            c::passphrase_change,
            c::passphrase_generate,
            c::recovery_key_confirm,
            c::recovery_key_new,
            c::restore_list,
            r::bin_check,
            r::company_get,
            r::company_list,
            r::company_save,
            r::countries,
            r::document_types,
            r::iin_check,
            r::mrz_read,
            r::paper_attach,
            r::paper_export,
            r::paper_get,
            r::paper_list,
            r::paper_preview,
            r::paper_remove,
            r::paper_replace,
            r::paper_save,
            r::person_get,
            r::person_list,
            r::person_save,
            r::search,
            r::search_prepare,
            r::today,
            k::bin_erase,
            k::bin_list,
            k::bin_restore,
            k::history_put_back,
            k::history_undo,
            k::picture_clear,
            k::picture_get,
            k::picture_set,
            k::record_delete,
            p::breach_list,
            p::breach_list_save,
            p::consent_draft,
            p::consent_save,
            p::consent_stop,
            p::consent_withdraw,
            p::person_erase,
            p::privacy,
            a::application_add_person,
            a::application_approve,
            a::application_create,
            a::application_get,
            a::application_list,
            a::application_remove_person,
            a::application_save_details,
            a::application_save_letters,
            a::service_rules,
            a::services,
            l::batch_offer,
            l::batch_save,
            l::batch_save_to,
            l::firm_get,
            l::firm_save,
            l::letter_preview,
            l::letters_cancel,
            l::letters_progress,
            l::letters_save,
            l::letters_save_to,
            l::template_add,
            l::template_check,
            l::template_draft_note,
            l::template_get,
            l::template_list,
            l::template_preview,
            l::template_put_back,
            l::template_remove,
            l::template_save,
            d::application_submit,
            d::outbox_list,
            d::portal_open_staff,
            d::portal_sign_in,
            d::portal_sign_up,
            d::public_offer,
            d::sync_now,
            t::export_list,
            t::import_cancel,
            t::import_choose,
            t::import_forget_mapping,
            t::import_list,
            t::import_options,
            t::import_run,
            t::import_save_mapping,
            t::import_undo,
            t::import_use_mapping,
            t::import_view,
        ])
        .disable_serde_phases()
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "tests fail by panicking")]
mod tests {
    use super::builder;
    use specta_typescript::Typescript;
    use std::collections::BTreeMap;
    use std::fs;
    use std::path::Path;

    const BINDINGS: &str = "ui/src/lib/ipc/bindings.ts";

    fn root() -> &'static Path {
        Path::new(env!("CARGO_MANIFEST_DIR"))
    }

    #[test]
    fn the_committed_bindings_are_those_of_the_commands() {
        let made = std::env::temp_dir().join(format!("expat-desk-bindings-{}.ts", std::process::id()));
        builder().export(Typescript::default(), &made).unwrap();
        let made = fs::read_to_string(&made).unwrap();
        let committed = root().join(BINDINGS);
        if std::env::var_os("EXPAT_BLESS").is_some() {
            fs::write(&committed, &made).unwrap();
        }
        let committed = fs::read_to_string(&committed).unwrap();
        assert!(committed == made, "{BINDINGS} is out of date; `cargo xtask bindings` writes it again");
    }

    /// Returns how often each command stands in a permission file.
    fn permitted() -> BTreeMap<String, usize> {
        let mut found = BTreeMap::new();
        for file in fs::read_dir(root().join("src-tauri/permissions")).unwrap() {
            let text = fs::read_to_string(file.unwrap().path()).unwrap();
            for line in text.lines().filter_map(|line| line.trim().strip_prefix('"')) {
                let name = line.split('"').next().unwrap_or_default();
                *found.entry(name.to_owned()).or_default() += 1;
            }
        }
        found
    }

    #[test]
    fn every_command_stands_in_exactly_one_permission_file() {
        let source = fs::read_to_string(root().join("src-tauri/src/command.rs")).unwrap();
        let commands: Vec<&str> = source
            .lines()
            .map(str::trim)
            .filter_map(|line| {
                line.strip_suffix(',')?.split_once("::").filter(|(module, _)| module.len() == 1)
            })
            .map(|(_, name)| name)
            .collect();
        assert!(commands.len() > 40, "the list was found");
        let permitted = permitted();
        for command in &commands {
            assert_eq!(permitted.get(*command), Some(&1), "{command}");
        }
        assert_eq!(permitted.len(), commands.len(), "no permission without its command");
    }
}
