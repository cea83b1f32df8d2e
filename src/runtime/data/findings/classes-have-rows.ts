/** NN606: each class of a target has rows to learn it from. */
import type { ModelTarget } from "../../../checker/model.ts";
import { report } from "../../../diagnostics/define-message.ts";
import type { Diagnostic } from "../../../diagnostics/diagnostic.ts";
import { classWithoutRows } from "../../../diagnostics/messages/class-without-rows.ts";
import { bindingPlace } from "./binding-place.ts";
import type { DataRule, LoadedData } from "./judge-data.ts";
import { labelClasses } from "./label-classes.ts";

export const classesHaveRows: DataRule = (data) =>
  data.model.targets.flatMap((target) => withoutRows(target, data));

/** Of texts and pictures, with a label for each of their elements, nothing is said: they have more classes than examples. */
function withoutRows(target: ModelTarget, data: LoadedData): readonly Diagnostic[] {
  const { model, training, validation, preparation, file } = data;
  const classes = labelClasses(target, preparation);
  const port = preparation.ports.find(({ name }) => name === target.name);
  if (classes === undefined || port?.columns.length !== 1) return [];
  const learned = classes.countIn(training);
  const judged = validation === undefined ? [] : classes.countIn(validation);
  const places = learned.flatMap((count, place) => (count === 0 ? [place] : []));
  const seen = places.filter((place) => (judged[place] ?? 0) > 0);
  const named = "names" in target.meaning && target.meaning.names !== undefined;
  const labels = named ? undefined : port.labels;
  const about = { target: target.name, column: port.columns[0], file, count: classes.count, labels };
  const place = bindingPlace(model, target);
  const reports = [
    { fault: "only-in-validation", places: seen },
    { fault: "nowhere", places: places.filter((one) => !seen.includes(one)) },
  ] as const;
  return reports
    .filter((one) => one.places.length > 0)
    .map(({ fault, places: absent }) =>
      report(classWithoutRows, place, { ...about, fault, classes: absent.map(classes.nameOf) }),
    );
}
