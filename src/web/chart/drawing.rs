//! An SVG with attributes and classes only.

use std::fmt::{self, Write};

use askama::filters::{Html, escape};

use crate::locale::Words;

/// How wide a chart may be.
#[derive(Clone, Copy)]
pub(super) enum Room {
    /// As wide as the page.
    Page,
    /// As wide as it needs; on a narrow page it scrolls, by keyboard too.
    Own,
}

/// An SVG in the making. Everything that is text goes through [`escape`].
pub(super) struct Drawing<'a> {
    svg: String,
    id: &'a str,
}

impl<'a> Drawing<'a> {
    pub(super) fn begin(
        words: &Words,
        id: &'a str,
        title: &str,
        description: &str,
        height: usize,
        room: Room,
    ) -> Self {
        let mut svg = match room {
            Room::Page => "<figure class=\"chart\">".to_owned(),
            Room::Own => {
                format!("<figure class=\"chart chart-long\" tabindex=\"0\" aria-labelledby=\"{id}-title\">")
            }
        };
        let _ = write!(
            svg,
            "<svg width=\"100%\" height=\"{height}\" role=\"img\" lang=\"{}\" \
             aria-labelledby=\"{id}-title\" aria-describedby=\"{id}-desc\">\
             <title id=\"{id}-title\">{}</title><desc id=\"{id}-desc\">{}</desc>\
             <defs><pattern id=\"{id}-hatching\" width=\"8\" height=\"8\" patternUnits=\"userSpaceOnUse\" \
             patternTransform=\"rotate(45)\"><rect class=\"chart-bar\" width=\"8\" height=\"8\"/>\
             <line class=\"chart-hatching\" x1=\"0\" y1=\"0\" x2=\"0\" y2=\"8\"/></pattern></defs>",
            words.language.tag(),
            Escaped(title),
            Escaped(description),
        );
        Self { svg, id }
    }

    pub(super) fn bar(&mut self, x: &str, y: usize, width: &str, height: usize) {
        let id = self.id;
        let _ = write!(
            self.svg,
            "<rect class=\"chart-hatched\" x=\"{x}\" y=\"{y}\" width=\"{width}\" height=\"{height}\" \
             fill=\"url(#{id}-hatching)\"/>"
        );
    }

    pub(super) fn text(&mut self, class: &str, x: &str, y: usize, beside: Option<usize>, text: &str) {
        let beside = beside.map(|dx| format!(" dx=\"{dx}\"")).unwrap_or_default();
        let text = Escaped(text);
        let _ = write!(self.svg, "<text class=\"{class}\" x=\"{x}\" y=\"{y}\"{beside}>{text}</text>");
    }

    pub(super) fn line(&mut self, class: &str, x: &str, from: usize, to: usize) {
        let _ = write!(self.svg, "<line class=\"{class}\" x1=\"{x}\" y1=\"{from}\" x2=\"{x}\" y2=\"{to}\"/>");
    }

    pub(super) fn axis(&mut self, y: usize) {
        let _ = write!(self.svg, "<line class=\"chart-axis\" x1=\"0\" y1=\"{y}\" x2=\"100%\" y2=\"{y}\"/>");
    }

    pub(super) fn end(mut self) -> String {
        self.svg.push_str("</svg></figure>");
        self.svg
    }
}

struct Escaped<'a>(&'a str);

impl fmt::Display for Escaped<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match escape(self.0, Html) {
            Ok(escaped) => write!(f, "{escaped}"),
            Err(never) => match never {},
        }
    }
}
