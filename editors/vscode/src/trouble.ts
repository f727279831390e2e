// What is said if there is no language server, and what can be done then.

import type { Fitness } from "./command";

/** A button of the message. */
export type Remedy = "openSettings" | "howToInstall";

/** A message: its English text, with `{0}` and so on for `values`. The other languages are found by the English text. */
export interface Trouble {
  readonly text: string;
  readonly values: readonly string[];
  readonly remedies: readonly Remedy[];
}

/**
 * What to say of the program that was found for the setting `policymark.path`; `undefined` if it is fine, or if the
 * setting is empty because none is wanted. `fitness` is `undefined` if no program was found.
 */
export function troubleOf(setting: string, program: string | undefined, fitness: Fitness | undefined): Trouble | undefined {
  if (setting.trim() === "") {
    return undefined;
  }
  if (program === undefined || fitness === undefined) {
    const bare = !/[/\\]/.test(setting);
    return {
      text: bare
        ? "The command “{0}” was not found. Without it there are colours, snippets and keys, but no checking."
        : "There is no program at “{0}”, where the setting policymark.path says it is.",
      values: [setting],
      remedies: bare ? ["howToInstall", "openSettings"] : ["openSettings", "howToInstall"],
    };
  }
  switch (fitness.kind) {
    case "ready":
      return undefined;
    case "outdated":
      return {
        text: "“{0}” is version {1}, which cannot serve an editor yet. Install a newer one.",
        values: [program, fitness.version],
        remedies: ["howToInstall", "openSettings"],
      };
    case "broken":
      return {
        text: "“{0}” cannot be run as policymark: {1}",
        values: [program, fitness.reason],
        remedies: ["openSettings", "howToInstall"],
      };
  }
}
