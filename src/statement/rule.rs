//! The numbered rules of `grammar.md`, section *Statements*.

use crate::text::named_enum;

named_enum! {
    /// How sure it is that a statement says what the policy says: an ordinal scale.
    ///
    /// A statement is as certain as the least certain rule that tied one of its members.
    #[derive(Default)]
    #[non_exhaustive]
    Certainty, "certainty" {
        /// The text does not say what belongs to what: `[收集]<邮箱>，与(银行)共享`.
        Doubtful = "doubtful",
        /// Something is implied and not stated: the subject of `，并[保存]<记录>`.
        Likely = "likely",
        /// The grammar of the clause says it: `(我们)会[收集]<邮箱>`.
        #[default]
        Certain = "certain",
    }
}

/// Where the words of a member are that a rule ties.
enum Origin {
    /// In the clause of the statement, or next to it.
    Own,
    /// In another clause, a lead-in or an earlier sentence.
    Carried,
}

/// Declares the rules: variant, name, certainty and origin.
macro_rules! rules {
    ($($(#[$doc:meta])+ $variant:ident = $name:literal, $certainty:ident, $origin:ident;)+) => {
        named_enum! {
            /// The rule of `grammar.md`, section *Statements*, that tied a member to its statement or
            /// a part to its whole.
            ///
            /// ```
            /// let document = policymark::parse("(我们)会[收集]<邮箱>。")?;
            /// let statement = document.statements().next().unwrap();
            /// let rules: Vec<_> = statement.members().map(|m| m.rule.to_string()).collect();
            /// assert_eq!(rules, ["S2", "S1", "S9"]);
            /// # Ok::<(), policymark::Error>(())
            /// ```
            #[non_exhaustive]
            Rule, "rule" {
                $($(#[$doc])+ $variant = $name,)+
            }
        }

        impl Rule {
            /// How certain a reading by this rule is.
            #[must_use]
            pub const fn certainty(self) -> Certainty {
                match self { $(Self::$variant => Certainty::$certainty,)+ }
            }

            /// Whether the rule carries words into the statement that another clause, a lead-in or an earlier
            /// sentence says: 我们 of the second verb in `(我们)[收集]<邮箱>，并[保存]<记录>`.
            ///
            /// ```
            /// use policymark::statement::Rule;
            ///
            /// assert!(Rule::ElidedSubject.is_carried());
            /// assert!(!Rule::Subject.is_carried());
            /// ```
            #[must_use]
            pub const fn is_carried(self) -> bool {
                let origin = match self { $(Self::$variant => Origin::$origin,)+ };
                matches!(origin, Origin::Carried)
            }
        }
    };
}

rules! {
    /// Verbs with nothing but a conjunction between them: `[收集]和[使用]<邮箱>`.
    Verb = "S1", Certain, Own;
    /// The actor before the verb: `(我们)会[收集]`.
    Subject = "S2", Certain, Own;
    /// The actor of an earlier verb of the sentence: `(我们)[收集]<邮箱>，并[保存]<记录>`.
    ElidedSubject = "S3", Likely, Carried;
    /// The actor of a later verb of the sentence: `在[收集]<邮箱>时，(我们)会`.
    LateSubject = "S4", Likely, Carried;
    /// The actor after 由, 要求 and the like: `由(银行)[处理]`.
    Agent = "S5", Certain, Own;
    /// The actor after 向, 与, 给 and the like: `向(银行)[提供]`.
    Recipient = "S6", Certain, Own;
    /// The actor after 从, or after 向 before a verb that collects: `从(银行)[获取]`.
    Source = "S7", Certain, Own;
    /// The actor before 的: `(您)的<昵称>`.
    Owner = "S8", Certain, Own;
    /// The data after the verb: `[收集]<邮箱>`.
    Object = "S9", Certain, Own;
    /// The data before the verb: `将<邮箱>[提供]给`.
    FrontedObject = "S10", Certain, Own;
    /// The data of several verbs: `[收集](您)[提供]的<邮箱>`.
    SharedObject = "S11", Likely, Own;
    /// The data of an unmarked verb: `(我们)会使用<邮箱>`.
    UnmarkedVerb = "S12", Likely, Own;
    /// The purpose or condition before the subject: `当{您注册}时，(我们)`.
    Front = "S13", Certain, Own;
    /// The same for a later verb of the sentence.
    CarriedFront = "S14", Likely, Carried;
    /// The purpose or condition between the subject and the verb: `(我们)为{回复您}[收集]`.
    Inner = "S15", Certain, Own;
    /// The purpose or condition after the verb: `[收集]<邮箱>，以便{回复您}`.
    Trailing = "S16", Certain, Own;
    /// What still waits for a verb at the end of the scope: `[收集]<邮箱>，与(银行)共享`.
    Leftover = "S17", Doubtful, Own;
    /// A reference back: `这些信息用于{回复您}`.
    Reference = "S18", Likely, Carried;
    /// What an item takes from its lead-in: `(我们)会[收集]：`.
    LeadIn = "S19", Likely, Carried;
    /// Parts in an aside: `<设备信息>（<型号>、<系统>）`.
    PartInAside = "S20", Certain, Own;
    /// Parts after 如, 包括: `<设备信息>，包括<型号>`.
    PartInList = "S21", Certain, Own;
    /// Parts before 等: `<型号>、<系统>等<设备信息>`.
    PartBeforeWhole = "S22", Certain, Own;
    /// Parts before 属于: `<型号>，均属于<设备信息>`.
    PartOf = "S23", Certain, Own;
    /// How the denied action is done after all: `不会[公开]<邮箱>，{我们会征得您的同意}`.
    Promise = "S24", Likely, Own;
    /// The list below that a statement announces: `在以下情形中`.
    Announced = "S27", Certain, Own;
    /// The place after a preposition: `[存储]于(服务器)`.
    Location = "S28", Certain, Own;
    /// What an annotation means that refers back: `<上述信息>`.
    Antecedent = "S30", Likely, Own;
    /// The purpose after a later verb that a conjunction joins, `[收集]<邮箱>，并[保存]<电话>以{送货}`, or that
    /// of an earlier verb of which this one is an example: `以{送货}，比如：[发送]<地址>`.
    CarriedPurpose = "S35", Likely, Carried;
    /// The subject after words that can give it another role: `(我们)会凭借(银行)[分析]`.
    SubjectAfterWords = "S36", Likely, Own;
    /// The purpose or condition after a clause without annotations:
    /// `[收集]<邮箱>，邮箱会加密，以便{回复您}`.
    TrailingClause = "S37", Likely, Own;
    /// An actor that a reference names: 云杉 in `当(云杉)与我们合作时，会[提供]<邮箱>给(该公司)`.
    Coreference = "S38", Likely, Carried;
}
