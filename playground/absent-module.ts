/** Stands where a page has nothing to offer: what looks for a module of Node finds this. */
export {};
