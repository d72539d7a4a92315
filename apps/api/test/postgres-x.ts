import path from 'node:path'; export const hello = (): string => 'hi' + path.sep + import.meta.dirname;
