/** The tables that the page holds, by the paths that the examples give them (`data/iris.csv`); each is fetched when it is asked for. */

const tables = import.meta.glob<string>("../examples/data/*.csv", { query: "?raw", import: "default" });

export const dataSets: ReadonlyMap<string, () => Promise<string>> = new Map(
  Object.entries(tables).map(([path, load]) => [path.replace("../examples/", ""), load]),
);
