// The words that colouring and the commands need: from the tables of the library, and from grammar.md.

import { readFileSync } from "node:fs";

const LEXICON = new URL("../../../src/lexicon/", import.meta.url);
const GRAMMAR = readFileSync(new URL("../../../grammar.md", import.meta.url), "utf8");

/** The names in a row of the table of names in grammar.md, as a regular expression for letters of either case. */
function names(row) {
  const [, cell] = new RegExp(`^\\| ${row} \\| (.*) \\|$`, "m").exec(GRAMMAR);
  return cell
    .replace(/[`]/g, "")
    .split(" ")
    .sort((a, b) => b.length - a.length || (a < b ? -1 : 1))
    .join("|")
    .replace(/[a-z]/g, (letter) => `[${letter}${letter.toUpperCase()}]`);
}

/** The words of a table, of the classes named if any are, as a regular expression that tries longer ones first. */
function words(table, classes = [], wanted = () => true) {
  const found = readFileSync(new URL(table, LEXICON), "utf8")
    .split("\n")
    .filter((line) => line !== "" && !line.startsWith("#"))
    .map((line) => line.split("\t"))
    .filter(([word, kind]) => (classes.length === 0 || classes.includes(kind)) && wanted(word))
    .map(([word]) => word);
  return [...new Set(found)]
    .sort((a, b) => b.length - a.length || (a < b ? -1 : 1))
    .map((word) => word.replace(/[\\^$.*+?()[\]{}|/]/g, "\\$&"))
    .join("|");
}

/** Opens an aside: `(例如邮箱)`. */
export const ASIDE = words("cues.tsv", ["aside"]);
export const LONG_ASIDE = words("cues.tsv", ["aside"], (word) => word.length > 1);
/** Introduces parts: `[如型号]`. */
export const PART = words("cues.tsv", ["part"]);
/** Precedes an actor: `向(甲)`. */
export const LEAD = words("cues.tsv", ["actor-before"]);
/** Can precede an actor, and is no word that parentheses would explain: `登录(甲)`, `您的(甲)`. */
export const FREE = words("cues.tsv", ["actor-object", "conjunction", "of", "aspect"]);
/** Follows an actor: `(甲)会`. */
export const ACTS = words("cues.tsv", ["actor-after"]);
/** Precedes a verb: `会[收集]`. */
export const MODAL = words("cues.tsv", ["may", "will", "must"]);
/** Does not open a name: `(不会)`. */
export const NO_NAME = words("cues.tsv", ["may", "will", "must", "deny", "not"]);
export const CONJUNCTION = words("cues.tsv", ["conjunction"]);
export const PARTY = words("parties.tsv");
/** Not `SDK`, which can be the short form of a word: `工具包(SDK)`. */
const notShort = (word) => !/^[A-Z]+$/.test(word);
export const CHINESE_PARTY = words("parties.tsv", [], notShort);
export const OTHER_PARTY = words("parties.tsv", ["third", "any"], notShort);
export const OWN_PARTY = words("parties.tsv", ["first", "subject"]);
export const VERB = words("verbs.tsv");
export const PLACEHOLDER_OPENS = words("notation.tsv", ["placeholder-opens"]);
export const PLACEHOLDER = words("notation.tsv", ["placeholder"]);
/** Ends the name of a document or of a link: `[隐私政策]`. */
export const DOCUMENT = words("notation.tsv", ["document-closes"]);
export const SCHEME = names("schemes");
export const HOST = names("hosts");
export const FILE = names("files");
export const TAG = names("tags");
