import { TestEnvironment } from 'jest-environment-jsdom';

/** jsdom, with the parts of a browser that it leaves out and Node has. */
export default class BrowserEnvironment extends TestEnvironment {
  async setup() {
    await super.setup();
    Object.assign(this.global, { AbortSignal, Headers, Response });
  }
}
