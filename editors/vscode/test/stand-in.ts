// A stand-in for the module `vscode`, which only VS Code has: enough for the extension and its language client to
// start, and a record of what they ask for.

import Module from "node:module";

/** What the extension did with the stand-in. */
export interface Record {
  /** The commands that are registered. */
  readonly commands: Map<string, (...parameters: unknown[]) => unknown>;
  /** Warnings, each with its buttons. */
  readonly warnings: { text: string; buttons: string[] }[];
  /** Commands that were run: the name and what was passed. */
  readonly run: unknown[][];
  /** What went to the output channel and to error messages. */
  readonly errors: string[];
}

/** What the stand-in answers. */
export interface Answers {
  readonly settings: Readonly<{ [name: string]: unknown }>;
  readonly language: string;
  /** The button that is pressed on a warning. */
  readonly press?: string;
}

class Disposable {
  constructor(private readonly end?: () => void) {}
  dispose(): void {
    this.end?.();
  }
}

class EventEmitter {
  readonly event = (): Disposable => new Disposable();
  fire(): void {}
  dispose(): void {}
}

class CancellationTokenSource {
  readonly token = { isCancellationRequested: false, onCancellationRequested: () => new Disposable() };
  cancel(): void {}
  dispose(): void {}
}

/** Something of which every property, every result and every instance is such a thing again. */
function anything(known: object = {}): unknown {
  // A function that can be called, constructed and extended.
  const target = Object.assign(function () {}, known) as unknown as { [name: string | symbol]: unknown };
  return new Proxy(target as unknown as () => unknown, {
    get(_, name) {
      // Not a promise.
      if (name === "then") {
        return undefined;
      }
      if (name === Symbol.toPrimitive) {
        return () => "anything";
      }
      if (!(name in target)) {
        target[name] = anything();
      }
      return target[name];
    },
    apply: () => anything(),
    construct: () => anything() as object,
  });
}

/** Loads the extension from `file` with a stand-in for `vscode`. */
export function load<T>(file: string, answers: Answers): { extension: T; record: Record } {
  const record: Record = { commands: new Map(), warnings: [], run: [], errors: [] };
  const register = (name: string, run: (...parameters: unknown[]) => unknown): Disposable => {
    record.commands.set(name, run);
    return new Disposable();
  };
  const channel = { append: () => {}, appendLine: () => {}, error: (text: unknown) => record.errors.push(String(text)) };
  const vscode = anything({
    version: "1.91.0",
    Disposable,
    EventEmitter,
    CancellationTokenSource,
    Uri: { joinPath: (base: string, name: string) => `${base}/${name}`, parse: (text: string) => text },
    l10n: {
      t: (text: string, ...values: string[]) => text.replace(/\{(\d)\}/g, (_, hole) => values[Number(hole)] ?? ""),
    },
    env: { language: answers.language, appName: "a stand-in" },
    window: anything({
      createOutputChannel: () => anything(channel),
      showErrorMessage: async (text: string) => void record.errors.push(text),
      showWarningMessage: async (text: string, ...buttons: { title: string }[]) => {
        record.warnings.push({ text, buttons: buttons.map(({ title }) => title) });
        return buttons.find(({ title }) => title === answers.press);
      },
      visibleTextEditors: [],
      tabGroups: anything({ all: [] }),
    }),
    workspace: anything({
      getConfiguration: () => ({
        get: (name: string, fallback: unknown) => answers.settings[name] ?? fallback,
      }),
      workspaceFolders: undefined,
      textDocuments: [],
      notebookDocuments: [],
    }),
    commands: {
      registerCommand: register,
      registerTextEditorCommand: register,
      executeCommand: async (...parameters: unknown[]) => void record.run.push(parameters),
    },
  });
  const loader = Module as unknown as { _load: (request: string, ...rest: unknown[]) => unknown };
  const original = loader._load;
  loader._load = (request, ...rest) => (request === "vscode" ? vscode : original.call(Module, request, ...rest));
  try {
    delete require.cache[file];
    return { extension: require(file) as T, record };
  } finally {
    loader._load = original;
  }
}
