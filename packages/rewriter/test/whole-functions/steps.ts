import { indent, wrap } from '../fuzz/context.js';
import { pickAwaited, writeCallee } from './calls.js';
import { writeExitIf } from './completions.js';
import { type Place, type StepName, inCallback } from './place.js';
import { writeArguments } from './values.js';

/** An inner function that completes the function around it, which the paths behind it may call as their last step. */
export function writeStep(place: Place, rest: (place: Place) => string[]): string[] {
  const { choices, module } = place;
  const number = module.nextNumber();
  const step: StepName = { name: `step${number}`, parameter: choices.pick(['none', 'value', 'error', 'count']) };
  const isArrow = choices.isOneIn(3);
  const parameter = step.parameter === 'none' ? '' : `${step.parameter}${number}`;
  const inner = inStep(place, step.parameter === 'value' ? [parameter] : [], isArrow);
  const body = writeStepBody(inner, step, parameter, rest);
  // `;` in front of the parenthesis: the line before may have none.
  if (step.parameter === 'count' && !isArrow && choices.isOneIn(3)) return wrap(`;(function ${step.name}(${parameter}) {`, body, `})(${String(choices.below(3))});`);
  const lines = isArrow
    ? wrap(`${choices.pick(['const', 'var'])} ${step.name} = (${parameter}) => {`, body, '};')
    : wrap(`function ${step.name}(${parameter}) {`, body, '}');
  const others = rest({ ...place, steps: [...place.steps, step] });
  return isArrow || choices.isOneIn(2) ? [...lines, ...others] : [...others, ...lines];
}

function inStep(place: Place, parameters: readonly string[], isArrow: boolean): Place {
  const values = [...parameters, ...place.values];
  return { ...place, values, receiver: place.receiver === 'this' && !isArrow ? null : place.receiver, depth: place.depth + 1 };
}

/** What a step does: its own work, an exit with its error first, or a call again and again until its count is 0. */
function writeStepBody(place: Place, step: StepName, parameter: string, rest: (place: Place) => string[]): string[] {
  if (step.parameter === 'error') return [...writeExitIf(place, parameter, parameter), ...rest(place)];
  if (step.parameter !== 'count') return rest(place);
  const callee = pickAwaited(place, { isObserved: place.isOfModule === true });
  const again = inCallback(place, [], { isArrow: true, callee });
  const call = `${writeCallee(place, callee)}(${[...writeArguments(place, callee), '(err) => {'].join(', ')}`;
  const exit = place.module.mayIgnoreErrors && place.choices.isOneIn(2) ? [] : writeExitIf(again, 'err', 'err');
  return [
    ...wrap(`if (${parameter} <= 0) {`, rest(place), '} else {'),
    ...indent(wrap(call, [...exit, `${step.name}(${parameter} - 1);`], '});')),
    '}',
  ];
}
