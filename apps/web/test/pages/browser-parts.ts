/** What a browser has and jsdom has not. */
export function addBrowserParts(): void {
  // The router asks of everything thrown whether it is one.
  class Response {}
  if (!('Response' in globalThis)) Object.assign(globalThis, { Response });
  window.scrollTo = () => {};

  HTMLDialogElement.prototype.showModal = function showModal() {
    this.open = true;
  };
  HTMLDialogElement.prototype.close = function close() {
    this.open = false;
  };
}
