//! Pages of a PDF as pictures, for the screen and for the eyes of a reviewer.
//!
//! Must not draw more than a screen can use: the pixel count is bounded before anything is drawn. What a
//! page unpacks on its way there is not: a stranger's PDF is drawn by [`crate::guarded::GuardedPages`].

use hayro::hayro_interpret::InterpreterSettings;
use hayro::hayro_syntax::Pdf;
use hayro::hayro_syntax::page::Page;
use hayro::vello_cpu::color::palette::css::WHITE;
use hayro::{RenderCache, RenderSettings, render};

use crate::error::PaperworkError;

/// Longest side of a picture: A4 at 300 dpi is 3508 pixels high, nobody looks closer on a screen.
const SIDE_MAX_PX: f32 = 4096.0;

/// A page as a picture.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DrawnPage {
    /// Which page it is, counted from 0.
    pub page: usize,
    /// Pages of the document.
    pub pages: usize,
    /// The picture.
    pub png: Vec<u8>,
}

/// Returns the number of pages of a PDF.
///
/// # Errors
/// [`PaperworkError::Unreadable`] if the bytes are not a PDF.
pub fn page_count(pdf: &[u8]) -> Result<usize, PaperworkError> {
    Ok(open(pdf)?.pages().len())
}

/// Draws a page, counted from 0, as PNG; at scale 1 a point of the page is one pixel (72 dpi).
///
/// # Errors
/// The bytes are not a PDF, the page doesn't exist, or the picture would be empty or too large.
pub fn preview(pdf: &[u8], page: usize, scale: f32) -> Result<Vec<u8>, PaperworkError> {
    let pdf = open(pdf)?;
    let pages = pdf.pages();
    let sheet = pages.get(page).ok_or(PaperworkError::NoSuchPage { page, pages: pages.len() })?;
    picture(sheet, scale)
}

/// Draws a page, counted from 0, or the last one if there are fewer.
///
/// # Errors
/// As [`preview`].
pub fn draw(pdf: &[u8], page: usize, scale: f32) -> Result<DrawnPage, PaperworkError> {
    let pdf = open(pdf)?;
    let pages = pdf.pages();
    let page = page.min(pages.len().saturating_sub(1));
    let sheet = pages.get(page).ok_or(PaperworkError::NoSuchPage { page, pages: pages.len() })?;
    Ok(DrawnPage { page, pages: pages.len(), png: picture(sheet, scale)? })
}

fn picture(sheet: &Page<'_>, scale: f32) -> Result<Vec<u8>, PaperworkError> {
    let (width, height) = sheet.render_dimensions();
    let (width, height) = (width * scale, height * scale);
    let drawable = |side: f32| (1.0..=SIDE_MAX_PX).contains(&side);
    if !drawable(width) || !drawable(height) {
        // Casting a float saturates, and NaN becomes 0.
        return Err(PaperworkError::PictureSize { width: width as u32, height: height as u32 });
    }
    let settings =
        RenderSettings { x_scale: scale, y_scale: scale, bg_color: WHITE, ..RenderSettings::default() };
    let picture = render(sheet, &RenderCache::new(), &InterpreterSettings::default(), &settings);
    picture.into_png().map_err(|_| PaperworkError::Png)
}

fn open(pdf: &[u8]) -> Result<Pdf, PaperworkError> {
    Pdf::new(pdf.to_vec()).map_err(|_| PaperworkError::Unreadable)
}
