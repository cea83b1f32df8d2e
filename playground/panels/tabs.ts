/** Tabs: one panel is open at a time; the arrow keys go from one to the next. Gives what opens a panel. */
import { elementOf } from "../element.ts";

export function createTabs(
  panels: readonly string[],
  opened: (panel: string) => void,
): (panel: string) => void {
  const open = (chosen: string) => {
    for (const panel of panels) {
      elementOf(panel).hidden = panel !== chosen;
      const tab = elementOf(`tab-${panel}`);
      tab.setAttribute("aria-selected", String(panel === chosen));
      // The keyboard comes to the chosen tab, and the arrows go on from there.
      tab.tabIndex = panel === chosen ? 0 : -1;
    }
    opened(chosen);
  };
  for (const [i, panel] of panels.entries()) {
    const tab = elementOf(`tab-${panel}`);
    tab.addEventListener("click", () => open(panel));
    tab.addEventListener("keydown", ({ key }) => {
      const step = key === "ArrowRight" ? 1 : key === "ArrowLeft" ? panels.length - 1 : 0;
      if (step === 0) return;
      const next = panels[(i + step) % panels.length];
      elementOf(`tab-${next}`).focus();
      open(next);
    });
  }
  return open;
}
