// What two correct runs may print differently: ids, addresses, today's times, the order of a hash
// map. Everything else is compared as it is.

import type { ToolCase } from './tool-case.ts';

/** The concrete values behind a case's placeholders, on one side. */
export interface Placeholders {
  readonly bootstrap: string;
  readonly own: string;
  readonly dir: string;
  readonly data: string;
}

export function fill(text: string, values: Placeholders): string {
  return text
    .replaceAll('{bootstrap}', values.bootstrap)
    .replaceAll('{own}', values.own)
    .replaceAll('{dir}', values.dir)
    .replaceAll('{data}', values.data);
}

const DAY_MS = 86_400_000;

/** Times of the run itself; the fixture's are in another year. */
function maskTimes(text: string): string {
  const now = Date.now();
  return text
    .replace(/(?<!\d)\d{13}(?!\d)/g, (digits) =>
      Math.abs(Number(digits) - now) < DAY_MS ? '{ms}' : digits,
    )
    .replace(/\[\d{4}-\d\d-\d\d \d\d:\d\d:\d\d,\d{3}\]/g, '[{time}]');
}

function maskIds(text: string): string {
  return text
    .replace(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, '{uuid}')
    .replace(/(?<![A-Za-z0-9_-])[A-Za-z0-9_-]{22}(?![A-Za-z0-9_-])/g, '{id}');
}

function maskPlaces(text: string, values: Placeholders): string {
  const port = values.bootstrap.split(':')[1] ?? '';
  const host = '(localhost|127\\.0\\.0\\.1)';
  return text
    .replaceAll(values.dir, '{dir}')
    .replaceAll(values.data, '{data}')
    .replaceAll(values.own, '{own}')
    .replace(new RegExp(`${host}(/127\\.0\\.0\\.1)?:${port}`, 'g'), '{bootstrap}')
    .replace(new RegExp(`${host}:? *${port}(?!\\d)`, 'g'), '{bootstrap}');
}

/** Ottla names itself behind the version of Kafka that it stands for. */
function maskVersion(text: string): string {
  return text.replace(/ \(Ottla \d+\.\d+\.\d+\)/g, '');
}

/** Kafka prints a topic's configs in the order of a hash map. */
function sortConfigs(text: string): string {
  return text.replace(/(?<=\tConfigs: )\S+/g, (configs) => configs.split(',').sort().join(','));
}

export function mask(text: string, toolCase: ToolCase, values: Placeholders): string {
  let masked = sortConfigs(maskVersion(maskTimes(maskIds(maskPlaces(text, values)))));
  for (const each of toolCase.masks ?? []) masked = masked.replace(each.pattern, each.with);
  if (toolCase.anyOrder === true) masked = masked.split('\n').sort().join('\n');
  return masked;
}
