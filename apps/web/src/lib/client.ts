import { createClient } from '@gatehouse/client-sdk';
import { forgetPerson, readBootstrap, removeStandIns } from './bootstrap.ts';

/** The one connection to the API. It knows at once what the server wrote into the document. */
export const client = createClient();

const { view, flash } = readBootstrap(document);
client.sessionStore.hydrate(view);
for (const message of flash) client.flash.push(message);
forgetPerson(document);
removeStandIns(document);
