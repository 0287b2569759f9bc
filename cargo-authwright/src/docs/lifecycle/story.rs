//! A story: what passes between whom, in phases.

/// Who takes part, from left to right.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Who {
    /// The caller: the program, and the person who runs it.
    You,
    /// The client that sends a credential which does not change.
    Client,
    /// The session that has the token.
    Session,
    /// Where tokens outlive the process.
    Store,
    /// The browser of the person.
    Browser,
    /// The provider.
    Provider,
}

impl Who {
    pub(super) const ALL: [Self; 6] =
        [Self::You, Self::Client, Self::Session, Self::Store, Self::Browser, Self::Provider];

    pub(super) fn name(self) -> &'static str {
        match self {
            Self::You => "You",
            Self::Client => "Client",
            Self::Session => "Session",
            Self::Store => "Store",
            Self::Browser => "Browser",
            Self::Provider => "Provider",
        }
    }
}

/// Something that happens. Texts have code between backticks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Event {
    /// One sends something to another.
    Ask(Who, Who, String),
    /// One answers another.
    Answer(Who, Who, String),
    /// Something to know about one of them.
    Note(Who, String),
    /// What one holds from now on.
    Holds(Who, String),
}

/// A part of a story.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Phase {
    pub(super) title: &'static str,
    pub(super) events: Vec<Event>,
}

/// The life of a credential.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Story {
    /// The Rust name of the credential, which is unique on its page.
    pub(super) of: String,
    pub(super) phases: Vec<Phase>,
    /// What each holds.
    pub(super) holds: Vec<(Who, String)>,
}

impl Phase {
    pub(super) fn new(title: &'static str) -> Self {
        Self { title, events: Vec::new() }
    }

    pub(super) fn ask(&mut self, from: Who, to: Who, text: impl Into<String>) {
        self.events.push(Event::Ask(from, to, text.into()));
    }

    pub(super) fn answer(&mut self, from: Who, to: Who, text: impl Into<String>) {
        self.events.push(Event::Answer(from, to, text.into()));
    }

    pub(super) fn note(&mut self, who: Who, text: impl Into<String>) {
        self.events.push(Event::Note(who, text.into()));
    }

    pub(super) fn holds(&mut self, who: Who, text: impl Into<String>) {
        self.events.push(Event::Holds(who, text.into()));
    }
}

impl Story {
    /// Those who take part, from left to right.
    pub(super) fn cast(&self) -> Vec<Who> {
        let events = || self.phases.iter().flat_map(|phase| &phase.events);
        let is_there = |who: Who| {
            events().any(|event| match event {
                Event::Ask(from, to, _) | Event::Answer(from, to, _) => *from == who || *to == who,
                Event::Note(of, _) | Event::Holds(of, _) => *of == who,
            })
        };
        Who::ALL.into_iter().filter(|who| is_there(*who)).collect()
    }
}
