// Reading the JSON files that Kafka's tools take, strictly: what is missing or of another type is a
// ToolError with Kafka's words. Pure.

import { ToolError } from './tool-error.ts';

const MAPPING = 'com.fasterxml.jackson.databind.JsonMappingException';

/** `problem` is said where the text is no JSON. */
export function parseJson(text: string, problem: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new ToolError(problem);
  }
}

export type JsonObject = ReadonlyMap<string, unknown>;

export function jsonObject(value: unknown): JsonObject {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) {
    return new Map<string, unknown>(Object.entries(value));
  }
  throw new ToolError(`Expected JSON object, received ${JSON.stringify(value)}`, MAPPING);
}

export function listIn(object: JsonObject, field: string): unknown[] {
  const value = valueIn(object, field);
  if (Array.isArray(value)) return value;
  throw new ToolError(`Expected JSON array, received ${JSON.stringify(value)}`, MAPPING);
}

export function textIn(object: JsonObject, field: string): string {
  const value = valueIn(object, field);
  if (typeof value === 'string') return value;
  throw new ToolError(`Expected \`String\` value, received ${JSON.stringify(value)}`, MAPPING);
}

export function integerIn(object: JsonObject, field: string): number {
  const value = valueIn(object, field);
  if (typeof value === 'number' && Number.isSafeInteger(value)) return value;
  throw new ToolError(`Expected \`Long\` value, received ${JSON.stringify(value)}`, MAPPING);
}

function valueIn(object: JsonObject, field: string): unknown {
  if (object.has(field)) return object.get(field);
  throw new ToolError(`No such field exists: \`${field}\``, MAPPING);
}
