//! [`Tree`]: the elements and texts of a page, as a browser builds them.

use std::borrow::Cow;
use std::cell::{Cell, Ref, RefCell};
use std::collections::HashSet;

use html5ever::interface::tree_builder::{ElementFlags, NodeOrText, QuirksMode, TreeSink};
use html5ever::tendril::{StrTendril, TendrilSink};
use html5ever::{Attribute, ParseOpts, QualName, local_name, ns, parse_document};

use crate::import::{At, Fault};

/// The number of a node.
pub(super) type NodeId = usize;

/// The nodes of a page in one list. Walking it needs no recursion, however deep it is.
pub(super) struct Tree {
    nodes: Vec<Node>,
}

/// A node, and those around it.
#[derive(Default)]
pub(super) struct Node {
    pub(super) data: Data,
    pub(super) parent: Option<NodeId>,
    pub(super) first_child: Option<NodeId>,
    pub(super) next: Option<NodeId>,
    last_child: Option<NodeId>,
    previous: Option<NodeId>,
}

/// What a node is.
#[derive(Default)]
pub(super) enum Data {
    Element {
        name: QualName,
        attributes: Vec<Attribute>,
        /// What a `<template>` has in it, apart from the page.
        template: Option<NodeId>,
    },
    Text(StrTendril),
    /// The page itself, a comment: nothing that is shown.
    #[default]
    Other,
}

impl Data {
    fn is_element(&self, wanted: &str) -> bool {
        matches!(self, Self::Element { name, .. } if &*name.local == wanted)
    }

    fn is_any_element(&self) -> bool {
        matches!(self, Self::Element { .. })
    }
}

/// The page itself.
pub(super) const ROOT: NodeId = 0;

/// Deeper pages are refused: finding out where a tag belongs takes as long as the page is deep, for each tag. Browsers
/// put no element into more than 512 others.
const DEEPEST: usize = 1000;

/// After how many bytes the depth is looked at.
const STEP: usize = 4096;

impl Tree {
    pub(super) fn parse(text: &str) -> Result<Self, Fault> {
        let builder = Builder {
            nodes: RefCell::new(vec![Node::default()]),
            nothing: RefCell::new(QualName::new(None, ns!(), local_name!(""))),
            is_too_deep: Cell::new(false),
        };
        let mut parser = parse_document(builder, ParseOpts::default());
        let mut rest = text;
        while !rest.is_empty() {
            let end = (STEP..rest.len()).find(|&at| rest.is_char_boundary(at));
            let (part, after) = rest.split_at(end.unwrap_or(rest.len()));
            parser.process(StrTendril::from(part));
            if parser.tokenizer.sink.sink.is_too_deep.get() {
                return Err(Fault::damaged(
                    At::default(),
                    "the elements of the page are more than 1000 deep",
                ));
            }
            rest = after;
        }
        Ok(parser.finish())
    }

    pub(super) fn node(&self, id: NodeId) -> &Node {
        &self.nodes[id]
    }

    /// The elements around those of a name.
    pub(super) fn around(&self, name: &str) -> HashSet<NodeId> {
        let mut around = HashSet::new();
        for node in &self.nodes {
            let mut at = node.parent.filter(|_| node.data.is_element(name));
            // What is around one of them already is known. The contents of a template are in no element.
            while let Some(id) = at.filter(|&id| self.nodes[id].data.is_any_element()) {
                at = self.nodes[id].parent.filter(|_| around.insert(id));
            }
        }
        around
    }
}

/// Does what the rules of HTML say.
struct Builder {
    nodes: RefCell<Vec<Node>>,
    /// The name of what is no element.
    nothing: RefCell<QualName>,
    is_too_deep: Cell<bool>,
}

impl Builder {
    fn add(&self, data: Data) -> NodeId {
        let mut nodes = self.nodes.borrow_mut();
        nodes.push(Node { data, ..Node::default() });
        nodes.len() - 1
    }

    fn detach(&self, id: NodeId) {
        let nodes = &mut *self.nodes.borrow_mut();
        let (parent, previous) = (nodes[id].parent.take(), nodes[id].previous.take());
        let next = nodes[id].next.take();
        match (next, parent) {
            (Some(next), _) => nodes[next].previous = previous,
            (None, Some(parent)) => nodes[parent].last_child = previous,
            (None, None) => {}
        }
        match (previous, parent) {
            (Some(previous), _) => nodes[previous].next = next,
            (None, Some(parent)) => nodes[parent].first_child = next,
            (None, None) => {}
        }
    }

    /// Puts a node between two others of a parent.
    fn insert(
        &self,
        id: NodeId,
        parent: Option<NodeId>,
        previous: Option<NodeId>,
        next: Option<NodeId>,
    ) {
        let nodes = &mut *self.nodes.borrow_mut();
        let mut around = std::iter::successors(parent, |&id| nodes[id].parent);
        if around.nth(DEEPEST).is_some() {
            self.is_too_deep.set(true);
        }
        (nodes[id].parent, nodes[id].previous, nodes[id].next) = (parent, previous, next);
        match (previous, parent) {
            (Some(previous), _) => nodes[previous].next = Some(id),
            (None, Some(parent)) => nodes[parent].first_child = Some(id),
            (None, None) => {}
        }
        match (next, parent) {
            (Some(next), _) => nodes[next].previous = Some(id),
            (None, Some(parent)) => nodes[parent].last_child = Some(id),
            (None, None) => {}
        }
    }

    fn insert_last(&self, parent: NodeId, id: NodeId) {
        self.detach(id);
        let last = self.nodes.borrow()[parent].last_child;
        self.insert(id, Some(parent), last, None);
    }

    /// The node to insert: none for a text that continues the one before it.
    fn new_node(&self, child: NodeOrText<NodeId>, previous: Option<NodeId>) -> Option<NodeId> {
        match child {
            NodeOrText::AppendNode(id) => Some(id),
            NodeOrText::AppendText(text) => {
                let mut nodes = self.nodes.borrow_mut();
                if let Some(Data::Text(before)) = previous.map(|id| &mut nodes[id].data) {
                    before.push_tendril(&text);
                    return None;
                }
                drop(nodes);
                Some(self.add(Data::Text(text)))
            }
        }
    }
}

impl TreeSink for Builder {
    type Handle = NodeId;
    type Output = Tree;
    type ElemName<'a> = Ref<'a, QualName>;

    fn finish(self) -> Tree {
        Tree { nodes: self.nodes.into_inner() }
    }

    fn parse_error(&self, _: Cow<'static, str>) {}

    fn get_document(&self) -> NodeId {
        ROOT
    }

    fn elem_name<'a>(&'a self, &target: &'a NodeId) -> Ref<'a, QualName> {
        let name = Ref::filter_map(self.nodes.borrow(), |nodes| match &nodes[target].data {
            Data::Element { name, .. } => Some(name),
            _ => None,
        });
        name.unwrap_or_else(|_| self.nothing.borrow())
    }

    fn create_element(
        &self,
        name: QualName,
        attributes: Vec<Attribute>,
        flags: ElementFlags,
    ) -> NodeId {
        let template = flags.template.then(|| self.add(Data::Other));
        let id = self.add(Data::Element { name, attributes, template });
        if let Some(contents) = template {
            self.nodes.borrow_mut()[contents].parent = Some(id);
        }
        id
    }

    fn create_comment(&self, _: StrTendril) -> NodeId {
        self.add(Data::Other)
    }

    fn create_pi(&self, _: StrTendril, _: StrTendril) -> NodeId {
        self.add(Data::Other)
    }

    fn append(&self, &parent: &NodeId, child: NodeOrText<NodeId>) {
        let last = self.nodes.borrow()[parent].last_child;
        if let Some(id) = self.new_node(child, last) {
            self.insert_last(parent, id);
        }
    }

    fn append_before_sibling(&self, &sibling: &NodeId, child: NodeOrText<NodeId>) {
        let previous = self.nodes.borrow()[sibling].previous;
        if let Some(id) = self.new_node(child, previous) {
            self.detach(id);
            let (parent, previous) = {
                let sibling = &self.nodes.borrow()[sibling];
                (sibling.parent, sibling.previous)
            };
            self.insert(id, parent, previous, Some(sibling));
        }
    }

    fn append_based_on_parent_node(
        &self,
        element: &NodeId,
        previous: &NodeId,
        child: NodeOrText<NodeId>,
    ) {
        let has_parent = self.nodes.borrow()[*element].parent.is_some();
        match has_parent {
            true => self.append_before_sibling(element, child),
            false => self.append(previous, child),
        }
    }

    fn append_doctype_to_document(&self, _: StrTendril, _: StrTendril, _: StrTendril) {}

    fn get_template_contents(&self, &target: &NodeId) -> NodeId {
        match &self.nodes.borrow()[target].data {
            Data::Element { template: Some(contents), .. } => *contents,
            _ => target,
        }
    }

    fn same_node(&self, one: &NodeId, other: &NodeId) -> bool {
        one == other
    }

    fn set_quirks_mode(&self, _: QuirksMode) {}

    fn add_attrs_if_missing(&self, &target: &NodeId, more: Vec<Attribute>) {
        if let Data::Element { attributes, .. } = &mut self.nodes.borrow_mut()[target].data {
            for attribute in more {
                if attributes.iter().all(|known| known.name != attribute.name) {
                    attributes.push(attribute);
                }
            }
        }
    }

    fn remove_from_parent(&self, &target: &NodeId) {
        self.detach(target);
    }

    fn reparent_children(&self, &node: &NodeId, &parent: &NodeId) {
        loop {
            let child = self.nodes.borrow()[node].first_child;
            match child {
                Some(child) => self.insert_last(parent, child),
                None => return,
            }
        }
    }
}
