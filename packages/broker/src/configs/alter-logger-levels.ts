// BROKER_LOGGER resources (KIP-412): the levels of this node's loggers, which no controller keeps
// and no restart brings back.

import { type LoggerLevels, loggerLevels, ROOT_LOGGER } from '@ottla/base';
import {
  type AlterOutcome,
  type ConfigOperation,
  DONE,
  invalidConfig,
  invalidRequest,
  operations,
} from './alter-outcome.ts';

export interface LoggerResource {
  readonly resourceName: string;
  readonly configs: readonly ConfigOperation[];
}

/** Checks all changes, and makes them unless they are to be checked only. */
export function alterLoggerLevels(
  loggers: LoggerLevels,
  nodeId: number,
  { resourceName, configs }: LoggerResource,
  validateOnly: boolean,
): AlterOutcome {
  const problem = nameProblem(nodeId, resourceName) ?? changesProblem(loggers, configs);
  if (problem !== undefined) return problem;
  if (validateOnly) return DONE;
  for (const { name, configOperation, value } of configs) {
    if (configOperation === operations.SET) loggers.set(name, value ?? '');
    else loggers.unset(name);
  }
  return DONE;
}

function nameProblem(nodeId: number, name: string): AlterOutcome | undefined {
  if (!/^[+-]?\d+$/.test(name)) {
    return invalidRequest(`Node id must be an integer, but it is: ${name}`);
  }
  if (Number(name) === nodeId) return undefined;
  return invalidRequest(`Unexpected node id. Expected ${nodeId}, but received ${Number(name)}`);
}

function changesProblem(
  loggers: LoggerLevels,
  changes: readonly ConfigOperation[],
): AlterOutcome | undefined {
  const known = loggers.levels();
  for (const change of changes) {
    const problem = changeProblem(known, change);
    if (problem !== undefined) return problem;
  }
  return undefined;
}

function changeProblem(
  known: ReadonlyMap<string, string>,
  { name, configOperation, value }: ConfigOperation,
): AlterOutcome | undefined {
  const { SET, DELETE, APPEND, SUBTRACT } = operations;
  if (configOperation === APPEND || configOperation === SUBTRACT) {
    const verb = configOperation === APPEND ? 'APPEND' : 'SUBTRACT';
    return invalidRequest(`${verb} operation is not allowed for the BROKER_LOGGER resource`);
  }
  if (configOperation !== SET && configOperation !== DELETE) {
    const what = `Unknown operation type ${configOperation}`;
    return invalidRequest(`${what} is not allowed for the BROKER_LOGGER resource`);
  }
  if (!known.has(name)) return invalidConfig(`Logger ${name} does not exist!`);
  if (configOperation === SET) return levelProblem(name, value);
  if (name !== ROOT_LOGGER) return undefined;
  return invalidRequest(`Removing the log level of the ${ROOT_LOGGER} logger is not allowed`);
}

function levelProblem(name: string, level: string | null): AlterOutcome | undefined {
  if (level !== null && loggerLevels.includes(level)) return undefined;
  return invalidConfig(
    `Cannot set the log level of ${name} to ${level} as it is not a supported log level. ` +
      `Valid log levels are ${loggerLevels.join(', ')}`,
  );
}
