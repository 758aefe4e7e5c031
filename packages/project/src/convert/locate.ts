import { type FunctionNode, type HostUse, type Source, functionIndexOf, hostCallOf, lookupHost } from '@uncallback/detector';
import type { TSESTree } from '@typescript-eslint/types';
import { type CalleeForm, type FunctionPlan, type ImportedAsync, type ProjectFunctions, asyncFormOf } from '@uncallback/rewriter';

import type { OpenReason } from '../link/closed-functions.js';
import { LocatedFunctions } from '../users/locate-functions.js';
import type { ConversionOutcome, FileConversions } from './file-conversions.js';

/** The functions of `FileConversions` in one parse of the file. */
export interface Located {
  readonly project: ProjectFunctions;
  /** No function of the file changes over files, and it uses none that does. */
  readonly isIdle: boolean;
  /** For the option `requiredAtOnce` of the detector. */
  readonly requiredAtOnce: readonly FunctionNode[];
  /** Why an exported function keeps a callback form; null for another function. */
  reasonOf(fn: FunctionNode): OpenReason | null;
  /** How often other files call an exported function, and how many files do; none for another function. */
  callsOf(fn: FunctionNode): { readonly calls: number; readonly files: number };
  /** Reads from the plans of the file what became of the functions. */
  outcomeOf(functions: readonly FunctionPlan[], dropped: readonly ImportedAsync[]): ConversionOutcome;
}

/** Finds the functions that change with their users in other files, and these users, in a parsed file. */
export function locate(source: Source, { closed, methods, isPublic, required, shared, sealed, imported, registered, given, calls, takenNames, open }: FileConversions): Located {
  const located = new LocatedFunctions(source);
  const offers = closed.flatMap((fn) => {
    const offer = located.offerOf(fn);
    return offer ? [{ ...offer, isPublic: isPublic.includes(fn) }] : [];
  });
  const givenParameters = new Map<TSESTree.Node, string>(given.flatMap(({ fn, position, path }) => {
    const parameter = located.exported[fn]?.params[position];
    return parameter ? [[parameter, path] as const] : [];
  }));
  const mentioned = imported.map(({ name, form, core, isMethod }) => ({ name, async: { form, core, mentions: core !== null || isMethod ? located.calleesOf(name) : located.mentionsOf(name) } }));
  return {
    isIdle: closed.length + shared.length + sealed.length + imported.length === 0,
    project: {
      closed: new Map(offers.map(({ fn, ...closedExport }) => [fn, closedExport])),
      closedMethods: new Set(methods.flatMap((fn) => located.exported[fn] ?? [])),
      shared: new Set(shared.flatMap((fn) => located.exported[fn] ?? [])),
      sealed: new Set(sealed.flatMap((fn) => located.exported[fn] ?? [])),
      imported: mentioned.map((each) => each.async),
      takenNames: new Set(takenNames),
      registered: new Map(registered.flatMap((each) => registeredIn(source, located, each, givenParameters))),
      given: givenParameters,
    },
    requiredAtOnce: required.flatMap((fn) => located.exported[fn] ?? []),
    reasonOf: (host) => open.find(({ fn }) => located.exported[fn] === host)?.reason ?? null,
    callsOf: (host) => calls.find(({ fn }) => located.exported[fn] === host) ?? { calls: 0, files: 0 },
    outcomeOf: (functions, dropped) => ({
      closed: closed.map((fn) => {
        const host = located.exported[fn];
        const signature = functions.find((plan) => plan.host === host)?.signature;
        const isClosed = signature?.form === 'converted' && signature.conversion.closed !== null;
        return { fn, form: isClosed ? asyncFormOf(signature.conversion) : null };
      }),
      shared: shared.map((fn) => {
        const host = located.exported[fn];
        const signature = functions.find((plan) => plan.host === host)?.signature;
        const core = signature?.form === 'converted' && signature.conversion.edge?.form === 'beside' ? signature.conversion.edge.core : null;
        return { fn, core, form: core !== null && signature?.form === 'converted' ? asyncFormOf(signature.conversion) : null };
      }),
      unused: mentioned.flatMap(({ name, async }) => (async.core !== null && !isUsed(async, functions) ? [name] : [])),
      dropped: mentioned.flatMap((each) => (dropped.includes(each.async) ? [each.name] : [])),
      required: requiredIn(source, functions),
    }),
  };
}

/** The expressions that have in this file what frameworks get from other files. None where the file itself does more with it than to pass it to a framework that ignores what it returns. */
function registeredIn(source: Source, located: LocatedFunctions, { fn, isFactory, hosts, isClosed }: FileConversions['registered'][number], given: ReadonlyMap<TSESTree.Node, string>): readonly (readonly [TSESTree.Node, { readonly hosts: readonly HostUse[]; readonly isClosed: boolean }])[] {
  const offer = located.offerOf(fn);
  const isKept = (mention: TSESTree.Node): boolean => {
    const found = hostCallOf(source, mention, {}, (parameter) => given.get(parameter) ?? null);
    return found !== null && lookupHost(found.path)?.asyncForm === 'keeps-callback';
  };
  if (!offer || !offer.mentions.every(isKept)) return [];
  const values = isFactory ? functionIndexOf(source).returnedBy(offer.fn) : [offer.definition];
  return values.map((value) => [value, { hosts, isClosed }] as const);
}

/** Whether a call of a function of another file becomes one of the async function beside its callback form. */
function isUsed({ mentions }: ImportedAsync, functions: readonly FunctionPlan[]): boolean {
  const isMention = (callee: CalleeForm | null | undefined): boolean => callee?.form === 'variant' && mentions.includes(callee.callee);
  return functions.some(({ sites, body }) => {
    const completions = [...body.completions, ...body.promises.flatMap(({ settlements }) => settlements), ...body.callbackified.flatMap((each) => each.completions)];
    return sites.some(({ callee }) => isMention(callee)) || completions.some(({ forwarded }) => isMention(forwarded?.callee));
  });
}

/** The functions of other files on whose timing the file depends: a call of them is refused for that reason. */
function requiredIn(source: Source, functions: readonly FunctionPlan[]): ConversionOutcome['required'] {
  const index = functionIndexOf(source);
  return functions.flatMap(({ refused }) =>
    refused.flatMap(({ reason, site }) => {
      const isTimed = reason === 'calls-synchronously' || reason === 'subscribes-late';
      return (isTimed && index.importedCalleeOf(site.call.callee)) || [];
    }),
  );
}
