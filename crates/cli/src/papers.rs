//! Papers, without a window.

use crate::call::records::Paper;
use crate::casework::open;
use crate::output::{Answer, counted};
use crate::records::{
    bytes, delete, ended, fields, id_in, overlaid, pretty, refuse_existing, refused, restore,
};
use desk::AppError;
use desk::view::{Language, ListRequest, PaperFactsInput, PaperInput, PaperView, RecordKind};
use serde_json::json;

/// Works on papers.
pub async fn paper(command: Paper) -> Result<Answer, AppError> {
    match command {
        Paper::List { at } => {
            let desk = open(&at).await?;
            let rows = desk.paper_list(ListRequest::default()).await?;
            let text = rows.iter().map(|row| {
                format!("{}  {}  {}\n", row.id, row.document_title.en, row.owner_title.wording(Language::En))
            });
            let text = text.collect::<String>();
            ended(&desk, &json!({ "papers": rows }), text).await
        }
        Paper::Show(one) => {
            let desk = open(&one.at).await?;
            let detail = desk.paper_get(one.id).await?;
            let text = pretty(&detail.paper);
            ended(&desk, &detail, text).await
        }
        Paper::Attach { saved, file } => {
            let desk = open(&saved.at).await?;
            let input: PaperInput = overlaid(&PaperInput::default(), fields(&saved.from)?)?;
            let content = file.as_deref().map(bytes).transpose()?;
            let view = desk.paper_attach_bytes(input, content).await?;
            let text = format!("Attached {}.", view.id);
            ended(&desk, &view, text).await
        }
        Paper::Save(saved) => {
            let desk = open(&saved.at).await?;
            let given = fields(&saved.from)?;
            let id = id_in(&given).ok_or_else(|| refused("Say which paper: `id` is missing."))?;
            let base = facts_of(desk.paper_get(id).await?.paper);
            let view = desk.paper_save(overlaid(&base, given)?).await?;
            let text = format!("Saved {}.", view.id);
            ended(&desk, &view, text).await
        }
        Paper::Replace { one, file } => {
            let desk = open(&one.at).await?;
            let view = desk.paper_replace_bytes(one.id, bytes(&file)?).await?;
            let earlier = counted(u32::try_from(view.earlier.len()).unwrap_or(u32::MAX), "earlier scan");
            let text = format!("Replaced; readable still: {earlier}.");
            ended(&desk, &view, text).await
        }
        Paper::Export { one, out } => {
            refuse_existing(&out)?;
            let desk = open(&one.at).await?;
            desk.paper_export(one.id, &out, None).await?;
            ended(&desk, &json!({ "file": out }), format!("Written to {}.", out.display())).await
        }
        Paper::Remove(one) => delete(one, RecordKind::Paper).await,
        Paper::Restore(one) => restore(one).await,
    }
}

fn facts_of(paper: PaperView) -> PaperFactsInput {
    PaperFactsInput {
        id: paper.id,
        version: paper.version,
        document: paper.document,
        title: paper.title,
        form: paper.form,
        issued_on: paper.issued_on,
        expires_on: paper.expires_on,
        language: paper.language,
        original_kept: paper.original_kept,
        original_holder: paper.original_holder,
        retain_until: paper.retain_until,
    }
}
