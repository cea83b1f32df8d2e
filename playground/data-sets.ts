/** The tables that the page holds, by the paths that the examples give them (`data/iris.csv`): each is fetched when it is asked for, its columns are here. */

const tables = import.meta.glob<string>("../examples/data/*.csv", { query: "?raw", import: "default" });
const headers = import.meta.glob<string>("../examples/data/*.csv", {
  query: "?header",
  import: "default",
  eager: true,
});

export const dataSets: ReadonlyMap<string, () => Promise<string>> = new Map(
  Object.entries(tables).map(([path, load]) => [nameOf(path), load]),
);

export const columnsOfDataSets: ReadonlyMap<string, readonly string[]> = new Map(
  Object.entries(headers).map(([path, header]) => [nameOf(path), header.split(",")]),
);

function nameOf(path: string): string {
  return path.replace("../examples/", "");
}
