//! Canvases drawn at the screen's own pixels, with colours that come from CSS.

use wasm_bindgen::{Clamped, JsCast};
use web_sys::{CanvasRenderingContext2d, Element, HtmlCanvasElement, ImageData};

/// A canvas's size.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Size {
    /// In device pixels.
    pub width: u32,
    pub height: u32,
    /// Device pixels per CSS pixel.
    pub scale: f64,
}

/// More pixels than this would cost more time per frame than they show.
const MOST_PIXELS_WIDE: f64 = 2_400.0;

/// Makes the canvas as large as it is shown; nothing while it is not shown.
pub fn fit(canvas: &HtmlCanvasElement) -> Option<Size> {
    let (wide, high) = (f64::from(canvas.client_width()), f64::from(canvas.client_height()));
    if wide < 1.0 || high < 1.0 {
        return None;
    }
    let ratio = web_sys::window().map_or(1.0, |window| window.device_pixel_ratio()).max(1.0);
    let scale = ratio.min(MOST_PIXELS_WIDE / wide).max(1.0);
    let (width, height) = ((wide * scale).round() as u32, (high * scale).round() as u32);
    if canvas.width() != width {
        canvas.set_width(width);
    }
    if canvas.height() != height {
        canvas.set_height(height);
    }
    Some(Size { width, height, scale })
}

pub fn context(canvas: &HtmlCanvasElement) -> Option<CanvasRenderingContext2d> {
    canvas.get_context("2d").ok().flatten()?.dyn_into().ok()
}

/// `rgba` holds `width` pixels a line.
pub fn put_rgba(canvas: &HtmlCanvasElement, width: u32, rgba: &[u8]) {
    let Some(context) = context(canvas) else { return };
    if let Ok(image) = ImageData::new_with_u8_clamped_array(Clamped(rgba), width) {
        // Fails for no image of the right size.
        let _ = context.put_image_data(&image, 0.0, 0.0);
    }
}

/// The computed text colour of an element, as CSS writes it.
///
/// A token that is a `light-dark()` cannot be read by its name: that gives the literal text. As `color` of an
/// element it is computed.
pub fn colour_of(element: &Element) -> Option<String> {
    let style = web_sys::window()?.get_computed_style(element).ok().flatten()?;
    style.get_property_value("color").ok()
}

/// The same in sRGB: what one pixel of that colour becomes.
pub fn rgb_of(element: &Element) -> Option<[u8; 3]> {
    let canvas = super::document()?.create_element("canvas").ok()?.dyn_into::<HtmlCanvasElement>().ok()?;
    canvas.set_width(1);
    canvas.set_height(1);
    let context = context(&canvas)?;
    context.set_fill_style_str(&colour_of(element)?);
    context.fill_rect(0.0, 0.0, 1.0, 1.0);
    let data = context.get_image_data(0.0, 0.0, 1.0, 1.0).ok()?.data();
    Some([*data.first()?, *data.get(1)?, *data.get(2)?])
}
