import {
  createM2mToken,
  createMachine,
  createMachineScope,
  deleteMachine,
  deleteMachineScope,
  getMachine,
  getMachineSecretKey,
  listM2mTokens,
  listMachines,
  rotateMachineSecretKey,
  updateMachine,
} from 'clerklet'
import { expect } from 'vitest'
import { emulate } from '#fixtures/emulator.ts'
import type { Scenarios } from '../support/scenarios.ts'

export const scenarios: Scenarios = {
  'a machine is created with its key, read, renamed, listed and deleted': async ({
    ctx,
    refused,
  }) => {
    const { secret_key, ...created } = await createMachine(ctx, { name: 'billing' })
    expect(secret_key).toMatch(/^ak_/)
    expect(created).toMatchObject({ default_token_ttl: 3600, scoped_machines: [] })
    expect(await getMachine(ctx, created.id)).toEqual(created)
    expect(await getMachineSecretKey(ctx, created.id)).toMatchObject({ secret: secret_key })
    const renamed = await updateMachine(ctx, created.id, { name: 'ledger', default_token_ttl: 60 })
    expect(renamed).toMatchObject({ name: 'ledger', default_token_ttl: 60 })
    expect(await listMachines(ctx)).toEqual({ data: [renamed], total_count: 1 })
    expect(await deleteMachine(ctx, created.id)).toEqual({
      object: 'machine',
      id: created.id,
      deleted: true,
    })
    expect(await listMachines(ctx)).toEqual({ data: [], total_count: 0 })
    await refused(getMachine(ctx, created.id), 404, 'resource_not_found')
    await refused(updateMachine(ctx, created.id, {}), 404, 'resource_not_found')
    await refused(deleteMachine(ctx, created.id), 404, 'resource_not_found')
    await refused(getMachineSecretKey(ctx, created.id), 404, 'resource_not_found')
  },

  'names, token lifetimes and scopes of machines are validated': async ({ ctx, refused }) => {
    await refused(createMachine(ctx, { name: '' }), 422, 'form_param_missing')
    const long = 'x'.repeat(256)
    await refused(createMachine(ctx, { name: long }), 422, 'form_param_max_length_exceeded')
    await refused(
      createMachine(ctx, { name: 'a', default_token_ttl: 0 }),
      422,
      'form_param_value_invalid',
    )
    await refused(
      createMachine(ctx, { name: 'a', scoped_machines: ['mch_none'] }),
      422,
      'form_resource_not_found',
    )
    expect((await listMachines(ctx)).total_count).toBe(0)
    const { id } = await createMachine(ctx, { name: 'a' })
    await refused(updateMachine(ctx, id, { name: '' }), 422, 'form_param_min_length_exceeded')
  },

  'machines are found by part of their name or their whole id, in the requested order': async ({
    ctx,
    emulator,
    refused,
  }) => {
    const names = ({ data }: { data: { name: string }[] }) => data.map(({ name }) => name)
    const { id } = await createMachine(ctx, { name: 'Mail sender' })
    emulator.clock.advance(1)
    await createMachine(ctx, { name: 'Billing' })
    emulator.clock.advance(1)
    await createMachine(ctx, { name: 'Mail reader' })
    expect(names(await listMachines(ctx))).toEqual(['Mail reader', 'Billing', 'Mail sender'])
    expect(names(await listMachines(ctx, { order_by: 'name' }))).toEqual([
      'Billing',
      'Mail reader',
      'Mail sender',
    ])
    expect(names(await listMachines(ctx, { query: 'mail' }))).toHaveLength(2)
    expect(names(await listMachines(ctx, { query: id }))).toEqual(['Mail sender'])
    const second = await listMachines(ctx, { limit: 1, offset: 1 })
    expect([names(second), second.total_count]).toEqual([['Billing'], 3])
    await refused(listMachines(ctx, { order_by: 'id' }), 422, 'form_param_value_invalid')
  },

  'a scope is added once for two machines, and deleted with either of them': async ({
    ctx,
    refused,
  }) => {
    const ledger = await createMachine(ctx, { name: 'ledger' })
    const mail = await createMachine(ctx, { name: 'mail' })
    const billing = await createMachine(ctx, { name: 'billing', scoped_machines: [ledger.id] })
    const scoped = async () =>
      (await getMachine(ctx, billing.id)).scoped_machines.map(({ name }) => name)
    expect(await scoped()).toEqual(['ledger'])
    const scope = await createMachineScope(ctx, billing.id, { to_machine_id: mail.id })
    expect(scope).toMatchObject({ from_machine_id: billing.id, to_machine_id: mail.id })
    expect(await scoped()).toEqual(['ledger', 'mail'])
    await updateMachine(ctx, mail.id, { name: 'post' })
    expect(await scoped()).toEqual(['ledger', 'post'])
    expect((await getMachine(ctx, mail.id)).scoped_machines).toEqual([])

    const twice = createMachineScope(ctx, billing.id, { to_machine_id: mail.id })
    await refused(twice, 409, 'conflict')
    const unknown = createMachineScope(ctx, billing.id, { to_machine_id: 'mch_none' })
    await refused(unknown, 404, 'resource_not_found')

    expect(await deleteMachineScope(ctx, billing.id, mail.id)).toMatchObject({ deleted: true })
    await refused(deleteMachineScope(ctx, billing.id, mail.id), 404, 'resource_not_found')
    await deleteMachine(ctx, ledger.id)
    expect(await scoped()).toEqual([])
  },

  'a machine has at most 150 scopes': async ({ ctx, refused, emulator }) => {
    const scoped_machines = Array.from({ length: 150 }, (_, i) => `mch_${i}`)
    emulator.seed({
      machines: [
        ...scoped_machines.map((id) => ({ id, name: id })),
        { id: 'mch_last', name: 'last' },
      ],
    })
    const { id } = await createMachine(ctx, { name: 'hub', scoped_machines })
    const another = createMachineScope(ctx, id, { to_machine_id: 'mch_last' })
    await refused(another, 422, 'form_param_exceeds_allowed_size')
    const all = createMachine(ctx, {
      name: 'hub 2',
      scoped_machines: [...scoped_machines, 'mch_last'],
    })
    await refused(all, 422, 'form_param_exceeds_allowed_size')
  },

  'a rotated key is valid for the requested time, and the new key at once': async ({
    ctx,
    emulator,
    refused,
  }) => {
    const machine = await createMachine(ctx, { name: 'billing' })
    const rotate = (previous_token_ttl: number) =>
      rotateMachineSecretKey(ctx, machine.id, { previous_token_ttl })
    const { secret } = await rotate(60)
    expect(await getMachineSecretKey(ctx, machine.id)).toMatchObject({ secret })
    const before = { ...ctx, machineSecretKey: machine.secret_key }
    const after = { ...ctx, machineSecretKey: secret }
    await createM2mToken(before)
    await createM2mToken(after)
    emulator.clock.advance('60s')
    await refused(createM2mToken(before), 401, 'clerk_key_invalid')
    await createM2mToken(after)

    await rotate(0)
    await refused(createM2mToken(after), 401, 'clerk_key_invalid')
    await refused(rotate(28_801), 422, 'form_param_value_invalid')
  },

  'the key and the tokens of a machine are deleted with it': async ({ ctx, refused }) => {
    const { id, secret_key } = await createMachine(ctx, { name: 'billing' })
    const machine = { ...ctx, machineSecretKey: secret_key }
    await createM2mToken(machine)
    await deleteMachine(ctx, id)
    await refused(createM2mToken(machine), 401, 'clerk_key_invalid')
    await refused(listM2mTokens(ctx, { subject: id }), 404, 'resource_not_found')
  },

  'a seed sets the scopes and the keys of machines': async () => {
    const { strict } = emulate({
      seed: {
        machines: [
          { id: 'mch_a', name: 'a', scoped_machines: ['mch_b'], secret_key: 'ak_of_a' },
          { id: 'mch_b', name: 'b', scoped_machines: ['mch_a'] },
        ],
      },
    })
    const { scoped_machines } = await getMachine(strict, 'mch_a')
    expect(scoped_machines.map(({ id }) => id)).toEqual(['mch_b'])
    const { subject, scopes } = await createM2mToken({ ...strict, machineSecretKey: 'ak_of_a' })
    expect({ subject, scopes }).toEqual({ subject: 'mch_a', scopes: ['mch_b'] })
    expect(() =>
      emulate({ seed: { machines: [{ name: 'a', scoped_machines: ['mch_c'] }] } }),
    ).toThrow('form_resource_not_found: No machine was found with id mch_c')
  },
}
