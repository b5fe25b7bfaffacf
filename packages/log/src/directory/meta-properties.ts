// `meta.properties`: whose log directory this is. A Java properties file; version 1 is written,
// version 0 (from ZooKeeper's time, with `broker.id`) is read too. Text in, values out.

export interface MetaProperties {
  /** 0 or 1. */
  readonly version: number;
  /** Undefined in some files of version 0. */
  readonly clusterId: string | undefined;
  readonly nodeId: number | undefined;
  /** Undefined where the directory has none yet: one is made at start. */
  readonly directoryId: string | undefined;
}

/** Throws an Error that says which line or key is wrong. */
export function parseMetaProperties(text: string): MetaProperties {
  const values = parseProperties(text);
  const version = values.get('version') ?? '0';
  if (version !== '0' && version !== '1') throw new Error(`version is ${version}, expected 0 or 1`);
  const nodeKey = version === '1' ? 'node.id' : 'broker.id';
  const nodeId = values.get(nodeKey);
  const clusterId = values.get('cluster.id');
  if (version === '1' && clusterId === undefined) throw new Error('cluster.id is missing');
  if (version === '1' && nodeId === undefined) throw new Error('node.id is missing');
  if (nodeId !== undefined && !/^-?\d+$/.test(nodeId)) {
    throw new Error(`${nodeKey} must be a whole number, got ${JSON.stringify(nodeId)}`);
  }
  return {
    version: Number(version),
    clusterId,
    nodeId: nodeId === undefined ? undefined : Number(nodeId),
    directoryId: values.get('directory.id'),
  };
}

export interface MetaPropertiesV1 {
  readonly clusterId: string;
  readonly nodeId: number;
  readonly directoryId: string;
}

export function formatMetaProperties(properties: MetaPropertiesV1): string {
  return [
    '#',
    `cluster.id=${properties.clusterId}`,
    `directory.id=${properties.directoryId}`,
    `node.id=${properties.nodeId}`,
    'version=1',
    '',
  ].join('\n');
}

/** As much of the properties format as such a file can use: no line goes on in the next one. */
function parseProperties(text: string): ReadonlyMap<string, string> {
  const values = new Map<string, string>();
  for (const line of text.split(/\r?\n/)) {
    const trimmed = line.trim();
    if (trimmed === '' || trimmed.startsWith('#') || trimmed.startsWith('!')) continue;
    const match = /^([^\s=:]+)\s*[=:\s]\s*(.*)$/.exec(trimmed);
    if (match === null) throw new Error(`malformed line ${JSON.stringify(line)}`);
    const [, key = '', value = ''] = match;
    values.set(key, value.replace(/\\(.)/g, '$1').trim());
  }
  return values;
}
