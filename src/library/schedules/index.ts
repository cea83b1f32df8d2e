/** All schedules, in the order in which documentation lists them. */
import type { Schedule } from "../define-schedule.ts";

export const schedules: readonly Schedule[] = [];
