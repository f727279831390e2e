//! Handles on one line, as far as a terminal shows it; a statement is in `lines`.

use std::fmt::{self, Display, Formatter};

use crate::document::{Annotation, Clause, ClauseSlot, Item, Section, Sentence, Unmarked};
use crate::text::visible;

impl Display for Annotation<'_> {
    /// The marked words, [`visible`]; [`Annotation::text`] gives them as they are.
    ///
    /// ```
    /// let document = policymark::parse("[收集]< 手机号码 >")?;
    /// let words: Vec<_> = document.annotations().map(|mark| format!("{mark:　<4}|")).collect();
    /// assert_eq!(words, ["收集　　|", "手机号码|"]);
    /// # Ok::<(), policymark::Error>(())
    /// ```
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        f.pad(&visible(&self.text()))
    }
}

impl Display for Item<'_> {
    /// The words, [`visible`]; [`Item::text`] gives them as they are.
    ///
    /// ```
    /// let document = policymark::parse("[收集]<昵称、头像>")?;
    /// let data = document.annotations().last().unwrap();
    /// let items: Vec<_> = data.items().map(|item| item.to_string()).collect();
    /// assert_eq!(items, ["昵称", "头像"]);
    /// # Ok::<(), policymark::Error>(())
    /// ```
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        f.pad(&visible(&self.text()))
    }
}

impl Display for Unmarked<'_> {
    /// The word, [`visible`]; [`Unmarked::text`] gives it as it is.
    ///
    /// ```
    /// let document = policymark::parse("您可以[填写]<昵称>。")?;
    /// let statement = document.statements().next().unwrap();
    /// assert_eq!(statement.unmarked().next().unwrap().to_string(), "您");
    /// # Ok::<(), policymark::Error>(())
    /// ```
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        f.pad(&visible(self.text()))
    }
}

impl Display for Section<'_> {
    /// The title, or the number and words of an item, [`visible`].
    ///
    /// ```
    /// let document = policymark::parse("一、收集\n我们收集：\n1、<昵称>；\n2、<头像>。\n")?;
    /// let shown: Vec<_> = document.sections().map(|section| section.to_string()).collect();
    /// assert_eq!(shown, ["一、收集", "1、昵称；", "2、头像。"]);
    /// # Ok::<(), policymark::Error>(())
    /// ```
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match self.title() {
            Some(title) => f.pad(&visible(title)),
            None => {
                let item = format!("{}{}", self.label().unwrap_or_default(), self.text());
                f.pad(&visible(&item))
            }
        }
    }
}

impl Display for Sentence<'_> {
    /// The source without blanks at its edge, [`visible`]; [`Sentence::source`] gives it as it is.
    ///
    /// ```
    /// let document = policymark::parse("您好。 (我们)会[收集]<昵称>。\n")?;
    /// assert_eq!(document.sentences().last().unwrap().to_string(), "(我们)会[收集]<昵称>。");
    /// # Ok::<(), policymark::Error>(())
    /// ```
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        f.pad(&visible(self.source().trim()))
    }
}

impl Display for Clause<'_> {
    /// The source without blanks at its edge, [`visible`]; [`Clause::source`] gives it as it is.
    ///
    /// ```
    /// let document = policymark::parse("若您同意，(我们)会[收集]<昵称>。")?;
    /// let clauses: Vec<_> = document.clauses().map(|clause| clause.to_string()).collect();
    /// assert_eq!(clauses, ["若您同意，", "(我们)会[收集]<昵称>。"]);
    /// # Ok::<(), policymark::Error>(())
    /// ```
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        f.pad(&visible(self.source().trim()))
    }
}

impl Display for ClauseSlot<'_> {
    /// The words, [`visible`]; [`ClauseSlot::text`] gives them as they are.
    ///
    /// ```
    /// let document = policymark::parse("(我们)会[收集]<昵称>。")?;
    /// let clause = document.clauses().next().unwrap();
    /// let slots: Vec<_> = clause.slots().map(|slot| slot.to_string()).collect();
    /// assert_eq!(slots, ["我们", "会", "收集", "昵称"]);
    /// # Ok::<(), policymark::Error>(())
    /// ```
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        f.pad(&visible(&self.text()))
    }
}
