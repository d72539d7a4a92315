import { type Client, createClient, type Registration, type User } from '@gatehouse/client-sdk';
import { type CookieMemory, createCookieMemory } from '@gatehouse/client-sdk/node';
import type { BrowserContext } from '@playwright/test';

export const password = 'nine lanterns over the harbour';

let people = 0;

/** Somebody with an account, made through the API as another app would. */
export class Person {
  readonly baseUrl: string;
  readonly user: User;
  readonly password: string;

  private constructor(baseUrl: string, user: User, chosen: string) {
    this.baseUrl = baseUrl;
    this.user = user;
    this.password = chosen;
  }

  static async register(baseUrl: string, chosen: Partial<Registration> = {}): Promise<Person> {
    people += 1;
    const username = chosen.username ?? `person${people}-${process.pid}`;
    const { client } = newBrowser(baseUrl);
    const { user } = await client.users.register({
      email: `${username}@example.com`,
      passwordConfirmation: chosen.password ?? password,
      password,
      ...chosen,
      username,
    });
    if (!user) throw new Error('The registration did not log in.');
    return new Person(baseUrl, user, chosen.password ?? password);
  }

  /** A program of theirs that is logged in. */
  async client(): Promise<Client> {
    const { client } = newBrowser(this.baseUrl);
    await client.session.logIn({ identifier: this.user.username, password: this.password });
    return client;
  }

  /**
   * Gives a browser their cookie, without the pages. What waits for the next page is taken away. It is
   * another device than the program that logged in, so sensitive changes ask for the password first.
   */
  async logIn(context: BrowserContext): Promise<void> {
    const { client, cookies } = newBrowser(this.baseUrl);
    await client.session.logIn({ identifier: this.user.username, password: this.password });
    await client.flash.take();
    await context.addCookies([
      {
        name: 'sid',
        value: cookies.get('sid') ?? '',
        url: this.baseUrl,
        httpOnly: true,
        sameSite: 'Strict',
      },
    ]);
  }
}

function newBrowser(baseUrl: string): { client: Client; cookies: CookieMemory } {
  const cookies = createCookieMemory();
  return { client: createClient({ baseUrl, cookies }), cookies };
}
