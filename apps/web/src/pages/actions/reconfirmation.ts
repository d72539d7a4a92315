import { isApiError } from '@gatehouse/client-sdk';

/** Somebody chose not to type the password: nothing happened, and nothing is to be told. */
export class ActionCancelled extends Error {
  override readonly name = 'ActionCancelled';
}

/**
 * Does an action; where it needs a newer proof of the password, asks for that and does it once more.
 * @param askForPassword true once the password is confirmed, false when the person cancels
 */
export async function withReconfirmation<Result>(
  action: () => Promise<Result>,
  askForPassword: () => Promise<boolean>,
): Promise<Result> {
  try {
    return await action();
  } catch (error) {
    if (!isApiError(error) || error.code !== 'reauthentication_required') throw error;
    if (!(await askForPassword())) throw new ActionCancelled();
    return action();
  }
}
