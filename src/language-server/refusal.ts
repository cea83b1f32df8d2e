/** A request that was understood and cannot be done: what the editor shows its user. */
export interface Refusal {
  readonly refused: string;
}

export function refuse(why: string): Refusal {
  return { refused: why };
}

export function isRefusal(answer: unknown): answer is Refusal {
  return typeof answer === "object" && answer !== null && Object.hasOwn(answer, "refused");
}
