// Writes syntaxes/policymark.tmLanguage.json and src/brackets.json; with --check only says whether they are up to
// date.

import { readFileSync, writeFileSync } from "node:fs";

import { ACTOR, ARROW, AUTOLINK, ENUMERATOR, LINK, LONE_ENUMERATOR, ORDINARY, TAG } from "./rules.mjs";

const STRUCTURAL = "\\\\{}\\[\\]<>()（）【】［］＜＞｛｝";

// Looks for the closing bracket of a mark on its line, past pairs and up to three stray brackets inside it. What a step
// has taken it never gives back, so that no line takes long: test/lines.test.ts.
const FLAT = `(?>\\\\[^\\n]|(?:${ARROW})|[^\\\\{}\\[\\]<>\\n])`;
const pairs = (content) => `(?>\\{${content}*+\\}|\\[${content}*+\\]|<${content}*+>)`;
const PAIR = pairs(FLAT);
const NESTED = pairs(`(?>${PAIR}|${FLAT})`);
const STEPS = `(?>${NESTED}|${FLAT})*+`;
const CONTENT = `${STEPS}(?>[{\\[<]${STEPS}){0,3}+`;

/** A mark: `open` without the backslash that an expression needs. */
function mark(kind, scope, open, close) {
  const bracket = { name: `punctuation.definition.${kind}` };
  return {
    name: `${scope}.${kind}.policymark`,
    begin: kind === "actor" ? ACTOR : `\\${open}(?=${CONTENT}\\${close})`,
    beginCaptures: { 0: { name: `${bracket.name}.begin.policymark` } },
    end: `\\${close}|$`,
    endCaptures: { 0: { name: `${bracket.name}.end.policymark` } },
    patterns: [{ include: "#inside" }],
  };
}

/** A pair without any bracket inside, in which even `< 邮箱 >和` has no arrow. */
function simple(kind, scope, open, close) {
  return {
    match: `(\\${open})([^${STRUCTURAL}\\n]*)(\\${close})`,
    name: `${scope}.${kind}.policymark`,
    captures: {
      1: { name: `punctuation.definition.${kind}.begin.policymark` },
      3: { name: `punctuation.definition.${kind}.end.policymark` },
    },
  };
}

/** A code fence, which ends with a line of at least as many of its characters. */
function fence(opening, info, character) {
  return {
    begin: `^[\\s>*+-]*(${opening})${info}$`,
    end: `^[\\s>]*\\1${character}*[ \\t]*$`,
    name: "markup.fenced_code.block.policymark",
    contentName: "markup.raw.block.policymark",
  };
}

// Of the usual scopes, those that most themes give four colours that are not the colour of text: test/themes.test.ts.
const KINDS = [
  ["purpose", "string.quoted", "{", "}"],
  ["action", "entity.name.function", "[", "]"],
  ["data", "constant.numeric", "<", ">"],
  ["actor", "keyword.control", "(", ")"],
];

const punctuation = (name) => ({ name: `punctuation.definition.${name}.policymark` });

const repository = {
  inside: {
    patterns: [
      { include: "#escape" },
      { include: "#fullwidth" },
      { include: "#link" },
      { include: "#ordinary" },
      { include: "#title" },
      { include: "#marks" },
      { include: "#arrow" },
    ],
  },
  escape: { name: "constant.character.escape.policymark", match: "\\\\[{}\\[\\]<>()（）【】［］＜＞｛｝\\\\]" },
  // Full-width parentheses mark nothing, but there can be marks in them.
  fullwidth: {
    begin: "（(?=[^（）\\n]*(?:（[^（）\\n]*）[^（）\\n]*)*）)",
    end: "）|$",
    name: "meta.parentheses.policymark",
    patterns: [{ include: "#inside" }],
  },
  link: {
    patterns: [
      {
        match: `(?=${LINK})(\\[)([^\\[\\]\\n]*)(\\])( ?[(（])((?:[^()（）\\n]|\\([^()\\n]*\\))*)([)）])`,
        name: "meta.link.inline.policymark",
        captures: {
          1: punctuation("link.title.begin"),
          2: { name: "meta.link.title.policymark" },
          3: punctuation("link.title.end"),
          4: punctuation("metadata"),
          5: { name: "markup.underline.link.policymark" },
          6: punctuation("metadata"),
        },
      },
      { match: AUTOLINK, name: "markup.underline.link.policymark" },
    ],
  },
  ordinary: {
    patterns: [
      { match: `${ENUMERATOR}|${LONE_ENUMERATOR}`, name: "meta.enumerator.policymark" },
      { match: TAG, name: "entity.name.tag.policymark" },
      { match: ORDINARY, name: "meta.brackets.policymark" },
    ],
  },
  // `<…>` in the title of a document is part of it.
  title: {
    begin: "《(?=[^《》\\n]*<[^<>《》\\n]*>[^《》\\n]*》)",
    end: "》|$",
    name: "meta.title.policymark",
    patterns: [{ match: "<[^<>《》\\n]*>" }, { include: "#inside" }],
  },
  marks: {
    patterns: [
      ...KINDS.filter(([kind]) => kind !== "actor").map((kind) => simple(...kind)),
      ...KINDS.map((kind) => mark(...kind)),
    ],
  },
  arrow: { match: ARROW, name: "punctuation.separator.arrow.policymark" },
  frontMatter: {
    begin: "\\A\\uFEFF?(?:(---)|(\\+\\+\\+))[ \\t]*$",
    end: "^(?:---|\\.\\.\\.|\\+\\+\\+)[ \\t]*$",
    name: "comment.block.frontmatter.policymark",
  },
  fence: { patterns: [fence("`{3,}", "[^`\\n]*", "`"), fence("~{3,}", "[^\\n]*", "~")] },
  comment: {
    begin: "(?<!\\\\)<!--",
    end: "-->",
    beginCaptures: { 0: punctuation("comment.begin") },
    endCaptures: { 0: punctuation("comment.end") },
    name: "comment.block.html.policymark",
  },
  heading: {
    patterns: [
      {
        begin: "^[ \\t]*(#{1,6})(?=\\s)",
        end: "$",
        beginCaptures: { 1: punctuation("heading") },
        name: "markup.heading.policymark",
        patterns: [{ include: "#inside" }],
      },
      {
        match:
          "^[\\s*]*(?:第[〇一二三四五六七八九十百\\d]+\\s?(?:章|节|条|部分)|[一二三四五六七八九十]+[、.．]|（[一二三四五六七八九十]+）)" +
          "[^。；：！？，;{}\\[\\]<>\\n]{0,40}$",
        name: "markup.heading.policymark",
      },
    ],
  },
  list: {
    patterns: [
      {
        match: "^[\\s>]*([-*+•·●○▪■◆])(?=[\\s\\p{L}])(?![*_-])",
        captures: { 1: punctuation("list.begin") },
      },
      {
        match:
          "^[\\s>]*((?:\\d{1,3}(?:[.．]\\d{1,3})*(?:[.．、)）]|(?=\\s))" +
          `|${ENUMERATOR}` +
          "|[一二三四五六七八九十]{1,3}、|[①-⑳]|[A-Za-z][.)）、])(?![\\d年月日]))",
        captures: { 1: punctuation("list.begin") },
      },
    ],
  },
  quote: { match: "^[ \\t]*(>)(?=\\s)", captures: { 1: punctuation("quote.begin") } },
  bold: {
    begin: "(\\*\\*)(?=[^\\s*][^\\n]*\\*\\*)",
    end: "(\\*\\*)|$",
    captures: { 1: punctuation("bold") },
    name: "markup.bold.policymark",
    patterns: [{ include: "#inside" }],
  },
};

const grammar = {
  information_for_contributors: ["Written by grammar/build.mjs from the words of the lexicon. Change that."],
  name: "policymark",
  scopeName: "text.policymark",
  fileTypes: ["policy", "policy.txt", "policy.md"],
  patterns: [
    { include: "#frontMatter" },
    { include: "#fence" },
    { include: "#comment" },
    { include: "#heading" },
    { include: "#list" },
    { include: "#quote" },
    { include: "#bold" },
    { include: "#inside" },
  ],
  repository,
};

const FILES = {
  "../syntaxes/policymark.tmLanguage.json": grammar,
  "../src/brackets.json": { ordinary: [ENUMERATOR, LINK, AUTOLINK, TAG, ORDINARY].join("|"), actor: ACTOR },
};

let stale = false;
for (const [name, value] of Object.entries(FILES)) {
  const file = new URL(name, import.meta.url);
  const text = `${JSON.stringify(value, null, 2)}\n`;
  if (!process.argv.includes("--check")) {
    writeFileSync(file, text);
  } else if (readFileSync(file, "utf8") !== text) {
    console.error(`error: ${name.slice(3)} is not up to date: npm run grammar`);
    stale = true;
  }
}
process.exitCode = stale ? 1 : 0;
