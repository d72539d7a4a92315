import { TestEnvironment } from 'jest-environment-jsdom';

/** A page at an address, on the network of Node: jsdom itself has none. */
export default class BrowserEnvironment extends TestEnvironment {
  async setup() {
    await super.setup();
    const { global: page } = this;
    page.Response = Response;
    page.Headers = Headers;
    page.BroadcastChannel = BroadcastChannel;
    // The page's signals and Node's are not of one kind.
    page.fetch = (url, { signal, ...init } = {}) => fetch(String(url), init);
    page.IS_REACT_ACT_ENVIRONMENT = true;
  }
}
