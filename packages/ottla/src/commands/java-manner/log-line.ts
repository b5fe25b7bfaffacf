// Lines on standard error in the form of Kafka's tools: `[2026-01-31 12:00:00,123] ERROR text
// (class)`.

import type { World } from '@ottla/base';
import { KafkaError, TimeoutError } from '@ottla/client';

import { javaExceptionOf } from './java-exceptions.ts';

/** `logger` is the Java class that would log it, since scripts filter by it. */
export function errorLine(world: World, text: string, logger: string): string {
  return `[${localTime(new Date(world.clock.wallMs()))}] ERROR ${text} (${logger})\n`;
}

/** An error as Java would print it: class and message, without a stack trace. */
export function javaText(error: unknown): string {
  if (error instanceof KafkaError) return `${javaExceptionOf(error.name)}: ${error.message}`;
  if (error instanceof TimeoutError) {
    return `${javaExceptionOf('REQUEST_TIMED_OUT')}: ${error.message}`;
  }
  if (error instanceof Error) return `${error.name}: ${error.message}`;
  return String(error);
}

function localTime(time: Date): string {
  const two = (number: number): string => String(number).padStart(2, '0');
  const date = `${time.getFullYear()}-${two(time.getMonth() + 1)}-${two(time.getDate())}`;
  const clock = `${two(time.getHours())}:${two(time.getMinutes())}:${two(time.getSeconds())}`;
  return `${date} ${clock},${String(time.getMilliseconds()).padStart(3, '0')}`;
}
