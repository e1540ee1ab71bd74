import type {
  CreateMachineParams,
  Machine,
  MachineReference,
  MachineScope,
  UpdateMachineParams,
} from 'clerklet'
import { entry, invalid, notFound, Refusal } from '../core/errors.ts'
import { checkLength, checkRange } from '../core/params.ts'
import { dropSecret, issueSecret, keepSecret, rotateSecret } from '../core/secrets.ts'
import type { State } from '../state.ts'
import { forgetSubject } from './removal.ts'
import type { StoredMachineScope } from './store.ts'

/** A machine in a seed: the parameters of `createMachine`, and optionally the id and the secret key. */
export interface MachineSeed extends CreateMachineParams {
  /** Default: a new id. */
  id?: string | undefined
  /** `ak_…`. Default: a new key. */
  secret_key?: string | undefined
}

const MOST_SCOPES = 150
const MOST_SECONDS = 315_360_000
/** The maximum number of seconds for which a key stays valid after its rotation. */
const MOST_GRACE = 28_800

/** Returns the machine with an id. Refuses an unknown id with 404. */
export function machineOf({ machines }: State, id: string): MachineReference {
  const machine = machines.get(id)
  if (!machine) throw notFound(`No machine was found with id ${id}`)
  return machine
}

/** Returns a machine as the API sends it. */
export function sendMachine(state: State, machine: MachineReference): Machine {
  return {
    ...machine,
    scoped_machines: state.machineScopes
      .where('from_machine_id', machine.id)
      .flatMap(({ to_machine_id }) => state.machines.get(to_machine_id) ?? []),
  }
}

/** Creates a machine with a secret key. {@link addScope} adds the machines with which the new machine may communicate. */
export function addMachine(state: State, params: MachineSeed): MachineReference {
  checkMachine(params)
  const now = state.clock.now()
  const machine = state.machines.add({
    object: 'machine',
    id: params.id ?? state.newId('mch'),
    name: params.name,
    instance_id: state.instance.id,
    default_token_ttl: params.default_token_ttl ?? 3600,
    created_at: now,
    updated_at: now,
  })
  if (params.secret_key) keepSecret(state, machine.id, params.secret_key)
  else issueSecret(state, machine.id, 'ak')
  return machine
}

/** Changes the given values of a machine. */
export function changeMachine(
  state: State,
  machine: MachineReference,
  params: UpdateMachineParams,
): MachineReference {
  checkMachine(params)
  return Object.assign(machine, params, { updated_at: state.clock.now() })
}

/** Rotates the secret key of a machine, and returns the new key. The previous key stays valid for `grace` seconds. */
export function rotateMachineSecret(state: State, { id }: MachineReference, grace: number): string {
  checkRange('previous_token_ttl', grace, 0, MOST_GRACE)
  return rotateSecret(state, id, 'ak', grace * 1000)
}

function checkMachine(params: UpdateMachineParams): void {
  checkLength('name', params.name, 1, 255)
  checkRange('default_token_ttl', params.default_token_ttl, 1, MOST_SECONDS)
}

/** Refuses a list of scopes that is too long, or contains an unknown machine. */
export function checkScopes({ machines }: State, ids: readonly string[]): void {
  if (ids.length > MOST_SCOPES) throw tooManyScopes('scoped_machines')
  const unknown = ids.find((id) => !machines.get(id))
  if (unknown === undefined) return
  throw invalid(
    'scoped_machines',
    'form_resource_not_found',
    'not found',
    `No machine was found with id ${unknown}`,
  )
}

/** Allows the machine `from` to communicate with the machine `to`. */
export function addScope(state: State, from: string, to: string): MachineScope {
  machineOf(state, from)
  machineOf(state, to)
  if (scopeOf(state, from, to)) {
    throw new Refusal(
      409,
      entry('conflict', 'Conflict', `The machine ${from} may talk to ${to} already.`),
    )
  }
  if (state.machineScopes.where('from_machine_id', from).length >= MOST_SCOPES) {
    throw tooManyScopes('to_machine_id')
  }
  const { id, ...scope } = state.machineScopes.add({
    object: 'machine_scope',
    id: state.newId('scope'),
    from_machine_id: from,
    to_machine_id: to,
    created_at: state.clock.now(),
  })
  return scope
}

/** Revokes the scope of a machine for another machine. Refuses with 404 when there is no such scope. */
export function removeScope(state: State, from: string, to: string): void {
  const scope = scopeOf(state, from, to)
  if (!scope) throw notFound(`The machine ${from} may not talk to ${to}`)
  state.machineScopes.delete(scope.id)
}

function scopeOf(state: State, from: string, to: string): StoredMachineScope | undefined {
  return state.machineScopes
    .where('from_machine_id', from)
    .find(({ to_machine_id }) => to_machine_id === to)
}

/** Removes a machine with its key, its tokens, its API keys, and all scopes from or to the machine. */
export function removeMachine(state: State, { id }: MachineReference): void {
  state.machineScopes.deleteWhere('from_machine_id', id)
  state.machineScopes.deleteWhere('to_machine_id', id)
  forgetSubject(state, id)
  dropSecret(state, id)
  state.machines.delete(id)
}

function tooManyScopes(param: string): Refusal {
  return invalid(
    param,
    'form_param_exceeds_allowed_size',
    'exceeds the allowed size',
    `A machine can talk to ${MOST_SCOPES} others at most.`,
  )
}
