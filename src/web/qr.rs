use qrcodegen::QrCodeEcc;

/// A QR code as a drawing: one path on a square grid, with the quiet zone of four modules that ISO/IEC 18004 asks for.
pub(super) struct QrCode {
    /// Modules on a side, the quiet zone with it.
    pub(super) size: i32,
    /// What is dark, as an SVG path.
    pub(super) path: String,
}

const QUIET: i32 = 4;

impl QrCode {
    /// The code that says `text`; nothing when it is too long for one.
    pub(super) fn of(text: &str) -> Option<Self> {
        let code = qrcodegen::QrCode::encode_text(text, QrCodeEcc::Medium).ok()?;
        let mut path = String::new();
        for y in 0..code.size() {
            for x in (0..code.size()).filter(|x| code.get_module(*x, y)) {
                path.push_str(&format!("M{} {}h1v1h-1z", x + QUIET, y + QUIET));
            }
        }
        Some(Self { size: code.size() + 2 * QUIET, path })
    }
}
