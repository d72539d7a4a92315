/** @jest-environment jsdom */
import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { act, Component, type ReactNode, StrictMode } from 'react';
import { createRoot, type Root } from 'react-dom/client';
import {
  type Client,
  canAdminister,
  canEditMessage,
  canListUsers,
  createClient,
  type ErrorCode,
  errors,
  flash,
} from '../src/index.ts';
import {
  type FormActionOptions,
  type FormValues,
  GatehouseProvider,
  useCan,
  useClient,
  useCurrentUser,
  useFlash,
  useFormAction,
  useRetryAfter,
  useSession,
} from '../src/react/index.ts';
import { jsonResponse } from './fake-page.ts';
import { password, session, susan, user, visitor } from './people.ts';

interface Reply {
  readonly status?: number;
  readonly json: unknown;
}

let answer: (method: string, body: unknown) => Reply | Promise<Reply>;
const asked: string[] = [];
let client: Client;
let root: Root;
let page: HTMLElement;

const fetch: typeof globalThis.fetch = async (input, init) => {
  asked.push(`${init?.method} ${new URL(String(input)).pathname}`);
  const { status = 200, json } = await answer(
    String(init?.method),
    JSON.parse(String(init?.body ?? 'null')),
  );
  return jsonResponse(json, status);
};

function refusal(code: ErrorCode, more: object = {}): Reply {
  return { status: errors[code].status, json: { ...errors[code], code, ...more } };
}

const tick = () => act(() => new Promise((resolve) => setTimeout(resolve, 5)));

async function draw(children: ReactNode): Promise<void> {
  await act(() =>
    root.render(
      <StrictMode>
        <GatehouseProvider client={client}>{children}</GatehouseProvider>
      </StrictMode>,
    ),
  );
  await tick();
}

beforeEach(() => {
  answer = () => ({ json: susan });
  asked.length = 0;
  client = createClient({ fetch, syncTabs: false });
  page = document.body.appendChild(document.createElement('div'));
  root = createRoot(page);
});
afterEach(async () => {
  await act(() => root.unmount());
  page.remove();
});

/** Shows what was thrown below. */
class Boundary extends Component<{ children: ReactNode }> {
  override state: { text?: string } = {};
  static getDerivedStateFromError = (error: Error) => ({ text: error.message });
  override render() {
    return this.state.text ?? this.props.children;
  }
}

function Name() {
  const { status } = useSession();
  return <p>{`${status} ${useCurrentUser()?.name ?? 'nobody'}`}</p>;
}

describe('useSession', () => {
  it('asks once for twenty subscribers in Strict Mode [UX-NW-11]', async () => {
    await draw(Array.from({ length: 20 }, (_, line) => <Name key={String(line)} />));
    expect(asked).toEqual(['GET /api/session']);
    expect(page.textContent).toBe('authenticated Susan'.repeat(20));
  });

  it('asks nothing when the page brought the session along', async () => {
    client.sessionStore.hydrate(susan);
    await draw(<Name />);
    expect(asked).toEqual([]);
    expect(page.textContent).toBe('authenticated Susan');
  });

  it('follows a log-out in the moment it resolves', async () => {
    client.sessionStore.hydrate(susan);
    await draw(<Name />);
    await act(() => client.session.logOut());
    expect(page.textContent).toBe('anonymous nobody');
  });
});

describe('useCurrentUser', () => {
  it('draws again only when the user changes', async () => {
    client.sessionStore.hydrate(susan);
    const drawn = jest.fn();
    function Watcher() {
      drawn(useCurrentUser()?.name);
      return null;
    }
    await draw(<Watcher />);
    drawn.mockClear();
    const later = session({ freshUntil: '2999-01-01T00:00:00.000Z' });
    await act(() => client.sessionStore.hydrate({ ...susan, session: later }));
    expect(drawn).not.toHaveBeenCalled();
    await act(() => client.sessionStore.hydrate({ ...susan, user: user({ name: 'Sue' }) }));
    expect(drawn).toHaveBeenCalledWith('Sue');
  });
});

describe('useCan', () => {
  function Rights() {
    const answers = [
      useCan(canListUsers),
      useCan(canAdminister),
      useCan(canEditMessage, { author: { id: 'u-1' } }),
      useCan(canEditMessage, { author: { id: 'u-2' } }),
      useCan(canEditMessage, null),
    ];
    return <p>{answers.map(Number).join('')}</p>;
  }

  it('asks the policy about the current user [EXT-029]', async () => {
    client.sessionStore.hydrate(susan);
    await draw(<Rights />);
    expect(page.textContent).toBe('10100');
    await act(() => client.sessionStore.hydrate({ ...susan, user: user({ role: 'admin' }) }));
    expect(page.textContent).toBe('11100');
  });

  it('says no for a visitor', async () => {
    client.sessionStore.hydrate(visitor);
    await draw(<Rights />);
    expect(page.textContent).toBe('00000');
  });
});

describe('useClient', () => {
  it('says what is missing outside a provider', async () => {
    const quiet = jest.spyOn(console, 'error').mockImplementation(() => undefined);
    function Lost() {
      useClient();
      return null;
    }
    await act(() =>
      root.render(
        <Boundary>
          <Lost />
        </Boundary>,
      ),
    );
    quiet.mockRestore();
    expect(page.textContent).toContain('GatehouseProvider');
  });
});

describe('useFlash', () => {
  it('shows, takes, pushes and dismisses', async () => {
    client.sessionStore.hydrate(susan);
    let hook: ReturnType<typeof useFlash> | undefined;
    function Messages() {
      hook = useFlash();
      return <p>{hook.messages.map(({ text }) => text).join('|')}</p>;
    }
    const created = flash('message_created');
    answer = () => ({ json: [created] });
    await draw(<Messages />);
    await act(async () => void (await hook?.take()));
    await act(() => hook?.push(flash('message_deleted')));
    expect(page.textContent).toBe('Message Created!|Message Deleted!');
    await act(() => hook?.dismiss(created));
    expect(page.textContent).toBe('Message Deleted!');
  });
});

describe('useFormAction', () => {
  const send = (values: FormValues) =>
    client.session.logIn({
      identifier: values.text('identifier'),
      password: values.text('password'),
      remember: values.isChecked('remember'),
    });

  function LogIn({ action = send, ...options }: FormActionOptions & { action?: typeof send }) {
    const form = useFormAction(action, options);
    return (
      <form onSubmit={form.onSubmit} onReset={form.reset}>
        <input name="identifier" />
        <input name="password" type="password" />
        <input name="remember" type="checkbox" />
        <output>
          {JSON.stringify([
            form.isSubmitting,
            form.error?.code ?? null,
            form.fieldErrors,
            form.retryAfterSeconds,
          ])}
        </output>
      </form>
    );
  }

  /** As password managers do: values without a single event. */
  function fillSilently(values: Record<string, string>): void {
    for (const [name, value] of Object.entries(values)) {
      const input = page.querySelector<HTMLInputElement>(`[name=${name}]`);
      Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')?.set?.call(input, value);
    }
  }

  const submit = () => act(() => page.querySelector('form')?.requestSubmit());
  const shown = () => JSON.parse(page.querySelector('output')?.textContent ?? '');

  beforeEach(() => client.sessionStore.hydrate(visitor));

  it('sends what a password manager filled in without an event [UX-F-15]', async () => {
    let sent: unknown;
    answer = (_, body) => {
      sent = body;
      return { json: susan };
    };
    await draw(<LogIn />);
    fillSilently({ identifier: 'susan', password });
    await submit();
    await tick();
    expect(sent).toEqual({ identifier: 'susan', password, remember: false });
    expect(client.sessionStore.get().status).toBe('authenticated');
    expect(shown()).toEqual([false, null, {}, 0]);
  });

  it('sends once, however often the button is pressed', async () => {
    let release: (reply: Reply) => void = () => undefined;
    answer = () =>
      new Promise((resolve) => {
        release = resolve;
      });
    await draw(<LogIn />);
    await submit();
    await submit();
    await submit();
    expect(shown()[0]).toBe(true);
    await act(async () => release({ json: susan }));
    await tick();
    expect(asked).toEqual(['POST /api/session']);
    expect(shown()[0]).toBe(false);
  });

  it('tells a refusal and the fields it is about, and forgets them', async () => {
    const fields = { identifier: ['Too long.'] };
    answer = () => refusal('validation_failed', { fields });
    await draw(<LogIn />);
    await submit();
    await tick();
    expect(shown()).toEqual([false, 'validation_failed', fields, 0]);
    await act(() => page.querySelector('form')?.reset());
    expect(shown()).toEqual([false, null, {}, 0]);
  });

  it('asks before it sends', async () => {
    const validate = (values: FormValues) =>
      values.text('password') === '' ? { password: ['Type it.'] } : undefined;
    await draw(<LogIn validate={validate} />);
    await submit();
    expect(shown()).toEqual([false, null, { password: ['Type it.'] }, 0]);
    expect(asked).toEqual([]);
    fillSilently({ password });
    await submit();
    await tick();
    expect(asked).toEqual(['POST /api/session']);
    expect(shown()[2]).toEqual({});
  });

  it('hands a fault that is no refusal to the error boundary', async () => {
    const quiet = jest.spyOn(console, 'error').mockImplementation(() => undefined);
    const action = () => Promise.reject(new Error('a mistake in the page'));
    await draw(
      <Boundary>
        <LogIn action={action} />
      </Boundary>,
    );
    await submit();
    await tick();
    quiet.mockRestore();
    expect(page.textContent).toBe('a mistake in the page');
  });

  it('counts down until the server wants to hear of it again [UX-NW-07]', async () => {
    answer = () => refusal('rate_limited', { retryAfter: 3 });
    await draw(<LogIn />);
    jest.useFakeTimers({ doNotFake: ['queueMicrotask', 'nextTick', 'setTimeout', 'setImmediate'] });
    try {
      await submit();
      await tick();
      expect(shown()).toEqual([false, 'rate_limited', {}, 3]);
      await act(() => jest.advanceTimersByTime(1000));
      expect(shown()[3]).toBe(2);
      await act(() => jest.advanceTimersByTime(2500));
      expect(shown()[3]).toBe(0);
      expect(jest.getTimerCount()).toBe(0);
    } finally {
      jest.useRealTimers();
    }
  });
});

describe('useRetryAfter', () => {
  it('is 0 without an error', async () => {
    client.sessionStore.hydrate(visitor);
    function Wait() {
      return <p>{useRetryAfter(null)}</p>;
    }
    await draw(<Wait />);
    expect(page.textContent).toBe('0');
  });
});
