import { ApiError, type Client } from '@gatehouse/client-sdk';
import { GatehouseProvider } from '@gatehouse/client-sdk/react';
import { beforeAll, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { fireEvent, render, screen, waitFor } from '@testing-library/react';
import { ActionErrors } from '../../src/pages/actions/action-errors.tsx';
import { ReconfirmationProvider } from '../../src/pages/actions/reconfirmation-provider.tsx';
import { useAction } from '../../src/pages/actions/use-action.ts';
import { addBrowserParts } from './browser-parts.ts';
import { ana, fakeClient, loggedIn } from './fake-client.ts';

const notFresh = new ApiError({
  kind: 'problem',
  code: 'reauthentication_required',
  status: 403,
  title: 'Please reauthenticate to access this page.',
});
const wrongPassword = new ApiError({
  kind: 'problem',
  code: 'invalid_credentials',
  status: 401,
  title: 'Invalid username or password.',
});

const act = jest.fn<(input: string) => Promise<void>>();
const onDone = jest.fn();
const confirm = jest.fn<Client['session']['confirm']>();

function Page() {
  const action = useAction(act, onDone);
  return (
    <>
      <ActionErrors title="It was not done" failure={action.failure} />
      <button type="button" aria-disabled={action.isBusy} onClick={() => void action.run('input')}>
        Do it
      </button>
    </>
  );
}

function openPage() {
  const { client } = fakeClient(loggedIn(ana), { session: { confirm } });
  render(
    <GatehouseProvider client={client}>
      <ReconfirmationProvider>
        <Page />
      </ReconfirmationProvider>
    </GatehouseProvider>,
  );
  fireEvent.click(screen.getByRole('button', { name: 'Do it' }));
}

async function typePassword(password: string) {
  const field = await screen.findByLabelText('Password');
  fireEvent.change(field, { target: { value: password } });
  fireEvent.click(screen.getByRole('button', { name: 'Confirm' }));
}

describe('an action that needs a fresh session', () => {
  beforeAll(addBrowserParts);
  beforeEach(() => {
    act.mockReset().mockRejectedValueOnce(notFresh).mockResolvedValueOnce();
    onDone.mockReset();
    confirm.mockReset().mockResolvedValue({ user: ana, session: null, flash: 0 });
  });

  it('asks for the password and goes on by itself, once, with the same input [UX-SS-10]', async () => {
    openPage();
    await typePassword('correct password');

    await waitFor(() => expect(onDone).toHaveBeenCalledTimes(1));
    expect(confirm.mock.calls).toEqual([[{ password: 'correct password' }]]);
    expect(act.mock.calls).toEqual([['input'], ['input']]);
    expect(screen.queryByRole('dialog')).toBeNull();
  });

  it('leaves everything as it was when the person cancels, and can be asked again [UX-SS-11]', async () => {
    openPage();
    fireEvent.click(await screen.findByRole('button', { name: 'Cancel' }));

    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    expect(act).toHaveBeenCalledTimes(1);
    expect(onDone).not.toHaveBeenCalled();
    expect(screen.queryByText('It was not done')).toBeNull();

    const button = screen.getByRole('button', { name: 'Do it' });
    await waitFor(() => expect(button.getAttribute('aria-disabled')).toBe('false'));
    fireEvent.click(button);
    await waitFor(() => expect(onDone).toHaveBeenCalledTimes(1));
  });

  it('says beside the field that the password is wrong, and keeps asking', async () => {
    confirm.mockRejectedValueOnce(wrongPassword);
    openPage();
    await typePassword('wrong password');

    await screen.findByText('Your password is not confirmed');
    expect(screen.getByLabelText('Password').getAttribute('aria-invalid')).toBe('true');
    expect(act).toHaveBeenCalledTimes(1);

    await typePassword('correct password');
    await waitFor(() => expect(onDone).toHaveBeenCalledTimes(1));
  });

  it('counts down after too many attempts, and takes no other before the end [UX-NW-07]', async () => {
    const facts = { kind: 'problem', code: 'rate_limited', status: 429 } as const;
    const error = new ApiError({ ...facts, title: 'Too many attempts.', retryAfter: 42 });
    confirm.mockRejectedValueOnce(error);
    openPage();
    await typePassword('wrong password');
    await screen.findByText('Too many attempts.');
    const button = screen.getByRole('button', { name: 'Confirm' });
    expect(button.getAttribute('aria-disabled')).toBe('true');
    expect(screen.getAllByText('You can try again in 42 seconds.')).toHaveLength(2);
    await typePassword('correct password');
    expect(confirm).toHaveBeenCalledTimes(1);

    const now = jest.spyOn(Date, 'now').mockReturnValue(Date.now() + 42_000);
    try {
      await waitFor(() => expect(button.getAttribute('aria-disabled')).toBeNull(), {
        timeout: 3000,
      });
    } finally {
      now.mockRestore();
    }
    fireEvent.click(button);
    await waitFor(() => expect(onDone).toHaveBeenCalledTimes(1));
  });

  it('asks nothing of the server for an empty password', async () => {
    openPage();
    await typePassword('');
    await screen.findAllByText('Enter your password');
    expect(confirm).not.toHaveBeenCalled();
  });

  it('does one thing for two clicks', async () => {
    act.mockReset().mockResolvedValue();
    openPage();
    fireEvent.click(screen.getByRole('button', { name: 'Do it' }));
    await waitFor(() => expect(onDone).toHaveBeenCalledTimes(1));
    expect(act).toHaveBeenCalledTimes(1);
  });

  it('tells any other refusal, with the id of the request where the server failed', async () => {
    const facts = { kind: 'problem', code: 'internal_error', status: 500, title: '' } as const;
    act.mockReset().mockRejectedValueOnce(new ApiError({ ...facts, requestId: 'A1B2-C3D4' }));
    openPage();
    await screen.findByText(/quote A1B2-C3D4/);
    expect(onDone).not.toHaveBeenCalled();
  });
});
