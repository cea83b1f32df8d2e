/** A name that no word of the text is, nor any that is taken besides: the wanted one, or that with a number. */
export function freshName(wanted: string, text: string, taken: ReadonlySet<string> = new Set()): string {
  const words = new Set(text.match(/[A-Za-z_]\w*/g));
  for (let i = 1; ; i++) {
    const name = i === 1 ? wanted : `${wanted}_${i}`;
    if (!words.has(name) && !taken.has(name)) return name;
  }
}
