// Which brackets are marks: the section *Annotation or ordinary bracket* of grammar.md, as far as one line tells. The
// names are those of the reasons there. JavaScript (flag `u`) and Oniguruma read these expressions alike.

import * as words from "./words.mjs";

/**
 * Alternatives of a lookbehind that is right after `bracket`: an expression that opens with its bracket is tried only
 * where that bracket is, one that opens with a lookbehind at every character.
 */
function after(alternatives, bracket) {
  return alternatives
    .split("|")
    .map((alternative) => alternative + bracket)
    .join("|");
}

const HAN = "[一-鿿]";
/** ASCII without brackets `[]`. */
const ASCII = "[\\x20-\\x5a\\x5c\\x5e-\\x7e]";
const LABEL = "(?:\\d{1,3}|[A-Za-z]|[ivxIVX]{1,5}|[〇一二三四五六七八九十百]{1,3})";
// In half-width parentheses, three digits or several Chinese ones are a name.
const NARROW_LABEL = "(?:\\d{1,2}|[A-Za-z]|[ivxIVX]{1,5}|[〇一二三四五六七八九十百])";

const MAIL = "[\\w.+-]+@[\\w-]+(?:\\.[\\w-]+)+";
const URI = `(?:(?:${words.SCHEME}) ?[:：]|//|www\\.)`;
/** What a link in Markdown can lead to. */
const TARGET =
  `(?:[/#.][^\\s()]*|<?${URI}(?:[^()\\]\\n]|\\([^()\\n]*\\))*|${MAIL}|[\\w.-]+\\.(?:${words.HOST})(?:[/:?#][^()\\n]*)?` +
  `|(?:[^()\\]\\n]|\\([^()\\n]*\\))+\\.(?:${words.FILE})|[a-z0-9_-]+(?:/[a-z0-9_-]+)+|[+\\d][\\d -]{6,})`;

export const ENUMERATOR = `\\(\\s*${NARROW_LABEL}\\s*\\)|（\\s*${LABEL}\\s*）`;
export const LONE_ENUMERATOR = `(?<![\\p{L}\\p{N}(（\\\\])${LABEL}\\s*[)）]`;
export const ARROW = ">(?<=[-－—=”》】」]>)|>(?<=\\s>)(?=[\\s\\p{L}\\p{N}])|>(?=[“「【])";
export const LINK = `\\[[^\\[\\]\\n]*\\](?:\\((?:\\s*${TARGET}\\s*)?\\)| ?[(（]\\s*${URI}[^()（）\\n]*[)）])`;
export const AUTOLINK =
  `<\\s*(?:${URI}[^<>\\n]*|${MAIL}\\s*)>|\\[\\s*(?:${URI}[^\\[\\]\\n]*|${MAIL}\\s*)\\]` +
  `|\\{\\s*(?:${URI}[^{}\\n]*|${MAIL}\\s*)\\}|\\(\\s*(?:${URI}[^()\\n]*|${MAIL}\\s*)\\)`;
export const TAG =
  `</?(?:${words.TAG})(?:\\s[^<>=\\n]*=[^<>\\n]*)?\\s*/?>|<[!?%][^<>\\n]*>|</[A-Za-z][\\w:.-]*>|<[A-Za-z][\\w:.-]*\\s*/>` +
  "|<[A-Za-z][\\w:.-]*\\s[\\w:.-]+\\s*=\\s*[\"'“”][^<>\\n]*>|<[a-z][a-z0-9:_.-]*>(?=[^<>\\n]{0,256}</[a-z])";

const TASK = "\\[(?<=^\\[|[\\s|]\\[)[ \\txX√✓✔]+\\](?=[\\s|]|$)";
// Right after a word that precedes verbs, or right before data, it is an action: `会[5G传输]`, `[同意政策]<昵称>`.
const NO_ACTION = `\\[(?<!${after(words.MODAL, "\\[")})(?![^\\[\\]\\n]*\\]<${HAN})`;
const CITATION =
  `\\[\\^[^\\[\\]\\n]*\\]|\\[TOC\\]|\\[(?<=^\\[)[^\\[\\]\\n]+\\](?=: *\\S)|\\[(?<=\\]\\[)${ASCII}*\\]|\\[(?!${words.VERB})[^\\[\\]\\n]*\\](?=\\[${ASCII}*\\])` +
  `|${NO_ACTION}(?=${ASCII}*[.@/:_=#])${ASCII}+\\]|${NO_ACTION}(?!${words.VERB})[^\\[\\]{}<>\\d\\n]*\\d[^\\[\\]{}<>\\n]*\\]` +
  `|${NO_ACTION}[〇一二三四五六七八九十百]+\\]|${NO_ACTION}[^\\[\\]{}<>\\n]*(?:${words.DOCUMENT})\\]`;
const ATTRIBUTE =
  "\\{\\s*(?:#[^{}\\n]*|[.:][\\x20-\\x7a]*|[\\x20-\\x3c\\x3e-\\x7a]*=[\\x20-\\x7a]*)\\}(?=\\s*$|\\{)" +
  "|\\{(?<=[\\])]\\{)\\s*(?:#[^{}\\n]*|[.:][\\x20-\\x7a]*|[\\x20-\\x3c\\x3e-\\x7a]*=[\\x20-\\x7a]*)\\}";
const PLACEHOLDER =
  `\\{(?:${words.PLACEHOLDER_OPENS})[^{}\\n]*\\}|\\[(?:${words.PLACEHOLDER_OPENS})[^\\[\\]\\n]*\\]` +
  `|<(?:${words.PLACEHOLDER_OPENS})[^<>\\n]*>|\\{(?:${words.PLACEHOLDER})\\}|${NO_ACTION}(?:${words.PLACEHOLDER})\\]` +
  `|\\{(?:XX|××)[^{}\\n]*\\}|${NO_ACTION}(?:XX|××)[^\\[\\]\\n]*\\]|${NO_ACTION}[^\\p{L}\\[\\]{}<>\\n]+\\]` +
  `|${NO_ACTION}[A-Z][A-Za-z]*(?: [A-Z][A-Za-z]*)+\\]|\\{\\{[^{}\\n]*\\}\\}|\\{(?<=\\{\\{)[^{}\\n]*\\}(?=\\})|\\{(?<=[$#%]\\{)[^{}\\n]*\\}` +
  "|\\{[%$][\\x20-\\x7a]*\\}|\\{[\\x20-\\x5e\\x60-\\x7a]*_[\\x20-\\x7a]*\\}|\\{[\\x20-\\x27\\x2a-\\x3b=?@^_`]+\\}";
const EMPTY = "\\{\\s*\\}|\\[\\s*\\]|<\\s*>|\\(\\s*\\)";

const PARTS = `${NO_ACTION}(?:${words.PART})[^\\[\\]\\n]*\\]`;
// An image that is a link: only its first bracket.
const LINKED_IMAGE = "\\[(?=!\\[)";

/** Brackets that mark nothing, other than links and parentheses. */
export const ORDINARY = [TASK, CITATION, ATTRIBUTE, PLACEHOLDER, PARTS, LINKED_IMAGE, EMPTY].join("|");

/** What parentheses of an actor contain: no marks, unless in full-width parentheses. */
const NAME_TEXT = "(?:\\\\[^\\n]|（[^（）\\n]*）|\\([^()（）{}\\[\\]<>\\n]*\\)|[^\\\\()（）{}\\[\\]<>\\n])*";
const NO_ASIDE = `(?!\\s*(?:${words.ASIDE}))`;
// A word of one letter can open a name: `(和风天气)`.
const NO_LONG_ASIDE = `(?!\\s*(?:${words.LONG_ASIDE}))`;
const CAN_BE_NAME =
  `${NO_ASIDE}(?!\\s*(?:${words.NO_NAME}))(?!${NAME_TEXT}(?:的|时|期间)\\s*\\))(?![^()\\n]*[，。；：！？,;!?])` +
  "(?!\\s*(?:\\d{4,}|\\d[\\d.,]*\\s*[\\p{L}%]{1,3})\\s*\\))";
const AFTER_LEAD = `\\((?<=${after(words.LEAD, "\\(")})`;
const AFTER_FREE = `\\((?<=${after(`^|[^\\p{L}\\p{N}>\\]”’》\\\\]|${words.LEAD}|${words.FREE}`, "\\(")})`;
// Capitals are the short form of the words in the parentheses: `SDK(软件开发工具包)会`.
const AFTER_WORD = `\\((?<!^\\(|${after(`[^\\p{L}\\p{N}]|[A-Z]{2}|${words.OWN_PARTY}`, "\\(")})`;
const ACTING = `(?=\\s*(?:[\\[{]|${words.ACTS}))`;
const MARKS_FOLLOW = "(?=[^。；\\[<{\\n]{0,200}[\\[<{])";

/** Half-width parentheses that are an actor: rules B16 to B19. Its first character is the opening parenthesis. */
export const ACTOR = [
  `\\((?=\\s*(?:${words.CHINESE_PARTY})\\s*\\))`,
  `${AFTER_LEAD}(?=${CAN_BE_NAME}${NAME_TEXT}\\))`,
  `${AFTER_FREE}(?=${NO_ASIDE}${NAME_TEXT}(?:${words.PARTY})\\s*\\))`,
  `${AFTER_FREE}(?=${NO_LONG_ASIDE}${NAME_TEXT}\\)(?:${ACTING}|(?=(?:${words.CONJUNCTION})\\()))`,
  `${AFTER_FREE}(?=${CAN_BE_NAME}${NAME_TEXT}\\)(?:(?=\\s*(?:${words.CONJUNCTION}))|${MARKS_FOLLOW}))`,
  `\\((?<=${after(words.OTHER_PARTY, "\\(")})(?=${CAN_BE_NAME}${NAME_TEXT}\\)${ACTING})`,
  `${AFTER_WORD}(?=${CAN_BE_NAME}(?=[^()\\n]*${HAN})${NAME_TEXT}\\)${ACTING})`,
].join("|");
