//! The parameters of a request, sorted by name, as many signatures have them.

/// How the parameters of the query and of a form are written: sorted by name, those of one name in their order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sorted {
    /// How each is written.
    pub each: Vec<Each>,
    /// What is between two of them.
    pub separator: String,
    /// The names of those that do not count.
    pub without: Vec<String>,
    /// Whether those with an empty value do not count.
    pub without_empty: bool,
}

/// A piece of what is written for each parameter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Each {
    /// A text.
    Text(String),
    /// A half of the parameter.
    Half(Half),
}

/// A half of a parameter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Half {
    /// The name: `{name}`.
    Name,
    /// The value: `{value}`.
    Value,
    /// The name as it is sent: `{sent.name}`.
    SentName,
    /// The value as it is sent: `{sent.value}`.
    SentValue,
}

impl Half {
    /// The halves with their names.
    pub const ALL: [(Self, &str); 4] =
        [(Self::Name, "name"), (Self::Value, "value"), (Self::SentName, "sent.name"), (Self::SentValue, "sent.value")];

    /// Returns the half with this name.
    #[must_use]
    pub fn find(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|(_, known)| *known == name).map(|(half, _)| half)
    }

    /// Returns its name.
    #[must_use]
    pub fn text(self) -> &'static str {
        Self::ALL.into_iter().find(|(known, _)| *known == self).map_or("", |(_, name)| name)
    }
}

impl Sorted {
    /// Returns the template of each parameter.
    #[must_use]
    pub fn template(&self) -> String {
        let pieces = self.each.iter().map(|piece| match piece {
            Each::Text(text) => crate::template::escape(text),
            Each::Half(half) => format!("{{{}}}", half.text()),
        });
        pieces.collect()
    }
}
