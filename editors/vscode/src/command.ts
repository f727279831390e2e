// Where the command `policymark` is, and whether it can serve an editor.

import { execFile } from "node:child_process";
import { constants } from "node:fs";
import { access, stat } from "node:fs/promises";
import { delimiter, isAbsolute, join, resolve } from "node:path";

/** What the search depends on besides the setting. */
export interface Surroundings {
  readonly platform: NodeJS.Platform;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly home: string;
  /** The folder that is open, if any: what a relative path starts from. */
  readonly folder: string | undefined;
}

/**
 * The files that the setting `policymark.path` can mean, the likeliest first. A bare name is looked for in PATH and in
 * the folder into which `cargo install` puts programs, which the PATH of a desktop often lacks; never in the folder
 * that is open. `~` is the home folder.
 *
 * No setting means no file.
 */
export function candidates(setting: string, around: Surroundings): string[] {
  const path = setting.trim();
  if (path === "") {
    return [];
  }
  const names = around.platform === "win32" && !/\.exe$/i.test(path) ? [`${path}.exe`] : [path];
  if (!/[/\\]/.test(path)) {
    const cargo = around.env["CARGO_HOME"] ?? join(around.home, ".cargo");
    const folders = (around.env["PATH"] ?? around.env["Path"] ?? "").split(delimiter).filter(isAbsolute);
    return [...folders, join(cargo, "bin")].flatMap((folder) => names.map((name) => join(folder, name)));
  }
  return names.flatMap((name) => {
    const expanded = name.replace(/^~(?=[/\\])/, around.home);
    if (isAbsolute(expanded)) {
      return [expanded];
    }
    return around.folder === undefined ? [] : [resolve(around.folder, expanded)];
  });
}

/** The first of `files` that can be run. */
export async function firstProgram(files: readonly string[]): Promise<string | undefined> {
  for (const file of files) {
    try {
      await access(file, constants.X_OK);
      if ((await stat(file)).isFile()) {
        return file;
      }
    } catch {
      // There may be one further on.
    }
  }
  return undefined;
}

/** `outdated`: it runs, but has no `policymark lsp`. `broken`: it does not run, and `reason` says why. */
export type Fitness =
  | { readonly kind: "ready" }
  | { readonly kind: "outdated"; readonly version: string }
  | { readonly kind: "broken"; readonly reason: string };

/** How a program ended; `code` is a number unless it could not be started or was stopped. */
interface Outcome {
  readonly code: number | string | undefined;
  readonly output: string;
}

/** Tries `policymark lsp --help`, which every version that serves editors answers with status 0. */
export async function fitness(program: string): Promise<Fitness> {
  const help = await run(program, ["lsp", "--help"]);
  if (help.code === 0) {
    return { kind: "ready" };
  }
  const version = await run(program, ["--version"]);
  if (version.code === 0 && /^policymark \d/.test(version.output)) {
    return { kind: "outdated", version: version.output.trim().replace(/^policymark /, "") };
  }
  return { kind: "broken", reason: version.output.trim().split("\n")[0] || String(version.code) };
}

function run(program: string, args: readonly string[]): Promise<Outcome> {
  return new Promise((done) => {
    execFile(program, args, { timeout: 10_000, windowsHide: true }, (error, stdout, stderr) => {
      const code = error === null ? 0 : (error.code ?? error.signal ?? undefined);
      done({ code, output: stdout || stderr || error?.message || "" });
    });
  });
}
