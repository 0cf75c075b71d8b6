//! The words questions are sorted by.

macro_rules! words {
    ($(#[$doc:meta])* $name:ident { $($(#[$vdoc:meta])* $variant:ident = $word:literal,)* }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
        pub enum $name { $($(#[$vdoc])* $variant,)* }

        impl $name {
            pub const ALL: &[$name] = &[$($name::$variant,)*];
            pub const fn word(self) -> &'static str {
                match self { $($name::$variant => $word,)* }
            }
            pub fn parse(word: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|it| it.word() == word)
            }
        }
    };
}

words! {
    /// What kind of task it is. `Read`, `Fix`, `Predict` and the two plain ones are answered by choosing.
    Shape {
        One = "one",
        Many = "many",
        Order = "order",
        Match = "match",
        Number = "number",
        /// Read this response, log or configuration.
        Read = "read",
        /// Which single change fixes it?
        Fix = "fix",
        /// Which change does it? The run decides.
        Predict = "predict",
    }
}

words! {
    /// How much thinking it takes.
    Level {
        Remember = "remember",
        Understand = "understand",
        Apply = "apply",
        Analyse = "analyse",
        Evaluate = "evaluate",
    }
}

words! {
    /// What is asked where AWS changed a number.
    Era {
        /// The same in the exam and today.
        Both = "both",
        /// What the exam asks, and courses teach.
        Classic = "classic",
        /// What is true today.
        Today = "today",
    }
}

impl Era {
    /// Is a question of the other era asked of somebody who trains for this one? Where `Both` is trained, all are.
    pub fn asks(self, question: Era) -> bool {
        self == Self::Both || question == Self::Both || self == question
    }
}

words! {
    /// How sure somebody was, said before the verdict.
    Confidence {
        Sure = "sure",
        Unsure = "unsure",
        Guess = "guess",
    }
}

words! {
    /// In which way of studying an answer was given.
    Mode {
        Learn = "learn",
        Practice = "practice",
        Predict = "predict",
        Exam = "exam",
    }
}
