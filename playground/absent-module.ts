/** Stands where a page has nothing to offer: the native engine looks for a module of Node, and finds this. */
export {};
