// Types of node-flags.mjs, which Nodes too old for TypeScript read as well.

export declare const NODE_FLAGS: readonly string[];
