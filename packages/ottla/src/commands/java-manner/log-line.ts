// Lines on standard error in the form of Kafka's tools: `[2026-01-31 12:00:00,123] ERROR text
// (class)`.

import type { World } from '@ottla/base';
import { ClientError, KafkaError, TimeoutError } from '@ottla/client';

import { javaExceptionOf } from './java-exceptions.ts';
import { javaMessageOf } from './java-messages.ts';

/** `logger` is the Java class that would log it, since scripts filter by it. */
export function errorLine(world: World, text: string, logger: string): string {
  return `[${localTime(new Date(world.clock.wallMs()))}] ERROR ${text} (${logger})\n`;
}

export function warnLine(nowMs: number, text: string, logger: string): string {
  return `[${localTime(new Date(nowMs))}] WARN ${text} (${logger})\n`;
}

/** Where several keys of a call failed: the first one's error, the one Java's tools tell of. */
export function firstFailureOf(error: unknown): unknown {
  if (!(error instanceof ClientError) || error.outcomes === undefined) return error;
  return [...error.outcomes.values()].find((each) => each instanceof ClientError) ?? error;
}

/** An error as Java would print it: class and message, without a stack trace. */
export function javaText(thrown: unknown): string {
  const error = firstFailureOf(thrown);
  if (error instanceof KafkaError) {
    return `${javaExceptionOf(error.name)}: ${javaMessageOf(error)}`;
  }
  if (error instanceof TimeoutError) {
    return `${javaExceptionOf('REQUEST_TIMED_OUT')}: ${error.message}`;
  }
  if (error instanceof Error) return `${error.name}: ${error.message}`;
  return String(error);
}

/** The class and the message that Java's producer gives where ours gives this error. */
export function javaErrorOf(
  error: unknown,
  topic: string,
): { readonly className: string; readonly message: string } {
  if (error instanceof KafkaError) {
    // Java learns it from the metadata, before anything is sent.
    const isTopic = error.name === 'INVALID_TOPIC_EXCEPTION';
    const message = isTopic ? `Invalid topics: [${topic}]` : error.message;
    return { className: javaExceptionOf(error.name), message };
  }
  const message = error instanceof Error ? error.message : String(error);
  if (error instanceof TimeoutError) {
    return { className: javaExceptionOf('REQUEST_TIMED_OUT'), message };
  }
  return { className: error instanceof Error ? error.name : 'java.lang.Error', message };
}

function localTime(time: Date): string {
  const two = (number: number): string => String(number).padStart(2, '0');
  const date = `${time.getFullYear()}-${two(time.getMonth() + 1)}-${two(time.getDate())}`;
  const clock = `${two(time.getHours())}:${two(time.getMinutes())}:${two(time.getSeconds())}`;
  return `${date} ${clock},${String(time.getMilliseconds()).padStart(3, '0')}`;
}
