/** Looks at programs for the page: the picture and the sums of a model, and its TypeScript when somebody wants to read it. */
import { summarize } from "../../src/checker/summarize.ts";
import { library } from "../../src/library/index.ts";
import { graphOfModel } from "../graph/graph-of-model.ts";
import { layOut } from "../graph/lay-out.ts";
import { answerPage } from "./answer-page.ts";
import { compileProgram } from "./compile-program.ts";
import type { ModelView, ProgramRequest } from "./messages.ts";
import { whyUntrainable } from "./why-untrainable.ts";

/** The layout of more takes many seconds, and nobody reads such a picture. */
const mostBoxes = 500;

answerPage({
  view,
  typescript: async (request) => (await import("./print-typescript.ts")).printTypescript(request),
});

function view(request: ProgramRequest): ModelView {
  const { errors, models, model } = compileProgram(request);
  if (model === undefined) return { errors, models };
  const summary = summarize(model, library);
  const untrainable = whyUntrainable(model, summary);
  const boxes = model.inputs.length + model.applications.length + model.outputs.length;
  return {
    errors,
    models,
    chosen: {
      name: model.name,
      boxes,
      ...(boxes > mostBoxes ? {} : { drawing: layOut(graphOfModel(model, library)) }),
      summary,
      ...(untrainable === undefined ? {} : { untrainable }),
    },
  };
}
