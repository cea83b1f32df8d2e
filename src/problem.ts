/** Something a person can mend, outside of any `.nn` text: a missing file, a weights file of another model. One line, no stack. */
export class Problem extends Error {}
