/** Turns the page from light to dark or back, for this visit; it begins with what the person's system prefers. */
export function switchTheme(): void {
  const { dataset } = document.documentElement;
  const isDark =
    dataset.theme === undefined
      ? matchMedia("(prefers-color-scheme: dark)").matches
      : dataset.theme === "dark";
  dataset.theme = isDark ? "light" : "dark";
}
