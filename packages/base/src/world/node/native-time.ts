// Node's timers and clocks as they were when this module was loaded. Test runners put fake ones in
// the place of the globals, for the code of an application: a World, with its sockets, would stand
// still for ever with those. Calls by these names are quicker too in a runner's own realm.

export const { setTimeout, clearTimeout, setImmediate, clearImmediate } = globalThis;

export const wallMs: () => number = Date.now;

export const monotonicMs: () => number = performance.now.bind(performance);
