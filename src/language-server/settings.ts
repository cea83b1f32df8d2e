/** What a person may switch in the editor, under `nnc.` in its settings. */

export interface Settings {
  readonly inlayHints: {
    /** `→ [13, 13, 32] · 320` behind every layer. */
    readonly shapes: boolean;
    /** `accuracy → sparse_categorical_accuracy`. */
    readonly resolved: boolean;
    /** The arguments that an optimizer or loss is used with though nobody wrote them. */
    readonly defaults: boolean;
  };
  /** Lines above a model that say what it costs. */
  readonly codeLens: boolean;
}

export const standardSettings: Settings = {
  inlayHints: { shapes: true, resolved: true, defaults: true },
  codeLens: true,
};

/** The settings as a client sends them: what is missing, or no switch at all, keeps its standard. */
export function readSettings(sent: unknown): Settings {
  const hints = field(sent, "inlayHints");
  const standard = standardSettings.inlayHints;
  return {
    inlayHints: {
      shapes: switchOr(field(hints, "shapes"), standard.shapes),
      resolved: switchOr(field(hints, "resolved"), standard.resolved),
      defaults: switchOr(field(hints, "defaults"), standard.defaults),
    },
    codeLens: switchOr(field(sent, "codeLens"), standardSettings.codeLens),
  };
}

function field(value: unknown, name: string): unknown {
  if (typeof value !== "object" || value === null || !Object.hasOwn(value, name)) return undefined;
  return (value as { readonly [key: string]: unknown })[name];
}

function switchOr(value: unknown, standard: boolean): boolean {
  return typeof value === "boolean" ? value : standard;
}
