import { LoginPage } from './login-page.tsx';
import { start } from './start.tsx';

start(<LoginPage />);
