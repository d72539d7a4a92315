export const commonPasswords: readonly string[] = ['passwordpassword'];
