// What a package's package.json says once it is published: built files in place of sources. Pure;
// stage-packages.ts writes the files that it speaks of.

/** Kept out of the registry: it proves the house and is of no use without the house. */
export const PRIVATE_PACKAGES: readonly string[] = ['sim'];
/**
 * Bundled with all that they stand on, as an ES module and as CommonJS, which Jest and other
 * loaders of users' tests still need (DESIGN.md §2). What is named stays a package of its own:
 * users have it too, and its classes must be the same ones.
 */
export const BUNDLED_PACKAGES: Readonly<Record<string, readonly string[]>> = {
  client: [],
  testkit: ['@ottla/client'],
};

/** What npm would run by itself on a user's machine; none of it may be there. */
const INSTALL_SCRIPTS: readonly string[] = [
  'preinstall',
  'install',
  'postinstall',
  'prepublish',
  'preprepare',
  'prepare',
  'postprepare',
];

export interface Manifest {
  readonly name: string;
  readonly version: string;
  readonly description: string;
  readonly license: string;
  readonly type: string;
  readonly engines: Readonly<Record<string, string>>;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
  readonly scripts?: Readonly<Record<string, string>>;
}

/** Conditions in the order in which resolvers try them: types first. */
type Conditions = Readonly<Record<string, string | Readonly<Record<string, string>>>>;

export interface PublishedManifest extends Manifest {
  readonly exports: Readonly<Record<string, string | Conditions>>;
  readonly bin?: Readonly<Record<string, string>>;
  readonly files: readonly string[];
  readonly sideEffects: boolean;
}

const ESM = { types: './dist/index.d.ts', default: './dist/index.js' } as const;
const BUNDLED = { types: './dist/index.d.ts', default: './dist/esm/index.js' } as const;
const COMMONJS = { types: './dist/cjs/types/index.d.ts', default: './dist/cjs/index.js' } as const;

/** A package whose sources became JavaScript and declarations in `dist`. */
export function libraryManifest(source: Manifest, folder: string): PublishedManifest {
  const isBundled = BUNDLED_PACKAGES[folder] !== undefined;
  const conditions: Conditions = isBundled ? { import: BUNDLED, require: COMMONJS } : ESM;
  return {
    ...own(source),
    exports: { '.': conditions, './package.json': './package.json' },
    files: ['dist'],
    sideEffects: false,
    ...dependencies(source),
  };
}

/**
 * The command line: a bundle of all that it uses. Only the add-ons stay packages of their own,
 * since npm chooses them by platform.
 */
export function commandLineManifest(
  source: Manifest,
  addOns: Readonly<Record<string, string>>,
): PublishedManifest {
  return {
    ...own(source),
    exports: { './package.json': './package.json' },
    bin: { ottla: 'bin/ottla.mjs' },
    files: ['bin', 'dist'],
    sideEffects: true,
    optionalDependencies: addOns,
  };
}

function own(source: Manifest): Manifest {
  const { name, version, description, license, type, engines } = source;
  const found = INSTALL_SCRIPTS.filter((script) => source.scripts?.[script] !== undefined);
  if (found.length > 0) throw new Error(`${name} would run ${found.join(', ')} when installed`);
  return { name, version, description, license, type, engines };
}

function dependencies(source: Manifest) {
  const { dependencies: needed = {}, optionalDependencies: optional = {} } = source;
  return {
    ...(Object.keys(needed).length === 0 ? {} : { dependencies: needed }),
    ...(Object.keys(optional).length === 0 ? {} : { optionalDependencies: optional }),
  };
}
