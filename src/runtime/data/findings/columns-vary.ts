/** NN605: a column that is the same in every training row tells a model nothing. */
import { report } from "../../../diagnostics/define-message.ts";
import { constantColumn } from "../../../diagnostics/messages/constant-column.ts";
import { bindingPlace } from "./binding-place.ts";
import type { DataRule } from "./judge-data.ts";
import { isTable, statisticsOf } from "./statistics-of.ts";

/** Of pictures and the like nothing is said: their borders are often constant. One row alone says nothing either. */
export const columnsVary: DataRule = ({ model, training, preparation, file }) =>
  model.inputs.flatMap((input) => {
    const array = training.arrays.get(`inputs/${input.name}`);
    const columns = preparation.ports.find(({ name }) => name === input.name)?.columns ?? [];
    if (array === undefined || training.rows < 2 || !isTable(array)) return [];
    if (columns.length !== array.data.length / training.rows) return [];
    const constant = statisticsOf(array.data, columns.length).flatMap(({ low, high }, i) =>
      low === high ? [columns[i]] : [],
    );
    if (constant.length === 0) return [];
    return [
      report(constantColumn, bindingPlace(model, input), { input: input.name, columns: constant, file }),
    ];
  });
