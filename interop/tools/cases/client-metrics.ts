// Sets of arguments for kafka-client-metrics.sh.

import type { ToolCase, ToolStep } from '../tool-case.ts';

const AT = '--bootstrap-server {bootstrap}';

function words(args: string): string[] {
  return args === '' ? [] : args.split(' ');
}

function metrics(name: string, args: string, more: Partial<ToolCase> = {}): ToolCase {
  return {
    name: `client-metrics: ${name}`,
    tool: 'client-metrics',
    args: words(args),
    ...more,
  };
}

function step(args: string): ToolStep {
  return { tool: 'client-metrics', args: words(`${AT} ${args}`) };
}

const MATCH = '--match client_id=a.*,client_software_name=b';
const made: readonly ToolStep[] = [
  step(`--alter --name {own} --metrics org.a,org.b --interval 5000 ${MATCH}`),
];
const seen: readonly ToolStep[] = [step('--describe --name {own}')];

function change(name: string, args: string, more: Partial<ToolCase> = {}): ToolCase {
  return metrics(name, `${AT} --alter --name {own} ${args}`, { after: seen, ...more });
}

/** The same by kafka-configs.sh. */
function configs(name: string, args: string, more: Partial<ToolCase> = {}): ToolCase {
  return {
    name: `client-metrics: by kafka-configs, ${name}`,
    tool: 'configs',
    args: words(`${AT} --entity-type client-metrics --entity-name {own} ${args}`),
    ...more,
  };
}

export const configsCases: readonly ToolCase[] = [
  configs('describe', '--describe', { setup: made }),
  configs('describe all', '--describe --all', { setup: made }),
  configs('describe what is none', '--describe'),
  configs('set', '--alter --add-config metrics=[a,b],interval.ms=200', { after: seen }),
  configs('take back', '--alter --delete-config metrics,match', { setup: made, after: seen }),
  configs('take back what is none', '--alter --delete-config nothing', { setup: made }),
  configs('too often', '--alter --add-config interval.ms=10'),
  configs('a setting that is none', '--alter --add-config colour=red'),
  configs('a selector that is none', '--alter --add-config match=[colour=red]'),
];

export const cases: readonly ToolCase[] = [
  metrics('no arguments', ''),
  metrics('no action', AT),
  metrics('two actions', `${AT} --list --describe`),
  metrics('no server', '--list'),
  metrics('alter nobody', `${AT} --alter`),
  metrics('alter two', `${AT} --alter --name a --generate-name`),
  metrics('an interval that is none', `${AT} --alter --name a --interval x`),
  metrics('delete nobody', `${AT} --delete`),
  metrics('delete and set', `${AT} --delete --name a --metrics b`),
  metrics('describe and set', `${AT} --describe --name a --interval 100`),
  metrics('list and name', `${AT} --list --name a`),
  metrics('describe what is none', `${AT} --describe --name nobody`),
  metrics('describe', `${AT} --describe --name {own}`, { setup: made }),
  metrics('delete', `${AT} --delete --name {own}`, { setup: made, after: seen }),
  metrics('delete what is none', `${AT} --delete --name {own}`, { after: seen }),
  change('all metrics', '--metrics *'),
  change('nothing', ''),
  change('some', '--metrics a,,b --metrics c', { setup: made }),
  change('take back', '--interval= --match= --metrics=', { setup: made }),
  change('too often', '--interval 10'),
  change('a pattern that is none', '--match client_id=a('),
  change('a selector that is none', '--match colour=red'),
  change('a selector without a pattern', '--match client_id'),
];
