use super::Answers;
use super::page::unescaped;

/// A form on a page, as a browser understands it.
pub(crate) struct Form<'p>(&'p str);

/// A field's tag, and what follows it.
struct Tag<'p> {
    name: &'p str,
    attributes: &'p str,
    rest: &'p str,
}

impl<'p> Form<'p> {
    pub(super) fn new(html: &'p str) -> Self {
        Self(html)
    }

    /// What proves that the form is ours.
    pub(crate) fn token(&self) -> String {
        let token = self.tags().find(|tag| tag.attribute("name").as_deref() == Some("token"));
        token.and_then(|tag| tag.attribute("value")).expect("every form has a token")
    }

    /// What may be chosen for `name`: the codes, and the words beside them.
    pub(crate) fn choices(&self, name: &str) -> Vec<(String, String)> {
        let fields = self.fields().into_iter().filter(|field| field.name == name);
        fields.map(|field| (field.value, field.label)).collect()
    }

    /// Whether `code` may be chosen for `name`.
    pub(crate) fn offers(&self, name: &str, code: &str) -> bool {
        self.choices(name).iter().any(|(known, _)| known == code)
    }

    /// What a browser would send if nothing were changed.
    pub(crate) fn answers(&self) -> Answers {
        // A field without a name is shown, and not sent.
        let chosen = self.fields().into_iter().filter(|field| field.sent && !field.name.is_empty());
        chosen.map(|field| (field.name, field.value)).collect()
    }

    fn fields(&self) -> Vec<Field> {
        let mut fields = Vec::new();
        let mut select = String::new();
        for tag in self.tags() {
            let name = tag.attribute("name").unwrap_or_default();
            let value = tag.attribute("value").unwrap_or_default();
            match tag.name {
                "select" => select = name,
                "option" if value.is_empty() => {}
                "option" => {
                    let label = label(tag.rest, "</option>");
                    fields.push(Field { name: select.clone(), value, label, sent: tag.has("selected") });
                }
                "textarea" => {
                    // Browsers drop the first line break of a text area.
                    let text = tag.rest.split("</textarea>").next().unwrap_or_default();
                    let value = unescaped(text.strip_prefix('\n').unwrap_or(text));
                    fields.push(Field { name, value, label: String::new(), sent: true });
                }
                "input" => {
                    let kind = tag.attribute("type").unwrap_or_default();
                    let sent = !["radio", "checkbox"].contains(&kind.as_str()) || tag.has("checked");
                    let text = tag.rest.split_once("<label").and_then(|(_, rest)| rest.split_once('>'));
                    let label = label(text.map_or("", |(_, text)| text), "</label>");
                    fields.push(Field { name, value, label, sent });
                }
                _ => {}
            }
        }
        fields
    }

    fn tags(&self) -> impl Iterator<Item = Tag<'p>> + use<'p> {
        self.0
            .split_inclusive('<')
            .scan(0, |at, piece| {
                *at += piece.len();
                Some(*at)
            })
            .filter_map({
                let html = self.0;
                move |at| {
                    let (tag, rest) = html.get(at..)?.split_once('>')?;
                    let (name, attributes) = tag.split_once([' ', '\n']).unwrap_or((tag, ""));
                    Some(Tag { name, attributes, rest })
                }
            })
    }
}

/// What is read up to `end`.
fn label(html: &str, end: &str) -> String {
    unescaped(html.split(end).next().unwrap_or_default().trim())
}

struct Field {
    name: String,
    value: String,
    label: String,
    sent: bool,
}

impl Tag<'_> {
    fn attribute(&self, name: &str) -> Option<String> {
        let attributes = format!(" {}", self.attributes);
        let (_, rest) = attributes.split_once(&format!(" {name}=\""))?;
        Some(unescaped(rest.split('"').next()?))
    }

    fn has(&self, attribute: &str) -> bool {
        self.attributes.split(' ').any(|known| known == attribute)
    }
}
