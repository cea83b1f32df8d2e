/** The text of a file, for the helpers that generated code carries with it. */
declare module "*?raw" {
  const text: string;
  export default text;
}
